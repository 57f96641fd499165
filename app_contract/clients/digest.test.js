// A canonicalizer that others wrote (RFC 8785) finds the digests that Callout finds: what a customer signs on
// a phone written in JavaScript is what the server checks.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import canonicalize from "canonicalize";

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));
const digest = (content) => createHash("sha256").update(canonicalize(content), "utf8").digest("hex");

for (const { what, content, sha256 } of read("vectors/digest.json")) {
  test(`the digest of ${what}`, () => assert.equal(digest(content), sha256));
}

test("the digest of the example of a filed report", () => {
  const { body } = read("examples/report.filed.v1.json");
  assert.equal(digest(body.content), body.digest);
});
