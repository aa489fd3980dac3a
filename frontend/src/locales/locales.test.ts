import { describe, expect, it } from "vitest";
import { LANGUAGES, type Language } from "@/shared/languages";

type Catalogue = { [key: string]: string | Catalogue };

const catalogues = Object.fromEntries(
  Object.entries(import.meta.glob<{ default: Catalogue }>("./*.json", { eager: true })).map(
    ([path, { default: words }]) => [path.slice(2, -5), words],
  ),
) as Record<Language, Catalogue>;

const flat = (words: Catalogue, place = ""): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === "string" ? [[place + key, value] as [string, string]] : flat(value, `${place}${key}.`),
  );

const PLURAL = /_(zero|one|two|few|many|other)$/;
const parameters = (sentence: string) => new Set(sentence.match(/\{\{\w+\}\}/g));
const english = new Map(flat(catalogues.en));
const singular = [...english.keys()].filter((key) => !PLURAL.test(key));
const counted = [
  ...new Set([...english.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, ""))),
];

describe.each(Object.keys(LANGUAGES) as Language[])("the sentences in %s", (language) => {
  const words = new Map(flat(catalogues[language]));

  it("are complete, with each plural form the language has, and nothing else", () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    const forms = counted.flatMap((key) => pluralCategories.map((form) => `${key}_${form}`));
    expect([...words.keys()].sort()).toEqual([...singular, ...forms].sort());
  });

  it("name what the English ones name, but for a number that a word says", () => {
    for (const [key, sentence] of words) {
      const model = english.get(key) ?? english.get(key.replace(PLURAL, "_other")) ?? "";
      const [named, wanted] = [parameters(sentence), parameters(model)];
      if (PLURAL.test(key)) named.add("{{count}}");
      if (PLURAL.test(key)) wanted.add("{{count}}");
      expect(named, key).toEqual(wanted);
    }
  });
});

const TRANSLATED = (Object.keys(LANGUAGES) as Language[]).filter((language) => language !== "en");

describe.each(TRANSLATED)("the sentences in %s", (language) => {
  it("are not left in English", () => {
    const sentences = flat(catalogues[language]).filter(([, sentence]) => sentence.split(" ").length > 3);
    expect(sentences.filter(([key, sentence]) => english.get(key) === sentence)).toEqual([]);
  });
});
