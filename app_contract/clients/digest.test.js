// What others wrote (an RFC 8785 canonicalizer from npm, Node's own Ed25519) finds the forms, digests and verdicts
// that Callout finds: what a customer signs on a phone written in JavaScript is what the server checks.

import assert from "node:assert/strict";
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import canonicalize from "canonicalize";

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));
const sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");
const keys = read("vectors/jwks.json").keys;

/** Every text, name and number of a JSON tree. */
function* leaves(value) {
  if (Array.isArray(value)) for (const held of value) yield* leaves(held);
  else if (value !== null && typeof value === "object")
    for (const [name, held] of Object.entries(value)) yield* [name, ...leaves(held)];
  else yield value;
}

/** As an app must find it: whole numbers only, and no half of a surrogate pair. */
function digest(content) {
  for (const leaf of leaves(content)) {
    if (typeof leaf === "number" && !Number.isSafeInteger(leaf)) throw new RangeError(`${leaf} is not whole`);
    if (typeof leaf === "string" && !leaf.isWellFormed()) throw new RangeError("half a surrogate pair");
  }
  return sha256(canonicalize(content));
}

/** What a seal was put on, by the published keys; null where it is none. */
function opened(seal) {
  const [head, payload, signature] = seal.split(".");
  const { alg, kid } = JSON.parse(Buffer.from(head, "base64url").toString());
  const jwk = keys.find((one) => one.kid === kid && one.alg === alg);
  if (alg !== "EdDSA" || !jwk) return null;
  const key = createPublicKey({ key: jwk, format: "jwk" });
  const good = verify(null, Buffer.from(`${head}.${payload}`), key, Buffer.from(signature, "base64url"));
  return good ? Buffer.from(payload, "base64url").toString() : null;
}

for (const vector of read("vectors/canonical.json")) {
  test(`the canonical form of ${vector.what}`, () => {
    assert.equal(canonicalize(JSON.parse(vector.json)), vector.canonical);
    assert.equal(sha256(vector.canonical), vector.sha256);
  });
}

for (const vector of read("vectors/digest.json")) {
  test(`the digest of ${vector.what}`, () => {
    assert.equal(digest(vector.content), vector.sha256);
    if ("canonical" in vector) assert.equal(canonicalize(vector.content), vector.canonical);
    const normalised = JSON.parse(JSON.stringify(vector.content).normalize("NFC"));
    assert.deepEqual(normalised, vector.nfc ?? vector.content);
    assert.equal(digest(normalised), vector.nfc_sha256 ?? vector.sha256);
  });
}

for (const vector of read("vectors/refused.json")) {
  test(`no digest of ${vector.what}`, () => {
    const content = JSON.parse(vector.json);
    if ("whole" in vector) assert.equal(JSON.stringify(content), vector.whole);
    else assert.throws(() => digest(content), RangeError);
  });
}

test("the digest of the example of a filed report", () => {
  const { body } = read("examples/report.filed.v1.json");
  assert.equal(digest(body.content), body.digest);
});

for (const vector of read("vectors/seal.json")) {
  test(`a seal: ${vector.what}`, () => {
    assert.equal(opened(vector.seal) !== null, vector.valid);
    if (!vector.valid) return;
    assert.equal(opened(vector.seal), canonicalize(vector.record));
    assert.equal(canonicalize(vector.record), vector.canonical);
    assert.equal(sha256(vector.canonical), vector.sha256);
  });
}

test("a key's id is its thumbprint (RFC 7638)", () => {
  for (const { crv, kty, x, kid } of keys) {
    assert.equal(createHash("sha256").update(canonicalize({ crv, kty, x })).digest("base64url"), kid);
  }
});
