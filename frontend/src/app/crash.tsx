import { Button, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageTitle } from "@/shared/ui/page-title";

/** A page that failed by itself: the rest of the dashboard goes on. */
export function Crash() {
  const { t } = useTranslation();
  return (
    <Stack>
      <PageTitle>{t("failure.unexpected_title")}</PageTitle>
      <Text>{t("failure.unexpected")}</Text>
      <Group>
        <Button onClick={() => window.location.reload()}>{t("failure.reload")}</Button>
      </Group>
    </Stack>
  );
}
