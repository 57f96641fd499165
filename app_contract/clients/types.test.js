// The types are those of the contract as it is; that the adapters keep to them, `tsc` has said before (npm test).

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";

import { files } from "./types.js";

test("the TypeScript types are current, and no other is there", async () => {
  const wanted = await files();
  const folder = new URL("../types/", import.meta.url);
  assert.deepEqual((await readdir(folder)).map((name) => `types/${name}`).sort(), Object.keys(wanted).sort());
  for (const [name, text] of Object.entries(wanted)) {
    const current = (await readFile(new URL(`../${name}`, import.meta.url), "utf8")) === text;
    assert.ok(current, `${name} is stale; run: make types`);
  }
});
