// Of which concerns *no concern stated* can honestly be said (crates/domain/tests/it/without_concern.rs).
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Act } from "../src/core/act.js";
import { isWithoutConcern } from "../src/core/without_concern.js";

const ITEM = "11".repeat(32);

const received = (urgency: "ordinary" | "danger"): Act =>
  ({ kind: "received", data: { manifest: ITEM, policy: ITEM, urgency, left_out: [], dates: [] } });
const scope = (mark: "in" | "out"): Act => ({ kind: "scope", data: { points: [{ mark, reason: null }], item: ITEM } });
const findings = (...points: number[]): Act => ({
  kind: "findings",
  data: {
    points: points.map((point) => ({ point, result: "not_established" })),
    enquiries: { made: 1, spoken_to: 1, standard: "balance_of_probabilities" },
    item: ITEM,
  },
});
const urgency = (to: "ordinary" | "danger" | "data-loss"): Act => ({ kind: "urgency_changed", data: { to, item: ITEM } });
const treated = (ill: boolean): Act => ({ kind: "treatment_reported", data: { ill, item: ITEM } });

test("several are closed as no concern stated only where nothing speaks of one", () => {
  for (const [acts, isWithout] of [
    [[], true],
    [[scope("out"), findings(), urgency("data-loss"), treated(false)], true],
    [[scope("in")], false],
    [[scope("in"), scope("out")], true],
    [[scope("in"), findings(1), scope("out")], false],
    [[urgency("danger"), urgency("ordinary")], false],
    [[treated(true)], false],
  ] as [Act[], boolean][]) {
    const told = acts.map(({ kind }) => kind).join(", ");
    assert.equal(isWithoutConcern([received("ordinary"), ...acts].map((act) => ({ entry: { act } }))), isWithout, told);
  }
  assert.equal(isWithoutConcern([{ entry: { act: received("danger") } }]), false);
});
