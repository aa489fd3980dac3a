import { Badge, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { components } from "@/shared/api.gen";
import { api } from "@/shared/client";
import { useFormat } from "@/shared/format";
import { Failure } from "@/shared/ui/failure";
import { Loading } from "@/shared/ui/loading";
import { deviceName } from "./device";

type SessionRead = components["schemas"]["SessionRead"];

/** Where the person is signed in; any browser but this one can be signed out from here. */
export function Sessions() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error, refetch } = api.useQuery("get", "/v1/sessions", {});
  const onSuccess = () => queries.invalidateQueries({ queryKey: ["get", "/v1/sessions"] });
  const end = api.useMutation("post", "/v1/sessions/{session_id}/end", { onSuccess });
  const others = api.useMutation("post", "/v1/sessions/others/end", { onSuccess });
  const count = others.data ? others.data.items.length : end.data ? 1 : 0;
  const failed = end.error ?? others.error;
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="sessions">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h3" id="sessions">
          {t("account.sessions")}
        </Title>
        {data && data.items.length > 1 && (
          <Button
            size="compact-sm"
            variant="default"
            loading={others.isPending}
            onClick={() => others.mutate({})}
          >
            {t("account.end_others")}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t("account.sessions_intro")}
      </Text>
      <Text size="sm" role="status" mih="1.5em">
        {count > 0 && t("account.ended", { count })}
      </Text>
      {failed && <Failure error={failed} takesFocus />}
      {data ? (
        <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: "none" }}>
          {data.items.map((session) => (
            <SessionLine
              key={session.id}
              session={session}
              end={() => end.mutate({ params: { path: { session_id: session.id } } })}
            />
          ))}
        </Stack>
      ) : error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Loading lines={2} />
      )}
    </Paper>
  );
}

function SessionLine({ session, end }: { session: SessionRead; end: () => void }) {
  const { t } = useTranslation();
  const { instant } = useFormat();
  const device = deviceName(session.device) ?? t("account.unknown_device");
  const at = instant(session.created_at);
  return (
    <Group component="li" justify="space-between" wrap="nowrap" align="flex-start">
      <div>
        <Group gap="xs">
          <Text fw={600}>
            <bdi>{device}</bdi>
          </Text>
          {session.is_current && (
            <Badge variant="default" tt="none">
              {t("account.this_browser")}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {t("account.since", { at, seen: instant(session.last_seen_at) })}
        </Text>
        <Text size="sm" c="dimmed">
          {t(`account.method.${session.method}`)}
        </Text>
      </div>
      {!session.is_current && (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t("account.end_named", { device, at })}
          onClick={end}
        >
          {t("account.end")}
        </Button>
      )}
    </Group>
  );
}
