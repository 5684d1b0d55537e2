// Whose signature changes people, offices and policies (docs/LEDGER_FORMAT.md section 10). An operator and a service that work
// together hold every key but the holders': what they could write alone must change nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readAct } from "../src/core/act.js";
import { addDays } from "../src/core/calendar.js";
import { Mistrust } from "../src/core/problem.js";
import { type Dated, buildRoster } from "../src/core/roster_build.js";
import { type Roster } from "../src/core/roster.js";
import { digestOf, personId } from "../src/core/sig.js";
import { utf8 } from "../src/core/bytes.js";

const DAY = "2026-12-18";
const named = (name: string): string => digestOf(utf8(name));
const id = (name: string): string => personId(named(name));

/** A record that is written line by line: `by` a person of this name, in the batch of the day. */
class Written {
  readonly entries: Dated[] = [];
  add(by: string, kind: string, data: object, day = DAY): string {
    const founds = kind === "key" || (data as { step?: string }).step === "founded";
    const index = this.entries.length;
    const entry = { day, concern: null, by: by === "service" ? by : id(by), after: null, act: readAct(kind, data) };
    const record = named(`record ${index}`);
    this.entries.push({ index, from: founds ? day : addDays(day, 1), record, entry });
    return record;
  }
  person(name: string, role: string, office: string | null = null, step = "founded", by = "the outsider"): string {
    const data = { step, person: id(name), role, office, key: named(name), recipient: named(`${name}'s`), until: null };
    return this.add(by, "person", data, step === "founded" ? DAY : "2026-12-20");
  }
  get roster(): Roster {
    return buildRoster(this.entries);
  }
}

/** One person in every office and role, two in the outside body. */
function founded(): Written {
  const written = new Written();
  const kdf = { version: 1, m_kib: 19_456, t: 2, p: 1 };
  written.add("the outsider", "key", { vkey: "v", salt: "00".repeat(16), kdf });
  for (const [office, stage] of [["guardian", 1], ["chair", 2], ["outside", 3]] as const) {
    written.add("the outsider", "office", { step: "founded", office, stage, recipient: named(office) });
  }
  written.person("the guardian", "holder", "guardian");
  written.person("the chair", "holder", "chair");
  written.person("the outsider", "holder", "outside");
  written.person("the second outsider", "holder", "outside");
  written.person("the operator", "operator");
  written.person("the auditor", "auditor");
  written.add("the outsider", "policy", { step: "founded", policy: named("policy") });
  return written;
}

const refused = (written: Written): void =>
  assert.throws(() => written.roster, (fault) => fault instanceof Mistrust && fault.kind === "rules");

test("what is founded is in effect on the day", () => {
  const { roster } = founded();
  assert.deepEqual(roster.holders("outside", DAY), [id("the outsider"), id("the second outsider")].sort());
  assert.deepEqual(roster.holders("outside", "2026-12-17"), []);
  assert.equal(roster.policy(DAY), named("policy"));
  assert.equal(roster.officeKey("chair", DAY)?.recipient, named("chair"));
  assert.deepEqual([roster.stageOf(id("the chair"), DAY), roster.lastStage(DAY)], [2, 3]);
  assert.equal(roster.key(id("the operator"), DAY), named("the operator"));
});

test("only the last stage founds", () => {
  const written = founded();
  const [first] = written.entries;
  assert.ok(first);
  written.entries[0] = { ...first, entry: { ...first.entry, by: id("the guardian") } };
  refused(written);
});

test("nobody is founded later", () => {
  const written = founded();
  written.add("the outsider", "policy", { step: "proposed", policy: named("mild") }, "2026-12-19");
  refused(written);
  const later = founded();
  later.add("the operator", "policy", { step: "proposed", policy: named("mild") }, "2026-12-19");
  assert.ok(later.roster);
  later.add("the outsider", "policy", { step: "founded", policy: named("mild") }, "2026-12-22");
  refused(later);
});

test("an operator's new key for an office has no effect until a higher stage has signed", () => {
  const written = founded();
  const data = { step: "proposed", office: "guardian", stage: 1, recipient: named("a stranger") };
  const proposal = written.add("the operator", "office", data, "2026-12-20");
  assert.equal(written.roster.officeKey("guardian", "2026-12-31")?.recipient, named("guardian"));
  written.add("the chair", "office", { step: "signed", proposal }, "2026-12-22");
  assert.equal(written.roster.officeKey("guardian", "2026-12-22")?.recipient, named("guardian"));
  assert.equal(written.roster.officeKey("guardian", "2026-12-23")?.recipient, named("a stranger"));
});

for (const signer of ["the operator", "the guardian", "the auditor"]) {
  test(`${signer} alone cannot give the guardian's office a new key`, () => {
    const written = founded();
    const data = { step: "proposed", office: "guardian", stage: 1, recipient: named("a stranger") };
    const proposal = written.add("the operator", "office", data, "2026-12-20");
    written.add(signer, "office", { step: "signed", proposal }, "2026-12-22");
    refused(written);
  });
}

