const BROWSERS: [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: [RegExp, string][] = [
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

/** "Firefox, Android" of what a browser says it is; null where it says nothing that people would recognise. */
export function deviceName(said: string | null): string | null {
  if (!said) return null;
  const known = [BROWSERS, SYSTEMS].map((list) => list.find(([sign]) => sign.test(said))?.[1]);
  return known.filter(Boolean).join(", ") || said.slice(0, 60);
}
