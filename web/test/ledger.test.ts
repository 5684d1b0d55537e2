// The worked examples of docs/LEDGER_FORMAT.md: entries, manifest, tree, receipt and proof are read, written and checked as
// there, and nothing but their one spelling is taken.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readAct } from "../src/core/act.js";
import { concat, fromBase64, fromHex, toBase64, toHex, utf8 } from "../src/core/bytes.js";
import { readCheckpoint } from "../src/core/checkpoint.js";
import { UncheckedEntry, openingMessage, record, signEntry } from "../src/core/entry.js";
import { BadForm } from "../src/core/form.js";
import { keyWords } from "../src/core/key_words.js";
import { readManifest, signManifest } from "../src/core/manifest.js";
import { LogVerifier } from "../src/core/note.js";
import { proofFile, prove, readProof } from "../src/core/proof.js";
import { readReceipt } from "../src/core/receipt.js";
import { SigningSecret, personId, sha256, verify } from "../src/core/sig.js";
import { isIncluded, leafHash } from "../src/core/tree.js";
import vectors from "../../crates/tlog/tests/fixtures/ledger_vectors.json";

const log = LogVerifier.fromVkey(vectors.vkey) as LogVerifier;
const secret = (byte: number): SigningSecret => new SigningSecret(new Uint8Array(32).fill(byte));
const guardian = vectors.keys.find(({ name }) => name === "guardian");

test("keys and key words are those of the page", async () => {
  for (const { public: key, seed_byte: seed, person } of vectors.keys) {
    assert.equal(toHex(secret(Number.parseInt(seed, 16)).public()), key);
    assert.equal(personId(key), person);
  }
  assert.deepEqual(await keyWords(vectors.key_words.key, vectors.key_words.list), vectors.key_words.words);
  assert.equal(log.origin, vectors.origin);
});

test("a verifier key has one spelling, and only an origin can bear one", () => {
  const [name = "", id = "", key = ""] = vectors.vkey.split("+");
  for (const other of [`${name}+${id.toUpperCase()}+${key}`, `${name}+00000000+${key}`, `${vectors.vkey}=`, name, ""]) {
    assert.equal(LogVerifier.fromVkey(other), undefined, other);
  }
  assert.equal(LogVerifier.fromVkey(vectors.witness_vkey), undefined);
});

test("entries are read and written in one spelling, and have the records of the page", () => {
  for (const { entry, salt, record: expected, leaf } of vectors.entries) {
    const read = UncheckedEntry.parse(entry);
    assert.equal(read.record(fromHex(salt, 32)), expected);
    assert.equal(record(fromHex(salt, 32), entry), expected);
    assert.equal(toHex(leafHash(expected)), leaf);
  }
});

test("every kind and step survives being read and written", () => {
  for (const line of vectors.kinds) {
    const { kind, data } = JSON.parse(line) as { kind: string; data: unknown };
    assert.equal(JSON.stringify(readAct(kind, data)), line);
  }
});

test("another spelling of an entry is refused", () => {
  const [received = "", opened = ""] = vectors.entries.map(({ entry }) => entry);
  const bad = [
    ` ${received}`,
    `${received}\n`,
    received.replace('{"v":1', '{ "v":1'),
    received.replace('"v":1', '"v":2'),
    received.replace('"v":1', '"v":1.0'),
    received.replace('"v":1,', '"v":1,"v":1,'),
    received.replace('"sig":null', '"sig":null,"more":1'),
    received.replace(',"sig":null', ""),
    received.replace("ordinary", "ord\\u0069nary"),
    received.replace("2026-12-18", "2026-12-32"),
    received.replace("2026-12-18", "2026-2-18"),
    received.replace('"kind":"received"', '"kind":"__proto__"'),
    received.replace('"by":"reporter"', '"by":"service"').replace("de1ecd", "DE1ECD"),
    received.replace('"left_out":[]', '"left_out":[256]'),
    opened.replace(/"sig":"[0-9a-f]+"/, '"sig":null'),
    opened.replace(/"concern":"[0-9a-f]+"/, '"concern":null'),
    received.replace("null,\"data\"", `${JSON.stringify("x".repeat(17_000))},"data"`),
    "null",
    "",
  ];
  for (const line of bad) assert.throws(() => UncheckedEntry.parse(line), BadForm, line.slice(0, 200));
});

test("signatures of person and opening key hold, for this log alone", async () => {
  const { entry } = vectors.entries[1] as { entry: string };
  const read = UncheckedEntry.parse(entry);
  assert.ok(guardian);
  assert.ok(await read.isSignedBy(guardian.public, vectors.origin));
  assert.ok(!(await read.isSignedBy(guardian.public, "other.invalid/log")));
  const { act, by, concern, day } = read.entry;
  assert.ok(act.kind === "opened" && concern !== null);
  const message = openingMessage(vectors.origin, concern, act.data, by, day);
  assert.deepEqual(message, utf8(vectors.opening_message));
  assert.ok(await verify(secret(4).public(), message, fromHex(act.data.countersign, 64)));
  assert.equal(signEntry(read.entry, vectors.origin, secret(2)), entry);
});

test("the manifest is read, signed and digested as on the page", async () => {
  const { bytes, digest } = vectors.manifest;
  const read = await readManifest(bytes);
  assert.equal(read.digest, digest);
  assert.equal((await signManifest(read.manifest, secret(3))).text, bytes);
});

