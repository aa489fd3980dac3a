import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe } from "@/shared/me";
import { Failure } from "@/shared/ui/failure";
import { Loading } from "@/shared/ui/loading";
import { PageTitle } from "@/shared/ui/page-title";
import { WaysIn } from "./ways-in";

export function JoiningPage() {
  const { t } = useTranslation();
  return (
    <Stack>
      <PageTitle>{t("joining.title")}</PageTitle>
      <ForWhomever />
    </Stack>
  );
}

function ForWhomever() {
  const { t } = useTranslation();
  const { data: me, error, refetch } = useMe();
  if (!me) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  if (me.kind === "public") return <Invitation />;
  return me.member ? <WaysIn memberId={me.member.id} /> : <Text>{t("joining.no_member")}</Text>;
}

/** For the public: what signing in would show. */
function Invitation() {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="lg" maw="40rem">
      <Stack>
        <Text fw={600}>{t("joining.public_title")}</Text>
        <Text>{t("joining.public_text")}</Text>
        <Group>
          <Button renderRoot={(props) => <Link to="/sign-in" search={{ from: "/join" }} {...props} />}>
            {t("sign_in.title")}
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/register" search={{ from: "/join" }} {...props} />}
          >
            {t("register.title")}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {t("joining.public_sheet")}
        </Text>
      </Stack>
    </Paper>
  );
}
