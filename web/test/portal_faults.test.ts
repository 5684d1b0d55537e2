// Whatever stops the portal's worker has words of its own: its name in the code says nothing to anybody.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { systemEntropy } from "../src/core/entropy.js";
import { KeyFile } from "../src/core/key_file.js";
import { Stopped, type StoppedKind } from "../src/core/problem.js";
import { publicFileOf, writePublicFile } from "../src/core/public_file.js";
import type { SignedIn } from "../src/core/session.js";
import { faultOf } from "../src/portal/worker/faults.js";
import { proposeInvited } from "../src/portal/worker/invitations.js";

const ENGLISH = readFileSync("../src/words/messages/portal/en.ftl", "utf8");
/** What the service would say in the same case says it here too. */
const SAID_BY_RULE = ["no-such-proposal"];

/** Each of them: the type asks for it. */
const KINDS: Readonly<Record<StoppedKind, true>> = {
  last_stage_excluded: true, unknown_office: true, file_changed: true, file_name: true, file_not_whole: true, file_not_opened: true,
  unknown_person: true, no_room: true, no_office: true, no_concern: true, not_opened: true, not_handed_out: true, no_part: true,
  not_in_record: true, no_such_proposal: true, other_words: true, nothing_redacted: true, copy_changed: true, too_many_passages: true, no_recipient: true,
  bad_policy: true,
};

const RULES = readFileSync("../src/words/messages/refused/en.ftl", "utf8");

test("each reason to stop is said in words, and never by its name", () => {
  for (const kind of Object.keys(KINDS)) {
    const { fault } = faultOf(new Stopped(kind as StoppedKind, "7"));
    assert.notEqual(fault, "refused", kind);
    if (SAID_BY_RULE.includes(fault)) assert.match(RULES, new RegExp(`^say-rule-${fault.replaceAll("-", "_")} = `, "m"), kind);
    else assert.match(ENGLISH, new RegExp(`^say-fault-${fault} = `, "m"), kind);
  }
});

test("an answer that does not fit its invitation is not told as a file that the operator should have chosen", async () => {
  const key = KeyFile.generate({ name: "Newcomer Invented", role: "holder", first: undefined, log: "invented" }, systemEntropy);
  const answer = writePublicFile(publicFileOf(key, null, systemEntropy));
  const invitations = [{ id: "1", public: answer, role: "auditor", office: null }];
  const operator = { role: "operator", service: { get: () => Promise.resolve({ invitations }) } } as unknown as SignedIn;
  const error: unknown = await proposeInvited(operator, "1").catch((thrown: unknown) => thrown);
  const words = new RegExp(`^say-fault-${faultOf(error).fault} = (.*)$`, "m").exec(ENGLISH)?.[1] ?? "";
  assert.match(words, /does not fit this invitation/);
});
