// TypeScript types of the contract, written from it whenever openapi.json or facts/ changed: `make types`.

import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

import openapiTS, { astToString } from "openapi-typescript";

const CONTRACT = new URL("../", import.meta.url);
/** A member with a default may be left out; `Order` is exported as well as `components["schemas"]["Order"]`. */
const OPTIONS = { defaultNonNullable: false, rootTypes: true, rootTypesNoSchemaPrefix: true, silent: true };

const read = async (name) => JSON.parse(await readFile(new URL(name, CONTRACT), "utf8"));

/** Every generated file: its path in app_contract/ and what it must hold. */
export async function files() {
  return {
    "types/api.d.ts": await written(await read("openapi.json"), "openapi.json"),
    "types/facts.d.ts": await written(await factsDocument(), "facts/"),
  };
}

async function written(document, source) {
  const types = astToString(await openapiTS(document, OPTIONS));
  return `// Written from ${source} by \`make types\`; do not edit.\n\n${types}`;
}

/** The fact schemas as one document, whose `AnyFact` is a union told apart by `kind`. */
async function factsDocument() {
  const names = (await readdir(new URL("facts/", CONTRACT))).filter((name) => name.endsWith(".json")).sort();
  const schemas = {};
  for (const name of names) {
    const text = JSON.stringify(await read(`facts/${name}`));
    const { $schema, $defs, ...fact } = JSON.parse(text.replaceAll("#/$defs/", "#/components/schemas/"));
    for (const [shared, schema] of Object.entries($defs ?? {})) {
      if (JSON.stringify(schemas[shared] ?? schema) !== JSON.stringify(schema)) {
        throw new Error(`${shared} is one thing in ${name} and another elsewhere`);
      }
      schemas[shared] = schema;
    }
    schemas[name.replace(".schema.json", "")] = fact;
  }
  const kinds = Object.keys(schemas).filter((name) => /\.v\d+$/.test(name));
  schemas.AnyFact = { oneOf: kinds.map((kind) => ({ $ref: `#/components/schemas/${kind}` })) };
  return { openapi: "3.1.0", info: { title: "facts", version: "1" }, paths: {}, components: { schemas } };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await mkdir(new URL("types/", CONTRACT), { recursive: true });
  for (const [name, text] of Object.entries(await files())) await writeFile(new URL(name, CONTRACT), text);
}
