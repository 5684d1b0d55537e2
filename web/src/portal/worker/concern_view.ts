// A checked concern as a holder's page shows it: plain values, and for each whose word it is. Holds no key.

import { erasureOf } from "../../core/act.js";
import { daysBetween } from "../../core/calendar.js";
import { closingOf, keptUntil } from "../../core/closing.js";
import { closingReasons } from "../../core/closing_reasons.js";
import type { Concern, Step } from "../../core/concern.js";
import type { Found } from "../../core/desk.js";
import { standing } from "../../core/due.js";
import type { Hand } from "../../core/hand.js";
import { ownActs } from "../../core/own_acts.js";
import type { ScopePoint as Point } from "../../core/scope.js";
import { stageOf } from "../../core/policy.js";
import type { Digest, FindingResult } from "../../core/values.js";
import { type Told, findingsOf, scopeOf, textsOf } from "../../core/told.js";
import { isAnswer } from "../../core/reading.js";
import type { SignedIn } from "../../core/session.js";
import { isWithheld, mustHaveParts } from "../../core/withheld.js";
import type { DateView } from "../../worker/protocol.js";
import type { AfterClosing, Colleague, Finding, HolderConcern, HolderDate, HolderStep, Proposal, ScopePoint, WordsView } from "../protocol.js";
import { isTags, tagsOf } from "./tags.js";

/** How the page names a finding's result. */
const RESULTS: Readonly<Record<FindingResult, Finding["result"]>> = {
  established: "upheld",
  partly_established: "partly_upheld",
  not_established: "not_upheld",
};

/** A concern that this person has opened. Throws `Mistrust` if the service withholds or changes what the record names. */
export function concernView(hand: Hand): HolderConcern {
  const { holder, found, concern, may, words } = hand;
  const told = textsOf(concern, words);
  const { barred, settled } = ownActs(concern, holder.person);
  const findings = findingsOf(concern, words);
  if (!barred) mustHaveParts(concern, words, settled);
  return {
    ...common(holder, found, concern),
    opened: true,
    waits: false,
    barred,
    about: barred ? "" : (words.about ?? ""),
    account: barred ? "" : (words.account ?? ""),
    settled,
    unread: may?.unread ?? false,
    steps: concern.steps.map((step) => stepView(hand, step, told)),
    files: concern.steps.flatMap(({ entry: { act, day } }) => (act.kind === "attached" ? [{ item: act.data.item, day }] : [])),
    scope: scopeOf(concern, words).map(pointView),
    findings: findings?.points.map(({ number, result, text }) => ({ point: number, result: RESULTS[result], text })) ?? [],
    findingsOn: findings?.scope.map(pointView) ?? [],
    findingsStand: findings?.areOnWhatStands ?? true,
    enquiries: findings?.enquiries ?? [],
    spokenTo: findings?.spokenTo ?? 0,
    atRisk: findings?.atRisk ?? null,
    actions: (may?.actions ?? []).map(({ record, due, done }) => {
      const text = told.find(({ step }) => step.record === record)?.text ?? "";
      return { record, text, due, done };
    }),
    proposals: proposals(holder, hand),
    allowed: may?.allowed ?? [],
    disputed: may?.disputed ?? [],
    extendable: may?.extendable ?? [],
    colleagues: colleagues(holder, concern),
    handedTo: handedTo(holder, concern),
    tags: tagsOf(hand),
  };
}

function pointView({ text, isIn, reason = "" }: Point): ScopePoint {
  return { text, isIn, reason };
}

/** A concern that was erased by rule: its entries alone. */
export function erasedView(holder: SignedIn, concern: Concern): HolderConcern {
  const steps = concern.steps.map((step) => bareStep(holder, concern, step, []));
  return { ...common(holder, undefined, concern), ...NOTHING, opened: true, erased: true, steps };
}

