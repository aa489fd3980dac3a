import { Paper, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "@/shared/format";
import type { Me } from "@/shared/me";
import { nameOf } from "@/shared/places";
import styles from "./account.module.css";

/** What the network holds about the person, as they see it themselves. */
export function WhoIAm({ me }: { me: Me }) {
  const { t, i18n } = useTranslation();
  const { list } = useFormat();
  const { member, organisations } = me;
  const held = me.roles.filter(({ role }) => role !== "person"); // which everybody here is
  const roles = [...new Set(held.map(({ role }) => t(`account.roles.${role}`)))];
  const languages = member?.languages.map((tag) => nameOf(tag, "language", i18n.language)) ?? [];
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="who-i-am">
      <Title order={2} size="h3" id="who-i-am" mb="sm">
        {t("account.who")}
      </Title>
      <dl className={styles.facts}>
        <Fact name={t("account.name")}>{member?.full_name}</Fact>
        <Fact name={t("account.email")}>{member?.email}</Fact>
        <Fact name={t("account.status")}>{member?.status && t(`account.statuses.${member.status}`)}</Fact>
        <Fact name={t("account.country")}>
          {member?.country && nameOf(member.country, "region", i18n.language)}
        </Fact>
        <Fact name={t("account.languages")}>{list(languages)}</Fact>
        <Fact name={t("account.organisations")}>
          {organisations.map((organisation) => (
            <div key={organisation.id}>
              <bdi>{organisation.name}</bdi>
            </div>
          ))}
        </Fact>
        <Fact name={t("account.roles_label")}>{list(roles)}</Fact>
      </dl>
    </Paper>
  );
}

function Fact({ name, children }: { name: string; children?: ReactNode }) {
  const { t } = useTranslation();
  const empty = !children || (Array.isArray(children) && children.length === 0);
  return (
    <>
      <dt>{name}</dt>
      <dd>{empty ? t("account.none") : <bdi>{children}</bdi>}</dd>
    </>
  );
}
