/** The network's five languages, each named in itself. */
export const LANGUAGES = {
  en: "English",
  fr: "Français",
  es: "Español",
  pt: "Português",
  ar: "العربية",
} as const;

export type Language = keyof typeof LANGUAGES;

export const direction = (language: string): "ltr" | "rtl" => (language === "ar" ? "rtl" : "ltr");

export const isLanguage = (tag: string | null | undefined): tag is Language =>
  tag != null && Object.hasOwn(LANGUAGES, tag);
