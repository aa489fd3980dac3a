import { Table, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format";
import { CellValue } from "./cell-value";
import { type CheatSheet, type Column, cellName, type Row, rowNames } from "./sheet";
import styles from "./table.module.css";

interface Props {
  sheet: CheatSheet;
  open: (cell: string) => void;
}

/** The published table, six columns; every cell and every heading is a button to its rule. */
export function SheetTable({ sheet, open }: Props) {
  const { t } = useTranslation();
  const { day } = useFormat();
  return (
    // A region that scrolls must be reachable by keyboard; its buttons make it so, and its name tells what it is.
    <section className={styles.scroll} aria-label={t("cheat_sheet.scroll")}>
      <Table className={styles.table} withTableBorder withColumnBorders captionSide="bottom">
        <Table.Caption className={styles.caption}>
          {t("cheat_sheet.caption", { rulebook: sheet.rulebook, since: day(sheet.effective_from) })}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" className={styles.corner}>
              {t("cheat_sheet.row")}
            </Table.Th>
            {sheet.columns.map((column) => (
              <Heading key={column.space_type} column={column} open={open} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rowNames.map((row) => (
            <SheetRow key={row} row={row} sheet={sheet} open={open} />
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Heading({ column, open }: { column: Column; open: Props["open"] }) {
  const { t } = useTranslation();
  return (
    <Table.Th scope="col" className={styles.held}>
      <UnstyledButton className={styles.button} onClick={() => open(cellName(column, null))}>
        {t(`types.${column.space_type}`)}
      </UnstyledButton>
    </Table.Th>
  );
}

function SheetRow({ row, sheet, open }: Props & { row: Row }) {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Th scope="row" className={styles.row}>
        {t(`cheat_sheet.rows.${row}`)}
      </Table.Th>
      {sheet.columns.map((column) => (
        <Table.Td key={column.space_type} className={styles.held}>
          <UnstyledButton className={styles.button} onClick={() => open(cellName(column, row))}>
            <CellValue column={column} row={row} />
          </UnstyledButton>
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