/** A concern before this person has opened it: what its capsule and its note say, and nothing else is handed out. */
export function unopenedView(holder: SignedIn, found: Found): HolderConcern {
  const { id, office, arrived, capsule } = found;
  const { urgency, clock, waits, firstDue, due } = standing(found, holder.trust);
  const { policy } = holder.trust.policyOn(capsule.day);
  const place = policy.stages.findIndex(({ offices }) => offices.some((each) => each.id === office));
  const stage = policy.stages[place]?.name ?? "";
  const { today } = holder.trust;
  const date = { clock, due, firstDue, target: "", stage, late: firstDue < today, daysLeft: daysBetween(today, due), then: undefined };
  return {
    ...NOTHING,
    id,
    today,
    sentOn: capsule.day,
    office,
    officeName: officeName(policy, office),
    stage,
    state: "",
    urgency,
    waits,
    arrived,
    atLast: place === policy.stages.length - 1,
    above: false,
    last: "",
    onArrival: false,
    dates: due === "" ? [] : [date],
    reasons: [],
    offices: [],
    after: null,
  };
}

/** Of a concern of which nothing is shown. */
const NOTHING = {
  erased: false, unsound: false, serviceDiffers: false, opened: false, barred: false, about: "", account: "", settled: false, unread: false,
  steps: [], files: [], scope: [], findings: [], findingsOn: [], findingsStand: true, enquiries: [], spokenTo: 0, atRisk: null, actions: [], proposals: [], allowed: [],
  disputed: [], extendable: [], colleagues: [], handedTo: "", tags: [], keptIfClosed: "", waits: false,
} as const;

function common(holder: SignedIn, found: Found | undefined, concern: Concern) {
  const { policy, outlook } = concern;
  const office = found?.office ?? openedFor(concern, holder);
  const opened = concern.steps.flatMap(({ entry: { act } }) => (act.kind === "opened" ? [act.data.office] : []));
  return {
    id: concern.id,
    today: concern.today,
    sentOn: concern.receivedOn,
    office,
    officeName: officeName(policy, office),
    ...placeOf(concern, office),
    state: outlook.state,
    urgency: outlook.urgency,
    arrived: outlook.arrived,
    erased: concern.manifest === undefined,
    last: lastOf(concern),
    unsound: false,
    serviceDiffers: concern.serviceDiffers,
    onArrival: concern.manifest?.sealed_on_arrival ?? false,
    dates: dates(concern),
    // What was opened is not closed as what cannot be: that has a form of its own.
    reasons: closingReasons(holder.trust.policyText(concern.policyDigest).toml).filter((reason) => reason !== "cannot_be_opened"),
    offices: policy.stages.flatMap(({ offices }) => offices.map(({ id, name }) => ({ id, name, mayBeLeftOut: !opened.includes(id) }))),
    after: afterClosing(concern),
    keptIfClosed: outlook.state === "closed" ? "" : keptUntil(concern, concern.today),
  };
}

/** The record of the last step that was handed out; empty where there is none. */
export function lastOf({ steps }: Concern): Digest {
  return steps.at(-1)?.record ?? "";
}

/** Where a concern is, seen from an office. */
export function placeOf(concern: Concern, office: string): Pick<HolderConcern, "stage" | "atLast" | "above"> {
  const { stage, policy } = concern;
  const own = stageOf(policy, office) ?? stage;
  return { stage: stageName(concern, stage), atLast: stage === policy.stages.length, above: stage > own };
}

function afterClosing(concern: Concern): AfterClosing | null {
  const closing = concern.manifest === undefined ? undefined : closingOf(concern);
  return closing === undefined ? null : { keptUntil: closing.until, asked: closing.asked ?? "" };
}

function openedFor({ steps }: Concern, { person }: SignedIn): string {
  const own = steps.find(({ entry: { act, by } }) => act.kind === "opened" && by === person)?.entry.act;
  return own?.kind === "opened" ? own.data.office : "";
}

function dates(concern: Concern): HolderDate[] {
  return concern.outlook.deadlines.map(({ clock, stage, first_due, due, target, then }): HolderDate & DateView => ({
    clock,
    due,
    firstDue: first_due,
    target: target ?? "",
    stage: stageName(concern, stage),
    // Lateness counts from the earlier of the two (R20).
    late: (first_due < due ? first_due : due) < concern.today,
    daysLeft: daysBetween(concern.today, due),
    // The service says it in English: "stage 2: Audit committee". Whatever else it says is no stage.
    then: stageName(concern, Number(/^stage (\d+):/.exec(then)?.[1])),
  }));
}

