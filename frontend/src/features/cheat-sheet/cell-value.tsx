import { VisuallyHidden } from "@mantine/core";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format";
import type { Column, Row } from "./sheet";

/** A cell as published: a tick, nothing, a band, a duration. What is seen is also said. */
export function CellValue({ column, row }: { column: Column; row: Row }) {
  const { t } = useTranslation();
  const { range } = useFormat();
  if (row === "duration") return <Duration published={column.duration} />;
  if (row === "average_members") {
    const band = column.average_members;
    return <bdi>{band ? range(band.min, band.max) : t("cheat_sheet.unlimited")}</bdi>;
  }
  return column[row] ? (
    <>
      <Check size={22} strokeWidth={3} aria-hidden />
      <VisuallyHidden>{t("cheat_sheet.yes")}</VisuallyHidden>
    </>
  ) : (
    <VisuallyHidden>{t("cheat_sheet.no")}</VisuallyHidden>
  );
}

/** The sheet's own words where we know them in the reader's language, else as published. */
function Duration({ published }: { published: string }) {
  const { t } = useTranslation();
  const known = t("cheat_sheet.durations", { returnObjects: true }) as Record<string, string>;
  return known[published] ?? <span lang="en">{published}</span>;
}
