import { Anchor, Box, Container, Text } from "@mantine/core";
import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Header } from "./header";
import styles from "./shell.module.css";

/** What every page has around it. */
export function Shell() {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <Anchor href="#content" className={styles.skip}>
        {t("app.skip")}
      </Anchor>
      <Header />
      <Container component="main" id="content" tabIndex={-1} size="xl" py="lg" className={styles.content}>
        <Outlet />
      </Container>
      <Box component="footer" className={styles.footer}>
        <Container size="xl">
          <Text size="sm" c="dimmed">
            {t("app.footer")}
          </Text>
        </Container>
      </Box>
    </div>
  );
}
