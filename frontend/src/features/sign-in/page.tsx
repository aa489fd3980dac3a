import { Alert, Anchor, Stack, Tabs, Text } from "@mantine/core";
import { Link, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageTitle } from "@/shared/ui/page-title";
import { useArrive } from "./arrive";
import { ByCode } from "./by-code";
import { ByPassword } from "./by-password";

export function SignInPage() {
  const { t } = useTranslation();
  const { from, ended } = useSearch({ from: "/sign-in" });
  const arrived = useArrive(from);
  return (
    <Stack maw="32rem">
      <PageTitle>{t("sign_in.title")}</PageTitle>
      {ended && (
        <Alert role="status" color="inee">
          {t("sign_in.ended")}
        </Alert>
      )}
      <Tabs defaultValue="code" keepMounted={false}>
        <Tabs.List aria-label={t("sign_in.ways")} mb="md">
          <Tabs.Tab value="code">{t("sign_in.by_code")}</Tabs.Tab>
          <Tabs.Tab value="password">{t("sign_in.by_password")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="code">
          <Stack>
            <Text>{t("sign_in.intro")}</Text>
            <ByCode arrived={arrived} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="password">
          <ByPassword arrived={arrived} />
        </Tabs.Panel>
      </Tabs>
      <Text>
        {t("sign_in.register_prompt")}{" "}
        <Anchor renderRoot={(props) => <Link to="/register" search={{ from }} {...props} />}>
          {t("sign_in.register")}
        </Anchor>
      </Text>
    </Stack>
  );
}
