import { Skeleton, Stack, VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** The place of what is on its way. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <Stack role="status" gap="sm">
      <VisuallyHidden>{t("app.loading")}</VisuallyHidden>
      <Skeleton height={36} width="40%" />
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are all alike
        <Skeleton key={line} height={20} />
      ))}
    </Stack>
  );
}
