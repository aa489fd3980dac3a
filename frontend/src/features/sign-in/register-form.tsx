import { Button, Checkbox, List, MultiSelect, Paper, Select, Stack, Text, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { components } from "@/shared/api.gen";
import { COUNTRIES, named, SPOKEN } from "@/shared/places";
import { fieldErrors } from "@/shared/problem";
import { Failure } from "@/shared/ui/failure";
import { Form } from "@/shared/ui/form";

export type Registration = components["schemas"]["Registration"];

interface Props {
  given: Registration;
  error: unknown;
  pending: boolean;
  send: (form: Registration) => void;
}

export function RegisterForm({ given, error, pending, send }: Props) {
  const { t, i18n } = useTranslation();
  const [form, setForm] = useState(given);
  const [agrees, setAgrees] = useState(false);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const wrong = { ...fieldErrors(error), ...missing };
  const countries = useMemo(() => named(COUNTRIES, "region", i18n.language), [i18n.language]);
  const languages = useMemo(() => named(SPOKEN, "language", i18n.language), [i18n.language]);
  const set = (part: Partial<Registration>) => setForm((before) => ({ ...before, ...part }));
  const optional = (label: string) => `${label} (${t("register.optional")})`;

  function submit() {
    const lacks: Record<string, string> = {};
    if (!form.full_name.trim()) lacks.full_name = t("sign_in.required");
    if (!form.email.trim()) lacks.email = t("sign_in.required");
    if (!agrees) lacks.consent = t("register.consent_missing");
    setMissing(lacks);
    if (Object.keys(lacks).length === 0) send({ ...form, email: form.email.trim() });
  }

  return (
    <Form errors={wrong} send={submit}>
      {error != null && Object.keys(wrong).length === 0 && <Failure error={error} takesFocus />}
      <TextInput
        label={t("register.name")}
        description={t("register.name_hint")}
        autoComplete="name"
        required
        dir="auto"
        value={form.full_name}
        error={wrong.full_name}
        onChange={(event) => set({ full_name: event.currentTarget.value })}
      />
      <TextInput
        label={t("register.email")}
        description={t("register.email_hint")}
        type="email"
        autoComplete="email"
        required
        dir="ltr"
        value={form.email}
        error={wrong.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <Select
        label={optional(t("register.country"))}
        placeholder={t("register.choose")}
        nothingFoundMessage={t("register.nothing_found")}
        data={countries}
        searchable
        clearable
        clearButtonProps={{ "aria-label": t("register.clear") }}
        value={form.country ?? null}
        error={wrong.country}
        onChange={(country) => set({ country })}
      />
      <MultiSelect
        label={optional(t("register.languages"))}
        placeholder={form.languages?.length ? undefined : t("register.choose")}
        nothingFoundMessage={t("register.nothing_found")}
        data={languages}
        searchable
        value={form.languages}
        error={wrong.languages}
        onChange={(chosen) => set({ languages: chosen })}
      />
      <Consent agrees={agrees} error={wrong.consent} change={setAgrees} />
      <Button type="submit" loading={pending} style={{ alignSelf: "flex-start" }}>
        {t("register.submit")}
      </Button>
    </Form>
  );
}

interface ConsentProps {
  agrees: boolean;
  error: string | undefined;
  change: (agrees: boolean) => void;
}

/** What is kept, who sees it and how to end it, said before anybody agrees. */
function Consent({ agrees, error, change }: ConsentProps) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Text fw={600}>{t("register.consent_title")}</Text>
        <List size="sm" spacing={4}>
          <List.Item>{t("register.consent_held")}</List.Item>
          <List.Item>{t("register.consent_private")}</List.Item>
          <List.Item>{t("register.consent_withdraw")}</List.Item>
        </List>
        <Checkbox
          label={t("register.consent")}
          required
          checked={agrees}
          error={error}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      </Stack>
    </Paper>
  );
}
