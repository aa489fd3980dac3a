// The first load on a slow line: what index.html names, gzipped, within the network's limit. Fails the build above it.
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";

const LIMIT = 200; // kB of script
const dist = new URL("../dist/", import.meta.url);
const html = await readFile(new URL("index.html", dist), "utf8");

const named = (ending) =>
  [...html.matchAll(new RegExp(`/([\\w./-]+\\.${ending})"`, "g"))].map(([, path]) => path);
const weigh = async (paths) => {
  const files = await Promise.all([...new Set(paths)].map((path) => readFile(new URL(path, dist))));
  return files.reduce((sum, file) => sum + gzipSync(file).length, 0) / 1000;
};

const [script, style] = [await weigh(named("js")), await weigh(named("css"))];
console.log(
  `dashboard: first load ${script.toFixed(0)} kB of script, ${style.toFixed(0)} kB of style (gzip)`,
);
if (script > LIMIT) {
  console.error(`That is more than ${LIMIT} kB of script: split what not every page needs.`);
  process.exit(1);
}