test("a key is not proposed for another stage, nor by somebody else's office", () => {
  for (const [by, stage] of [["the operator", 2], ["the chair", 1], ["the auditor", 1]] as const) {
    const written = founded();
    written.add(by, "office", { step: "proposed", office: "guardian", stage, recipient: named("x") }, "2026-12-20");
    refused(written);
  }
});

test("the last stage signs for itself only by another of its holders", () => {
  const written = founded();
  const data = { step: "proposed", office: "outside", stage: 3, recipient: named("new") };
  const proposal = written.add("the outsider", "office", data, "2026-12-20");
  const own = founded();
  own.entries.push(...written.entries.slice(own.entries.length));
  own.add("the outsider", "office", { step: "signed", proposal }, "2026-12-22");
  refused(own);
  written.add("the second outsider", "office", { step: "signed", proposal }, "2026-12-22");
  assert.equal(written.roster.officeKey("outside", "2026-12-23")?.recipient, named("new"));
});

test("a newcomer holds an office once a higher stage has signed and a colleague has let them in", () => {
  const written = founded();
  const proposal = written.person("the newcomer", "holder", "guardian", "proposed", "the operator");
  assert.deepEqual(written.roster.holders("guardian", "2027-01-31"), [id("the guardian")]);
  written.add("the chair", "person", { step: "signed", proposal }, "2026-12-21");
  assert.deepEqual(written.roster.holders("guardian", "2027-01-31"), [id("the guardian")]);
  assert.equal(written.roster.key(id("the newcomer"), "2027-01-31"), undefined);
  written.add("the guardian", "person", { step: "admitted", proposal }, "2026-12-23");
  assert.deepEqual(written.roster.holders("guardian", "2026-12-23"), [id("the guardian")]);
  assert.deepEqual(written.roster.holders("guardian", "2026-12-24"), [id("the guardian"), id("the newcomer")].sort());
});

test("nobody lets themselves in, and no other office does", () => {
  for (const by of ["the newcomer", "the chair", "the operator"]) {
    const written = founded();
    const proposal = written.person("the newcomer", "holder", "guardian", "proposed", "the operator");
    written.add("the chair", "person", { step: "signed", proposal }, "2026-12-21");
    written.add(by, "person", { step: "admitted", proposal }, "2026-12-23");
    refused(written);
  }
});

test("a holder who left has no key any more, and their retirement needs a higher stage", () => {
  const written = founded();
  const gone = { step: "retirement_proposed", person: id("the guardian") };
  const proposal = written.add("the operator", "person", gone, "2026-12-20");
  assert.equal(written.roster.role(id("the guardian"), "2026-12-31"), "holder");
  written.add("the chair", "person", { step: "retirement_signed", proposal }, "2026-12-22");
  assert.equal(written.roster.key(id("the guardian"), "2026-12-22"), named("the guardian"));
  assert.equal(written.roster.key(id("the guardian"), "2026-12-23"), undefined);
  const forced = founded();
  const again = forced.add("the operator", "person", gone, "2026-12-20");
  forced.add("the operator", "person", { step: "retirement_signed", proposal: again }, "2026-12-22");
  refused(forced);
});

test("a policy is in force seven days after the batch in which the last stage signed it", () => {
  const written = founded();
  const proposal = written.add("the operator", "policy", { step: "proposed", policy: named("new") }, "2026-12-20");
  const signed = { step: "signed", proposal };
  written.add("the outsider", "policy", signed, "2026-12-22");
  assert.equal(written.roster.policy("2026-12-28"), named("policy"));
  assert.equal(written.roster.policy("2026-12-29"), named("new"));
  written.add("the second outsider", "policy", signed, "2027-02-01");
  assert.equal(written.roster.policies.length, 2, "a second signature has no effect");
  const forced = founded();
  const again = forced.add("the operator", "policy", { step: "proposed", policy: named("new") }, "2026-12-20");
  forced.add("the chair", "policy", { step: "signed", proposal: again }, "2026-12-22");
  refused(forced);
});

test("somebody away holds nothing meanwhile, and only they or a higher stage say so", () => {
  const written = founded();
  const away = { person: id("the guardian"), from: "2026-12-20", until: "2026-12-27" };
  written.add("the guardian", "absent", away, "2026-12-21");
  assert.deepEqual(written.roster.holders("guardian", "2026-12-21"), [id("the guardian")], "not before the batch");
  assert.deepEqual(written.roster.holders("guardian", "2026-12-22"), []);
  assert.deepEqual(written.roster.allHolders("guardian", "2026-12-22"), [id("the guardian")]);
  assert.deepEqual(written.roster.holders("guardian", "2026-12-28"), [id("the guardian")]);
  const silenced = founded();
  silenced.add("the operator", "absent", away, "2026-12-21");
  refused(silenced);
});

test("the channel is closed from the day after the batch, by operator or last stage", () => {
  for (const by of ["the operator", "the outsider"]) {
    const written = founded();
    written.add(by, "channel_closed", {}, "2026-12-21");
    assert.equal(written.roster.channelClosed, "2026-12-22");
  }
  const forced = founded();
  forced.add("the guardian", "channel_closed", {}, "2026-12-21");
  refused(forced);
});

test("one person has one role", () => {
  const written = founded();
  written.person("the guardian", "auditor", null, "proposed", "the operator");
  refused(written);
});