test("a manifest that was changed, or spelt otherwise, is refused", async () => {
  const { bytes } = vectors.manifest;
  const bad = [
    bytes.replace("ordinary", "danger"),
    bytes.replace('"left_out":[]', '"left_out":[2,1]'),
    bytes.replace('"left_out":[]', '"left_out": []'),
    bytes.replace('{"v":1', '{"v":1,"more":1'),
    bytes.replace('"origin":"demo', '"origin":"other'),
    bytes.slice(0, -1),
  ];
  for (const line of bad) await assert.rejects(readManifest(line), BadForm, line.slice(0, 100));
});

test("the checkpoint is believed from the log alone, in one spelling", async () => {
  const checkpoint = await readCheckpoint(vectors.checkpoint, log);
  assert.equal(checkpoint?.size, 4);
  assert.equal(toHex(checkpoint?.root ?? new Uint8Array()), vectors.root);
  const bad = [
    vectors.checkpoint.replace("\n4\n", "\n5\n"),
    vectors.checkpoint.replace("\n4\n", "\n04\n"),
    vectors.checkpoint.slice(0, -1),
    `${vectors.checkpoint}\n`,
    vectors.checkpoint.split("— demo")[0] ?? "",
    vectors.checkpoint.replace(/— demo.*\n/, ""),
    vectors.receipt,
    "",
  ];
  for (const text of bad) assert.equal(await readCheckpoint(text, log), undefined, text);
});

test("receipt and proof hold for their entry and no other", async () => {
  const receipt = await readReceipt(vectors.receipt, log);
  const { entry, salt, record: digest } = vectors.entries[1] as { entry: string; salt: string; record: string };
  assert.equal(receipt?.record, digest);
  assert.equal(receipt?.batchDay, "2026-12-21");
  assert.equal(await readReceipt(vectors.receipt.replace("\n2026-12-21\n", "\n2026-12-22\n"), log), undefined);
  assert.equal(await readReceipt(vectors.checkpoint, log), undefined);

  const checkpoint = await readCheckpoint(vectors.checkpoint, log);
  assert.ok(checkpoint);
  const [head = ""] = vectors.proof.split("\n\n");
  const hashes = head.split("\n").slice(3).map((hash) => toHex(fromBase64(hash)));
  const proven = prove(digest, 1, hashes, checkpoint);
  assert.ok(proven);
  assert.equal(proofFile(proven, fromHex(salt, 32), entry), vectors.proof);
  assert.equal(prove(vectors.root, 1, hashes, checkpoint), undefined);
  assert.equal(prove(digest, 2, hashes, checkpoint), undefined);
  assert.equal(prove(digest, 1, hashes.slice(1), checkpoint), undefined);
});

test("a proof as the service gives it is taken apart in its one spelling, and leads to the checkpoint", async () => {
  const served = vectors.proof.split("\n").filter((line) => !line.startsWith("extra ")).join("\n");
  const proof = readProof(served);
  assert.ok(proof !== undefined);
  const checkpoint = await readCheckpoint(proof.checkpoint, log);
  assert.ok(checkpoint !== undefined);
  const [head = ""] = vectors.proof.split("\n\n");
  assert.equal(proof.hashes.length, head.split("\n").length - 3);
  const own = vectors.entries[1]?.record ?? "";
  assert.ok(prove(own, proof.index, proof.hashes, checkpoint) !== undefined);
  assert.equal(prove(vectors.entries[0]?.record ?? "", proof.index, proof.hashes, checkpoint), undefined);
  for (const other of ["", "index 1", vectors.proof, served.replace("index 1", "index 01"), served.replace("@v1", "@v2")]) {
    assert.equal(readProof(other), undefined, other);
  }
});

test("every record of trees of many sizes is proven, and none that is not there", () => {
  const records = Array.from({ length: 70 }, (_, at) => toHex(sha256(utf8(`entry ${at}`))));
  for (const size of [1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 64, 65, 70]) {
    const leaves = records.slice(0, size).map(leafHash);
    const tree = { size, root: root(leaves) };
    for (let index = 0; index < size; index += 1) {
      const proof = path(leaves, index);
      const own = records[index] ?? "";
      assert.ok(isIncluded(proof, tree, index, own), `${index} of ${size}`);
      assert.ok(!isIncluded(proof, tree, index, records[index === 0 ? 1 : 0] ?? ""));
      assert.ok(!isIncluded([...proof, new Uint8Array(32)], tree, index, own));
      if (proof.length > 0) assert.ok(!isIncluded(proof.slice(1), tree, index, own));
      if (size > 1) assert.ok(!isIncluded(proof, tree, (index + 1) % size, own));
    }
    assert.ok(!isIncluded([], tree, size, records[0] ?? ""));
  }
});

/** RFC 6962 section 2.1, written down as it stands there. */
function root(leaves: readonly Uint8Array[]): Uint8Array {
  const [only = new Uint8Array()] = leaves;
  if (leaves.length === 1) return only;
  const split = largestPowerBelow(leaves.length);
  return sha256(Uint8Array.of(1), root(leaves.slice(0, split)), root(leaves.slice(split)));
}

/** RFC 6962 section 2.1.1. */
function path(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (leaves.length === 1) return [];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split ? [...path(left, index), root(right)] : [...path(right, index - split), root(left)];
}

function largestPowerBelow(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

test("base64 and hexadecimal have one spelling", () => {
  assert.equal(toBase64(concat(utf8("a"), utf8("bc"))), "YWJj");
  for (const bad of ["YWJ", "YWJj=", "YR==", "YQ", "Y-=="]) assert.throws(() => fromBase64(bad), bad);
  assert.throws(() => fromHex("AB", 1));
});
