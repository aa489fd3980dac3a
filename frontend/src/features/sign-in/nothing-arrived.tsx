import { List, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function NothingArrived({ hints }: { hints: string[] }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t("sign_in.nothing_title")}
      </Text>
      <List size="sm">
        {[t("sign_in.nothing_wait"), ...hints].map((hint) => (
          <List.Item key={hint}>{hint}</List.Item>
        ))}
      </List>
    </Stack>
  );
}
