// One concern on a holder's screen, and what a holder signs. Plain values; none of it is ever stored.

import type { Erasure } from "../../core/act.js";
import type { AtRisk } from "../../core/findings.js";
import type { DateView, Vouched } from "../../worker/protocol.js";
import type { Urgency } from "./desk.js";

export interface WordsView {
  /** Its number, as `message:3` names it. */
  readonly number: number;
  readonly text: string;
}

export interface HolderStep extends Erasure {
  readonly day: string;
  readonly kind: string;
  readonly vouched: Vouched;
  readonly who: string;
  readonly mine: boolean;
  readonly stage: string;
  /** What an objection is about; empty for all else. */
  readonly matter: "" | "scope" | "findings";
  readonly promised: string;
  readonly words: readonly WordsView[];
  /** A person's, by which the reporter can tell that somebody has read. */
  readonly isAnswer: boolean;
  /** It names words that were not handed out, or do not open. */
  readonly withheld: boolean;
}

export interface ScopePoint {
  readonly text: string;
  readonly isIn: boolean;
  readonly reason: string;
}

export interface Finding {
  /** The point's number in the scope, from 1. */
  readonly point: number;
  readonly result: "upheld" | "partly_upheld" | "not_upheld";
  readonly text: string;
}

export interface HolderDate extends DateView {
  readonly firstDue: string;
  readonly target: string;
  readonly stage: string;
  readonly late: boolean;
  readonly daysLeft: number;
  /** The stage it goes to if nobody acts; empty if it stays; nothing where it is not known. */
  readonly then: string | undefined;
}

export interface Proposal {
  /** Its record. */
  readonly of: string;
  readonly what: "closing" | "urgency";
  readonly who: string;
  readonly day: string;
  /** Signed by the person who looks at it. */
  readonly mine: boolean;
  /** The reason of a closing, or the new urgency. */
  readonly to: string;
}

/** A concern on a holder's screen. Checked: manifest, capsule, signatures, proofs; dates and `allowed` say the service. */
export interface HolderConcern {
  readonly id: string;
  readonly today: string;
  readonly sentOn: string;
  readonly office: string;
  readonly officeName: string;
  readonly stage: string;
  /** Empty before this person has opened it. */
  readonly state: string;
  readonly urgency: Urgency;
  readonly arrived: string;
  /** Held by the last stage. */
  readonly atLast: boolean;
  /** Held by a higher stage than this person's. */
  readonly above: boolean;
  readonly erased: boolean;
  /** The record of the last step among these, after which its reader signs; empty before it was opened. */
  readonly last: string;
  /** Not what its reporter sent, or it does not open: nothing of it is shown. */
  readonly unsound: boolean;
  readonly serviceDiffers: boolean;
  readonly onArrival: boolean;
  readonly opened: boolean;
  /** Not opened, and somebody's proposal waits for approval: afterwards `proposals` says more. */
  readonly waits: boolean;
  /** Passed on: nothing more is shown. */
  readonly barred: boolean;
  readonly about: string;
  /** Empty until "I have no conflict" is signed. */
  readonly account: string;
  readonly settled: boolean;
  /** The reporter's last words wait for an answer: says the service. */
  readonly unread: boolean;
  readonly dates: readonly HolderDate[];
  readonly steps: readonly HolderStep[];
  readonly files: readonly { readonly item: string; readonly day: string }[];
  readonly scope: readonly ScopePoint[];
  /** Those last sent. */
  readonly findings: readonly Finding[];
  /** The scope that they were made for: one that was settled later has other points under the same numbers. */
  readonly findingsOn: readonly ScopePoint[];
  /** Whether that is the scope which stands. If not, nothing follows from them any more. */
  readonly findingsStand: boolean;
  readonly enquiries: readonly string[];
  readonly spokenTo: number;
  /** Whether anyone was still at risk, as the findings say; nothing where they do not. */
  readonly atRisk: AtRisk | null;
  readonly actions: readonly { readonly record: string; readonly text: string; readonly due: string; readonly done: boolean }[];
  readonly proposals: readonly Proposal[];
  /** Kinds this person may sign today: says the service. */
  readonly allowed: readonly string[];
  readonly disputed: readonly ("scope" | "findings")[];
  readonly extendable: readonly ("first_decision" | "referral_review")[];
  readonly reasons: readonly string[];
  /** Offices that a note can go to; of one of which nobody has opened it, the reporter may have left it out. */
  readonly offices: readonly { readonly id: string; readonly name: string; readonly mayBeLeftOut: boolean }[];
  /** Colleagues of the stage that holds it, those who know it first. */
  readonly colleagues: readonly Colleague[];
  /** The colleague to whom it was handed over; empty if it was to nobody, to oneself, or to somebody who is not there. */
  readonly handedTo: string;
  readonly tags: readonly string[];
  /** What is still to come after a closing; nothing while it is open. */
  readonly after: AfterClosing | null;
  /** The first day on which what was written may be erased, if it is closed today; empty once it is. */
  readonly keptIfClosed: string;
}

