import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/shared/client";
import { fieldErrors } from "@/shared/problem";
import { Failure } from "@/shared/ui/failure";
import { Form } from "@/shared/ui/form";
import { CodeStep } from "./code-step";
import { NothingArrived } from "./nothing-arrived";

/** An address, then the code that was sent there. What is said never tells whether the address is known. */
export function ByCode({ arrived }: { arrived: () => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [missing, setMissing] = useState<Record<string, string>>({});
  const ask = api.useMutation("post", "/v1/sign-in-codes", { meta: { signsIn: true } });
  const wrong = { ...fieldErrors(ask.error), ...missing };
  const request = () => ask.mutateAsync({ body: { email: email.trim() } });

  function send() {
    setMissing(email.trim() ? {} : { email: t("sign_in.required") });
    if (email.trim()) request().catch(() => undefined); // shown below
  }

  if (ask.data) {
    const hints = [t("sign_in.nothing_address"), t("sign_in.nothing_register"), t("sign_in.nothing_lost")];
    return (
      <CodeStep
        challengeId={ask.data.id}
        sent={t("sign_in.sent", { email })}
        submit={t("sign_in.submit")}
        again={request}
        back={ask.reset}
        arrived={arrived}
        help={<NothingArrived hints={hints} />}
      />
    );
  }
  return (
    <Form errors={wrong} send={send}>
      {ask.error && !wrong.email && <Failure error={ask.error} takesFocus />}
      <TextInput
        label={t("sign_in.email")}
        type="email"
        autoComplete="email"
        required
        dir="ltr"
        value={email}
        error={wrong.email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Button type="submit" loading={ask.isPending} style={{ alignSelf: "flex-start" }}>
        {t("sign_in.send")}
      </Button>
    </Form>
  );
}
