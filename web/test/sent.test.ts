// What became of an act whose answer was lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Act } from "../src/core/act.js";
import { CallFailed, Unsettled } from "../src/core/problem.js";
import { type Stands, signAct } from "../src/core/sent.js";
import { type SignedIn } from "../src/core/session.js";

const [CONCERN, PERSON, DAY] = ["ab".repeat(16), "01".repeat(8), "2026-12-18"];
const [FIRST, SECOND, THIRD] = ["11", "22", "33"].map((digits) => digits.repeat(32)) as [string, string, string];
const act: Act = { kind: "acknowledged", data: { item: null } };

/** Somebody whose every answer is lost. */
const holder = {
  person: PERSON,
  trust: { today: DAY },
  room: () => "desk",
  sign: () => "",
  send: () => Promise.reject(new Unsettled(new CallFailed("unreachable"))),
} as unknown as SignedIn;

test("an act whose answer was lost is found behind the entry it was signed after, and one before that is another", async () => {
  const stands = (record: string): Stands => ({ record, entry: { day: DAY, concern: CONCERN, by: PERSON, after: null, act } });
  const look = (...records: string[]) => async () => records.map(stands);
  const sign = (after: string | null, ...records: string[]): Promise<{ record: string }> =>
    signAct(holder, { concern: CONCERN, day: DAY, after }, act, [], look(...records));
  assert.equal((await sign(FIRST, FIRST, SECOND)).record, SECOND);
  assert.equal((await sign(null, FIRST)).record, FIRST, "nothing was handed out before");
  for (const records of [[SECOND, FIRST], [SECOND, THIRD], []]) {
    await assert.rejects(sign(FIRST, ...records), CallFailed, records.join());
  }
});
