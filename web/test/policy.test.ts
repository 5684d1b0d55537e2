// Policies, and the dates that follow from them (DATES section 3, test values).
import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays, addMonths, daysBetween, isDay } from "../src/core/calendar.js";
import { acknowledgeTarget, firstDates } from "../src/core/clocks.js";
import { type Policy, officesAbove, readPolicy, stageOf } from "../src/core/policy.js";
import example from "../../config/policies/example.toml";

const policy = readPolicy(example) as Policy;

test("the example policy is read", () => {
  assert.equal(policy.organisation, "Example Council (demonstration)");
  assert.deepEqual(policy.stages.map(({ offices }) => offices.map(({ id }) => id)), [["guardian", "deputy"], ["chair"], ["outside"]]);
  assert.deepEqual([policy.clocks.acknowledge_days, policy.retentionMonths, policy.sealOnArrival], [7, 36, false]);
  assert.deepEqual([policy.categories.length, policy.outsideRoutes.length], [8, 3]);
  assert.deepEqual([stageOf(policy, "chair"), stageOf(policy, "nobody")], [2, undefined]);
  assert.deepEqual(officesAbove(policy, 1), ["chair", "outside"]);
  assert.deepEqual(officesAbove(policy, 3), ["outside"]);
});

test("a policy beyond the limits is none", () => {
  for (const [from, to] of [
    ["acknowledge_days = 7", "acknowledge_days = 8"],
    ["acknowledge_days = 7", "acknowledge_days = 0"],
    ["reporter_answer_days = 14", "reporter_answer_days = 13"],
    ["months = 36", "months = 14"],
    ['id = "deputy"', 'id = "guardian"'],
    ['id = "deputy"', 'id = "Deputy"'],
    ["outside = true", "outside = false"],
    ["organisation", "organization"],
    ["[[stages]]", "[[stages]"],
  ] as const) {
    assert.ok(example.includes(from));
    assert.equal(readPolicy(example.replace(from, to)), undefined, `${from} -> ${to}`);
  }
});

test("first dates are those of DATES", () => {
  const dates = (received: string, urgency: "ordinary" | "data-loss" | "danger"): Record<string, string> =>
    Object.fromEntries(firstDates(policy, received, urgency).map(({ clock, due }) => [clock, due]));
  assert.deepEqual(dates("2026-12-18", "ordinary"), {
    acknowledge: "2026-12-25",
    first_decision: "2027-01-15",
    feedback: "2027-03-25",
    conclude: "2027-06-18",
  });
  assert.equal(dates("2026-12-24", "danger")["danger"], "2026-12-25");
  assert.equal(dates("2026-12-18", "data-loss")["lost_data"], "2026-12-20");
  assert.equal(firstDates(policy, "2026-12-24", "danger")[0]?.clock, "danger");
});

test("the aim is counted in working days", () => {
  assert.equal(acknowledgeTarget(policy, "2026-12-18"), "2026-12-23");
  assert.equal(acknowledgeTarget(policy, "2026-12-24"), "2026-12-31");
});

test("days and months are counted as DATES says", () => {
  assert.equal(addMonths("2026-11-30", 3), "2027-02-28");
  assert.equal(addMonths("2027-11-30", 3), "2028-02-29");
  assert.equal(addMonths("2026-12-18", 6), "2027-06-18");
  assert.equal(addDays("2026-12-31", 1), "2027-01-01");
  assert.equal(daysBetween("2026-12-18", "2027-01-15"), 28);
  assert.ok(isDay("2028-02-29") && !isDay("2027-02-29") && !isDay("2027-2-9") && !isDay("2027-13-01"));
});
