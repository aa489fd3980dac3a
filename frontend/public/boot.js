// Before the first paint: the chosen colours, language and direction, so that nothing flashes. A file, not inline: the
// content security policy allows no inline script.
(() => {
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage is off: the defaults serve
    }
  };
  const root = document.documentElement;
  const scheme = read("inee.colours");
  const dark =
    scheme === "dark" || (scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  const known = ["en", "fr", "es", "pt", "ar"];
  const wishes = [read("inee.language"), ...navigator.languages.map((tag) => tag.split("-")[0])];
  const language = wishes.find((wish) => known.includes(wish)) ?? "en";
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";
})();
