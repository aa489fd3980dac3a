import "@fontsource-variable/inter";
import "@fontsource-variable/noto-sans-arabic";
import "@mantine/core/styles.css";
import "./app/page.css";
import { start } from "./app/start";

const place = document.getElementById("root");
if (place) {
  // Without its settings the page has neither an API nor words: the server that should give them is the one to mend.
  start(place).catch((error: unknown) => {
    place.textContent = String(error);
  });
}
