import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const teal: MantineColorsTuple = [
  "#e8f4f6",
  "#d0e7ec",
  "#a3d0da",
  "#73b7c6",
  "#4ba2b5",
  "#2f93a9",
  "#1a8299",
  "#0c6a7e",
  "#085767",
  "#034450",
];

export const theme = createTheme({
  primaryColor: "inee",
  primaryShade: 7,
  colors: { inee: teal },
  fontFamily: "'Inter Variable', 'Noto Sans Arabic Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Inter Variable', 'Noto Sans Arabic Variable', system-ui, sans-serif" },
  defaultRadius: "md",
  respectReducedMotion: true,
  cursorType: "pointer",
  components: { Anchor: { defaultProps: { underline: "always" } } }, // told from the text by more than its colour
});

/** Quiet and warning texts that keep a contrast of 4.5 to 1, which the library's own shades miss. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "#495057",
    "--mantine-color-error": "#b32020",
    "--mantine-color-placeholder": "#6b7280",
  },
  dark: {
    "--mantine-color-dimmed": "#b4b8bd",
    "--mantine-color-error": "#ff8a8a",
    "--mantine-color-placeholder": "#a0a4aa",
  },
});
