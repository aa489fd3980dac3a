import { useTranslation } from "react-i18next";

/** Days, instants, numbers and lists as the reader's language writes them. Days are UTC days, as everywhere here. */
export function useFormat() {
  const { i18n } = useTranslation();
  const language = i18n.language === "en" ? "en-GB" : i18n.language; // as the network writes
  return {
    day: (iso: string) =>
      new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso)),
    instant: (iso: string) =>
      new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso)),
    number: (value: number) => new Intl.NumberFormat(language).format(value),
    range: (from: number, to: number) => new Intl.NumberFormat(language).formatRange(from, to),
    list: (items: string[]) => new Intl.ListFormat(language, { type: "conjunction" }).format(items),
  };
}
