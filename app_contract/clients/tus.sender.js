// A phone's process that brings one photo and ends; tus.test.js starts it, and may end it earlier. The first line of
// its input says what to bring and how; the end of the input is the word to abort.

import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";

import { FileUrlStorage } from "tus-js-client";

import { bring } from "./examples/tus.mjs";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { id, path, url, token, uploads } = JSON.parse((await lines.next()).value);
const abort = new AbortController();
lines.next().then(() => abort.abort());
try {
  const urlStorage = new FileUrlStorage(uploads);
  const photo = { id, file: await readFile(path) };
  await bring(photo, { url, token: async () => token, urlStorage, signal: abort.signal });
} catch (error) {
  if (!abort.signal.aborted) throw error;
  process.exitCode = 3;
} finally {
  process.stdin.destroy();
}
