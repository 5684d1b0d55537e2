// The day an act is signed for, where the service names others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays } from "../src/core/calendar.js";
import { onItsDay } from "../src/core/its_day.js";
import { CallFailed, Mistrust } from "../src/core/problem.js";

const TODAY = "2026-12-18";

/** The days that were signed for, one after the other, at a service that wants another one. */
async function signedFor(first: string, wanted: string): Promise<string[]> {
  const days: string[] = [];
  await onItsDay(TODAY, first, async (day) => {
    days.push(day);
    if (day !== wanted) throw new CallFailed({ status: 409, word: "day_changed", says: "", day: wanted });
  });
  return days;
}

test("an act is signed for a later day that the service has come to, once", async () => {
  assert.deepEqual(await signedFor(TODAY, addDays(TODAY, 3)), [TODAY, addDays(TODAY, 3)]);
});

test("nothing is signed for a day years ahead, whether the service answers with it or hands out entries of it", async () => {
  await assert.rejects(signedFor(TODAY, addDays(TODAY, 801)), CallFailed);
  await assert.rejects(signedFor(addDays(TODAY, 801), addDays(TODAY, 801)), Mistrust);
});
