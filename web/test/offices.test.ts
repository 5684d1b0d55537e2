// Whoever signs the key of an office signs it for the stage that the policy gives the office: the page shows that one.

import assert from "node:assert/strict";
import { test } from "node:test";
import { signOffice } from "../src/core/offices.js";
import type { Policy } from "../src/core/policy.js";
import { Mistrust, Stopped } from "../src/core/problem.js";
import type { SignedIn } from "../src/core/session.js";

const RECORD = "0a".repeat(32);
const policy = { stages: [{ name: "First", offices: [{ id: "guardian", name: "Guardian" }] }] } as unknown as Policy;

/** Somebody for whom a key of an office waits; the words they heard are another's. */
async function signs(office: string, stage: number): Promise<unknown> {
  const act = { kind: "office", data: { step: "proposed", office, stage, recipient: "0b".repeat(32) } };
  const record = [{ record: RECORD, entry: { day: "2026-12-18", by: "0c".repeat(8), act } }];
  const signer = { record, trust: { today: "2026-12-18", policyOn: () => ({ policy }) } } as unknown as SignedIn;
  return signOffice(signer, office, "not the words", RECORD).catch((thrown: unknown) => thrown);
}

test("a key for another stage than the policy gives the office is not signed", async () => {
  const refused = await signs("guardian", 2);
  assert.ok(refused instanceof Mistrust && refused.kind === "recipient");
});

test("a key for the stage of the office, or of an office that a policy to come has, is signed for its words", async () => {
  for (const [office, stage] of [["guardian", 1], ["elsewhere", 2]] as const) {
    const refused = await signs(office, stage);
    assert.ok(refused instanceof Stopped && refused.kind === "other_words", office);
  }
});
