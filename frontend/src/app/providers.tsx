import {
  DirectionProvider,
  localStorageColorSchemeManager,
  MantineProvider,
  useDirection,
} from "@mantine/core";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { direction } from "@/shared/languages";
import { theme, variables } from "./theme";

const colours = localStorageColorSchemeManager({ key: "inee.colours" });

/** Everything that a page stands on: colours, direction, and the questions to the API. */
export function Providers({ queries, children }: { queries: QueryClient; children: ReactNode }) {
  return (
    <QueryClientProvider client={queries}>
      <DirectionProvider initialDirection={document.documentElement.dir === "rtl" ? "rtl" : "ltr"}>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={variables}
          colorSchemeManager={colours}
          defaultColorScheme="auto"
        >
          <FollowLanguage queries={queries} />
          {children}
        </MantineProvider>
      </DirectionProvider>
    </QueryClientProvider>
  );
}

/** Another language turns the page round, and asks the API for its sentences again. */
function FollowLanguage({ queries }: { queries: QueryClient }) {
  const { i18n } = useTranslation();
  const { setDirection } = useDirection();
  useEffect(() => {
    setDirection(direction(i18n.language));
  }, [i18n.language, setDirection]);
  useEffect(() => {
    const ask = () => void queries.invalidateQueries();
    i18n.on("languageChanged", ask);
    return () => i18n.off("languageChanged", ask);
  }, [i18n, queries]);
  return null;
}
