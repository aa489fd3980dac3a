import { Anchor, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/shared/client";
import { digitsOf, hasDigits } from "@/shared/digits";
import { Failure } from "@/shared/ui/failure";
import { Form } from "@/shared/ui/form";

const DIGITS = 8;
const PAUSE = 60; // seconds before another code may be asked for

interface Props {
  challengeId: string;
  sent: string;
  submit: string;
  /** Asks for another code; the new challenge comes back as `challengeId`. */
  again: () => Promise<unknown>;
  back: () => void;
  arrived: () => void;
  help: ReactNode;
}

/** The code from the mailbox: typed or pasted, sent again after a pause, with a word about what to do without it. */
export function CodeStep({ challengeId, sent, submit, again, back, arrived, help }: Props) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState<{ code?: string }>({});
  const signIn = api.useMutation("post", "/v1/sessions", { meta: { signsIn: true }, onSuccess: arrived });

  function send() {
    const whole = hasDigits(code, DIGITS);
    setWrong(whole ? {} : { code: t("sign_in.code_length") });
    if (whole) signIn.mutate({ body: { challenge_id: challengeId, code: digitsOf(code) } });
  }

  return (
    <Stack component="section">
      <Text role="status">{sent}</Text>
      {signIn.error && <Failure error={signIn.error} takesFocus />}
      <Form errors={wrong} send={send}>
        <TextInput
          label={t("sign_in.code")}
          description={t("sign_in.code_hint")}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          maxLength={20}
          dir="ltr"
          value={code}
          error={wrong.code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" loading={signIn.isPending}>
            {submit}
          </Button>
          <Again key={challengeId} ask={again} />
        </Group>
      </Form>
      {help}
      <Anchor component="button" type="button" size="sm" onClick={back} ta="start">
        {t("sign_in.other_email")}
      </Anchor>
    </Stack>
  );
}

function Again({ ask }: { ask: () => Promise<unknown> }) {
  const { t } = useTranslation();
  const [left, setLeft] = useState(PAUSE);
  useEffect(() => {
    const clock = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => clearInterval(clock);
  }, []);
  return (
    <Button variant="default" disabled={left > 0} onClick={() => void ask()}>
      {left > 0 ? t("sign_in.again_in", { count: left }) : t("sign_in.again")}
    </Button>
  );
}
