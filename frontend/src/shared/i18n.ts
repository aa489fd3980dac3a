import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type en from "@/locales/en.json";
import { direction, isLanguage, type Language } from "./languages";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

const KEPT = "inee.language";
const catalogues = import.meta.glob<{ default: typeof en }>("../locales/*.json");

/** Starts with the language that boot.js put on the page; each catalogue is loaded when it is first wanted. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const wanted = document.documentElement.lang;
  await speak(isLanguage(wanted) ? wanted : "en");
}

export async function speak(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation")) {
    const load = catalogues[`../locales/${language}.json`];
    if (load) i18next.addResourceBundle(language, "translation", (await load()).default);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = direction(language);
}

/** The person's own choice, kept for the next visit. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language);
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // Storage is off: the choice lasts as long as the page.
  }
}

export const spoken = (): Language => (isLanguage(i18next.language) ? i18next.language : "en");