export interface Colleague {
  readonly person: string;
  readonly name: string;
  /** Nobody of their office has opened it: the reporter may have left it out. */
  readonly mayBeLeftOut: boolean;
}

/** Dates that are no deadlines. */
export interface AfterClosing {
  /** The first day on which what was written may be erased. */
  readonly keptUntil: string;
  /** When its reporter is asked next how they are treated; empty once all is asked. */
  readonly asked: string;
}

/** What can be said of a concern that was not opened, or does not hold together. */
export interface UnreadAct {
  readonly act: "conflict" | "mismatch" | "cannot-open";
}

/** What the last stage can decide of a concern that does not open. */
export type UnreadJudgement =
  | { readonly act: "close-unread"; readonly text: string }
  | { readonly act: "approve-unread"; readonly of: string }
  | { readonly act: "refuse-unread"; readonly of: string; readonly text: string };

/** What a holder signs. Kinds and rules: docs/ARCHITECTURE.md, An act. */
export type HolderAct =
  | UnreadAct
  | UnreadJudgement
  | { readonly act: "no-conflict" }
  | { readonly act: "acknowledge"; readonly text: string }
  | { readonly act: "message" | "feedback" | "repeat" | "refer-result" | "treatment-answer"; readonly text: string }
  | { readonly act: "note"; readonly text: string; readonly offices: readonly string[] }
  | { readonly act: "tags"; readonly tags: readonly string[] }
  | { readonly act: "scope"; readonly points: readonly ScopePoint[] }
  | { readonly act: "findings"; readonly points: readonly Finding[]; readonly enquiries: readonly string[]; readonly spokenTo: number; readonly atRisk: AtRisk }
  | { readonly act: "extend"; readonly clock: "first_decision" | "referral_review"; readonly due: string; readonly text: string }
  | { readonly act: "refer"; readonly receiver: string; readonly review: string; readonly text: string }
  | { readonly act: "regulator"; readonly told: boolean; readonly text: string }
  | { readonly act: "urgency"; readonly to: Urgency; readonly text: string }
  | { readonly act: "action"; readonly due: string; readonly text: string }
  | { readonly act: "action-done"; readonly action: string; readonly text: string }
  | { readonly act: "close"; readonly reason: string; readonly receiver: string; readonly text: string }
  | { readonly act: "approve"; readonly of: string }
  | { readonly act: "refuse"; readonly of: string; readonly text: string }
  | { readonly act: "dispute-answer"; readonly text: string; readonly samePerson: boolean }
  | { readonly act: "hand-over"; readonly to: string }
  | { readonly act: "redact"; readonly part: string; readonly text: string }
  /** `to`: a recipient `age1pq1…` or the text of a `.pub` file. `text`: what the reporter reads, the parts in words too. The file for the body is {@link Signed.file}. */
  | { readonly act: "share"; readonly to: string; readonly parts: readonly string[]; readonly text: string };

export interface Opened {
  readonly concern: HolderConcern;
  /** The signed receipt, for a file. Empty if it was opened before, or the answer was lost. */
  readonly receipt: string;
}

export interface Signed {
  readonly concern: HolderConcern;
  /** The signed receipt, for a file. */
  readonly receipt: string;
  readonly followedBy: readonly string[];
  /** For `share`: what the body gets. */
  readonly file: Blob | null;
}