function stepView(hand: Hand, step: Step, told: readonly Told[]): HolderStep {
  const words = told.filter((each) => each.step === step && !isTags(each)).map(({ number, text }) => ({ number, text }));
  const isRead = hand.words.account !== undefined;
  return { ...bareStep(hand.holder, hand.concern, step, words), withheld: isRead && isWithheld(step, hand) };
}

/** A step with these words. */
export function bareStep(holder: SignedIn, concern: Concern, step: Step, words: readonly WordsView[]): HolderStep {
  const { act, day, by } = step.entry;
  return {
    day,
    kind: act.kind,
    vouched: step.vouchedBy,
    who: step.author?.name ?? "",
    mine: by === holder.person,
    stage: act.kind === "escalated" ? stageName(concern, act.data.to) : "",
    matter: act.kind === "disputed" ? act.data.matter : "",
    ...erasureOf(act),
    // Without proofs: an entry stands in the published record once its batch's day is over.
    promised: step.batchDay >= concern.today ? step.batchDay : "",
    words,
    isAnswer: isAnswer(step.entry),
    withheld: false,
  };
}

/** What waits for somebody's judgement. */
export function proposals(holder: SignedIn, { concern, may }: Pick<Hand, "concern" | "may">): Proposal[] {
  return concern.steps.filter(({ record }) => may?.to_approve.includes(record)).flatMap((step) => proposal(step, holder));
}

/** What a step proposes; nothing if it proposes nothing. */
export function proposal({ record, author, entry: { act, day, by } }: Step, { person }: SignedIn): Proposal[] {
  const of = { of: record, who: author?.name ?? "", day, mine: by === person };
  if (act.kind === "closing_proposed") return [{ ...of, what: "closing", to: act.data.reason }];
  return act.kind === "urgency_changed" ? [{ ...of, what: "urgency", to: act.data.to }] : [];
}

/**
 * Present holders of the stage that holds it, but for oneself and those who passed it on: first those who have opened it, then
 * the others of an office that has, then all whose office the reporter may have left out. None of an office whose capsule was
 * withdrawn, which opens nothing that comes.
 */
function colleagues({ trust, person }: SignedIn, concern: Concern): Colleague[] {
  const entries = concern.steps.map(({ entry }) => entry);
  const opened = entries.flatMap(({ by, act }) => (act.kind === "opened" ? [{ by, office: act.data.office }] : []));
  const withdrawn = entries.flatMap(({ act }) => (act.kind === "withdrawn" ? [act.data.office] : []));
  const barred = entries.filter(({ act }) => act.kind === "conflict").map(({ by }) => by);
  const { offices } = concern.policy.stages[concern.stage - 1] ?? { offices: [] };
  const all = offices.filter(({ id }) => !withdrawn.includes(id)).flatMap(({ id }) => {
    const has = opened.some(({ office }) => office === id);
    const present = trust.roster.holders(id, trust.today).filter((each) => each !== person && !barred.includes(each));
    return present.map((each) => ({ person: each, name: trust.name(each), hasOpened: opened.some(({ by }) => by === each), mayBeLeftOut: !has }));
  });
  const far = (each: (typeof all)[number]): number => (each.hasOpened ? 0 : each.mayBeLeftOut ? 2 : 1);
  return all.sort((one, other) => far(one) - far(other)).map(({ person: id, name, mayBeLeftOut }) => ({ person: id, name, mayBeLeftOut }));
}

/** The colleague who was named to go on with it. A move to another stage ends that. */
function handedTo(holder: SignedIn, concern: Concern): string {
  const last = concern.steps.findLast(({ entry }) => ["handed_over", "escalated"].includes(entry.act.kind))?.entry.act;
  const to = last?.kind === "handed_over" ? last.data.to : "";
  return colleagues(holder, concern).some(({ person }) => person === to) ? to : "";
}

function stageName({ policy }: Concern, stage: number): string {
  return policy.stages[stage - 1]?.name ?? "";
}

function officeName({ stages }: Concern["policy"], office: string): string {
  return stages.flatMap(({ offices }) => offices).find(({ id }) => id === office)?.name ?? office;
}
