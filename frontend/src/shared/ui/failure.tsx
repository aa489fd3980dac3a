import { Alert, Button, Stack, Text } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { asProblem } from "../problem";

interface Props {
  error: unknown;
  retry?: () => void;
  /** After an act of the person the failure takes the focus; one of a page that loads does not. */
  takesFocus?: boolean;
}

/** What went wrong, in the API's own words, or that there was no answer. */
export function Failure({ error, retry, takesFocus = false }: Props) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const problem = asProblem(error);
  // Each new error, not only the first, is brought to the person.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `error` is what changes
  useEffect(() => {
    if (takesFocus) place.current?.focus();
  }, [error, takesFocus]);
  return (
    <Alert
      ref={place}
      tabIndex={-1}
      role="alert"
      color="var(--mantine-color-error)"
      variant="outline"
      icon={<CircleAlert aria-hidden />}
      title={problem?.title ?? t("failure.offline_title")}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{problem?.detail ?? t("failure.offline")}</Text>
        {retry && (
          <Button size="compact-sm" variant="default" onClick={retry}>
            {t("failure.retry")}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
