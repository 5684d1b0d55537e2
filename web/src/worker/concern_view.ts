// A checked concern as the page shows it: plain values, and for each whose word it is. Holds no key.

import { erasureOf } from "../core/act.js";
import { closingOf } from "../core/closing.js";
import { type Concern, type Step, newHolders } from "../core/concern.js";
import { proofFile } from "../core/proof.js";
import type { Reporter } from "../core/reporter.js";
import { type Words, findingsOf, scopeOf } from "../core/told.js";
import type { Trust } from "../core/trust.js";
import type { Digest } from "../core/values.js";
import type { ClosedView, ConcernView, FindingsView, MessageView, OfficeView, PointView, StepView } from "./protocol.js";

/** Kinds whose words are shown point by point, or are no text. */
const NO_MESSAGE = new Set(["attached", "findings", "scope"]);

/** So much of a policy's digest names its version: `daylight policy show` knows it by its beginning. */
const VERSION = 16;

/** Puts it together. Throws `Mistrust` if the service withholds or changes what the record names. */
export async function concernView(reporter: Reporter, concern: Concern, trust: Trust): Promise<ConcernView> {
  const words = await reporter.read(concern);
  const { policy, outlook } = concern;
  const stageName = (stage: number): string => policy.stages[stage - 1]?.name ?? "";
  const [first] = concern.steps;
  return {
    today: concern.today,
    sentOn: concern.receivedOn,
    erased: concern.manifest === undefined,
    stage: stageName(concern.stage),
    state: outlook.state,
    serviceDiffers: concern.serviceDiffers,
    dates: outlook.deadlines.map(({ clock, first_due, due }) => ({ clock, due, late: first_due < concern.today })),
    steps: concern.steps.map((step) => stepView(step, stageName)),
    messages: concern.steps.flatMap((step) => messages(words, step)),
    files: concern.steps.flatMap(({ entry: { act, day } }) => (act.kind === "attached" ? [{ item: act.data.item, day }] : [])),
    wrote: [words.about, words.account].filter(Boolean).join("\n\n"),
    closed: closed(concern, words),
    scope: scope(concern, words),
    findings: findings(concern, words),
    unread: isUnread(concern),
    offices: canBeWithdrawn(reporter, concern, trust),
    newHolders: newHolders(concern, trust).map(({ office, persons }) => ({
      office: policy.stages.flatMap(({ offices }) => offices).find(({ id }) => id === office)?.name ?? office,
      names: persons.map((person) => trust.name(person)),
    })),
    months: policy.retentionMonths,
    askedAfterMonths: askedAfterMonths(concern),
    rules: {
      version: concern.policyDigest.slice(0, VERSION),
      from: trust.roster.policies.find((known) => known.policy === concern.policyDigest)?.from ?? "",
      text: trust.policyText(concern.policyDigest).toml,
    },
    receipt: first?.proven === undefined ? "" : proofFile(first.proven, first.salt, first.line),
  };
}

function scope(concern: Concern, words: Words): PointView[] {
  return scopeOf(concern, words).map(({ text, isIn, reason = "" }) => ({ text, result: isIn ? "in" : "out", reason }));
}

/** What was found, beside the points that it was found on. */
function findings(concern: Concern, words: Words): FindingsView | null {
  const found = findingsOf(concern, words);
  if (found === undefined) return null;
  const { scope: on, points, ...how } = found;
  return { ...how, points: points.map(({ number, result, text: reason }) => ({ text: on[number - 1]?.text ?? "", result, reason })) };
}

/** Whether the last stage says that it does not open: its reporter can say that it does, once each time. */
function isUnread({ manifest, steps, stage, policy }: Concern): boolean {
  const last = steps.findLast(({ entry }) => ["cannot_open", "no_conflict", "disputed"].includes(entry.act.kind));
  return manifest !== undefined && stage === policy.stages.length && last?.entry.act.kind === "cannot_open";
}

function closed(concern: Concern, words: Words): ClosedView | null {
  const closing = closingOf(concern);
  if (closing === undefined) return null;
  const { receiver } = closing;
  return { ...closing, receiver: receiver === null ? "" : (words.text(receiver) ?? "") };
}

/** The months after its closing at which the question about treatment was put last; 0 while it was not. */
function askedAfterMonths({ steps }: Concern): number {
  const last = steps.findLast(({ entry: { act } }) => act.kind === "treatment_asked" || act.kind === "reopened");
  return last?.entry.act.kind === "treatment_asked" ? last.entry.act.data.month : 0;
}

function stepView(step: Step, stageName: (stage: number) => string): StepView {
  const { act, day } = step.entry;
  const stage = act.kind === "escalated" ? stageName(act.data.to) : "";
  const promised = step.proven === undefined ? step.batchDay : "";
  return { day, kind: act.kind, vouched: step.vouchedBy, who: step.author?.name ?? "", stage, promised, ...erasureOf(act) };
}

/** The words that a step names, as far as the reporter's key opens them. */
function messages(words: Words, step: Step): MessageView[] {
  const { act, day } = step.entry;
  if (NO_MESSAGE.has(act.kind)) return [];
  const told = itemsOf(act.data).map((item) => words.text(item));
  return told
    .filter((text): text is string => text !== undefined && text !== "")
    .map((text) => ({
      day,
      kind: act.kind,
      who: step.author?.name ?? "",
      mine: step.vouchedBy === "reporter",
      text,
    }));
}

function itemsOf(data: object): Digest[] {
  const { item } = data as { item?: Digest | null };
  return item === undefined || item === null ? [] : [item];
}

/** Offices that can read it or will, other than those of the last stage, which cannot be left out. */
function canBeWithdrawn(reporter: Reporter, concern: Concern, trust: Trust): OfficeView[] {
  const { policy } = concern;
  const gone = new Set(
    concern.steps.flatMap(({ entry: { act } }) => (act.kind === "withdrawn" ? [act.data.office] : [])),
  );
  return trust
    .seats(policy, trust.today)
    .filter(({ office, stage }) => stage < policy.stages.length && !gone.has(office) && !reporter.leftOut(concern, office))
    .map(({ office, name, holders, recipient }) => ({ id: office, name, holders, usable: recipient !== undefined }));
}
