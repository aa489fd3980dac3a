import { Anchor, Stack, Text } from "@mantine/core";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/shared/client";
import { PageTitle } from "@/shared/ui/page-title";
import { useArrive } from "./arrive";
import { CodeStep } from "./code-step";
import { NothingArrived } from "./nothing-arrived";
import { RegisterForm, type Registration } from "./register-form";

/** Becoming a member: what the person gives and agrees to, then the code that shows the address is theirs. */
export function RegisterPage() {
  const { t } = useTranslation();
  const { from } = useSearch({ from: "/register" });
  const arrived = useArrive(from);
  const [body, setBody] = useState<Registration>({
    full_name: "",
    email: "",
    languages: [],
    topics: [],
    consent: true,
  });
  const register = api.useMutation("post", "/v1/registrations", { meta: { signsIn: true } });
  return (
    <Stack maw="36rem">
      <PageTitle>{t("register.title")}</PageTitle>
      {register.data ? (
        <CodeStep
          challengeId={register.data.id}
          sent={t("register.sent", { email: body.email })}
          submit={t("register.complete")}
          again={() => register.mutateAsync({ body })}
          back={register.reset}
          arrived={arrived}
          help={<NothingArrived hints={[t("register.nothing_address")]} />}
        />
      ) : (
        <>
          <Text>{t("register.intro")}</Text>
          <RegisterForm
            given={body}
            error={register.error}
            pending={register.isPending}
            send={(form) => {
              setBody(form);
              register.mutate({ body: form });
            }}
          />
          <Text>
            {t("register.known")}{" "}
            <Anchor renderRoot={(props) => <Link to="/sign-in" search={{ from }} {...props} />}>
              {t("register.sign_in")}
            </Anchor>
          </Text>
        </>
      )}
    </Stack>
  );
}
