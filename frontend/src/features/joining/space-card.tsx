import { Badge, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FindingRead } from "@/shared/problem";
import { Quotation } from "@/shared/ui/quotation";
import styles from "./joining.module.css";
import type { SpaceEligibility } from "./ways-in";

/** One space: what the rules say of this person there, each finding with its rule on request. */
export function SpaceCard({ space }: { space: SpaceEligibility }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        <bdi>{space.space_name}</bdi>
      </Title>
      <Badge variant="light" tt="none" className={styles.type}>
        {t(`types.${space.space_type}`)}
      </Badge>
      {space.findings.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("joining.ok")}
        </Text>
      )}
      {space.findings.map((finding) => (
        <FindingText key={finding.code} finding={finding} />
      ))}
    </Stack>
  );
}

function FindingText({ finding }: { finding: FindingRead }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm">{finding.detail}</Text>
      <details className={styles.rule}>
        <summary>{t("joining.rule_says", { source: finding.source })}</summary>
        <Quotation>{finding.quote}</Quotation>
      </details>
    </div>
  );
}
