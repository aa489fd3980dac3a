import type { components } from "./api.gen";

export type Problem = components["schemas"]["Problem"];
export type FindingRead = components["schemas"]["FindingRead"];

/** The API's own answer to what went wrong, in the reader's language; null where no answer came at all. */
export function asProblem(error: unknown): Problem | null {
  const candidate = error as Partial<Problem> | null;
  return typeof candidate?.status === "number" && typeof candidate.detail === "string"
    ? (candidate as Problem)
    : null;
}

/** What is wrong with each field of a form, by the field's name: `/email` is the body's own `email`. */
export function fieldErrors(error: unknown): Record<string, string> {
  const wrong = asProblem(error)?.errors ?? [];
  return Object.fromEntries(wrong.map(({ pointer, detail }) => [pointer.replace(/^#?\//, ""), detail]));
}
