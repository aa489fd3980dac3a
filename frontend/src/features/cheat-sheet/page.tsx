import { Stack, Text } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { api } from "@/shared/client";
import { Failure } from "@/shared/ui/failure";
import { Loading } from "@/shared/ui/loading";
import { PageTitle } from "@/shared/ui/page-title";
import { RuleDrawer } from "./rule-drawer";
import { findCell } from "./sheet";
import { SheetTable } from "./table";

export function CheatSheetPage() {
  const { t } = useTranslation();
  const { cell } = useSearch({ from: "/cheat-sheet" });
  const navigate = useNavigate({ from: "/cheat-sheet" });
  const { data, error, refetch } = api.useQuery("get", "/v1/cheat-sheet", {});
  const open = (named: string | undefined) =>
    void navigate({ search: { cell: named }, replace: named === undefined, resetScroll: false });
  return (
    <Stack>
      <PageTitle>{t("cheat_sheet.title")}</PageTitle>
      <Text maw="70ch">{t("cheat_sheet.intro")}</Text>
      {data ? (
        <>
          <SheetTable sheet={data} open={open} />
          <RuleDrawer sheet={data} cell={findCell(data, cell)} close={() => open(undefined)} />
        </>
      ) : error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Loading lines={8} />
      )}
    </Stack>
  );
}
