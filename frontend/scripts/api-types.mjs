// Writes src/shared/api.gen.ts from the committed contract, or (--check) says that it is not current.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const contract = new URL("../../openapi.yaml", import.meta.url);
const types = new URL("../src/shared/api.gen.ts", import.meta.url);

const header = "// Generated from openapi.yaml by `npm run api`: do not edit.\n";
const made = header + astToString(await openapiTS(contract, { silent: true }));

if (process.argv.includes("--check")) {
  if ((await readFile(types, "utf8")) !== made) {
    console.error("src/shared/api.gen.ts is not what openapi.yaml says: run `npm run api`.");
    process.exit(1);
  }
} else {
  await writeFile(types, made);
}
