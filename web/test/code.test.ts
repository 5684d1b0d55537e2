// Tracking codes, derivations and padding against the vectors that Rust is tested with too (tests/interop/vectors.rs).
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromHex, toHex } from "../src/core/bytes.js";
import { TrackingCode, suggest } from "../src/core/code.js";
import { CURRENT, Master, checkParams } from "../src/core/derive.js";
import { systemEntropy } from "../src/core/entropy.js";
import { BUCKETS, pad, unpad } from "../src/core/padding.js";
import { digestOf } from "../src/core/sig.js";
import { WORDS, indexOf } from "../src/core/words.js";
import list from "../../config/words.txt";
import vectors from "../../tests/fixtures/vectors.json";

const code = (bytes: string): TrackingCode => TrackingCode.fromBytes(fromHex(bytes, 10));

test("codes have the words of the vectors", () => {
  for (const { bytes, words } of vectors.codes) {
    assert.equal(code(bytes).words().join(" "), words);
    const parsed = TrackingCode.parse(words);
    assert.ok(parsed instanceof TrackingCode);
    assert.equal(toHex(parsed.secret()), bytes);
  }
});

test("typed codes are taken or refused as in the vectors", () => {
  for (const { text, ...expected } of vectors.typed) {
    const parsed = TrackingCode.parse(text);
    if (parsed instanceof TrackingCode) {
      assert.equal(toHex(parsed.secret()), expected.bytes, text);
    } else {
      assert.equal(parsed.fault, expected.fault, text);
      if (parsed.fault === "unknown-word") assert.equal(parsed.position, expected.position, text);
    }
  }
});

test("a slip of the pen is answered with words that look like it", () => {
  assert.equal(suggest("macarony")[0], "macaroni");
  assert.ok(suggest("abacu").includes("abacus"));
  assert.deepEqual(suggest("zzzzzzzzz"), []);
  const fault = TrackingCode.parse("emphases macarony nimble hatchet diameter rentable establish");
  assert.deepEqual(fault, { fault: "unknown-word", position: 2, suggestions: ["macaroni", "macarena"] });
});

test("a sign that only looks like a letter of ours is no word, and an endless text is not taken apart", () => {
  // U+212A, the sign for kelvin, becomes a k in lower case.
  const kelvin = WORDS.find((word) => word.startsWith("k"))?.replace("k", "\u212a") ?? "";
  const fault = TrackingCode.parse(`${kelvin} macaroni nimble hatchet diameter rentable establish`);
  assert.ok(!(fault instanceof TrackingCode) && fault.fault === "unknown-word");
  assert.deepEqual(TrackingCode.parse("a".repeat(513)), { fault: "too-long" });
});

test("the list is that of config/words.txt (else: node test/words.mjs), in order", () => {
  assert.equal(WORDS.length, 7772);
  assert.equal(`${WORDS.join("\n")}\n`, list);
  assert.deepEqual(WORDS, [...WORDS].sort());
  assert.equal(indexOf("abacus"), 0);
  assert.equal(indexOf("daylights"), -1);
});

test("secrets follow from the code as in the vectors", async () => {
  for (const vector of vectors.secrets) {
    const master = await Master.derive(code(vector.code), fromHex(vector.salt, 16), vector.params);
    assert.equal(master.locator().toSecretText(), vector.locator);
    assert.equal(master.locator().hash(), vector.locator_hash);
    assert.equal(master.caseIdentity().toSecretText(), vector.case_identity);
    assert.equal(master.caseIdentity().recipient().text, vector.case_recipient);
    assert.equal(master.caseIdentity().recipient().concernId(), vector.concern);
    assert.equal(toHex(master.reporterKey().seed()), vector.signing_seed);
    assert.equal(toHex(master.reporterKey().public()), vector.reporter);
  }
});

test("without WebAssembly the same secrets follow", async () => {
  const [vector] = vectors.secrets;
  assert.ok(vector);
  const master = await Master.deriveHere(code(vector.code), fromHex(vector.salt, 16), vector.params);
  assert.equal(master.locator().toSecretText(), vector.locator);
});

test("weaker parameters are refused and so are absurd ones", async () => {
  assert.equal(checkParams(CURRENT), undefined);
  assert.equal(checkParams({ ...CURRENT, m_kib: 65_536, t: 3 }), undefined);
  assert.equal(checkParams({ ...CURRENT, m_kib: 19_455 }), "too-weak");
  assert.equal(checkParams({ ...CURRENT, t: 1 }), "too-weak");
  assert.equal(checkParams({ ...CURRENT, version: 2 }), "unknown-version");
  assert.equal(checkParams({ ...CURRENT, m_kib: 2 ** 32 - 1 }), "too-costly");
  const any = TrackingCode.generate(systemEntropy);
  await assert.rejects(Master.derive(any, new Uint8Array(16), { ...CURRENT, m_kib: 8 }), RangeError);
});

test("padding is that of the vectors and comes off again", () => {
  for (const { length, bucket, sha256 } of vectors.padding) {
    const text = new Uint8Array(length).fill("x".charCodeAt(0));
    const padded = pad(text, BUCKETS);
    assert.equal(padded.length, bucket);
    assert.equal(digestOf(padded), sha256);
    assert.deepEqual(unpad(padded, BUCKETS), text);
  }
});

test("padding with a mark in it is refused", () => {
  const padded = pad(new Uint8Array(10), BUCKETS);
  padded[padded.length - 1] = 1;
  assert.equal(unpad(padded, BUCKETS), undefined);
  assert.equal(unpad(new Uint8Array(4608).fill(255), BUCKETS), undefined);
  assert.equal(unpad(new Uint8Array(3), BUCKETS), undefined);
});
