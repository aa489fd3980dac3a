import type { components } from "@/shared/api.gen";

export type CheatSheet = components["schemas"]["CheatSheet"];
export type Column = components["schemas"]["Column"];
export type Rule = components["schemas"]["Rule"];
export type SpaceType = components["schemas"]["SpaceType"];

/** The published rows in their published order, each with the enforced rules that carry it out. */
export const ROWS = {
  institutional_membership: ["kinds"],
  individual_membership: ["kinds", "members"],
  open_to_wg_members_only: ["seat_required", "parent", "working_groups"],
  open_to_all_members: ["members", "invitation"],
  application_needed: ["doors", "deciders"],
  average_members: [],
  duration: ["mandate", "period", "ends", "seats_end_with"],
} as const satisfies Record<string, readonly string[]>;

export type Row = keyof typeof ROWS;

export const rowNames = Object.keys(ROWS) as Row[];

/** One cell, or with `row` null the whole column: what `?cell=task_team.duration` and `?cell=task_team` name. */
export interface Cell {
  column: Column;
  row: Row | null;
}

export function findCell(sheet: CheatSheet, named: string | undefined): Cell | null {
  const [type, row] = named?.split(".") ?? [];
  const column = sheet.columns.find((one) => one.space_type === type);
  if (!column || (row !== undefined && !Object.hasOwn(ROWS, row))) return null;
  return { column, row: (row as Row | undefined) ?? null };
}

export const cellName = (column: Column, row: Row | null) =>
  row ? `${column.space_type}.${row}` : column.space_type;

/** The enforced rules behind a cell, in the order in which one asks. */
export function rulesOf({ column, row }: Cell, rules: Rule[]): Rule[] {
  const own = rules.filter((rule) => rule.space_type === column.space_type);
  const wanted: readonly string[] | null = row && ROWS[row];
  const enforced = own.filter((rule) => rule.name.startsWith("enforced."));
  if (!wanted) return enforced;
  return wanted.flatMap((name) => enforced.filter((rule) => rule.name === `enforced.${name}`));
}

export function publishedRule({ column, row }: Cell, rules: Rule[]): Rule | undefined {
  return rules.find((rule) => rule.space_type === column.space_type && rule.name === `published.${row}`);
}

/** The choice words and the number in a rule's value: `{who: ["leaders"]}`, `{by: "parent"}`, `{years: 3}`. */
export function contentOf(rule: Rule): { words: string[] | null; count: number | null } {
  const values = Object.values(rule.value);
  const list = values.find(Array.isArray) as string[] | undefined;
  const word = values.find((value) => typeof value === "string") as string | undefined;
  const count = values.find((value) => typeof value === "number") as number | undefined;
  return { words: list ?? (word === undefined ? null : [word]), count: count ?? null };
}
