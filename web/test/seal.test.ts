// Sealing against strangers: typage opens what we seal and the other way round, and C2SP's vectors for hybrid
// recipients end as they should.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { Decrypter, Encrypter } from "age-encryption";
import * as cctv from "cctv-age";
import { concat, toHex, utf8 } from "../src/core/bytes.js";
import { sealCopies, splitCopies } from "../src/core/copies.js";
import { type Entropy, systemEntropy } from "../src/core/entropy.js";
import { HybridIdentity, HybridRecipient } from "../src/core/hybrid.js";
import { openBytes, openText, sealBytes, sealText, sealedSize } from "../src/core/seal.js";
import { digestOf } from "../src/core/sig.js";

const SIZES = [0, 1, 65_535, 65_536, 65_537, 270_336];
const identity = new HybridIdentity(new Uint8Array(32).fill(1));
const stranger = new HybridIdentity(new Uint8Array(32).fill(2));

/** Randomness that can be had again: a counter, hashed. */
export function seeded(seed: number): Entropy {
  let count = 0;
  return (bytes) => {
    for (let at = 0; at < bytes.length; at += 1) {
      count += 1;
      bytes[at] = Number.parseInt(digestOf(utf8(`${seed} ${count}`)).slice(0, 2), 16);
    }
  };
}

function plain(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, place) => (place * 7) % 251);
}

test("typage opens what we seal, and its size was known before", async () => {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.toSecretText());
  for (const size of SIZES) {
    const sealed = sealBytes(identity.recipient(), plain(size), systemEntropy);
    assert.equal(sealed.length, sealedSize(size));
    assert.deepEqual(new Uint8Array(await decrypter.decrypt(sealed)), plain(size));
  }
});

test("we open what typage seals, and a stranger does not", async () => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(identity.recipient().text);
  for (const size of SIZES) {
    const sealed = await encrypter.encrypt(plain(size));
    assert.deepEqual(await openBytes(identity, sealed), plain(size));
    assert.equal(await openBytes(stranger, sealed), undefined);
  }
});

test("the same randomness seals to the same bytes, other randomness to others", () => {
  const seal = (seed: number): string => toHex(sealText(identity.recipient(), "the till is short", seeded(seed)));
  assert.equal(seal(1), seal(1));
  assert.notEqual(seal(1), seal(2));
});

test("a changed, cut or lengthened file does not open", async () => {
  const sealed = sealBytes(identity.recipient(), plain(70_000), seeded(1));
  for (const at of [0, 30, 1000, 1600, 1630, 1650, 67_000, sealed.length - 1]) {
    const changed = sealed.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.equal(await openBytes(identity, changed), undefined, `byte ${at}`);
  }
  for (const length of [0, 100, 1642, 1659, 67_195, sealed.length - 1]) {
    assert.equal(await openBytes(identity, sealed.subarray(0, length)), undefined, `${length} bytes`);
  }
  assert.equal(await openBytes(identity, concat(sealed, Uint8Array.of(0))), undefined);
});

test("copies open each for its office, and one text is one copy", async () => {
  const words = "x".repeat(5000);
  const whole = sealCopies([identity.recipient(), stranger.recipient()], words, systemEntropy);
  const copies = splitCopies(whole);
  const opens = (reader: HybridIdentity) => Promise.all(copies.map((copy) => openText(reader, copy)));
  assert.deepEqual(await opens(identity), [words, undefined]);
  assert.deepEqual(await opens(stranger), [undefined, words]);
  assert.equal(splitCopies(sealText(identity.recipient(), "", systemEntropy)).length, 1);
  assert.deepEqual(splitCopies(whole.subarray(1)), []);
});

test("a recipient has one spelling", () => {
  const { text } = identity.recipient();
  assert.equal(HybridRecipient.parse(text)?.text, text);
  for (const other of [text.toUpperCase(), `${text} `, text.slice(0, -1), "age1pq1qqqq", ""]) {
    assert.equal(HybridRecipient.parse(other), undefined);
  }
});

test("every hybrid vector of C2SP with one recipient ends as it should", async () => {
  let tried = 0;
  for (const [name, bytes] of Object.entries(cctv as unknown as Record<string, Uint8Array>)) {
    if (!name.includes("hybrid")) continue;
    const file = Buffer.from(bytes);
    const end = file.indexOf("\n\n") + 2;
    const head = new Map(file.subarray(0, end).toString().trim().split("\n").map((line) => line.split(": ") as [string, string]));
    const body = head.get("compressed") === "zlib" ? inflateSync(file.subarray(end)) : file.subarray(end);
    const secret = head.get("identity") ?? "";
    const opened = await openWith(secret, new Uint8Array(body));
    // Several recipients, or grease beside ours, are a good file for age and none for us.
    const stanzas = body.toString("latin1").split("\n").filter((line) => line.startsWith("-> ")).length;
    if (head.get("expect") === "success" && stanzas === 1) {
      assert.equal(opened && digestOf(opened), head.get("payload"), name);
    } else {
      assert.equal(opened, undefined, name);
    }
    tried += 1;
  }
  assert.equal(tried, 19);
});

async function openWith(secret: string, file: Uint8Array): Promise<Uint8Array | undefined> {
  const found = HybridIdentity.parse(secret);
  return found && openBytes(found, file);
}
