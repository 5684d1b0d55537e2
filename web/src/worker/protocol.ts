// What the page asks of the worker, and what it gets. The worker holds every secret but what is on the screen; nothing
// here is ever stored or sent elsewhere.

import type { Erasure } from "../core/act.js";
import type { AtRisk } from "../core/findings.js";
import type { BrokenRule } from "../core/problem.js";

export type Urgency = "ordinary" | "danger";

export interface OfficeView {
  readonly id: string;
  readonly name: string;
  /** Names of those who hold it today: says the service. */
  readonly holders: readonly string[];
  /** Whether the record knows a key of it. */
  readonly usable: boolean;
}

export interface StageView {
  readonly name: string;
  readonly offices: readonly OfficeView[];
}

export interface DateView {
  readonly clock: string;
  readonly due: string;
}

/** What a reporter is told before writing: proven in the record, but for today and names. */
export interface Front {
  readonly today: string;
  readonly organisation: string;
  readonly route: readonly StageView[];
  readonly dates: Readonly<Record<Urgency, readonly DateView[]>>;
}

export interface Choices {
  readonly excluded: readonly string[];
  readonly urgency: Urgency;
  readonly about: string;
  readonly account: string;
}

/** A file as it is to be sealed. */
export interface FileToSend {
  readonly name: string;
  /** A media type. */
  readonly type: string;
  readonly content: Blob;
}

/** A file of the concern, before anybody has looked into it. */
export interface FileView {
  /** The digest that its step names. */
  readonly item: string;
  readonly day: string;
}

/** A concern whose receipt the worker has checked. */
export interface Sent {
  readonly receivedOn: string;
  readonly dates: readonly DateView[];
  readonly receipt: string;
  /** Offices that were left out of what arrived. */
  readonly excluded: readonly string[];
  /** What arrived is an earlier Send whose answer was lost; what was changed since is not in it. */
  readonly isBeforeChanges: boolean;
}

export type Vouched = "reporter" | "person" | "service";

export interface StepView extends Erasure {
  readonly day: string;
  readonly kind: string;
  readonly vouched: Vouched;
  /** A person's name and office: says the service, and the record. */
  readonly who: string;
  /** The stage it moved to, for an escalation. */
  readonly stage: string;
  /** The day in whose batch it is promised; empty once it is proven to stand in the public record. */
  readonly promised: string;
}

export interface MessageView {
  readonly day: string;
  readonly kind: string;
  readonly who: string;
  readonly mine: boolean;
  readonly text: string;
}

export interface PointView {
  readonly text: string;
  /** `in`, `out`, or a finding's result. */
  readonly result: string;
  readonly reason: string;
}

/** How a concern was closed. */
export interface ClosedView {
  readonly on: string;
  readonly reason: string;
  /** Until when what was written is kept at least. */
  readonly until: string;
  /** When its reporter is next asked how they have been treated. */
  readonly asked: string | undefined;
  /** Whom it was transferred to; empty if it was to nobody. */
  readonly receiver: string;
}

/** What was found, and how. */
export interface FindingsView {
  /** The reporter's points, each with what was found on it and why. */
  readonly points: readonly PointView[];
  readonly enquiries: readonly string[];
  readonly spokenTo: number;
  /** The standard used; there is one. */
  readonly standard: string | null;
  /** Whether anyone is still at risk; nothing where they do not say. */
  readonly atRisk: AtRisk | null;
}

/** A concern as its reporter comes back to it. */
export interface ConcernView {
  readonly today: string;
  readonly sentOn: string;
  /** Its content is gone by rule: nothing more can be written. */
  readonly erased: boolean;
  readonly stage: string;
  readonly state: string;
  readonly serviceDiffers: boolean;
  readonly dates: readonly (DateView & { readonly late: boolean })[];
  readonly steps: readonly StepView[];
  readonly messages: readonly MessageView[];
  readonly files: readonly FileView[];
  readonly wrote: string;
  readonly scope: readonly PointView[];
  readonly findings: FindingsView | null;
  /** The last stage says that it does not open, and its reporter has not said otherwise. */
  readonly unread: boolean;
  /** Nothing while it is open. */
  readonly closed: ClosedView | null;
  readonly offices: readonly OfficeView[];
  readonly newHolders: readonly { readonly office: string; readonly names: readonly string[] }[];
  readonly months: number;
  /** The months after its closing at which it was asked last how the reporter was treated; 0 while it was not. */
  readonly askedAfterMonths: number;
  readonly rules: RulesView;
  /** The proof that it was received, for a file; empty until the record is published. */
  readonly receipt: string;
}

/** The policy that a concern is bound to: proven. */
export interface RulesView {
  /** The beginning of its digest. */
  readonly version: string;
  /** The day from which it was in force. */
  readonly from: string;
  /** Its exact text. */
  readonly text: string;
}

export type Act =
  | { readonly act: "message"; readonly text: string }
  | { readonly act: "scope-dispute"; readonly text: string }
  | { readonly act: "findings-dispute"; readonly text: string }
  | { readonly act: "treatment"; readonly text: string }
  | { readonly act: "treatment-well" }
  | { readonly act: "danger" }
  | { readonly act: "exclude"; readonly office: string };

/** What the page can ask; each is answered once. */
export interface Tasks {
  begin(): Promise<Front>;
  newCode(): Promise<string[]>;
  /** The keys of the visit stay until `leave`: files may follow. */
  send(choices: Choices): Promise<Sent>;
  enter(code: string): Promise<ConcernView>;
  act(act: Act): Promise<ConcernView>;
  /** The concern as it is now. */
  again(): Promise<ConcernView>;
  /** Seals a file to the concern of this visit, sends it, and signs that it is there. Goes on for as long as it takes. */
  attach(file: FileToSend): Promise<void>;
  /** Tries a connection that is away at once. */
  tryNow(): Promise<void>;
  /** What a file of the concern is. */
  describe(item: string): Promise<{ readonly name: string; readonly size: number }>;
  /** The content of a file, once all of it has come and is what was sent. */
  fetch(item: string): Promise<Blob>;
  /** Forgets the keys of this visit. */
  leave(): Promise<void>;
}

export type TaskName = keyof Tasks;

/** The service does not take something. The page may have words for the rule, or for the service's fixed word. */
export interface Refused {
  readonly fault: "refused";
  /** The service's own sentence, in English. */
  readonly says: string;
  readonly word?: string;
  readonly rule?: BrokenRule;
}

/** Why something was not done, in a form that the page has words for. */
export type Fault =
  | { readonly fault: "file-changed" | "file-damaged" }
  | { readonly fault: "offline" | "service" | "old-browser" | "unknown-code" | "closed" | "swapped" | "too-long" }
  | { readonly fault: "untrusted"; readonly what: string }
  | Refused
  | { readonly fault: "word-count"; readonly count: number }
  | { readonly fault: "unknown-word"; readonly number: number; readonly suggestions: readonly string[] };

export interface Question {
  readonly id: number;
  readonly task: TaskName;
  readonly argument?: unknown;
}

/** The first words to the worker: where it finds what it loads later. */
export interface Addresses {
  readonly digest: string;
}

/** To a question; what can go wrong differs from page to page. */
export type Answer<F = Fault> =
  | { readonly id: number; readonly done: unknown }
  | { readonly id: number; readonly fault: F }
  /** It goes on: a share from 0 to 1 of the work for a place in a rush, or of a file; `away` while nothing answers. */
  | { readonly id: number; readonly working: number; readonly away?: boolean };
