// Bytes from strangers: each reader takes its own good examples altered at random, and says no in its own way or reads what
// is still good. It never ends in an error of another kind, and never takes a second spelling.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CONCERN_VIEW, INSTANCE } from "../src/core/api.js";
import { NotBytes } from "../src/core/bytes.js";
import { readCheckpoint } from "../src/core/checkpoint.js";
import { TrackingCode } from "../src/core/code.js";
import { splitCopies } from "../src/core/copies.js";
import { UncheckedEntry } from "../src/core/entry.js";
import { BadForm, parseJson } from "../src/core/form.js";
import { HybridIdentity } from "../src/core/hybrid.js";
import { readManifest } from "../src/core/manifest.js";
import { LogVerifier, readNote } from "../src/core/note.js";
import { readPolicy } from "../src/core/policy.js";
import { readReceipt } from "../src/core/receipt.js";
import { openText, sealText } from "../src/core/seal.js";
import example from "../../config/policies/example.toml";
import ledger from "../../crates/tlog/tests/fixtures/ledger_vectors.json";

const ROUNDS = 400;
const log = LogVerifier.fromVkey(ledger.vkey) as LogVerifier;

/** The same numbers in every run (splitmix32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) % below;
  };
}

const PIECES = ["", "\n", "\n\n", "{", "}", '"', ",", ":", "0", "-1", "1e9", "null", "[]", "\u0000", "\u202e", "é", "𝕏", "\ud800", "__proto__"];

function* altered(good: string): Generator<string> {
  const roll = dice(good.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = roll(good.length);
    yield good.slice(0, from) + (PIECES[roll(PIECES.length)] ?? "") + good.slice(from + roll(9));
  }
}

async function reads(good: string, read: (text: string) => unknown, isNo: (fault: unknown) => boolean): Promise<void> {
  for (const text of altered(good)) {
    try {
      await read(text);
    } catch (fault) {
      assert.ok(isNo(fault), `${String(fault)} for ${text}`);
    }
  }
}

const never = (): boolean => false;
const badForm = (fault: unknown): boolean => fault instanceof BadForm || fault instanceof NotBytes;

test("an altered entry is refused, or is another entry in its one spelling", async () => {
  for (const { entry } of ledger.entries) {
    await reads(entry, (text) => assert.equal(UncheckedEntry.parse(text).text, text), badForm);
  }
});

test("an altered manifest is refused", async () => {
  const { bytes } = ledger.manifest;
  await reads(bytes, async (text) => text === bytes || assert.fail(`taken: ${await readManifest(text)}`), badForm);
});

test("altered notes, checkpoints and receipts are none", async () => {
  await reads(ledger.checkpoint, readNote, never);
  await reads(ledger.checkpoint, (text) => readCheckpoint(text, log), never);
  await reads(ledger.receipt, (text) => readReceipt(text, log), never);
  await reads(ledger.vkey, (text) => assert.ok([text, undefined].includes(LogVerifier.fromVkey(text)?.vkey)), never);
});

test("altered policies, codes and answers are read or refused", async () => {
  await reads(example, readPolicy, never);
  await reads("emphases macaroni nimble hatchet diameter rentable establish", (text) => TrackingCode.parse(text), never);
  const instance = { origin: "o", vkey: "v", checkpoint: "c", today: "2026-12-18", record: [], policies: ["p"], recipients: [], names: [] };
  await reads(JSON.stringify(instance), (text) => INSTANCE(parseJson(text)), badForm);
  const outlook = { stage: 1, stage_name: "s", arrived: "2026-12-18", state: "received", urgency: "danger", deadlines: [], next_date: null };
  const view = { today: "2026-12-18", manifest: "", entries: [], checkpoint: null, about: "YQ==", account: null, items: [], outlook };
  await reads(JSON.stringify(view), (text) => CONCERN_VIEW(parseJson(text)), badForm);
});

test("altered sealed bytes do not open, and are no copies", async () => {
  const identity = new HybridIdentity(new Uint8Array(32).fill(1));
  const good = sealText(identity.recipient(), "the till is short", (bytes) => bytes.fill(7));
  const roll = dice(1);
  for (let round = 0; round < 60; round += 1) {
    const bad = good.slice();
    const at = roll(bad.length);
    bad[at] = (bad[at] ?? 0) ^ (1 + roll(255));
    assert.equal(await openText(identity, bad), undefined, `byte ${at}`);
    splitCopies(bad.subarray(roll(3)));
  }
});
