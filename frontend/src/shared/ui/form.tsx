import { Stack } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";

interface Props {
  /** What is wrong, by field. */
  errors: Record<string, string | undefined>;
  send: () => void;
  children: ReactNode;
}

/** A form that says itself what is wrong: after each try the first wrong field takes the focus. */
export function Form({ errors, send, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  const wrong = Object.keys(errors).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try leads back to a field that is still wrong
  useEffect(() => {
    if (wrong) form.current?.querySelector<HTMLElement>("[aria-invalid='true']")?.focus();
  }, [wrong, tries]);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTries((before) => before + 1);
        send();
      }}
    >
      <Stack>{children}</Stack>
    </form>
  );
}
