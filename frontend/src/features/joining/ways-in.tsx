import { Badge, NativeSelect, Paper, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { components } from "@/shared/api.gen";
import { api } from "@/shared/client";
import { Failure } from "@/shared/ui/failure";
import { Loading } from "@/shared/ui/loading";
import { SpaceCard } from "./space-card";

export type SpaceEligibility = components["schemas"]["SpaceEligibility"];
type Way = components["schemas"]["Way"];

const WAYS: Way[] = ["join", "apply", "by_invitation", "no"];

/** Every open space for one member, the nearest way in first. */
export function WaysIn({ memberId }: { memberId: string }) {
  const { t } = useTranslation();
  const { type } = useSearch({ from: "/join" });
  const { data, error, refetch } = api.useQuery("get", "/v1/members/{member}/eligibility", {
    params: { path: { member: memberId } },
  });
  if (!data) return error ? <Failure error={error} retry={() => void refetch()} /> : <Loading />;
  const shown = data.items.filter((space) => !type || space.space_type === type);
  return (
    <Stack gap="lg">
      <Text maw="70ch">{t("joining.intro")}</Text>
      <TypeFilter spaces={data.items} />
      {shown.length === 0 && <Text>{t(type ? "joining.empty_type" : "joining.empty")}</Text>}
      {WAYS.map((way) => (
        <WayGroup key={way} way={way} spaces={shown.filter((space) => space.way === way)} />
      ))}
    </Stack>
  );
}

function TypeFilter({ spaces }: { spaces: SpaceEligibility[] }) {
  const { t } = useTranslation();
  const { type } = useSearch({ from: "/join" });
  const navigate = useNavigate({ from: "/join" });
  const types = [...new Set(spaces.map((space) => space.space_type))];
  return (
    <NativeSelect
      label={t("joining.type")}
      maw="20rem"
      value={type ?? ""}
      onChange={(event) => {
        const chosen = event.currentTarget.value || undefined;
        void navigate({ search: { type: chosen }, replace: true, resetScroll: false });
      }}
    >
      <option value="">{t("joining.all_types")}</option>
      {types.map((one) => (
        <option key={one} value={one}>
          {t(`types.${one}`)}
        </option>
      ))}
    </NativeSelect>
  );
}

function WayGroup({ way, spaces }: { way: Way; spaces: SpaceEligibility[] }) {
  const { t } = useTranslation();
  if (spaces.length === 0) return null;
  return (
    <Stack component="section" gap="sm" aria-labelledby={`way-${way}`}>
      <div>
        <Title order={2} size="h3" id={`way-${way}`}>
          {t(`joining.ways.${way}`)}{" "}
          <Badge variant="default" tt="none">
            {t("joining.count", { count: spaces.length })}
          </Badge>
        </Title>
        <Text size="sm" c="dimmed">
          {t(`joining.hints.${way}`)}
        </Text>
      </div>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {spaces.map((space) => (
          <Paper key={space.space_id} component="article" withBorder p="md">
            <SpaceCard space={space} />
          </Paper>
        ))}
      </SimpleGrid>
    </Stack>
  );
}
