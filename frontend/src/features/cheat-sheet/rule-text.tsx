import { Badge, Group, Stack, Text } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format";
import { Quotation } from "@/shared/ui/quotation";
import { contentOf, type Rule } from "./sheet";

const SHEET = "S39"; // the cheat sheet as a whole, which has no sentence of its own to quote

/** One enforced rule as a sentence, and what it rests on: `quotes` where that has not been quoted just above. */
export function RuleText({ rule, quotes }: { rule: Rule; quotes: boolean }) {
  const { t } = useTranslation();
  const { list } = useFormat();
  const name = rule.name.replace("enforced.", "");
  return (
    <Stack gap={6}>
      <Group gap="xs" justify="space-between" wrap="nowrap" align="flex-start">
        <Text size="sm" c="dimmed" fw={600}>
          {say(t, name, "label")}
        </Text>
        <Badge variant="default" tt="none" style={{ flexShrink: 0 }}>
          {rule.source}
        </Badge>
      </Group>
      <Text>{contentText(t, name, rule, list)}</Text>
      {quotes && <Source rule={rule} />}
    </Stack>
  );
}

/** The sentence, or the ruling on how it is read. */
export function Source({ rule: { source, quote } }: { rule: Rule }) {
  const { t } = useTranslation();
  const key = source === SHEET ? "sheet_itself" : source.startsWith("R") ? "ruling" : "sentence";
  return (
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {t(`cheat_sheet.${key}`, { source })}
      </Text>
      {source !== SHEET && <Quotation>{quote}</Quotation>}
    </Stack>
  );
}

function contentText(t: TFunction, name: string, rule: Rule, list: (items: string[]) => string): string {
  const { words, count } = contentOf(rule);
  if (words) return words.length ? list(words.map((word) => say(t, name, word))) : say(t, name, "none");
  return say(t, name, "value", count ?? undefined);
}

/** Names and words of rules are data; a rulebook newer than this page shows its own word until it is translated. */
function say(t: TFunction, name: string, word: string, count?: number): string {
  const key = `rules.${name}.${word}`;
  return t(key as "rules.kinds.label", { count: count as number, defaultValue: word });
}
