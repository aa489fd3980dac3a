import { Button, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { LogOut } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/shared/client";
import { useMe } from "@/shared/me";
import { Failure } from "@/shared/ui/failure";
import { Loading } from "@/shared/ui/loading";
import { PageTitle } from "@/shared/ui/page-title";
import { Sessions } from "./sessions";
import { WhoIAm } from "./who-i-am";

export function AccountPage() {
  const { t } = useTranslation();
  const me = useMe();
  const router = useRouter();
  const isPublic = me.data?.kind === "public";
  useEffect(() => {
    if (isPublic) void router.navigate({ to: "/sign-in", search: { from: "/account" }, replace: true });
  }, [isPublic, router]);
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <PageTitle>{t("account.title")}</PageTitle>
        {me.data?.kind === "person" && <SignOut />}
      </Group>
      {me.data?.kind === "person" ? (
        <>
          <WhoIAm me={me.data} />
          <Sessions />
        </>
      ) : me.error ? (
        <Failure error={me.error} retry={() => void me.refetch()} />
      ) : (
        <Loading />
      )}
    </Stack>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const router = useRouter();
  const end = api.useMutation("post", "/v1/sessions/{session_id}/end", {
    onSuccess: async () => {
      await router.navigate({ to: "/cheat-sheet" });
      await queries.resetQueries(); // nothing of the person stays in this browser
    },
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<LogOut size={16} aria-hidden />}
        loading={end.isPending}
        onClick={() => end.mutate({ params: { path: { session_id: "current" } } })}
      >
        {t("nav.sign_out")}
      </Button>
      {end.error && <Failure error={end.error} takesFocus />}
    </>
  );
}
