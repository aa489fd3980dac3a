import { Blockquote } from "@mantine/core";

/** The network's own words: always its English, whatever the page's language. */
export function Quotation({ children }: { children: string }) {
  return (
    <Blockquote lang="en" dir="ltr" p="sm" m={0} fz="sm" color="inee">
      {children}
    </Blockquote>
  );
}
