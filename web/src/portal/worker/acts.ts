// What a holder signs, from what the page was told to what stands in the entry. Words are sealed here; the rules of a concern are
// the service's to say (docs/LEDGER_FORMAT.md section 3).

import type { Act } from "../../core/act.js";
import { systemEntropy } from "../../core/entropy.js";
import { signedFindings, writeFindings } from "../../core/findings.js";
import type { Hand } from "../../core/hand.js";
import { passages } from "../../core/redaction.js";
import { marksOf, writeScope } from "../../core/scope.js";
import { bodyDigest, bodyOf, sealKey } from "../../core/shared.js";
import type { ClosingReason, Digest, FindingResult } from "../../core/values.js";
import type { Finding, HolderAct, UnreadAct, UnreadJudgement } from "../protocol.js";
import { writeTags } from "./tags.js";

const RESULTS: Readonly<Record<Finding["result"], FindingResult>> = {
  upheld: "established",
  partly_upheld: "partly_established",
  not_upheld: "not_established",
};

/** Acts whose words are sealed to a concern that was opened. */
export type ReadAct = Exclude<HolderAct, UnreadAct | UnreadJudgement>;

const UNREAD: Readonly<Record<UnreadAct["act"], Act>> = {
  conflict: { kind: "conflict", data: {} },
  mismatch: { kind: "mismatch", data: {} },
  "cannot-open": { kind: "cannot_open", data: {} },
};

/** Whether an act needs neither opening nor a sound manifest: what does not hold together can still be said. */
export function isUnread(told: HolderAct): told is UnreadAct {
  return told.act in UNREAD;
}

/** The act for the entry, of one that needs no words. */
export function unreadAct({ act }: UnreadAct): Act {
  return UNREAD[act];
}

/** Whether it is a judgement on what does not open. */
export function isUnreadJudgement(told: HolderAct): told is UnreadJudgement {
  return told.act === "close-unread" || told.act === "approve-unread" || told.act === "refuse-unread";
}

/** The act for the entry, whose words `seal` takes. */
export function unreadJudgement(told: UnreadJudgement, seal: (text: string) => string): Act {
  switch (told.act) {
    case "close-unread":
      return { kind: "closing_proposed", data: { reason: "cannot_be_opened", receiver: null, item: seal(told.text) } };
    case "approve-unread":
      return { kind: "approved", data: { of: told.of } };
    case "refuse-unread":
      return { kind: "refused", data: { of: told.of, item: seal(told.text) } };
  }
}

/** The act for the entry; the words it names are sealed and brought. */
export function buildAct(hand: Hand, told: ReadAct): Act | Promise<Act> {
  switch (told.act) {
    case "no-conflict":
      return { kind: "no_conflict", data: {} };
    case "acknowledge":
      return { kind: "acknowledged", data: { item: orNone(hand, told.text) } };
    case "message":
      return { kind: "message", data: { item: hand.seal(told.text), audience: "case" } };
    case "feedback":
    case "repeat":
      return { kind: told.act, data: { item: hand.seal(told.text) } };
    case "refer-result":
      return { kind: "referral_result", data: { item: hand.seal(told.text) } };
    case "treatment-answer":
      return { kind: "treatment_answered", data: { item: hand.seal(told.text) } };
    case "note":
      return note(hand, told.offices, told.text);
    case "tags":
      return note(hand, [], writeTags(told.tags));
    case "scope":
      return scope(hand, told.points);
    case "findings":
      return findings(hand, told);
    case "extend":
      return { kind: "extended", data: { clock: told.clock, due: told.due, item: hand.seal(told.text) } };
    case "refer": {
      const receiver = hand.seal(told.receiver);
      return { kind: "referred", data: { receiver, review: told.review, item: hand.seal(told.text) } };
    }
    case "regulator":
      return { kind: "regulator", data: { told: told.told, item: hand.seal(told.text) } };
    case "urgency":
      return { kind: "urgency_changed", data: { to: told.to, item: orNone(hand, told.text) } };
    case "action":
      return { kind: "action_due", data: { item: hand.seal(told.text), due: told.due } };
    case "action-done":
      return { kind: "action_done", data: { action: told.action, item: hand.seal(told.text) } };
    case "close": {
      const receiver = orNone(hand, told.receiver);
      const reason = told.reason as ClosingReason;
      return { kind: "closing_proposed", data: { reason, receiver, item: hand.seal(told.text) } };
    }
    case "approve":
      return { kind: "approved", data: { of: told.of } };
    case "refuse":
      return { kind: "refused", data: { of: told.of, item: hand.seal(told.text) } };
    case "dispute-answer":
      return { kind: "dispute_answered", data: { item: hand.seal(told.text), same_person: told.samePerson } };
    case "hand-over":
      return { kind: "handed_over", data: { to: told.to } };
    case "redact":
      return redact(hand, told.part, told.text);
    case "share":
      return share(hand, told);
  }
}

function orNone(hand: Hand, text: string): string | null {
  return text.trim() === "" ? null : hand.seal(text);
}

/** The writer's own office can always read it. */
function note(hand: Hand, to: readonly string[], text: string): Act {
  const offices = [...new Set([hand.found.office, ...to])].sort();
  return { kind: "note", data: { item: hand.sealNote(offices, text), offices } };
}

function scope(hand: Hand, told: Extract<HolderAct, { act: "scope" }>["points"]): Act {
  const points = told.map(({ text, isIn, reason }, at) => {
    return { number: at + 1, text, isIn, reason: isIn || reason.trim() === "" ? undefined : reason };
  });
  const item = hand.seal(writeScope(points));
  const reasons = points.flatMap(({ reason }) => (reason === undefined ? [] : [hand.seal(reason)]));
  return { kind: "scope", data: { points: marksOf(points, reasons), item } };
}

function findings(hand: Hand, { points, enquiries, spokenTo, atRisk }: Extract<HolderAct, { act: "findings" }>): Act {
  const decided = {
    points: points.map(({ point: number, result, text }) => ({ number, result: RESULTS[result], text })),
    enquiries,
    spokenTo,
    atRisk,
  };
  return { kind: "findings", data: { ...signedFindings(decided), item: hand.seal(writeFindings(decided)) } };
}

function redact(hand: Hand, part: string, copy: string): Act {
  const { digest: original, text } = hand.part(part);
  const count = passages(text, copy);
  return { kind: "redacted", data: { original, copy: hand.seal(copy), passages: count } };
}

async function share(hand: Hand, { to, parts: names, text }: Extract<HolderAct, { act: "share" }>): Promise<Act> {
  const body = bodyOf(to);
  const parts: Digest[] = [];
  for (const name of names) {
    const what = `${name} of concern ${hand.found.id}`;
    parts.push(hand.bring(sealKey(body, what, await hand.keyOf(name), systemEntropy)));
  }
  return { kind: "shared", data: { body: bodyDigest(body), parts, item: hand.seal(text) } };
}
