import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const isOurs = (path: string) => /\.(?:tsx?|css)$/.test(path) && !/\.test\.|api\.gen/.test(path);
const sources: [string, string][] = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter(isOurs)
  .map((path) => [path, readFileSync(join(root, path), "utf8")]);

const PHYSICAL =
  /\b(?:margin|padding|border|inset)-(?:left|right)\b|\btext-align:\s*(?:left|right)|^\s*(?:left|right):|\b(?:ml|mr|pl|pr)=|\b(?:margin|padding|border)(?:Left|Right)\b|\bfloat:/m;

it("there is something to read", () => {
  expect(sources.length).toBeGreaterThan(30);
});

it("no style knows left from right: the language does", () => {
  const wrong = sources.filter(([, text]) => PHYSICAL.test(text));
  expect(wrong.map(([path]) => path)).toEqual([]);
});

it("no file is longer than a newcomer holds in mind", () => {
  const long = sources.filter(([, text]) => text.split("\n").length > 250);
  expect(long.map(([path]) => path)).toEqual([]);
});
