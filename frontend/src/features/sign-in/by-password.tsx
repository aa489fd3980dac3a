import { Anchor, Button, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/shared/client";
import { digitsOf } from "@/shared/digits";
import { Failure } from "@/shared/ui/failure";
import { Form } from "@/shared/ui/form";

type Factor = "totp" | "recovery_code";

/** Staff: password and second factor, or one of the recovery codes for the day the phone is lost. */
export function ByPassword({ arrived }: { arrived: () => void }) {
  const { t } = useTranslation();
  const [form, setForm] = useState({ email: "", password: "", factor: "" });
  const [second, setSecond] = useState<Factor>("totp");
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const signIn = api.useMutation("post", "/v1/sessions", { meta: { signsIn: true }, onSuccess: arrived });
  const set = (field: keyof typeof form) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setForm((before) => ({ ...before, [field]: value }));
  };

  function send() {
    const empty = Object.entries(form).filter(([, value]) => !value.trim());
    setWrong(Object.fromEntries(empty.map(([field]) => [field, t("sign_in.required")])));
    if (empty.length) return;
    const factor = second === "totp" ? digitsOf(form.factor) : form.factor.trim();
    signIn.mutate({ body: { email: form.email.trim(), password: form.password, [second]: factor } });
  }

  return (
    <Form errors={wrong} send={send}>
      {signIn.error && <Failure error={signIn.error} takesFocus />}
      <TextInput
        label={t("sign_in.email")}
        type="email"
        autoComplete="username"
        required
        dir="ltr"
        value={form.email}
        error={wrong.email}
        onChange={set("email")}
      />
      <PasswordInput
        label={t("sign_in.password")}
        autoComplete="current-password"
        required
        dir="ltr"
        value={form.password}
        error={wrong.password}
        onChange={set("password")}
        visibilityToggleButtonProps={{ "aria-label": t("sign_in.show_password"), tabIndex: 0 }}
      />
      <SecondFactor factor={second} value={form.factor} error={wrong.factor} onChange={set("factor")} />
      <Anchor
        component="button"
        type="button"
        size="sm"
        ta="start"
        onClick={() => {
          setSecond(second === "totp" ? "recovery_code" : "totp");
          setForm((before) => ({ ...before, factor: "" }));
        }}
      >
        {t(second === "totp" ? "sign_in.use_recovery" : "sign_in.use_totp")}
      </Anchor>
      <Button type="submit" loading={signIn.isPending} style={{ alignSelf: "flex-start" }}>
        {t("sign_in.submit")}
      </Button>
    </Form>
  );
}

interface FactorProps {
  factor: Factor;
  value: string;
  error: string | undefined;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

function SecondFactor({ factor, ...input }: FactorProps) {
  const { t } = useTranslation();
  const isTotp = factor === "totp";
  return (
    <TextInput
      label={t(`sign_in.${factor}`)}
      description={t(isTotp ? "sign_in.totp_hint" : "sign_in.recovery_hint")}
      inputMode={isTotp ? "numeric" : "text"}
      autoComplete={isTotp ? "one-time-code" : "off"}
      required
      dir="ltr"
      {...input}
    />
  );
}
