import { Drawer, Group, Stack, Text, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { api } from "@/shared/client";
import { Failure } from "@/shared/ui/failure";
import { Loading } from "@/shared/ui/loading";
import { CellValue } from "./cell-value";
import { RuleText, Source } from "./rule-text";
import { type Cell, type CheatSheet, publishedRule, type Rule, rulesOf } from "./sheet";

interface Props {
  sheet: CheatSheet;
  cell: Cell | null;
  close: () => void;
}

/** What is behind a cell: as published, what is applied, and the sentences both rest on. */
export function RuleDrawer({ sheet, cell, close }: Props) {
  const { t } = useTranslation();
  const phone = useMediaQuery("(max-width: 48em)");
  const title = cell && `${t(`types.${cell.column.space_type}`)}: ${nameOf(cell, t)}`;
  return (
    <Drawer.Root
      opened={cell !== null}
      onClose={close}
      position={phone ? "bottom" : "right"} // the library turns it round with the page
      size={phone ? "85%" : "md"}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        {/* Not the library's own heading: it is a second banner beside the page's. */}
        <Group justify="space-between" wrap="nowrap" align="flex-start" p="md">
          <Drawer.Title fw={700} fz="lg">
            {title}
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t("cheat_sheet.close")} />
        </Group>
        <Drawer.Body>{cell && <Behind sheet={sheet} cell={cell} />}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

const nameOf = (cell: Cell, t: ReturnType<typeof useTranslation>["t"]) =>
  cell.row ? t(`cheat_sheet.rows.${cell.row}`) : t("cheat_sheet.all_rules");

function Behind({ sheet, cell }: { sheet: CheatSheet; cell: Cell }) {
  const { data, error, refetch } = api.useQuery(
    "get",
    "/v1/rulebooks/{version}",
    { params: { path: { version: sheet.rulebook } } },
    { staleTime: Number.POSITIVE_INFINITY }, // a version never changes
  );
  if (data) return <Rules cell={cell} rules={data.rules} />;
  return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading lines={5} />;
}

function Rules({ cell, rules }: { cell: Cell; rules: Rule[] }) {
  const { t, i18n } = useTranslation();
  const published = publishedRule(cell, rules);
  const enforced = rulesOf(cell, rules);
  const note = noteFor(cell, enforced);
  const quoted = cell.row && published ? [published, ...enforced] : enforced;
  const isFirst = (rule: Rule) => quoted.find((one) => one.source === rule.source) === rule;
  return (
    <Stack gap="lg">
      {cell.row && (
        <Stack gap="xs" component="section">
          <Title order={3} size="h4">
            {t("cheat_sheet.published")}
          </Title>
          <Published cell={cell} row={cell.row} />
          {published && <Source rule={published} />}
        </Stack>
      )}
      <Stack gap="md" component="section">
        <Title order={3} size="h4">
          {t("cheat_sheet.enforced")}
        </Title>
        {note && <Text>{t(`cheat_sheet.${note}`)}</Text>}
        {!note && enforced.length === 0 && <Text>{t("cheat_sheet.nothing_enforced")}</Text>}
        {enforced.map((rule) => (
          <RuleText key={rule.name} rule={rule} quotes={isFirst(rule)} />
        ))}
      </Stack>
      {i18n.language !== "en" && (
        <Text size="sm" c="dimmed">
          {t("cheat_sheet.in_english")}
        </Text>
      )}
    </Stack>
  );
}

function Published({ cell, row }: { cell: Cell; row: NonNullable<Cell["row"]> }) {
  const { t } = useTranslation();
  const value = cell.column[row];
  if (typeof value === "boolean")
    return <Text fw={600}>{t(value ? "cheat_sheet.yes" : "cheat_sheet.no")}</Text>;
  return (
    <Text fw={600}>
      <CellValue column={cell.column} row={row} />
    </Text>
  );
}

/** Where the published word and the enforced rule differ, the reader is told why. */
function noteFor({ column, row }: Cell, enforced: Rule[]): "band_note" | "members_only_note" | null {
  if (row === "average_members" && column.average_members) return "band_note";
  const noSeatAsked = row === "open_to_wg_members_only" && column[row] && enforced.length === 0;
  return noSeatAsked ? "members_only_note" : null;
}
