// A canonicalizer that others wrote (RFC 8785) finds the forms and digests that Callout finds: what a customer
// signs on a phone written in JavaScript is what the server checks.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import canonicalize from "canonicalize";

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));
const sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");
const digest = (content) => sha256(canonicalize(content));

for (const vector of read("vectors/canonical.json")) {
  test(`the canonical form of ${vector.what}`, () => {
    assert.equal(canonicalize(JSON.parse(vector.json)), vector.canonical);
    assert.equal(sha256(vector.canonical), vector.sha256);
  });
}

for (const vector of read("vectors/digest.json")) {
  test(`the digest of ${vector.what}`, () => assert.equal(digest(vector.content), vector.sha256));
}

test("the digest of the example of a filed report", () => {
  const { body } = read("examples/report.filed.v1.json");
  assert.equal(digest(body.content), body.digest);
});
