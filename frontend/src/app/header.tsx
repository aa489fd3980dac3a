import { ActionIcon, Container, NativeSelect, Tooltip, useMantineColorScheme } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { Languages, Moon, Sun, SunMoon } from "lucide-react";
import { useTranslation } from "react-i18next";
import { chooseLanguage } from "@/shared/i18n";
import { LANGUAGES, type Language } from "@/shared/languages";
import { useIsSignedIn } from "@/shared/me";
import styles from "./shell.module.css";

export function Header() {
  const { t } = useTranslation();
  return (
    <header className={styles.header}>
      <Container size="xl" className={styles.bar}>
        <Link to="/cheat-sheet" className={styles.name}>
          <img src="/favicon.svg" alt="" width={28} height={28} />
          {t("app.name")}
        </Link>
        <nav aria-label={t("nav.label")}>
          <Pages />
        </nav>
        <div className={styles.tools}>
          <LanguageSwitch />
          <ColourSwitch />
        </div>
      </Container>
    </header>
  );
}

function Pages() {
  const { t } = useTranslation();
  const signedIn = useIsSignedIn();
  const here = useLocation();
  const from = here.pathname.startsWith("/sign-in") || here.pathname === "/register" ? undefined : here.href;
  return (
    <ul className={styles.pages}>
      <li>
        <Link to="/cheat-sheet" className={styles.link}>
          {t("nav.cheat_sheet")}
        </Link>
      </li>
      <li>
        <Link to="/join" className={styles.link}>
          {t("nav.joining")}
        </Link>
      </li>
      <li>
        {signedIn ? (
          <Link to="/account" className={styles.link}>
            {t("nav.account")}
          </Link>
        ) : (
          <Link
            to="/sign-in"
            search={{ from }}
            activeOptions={{ includeSearch: false }}
            className={styles.link}
          >
            {t("nav.sign_in")}
          </Link>
        )}
      </li>
    </ul>
  );
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <NativeSelect
      aria-label={t("language.label")}
      size="sm"
      leftSection={<Languages size={16} aria-hidden />}
      value={i18n.language}
      onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}
    >
      {Object.entries(LANGUAGES).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </NativeSelect>
  );
}

const NEXT = { auto: "light", light: "dark", dark: "auto" } as const;
const SIGN = { auto: SunMoon, light: Sun, dark: Moon };

function ColourSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const Sign = SIGN[colorScheme];
  const said = t(`colours.${colorScheme}`);
  return (
    <Tooltip label={said}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={said}
        onClick={() => setColorScheme(NEXT[colorScheme])}
      >
        <Sign size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
