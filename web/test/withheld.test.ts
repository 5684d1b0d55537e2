// Which words a holder must be able to open.
import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "../src/core/bytes.js";
import { type Step } from "../src/core/concern.js";
import { systemEntropy } from "../src/core/entropy.js";
import { type Hand } from "../src/core/hand.js";
import { HybridIdentity } from "../src/core/hybrid.js";
import { digestOf } from "../src/core/sig.js";
import { isWithheld } from "../src/core/withheld.js";

const [DAY, ITEM] = ["2026-12-18", "11".repeat(32)];

test("a note to the own office must open where its key of that day is held, and nobody misses another's", () => {
  const [old, renewed] = [HybridIdentity.generate(systemEntropy), HybridIdentity.generate(systemEntropy)];
  const officeKey = (office: string, day: string) => {
    const key = day < "2027-01-01" ? old : renewed;
    return office === "guardian" ? { office, stage: 1, recipient: digestOf(utf8(key.recipient().text)) } : undefined;
  };
  const hand = (readers: readonly HybridIdentity[], text?: string): Hand =>
    ({ found: { office: "guardian", readers }, holder: { trust: { roster: { officeKey } } }, words: { text: () => text } }) as unknown as Hand;
  const note = (day: string, ...offices: string[]): Step =>
    ({ entry: { day, act: { kind: "note", data: { item: ITEM, offices } } } }) as unknown as Step;
  const [before, after] = [note(DAY, "chair", "guardian"), note("2027-02-01", "guardian")];
  for (const [step, readers, isGone] of [
    [before, [old], true],
    [after, [old, renewed], true],
    [before, [renewed], false],
    [note(DAY, "chair"), [old], false],
  ] as const) {
    assert.equal(isWithheld(step, hand(readers)), isGone, JSON.stringify(step));
    assert.equal(isWithheld(step, hand(readers, "an invented note")), false, "it opens");
  }
});
