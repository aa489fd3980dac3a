import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageTitle } from "@/shared/ui/page-title";

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Stack>
      <PageTitle>{t("not_found.title")}</PageTitle>
      <Text>{t("not_found.text")}</Text>
      <Anchor renderRoot={(props) => <Link to="/cheat-sheet" {...props} />}>{t("not_found.home")}</Anchor>
    </Stack>
  );
}
