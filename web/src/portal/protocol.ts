// What a page of the portal asks of its worker, and what it gets. The worker holds the keys of whoever is signed in; what is
// here are plain values for the screen, and none of it is ever stored.

import type { DateView, StageView, Vouched } from "../worker/protocol.js";

export type Role = "holder" | "operator" | "auditor" | "viewer" | "inspector" | "witness";
export type Urgency = "ordinary" | "data-loss" | "danger";

// ---- signing in ------------------------------------------------------------------------------------------------------

/** What anybody may know before signing in: proven in the record, but for today and names. */
export interface Front {
  readonly today: string;
  readonly organisation: string;
  readonly route: readonly StageView[];
  readonly people: readonly { readonly person: string; readonly name: string; readonly role: Role; readonly office: string }[];
  /** The log's key in words, to be compared with the poster: this browser keeps nothing that could remember it. */
  readonly logWords: readonly string[];
}

/** Who is signed in. */
export interface Me {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  /** The office and its stage, for a holder. */
  readonly office: { readonly id: string; readonly name: string; readonly stage: string; readonly last: boolean } | null;
  /** The person's own key, in words. */
  readonly words: readonly string[];
  /** Whether the key file names the log's key, and so was compared by itself. */
  readonly logIsKnown: boolean;
  /** Seconds without a call after which the service ends the session. */
  readonly idleSeconds: number;
  readonly today: string;
  /** An inspector's last day; empty for everybody else. */
  readonly until: string;
  /** What somebody should do about keys and people: a second holder is missing, a colleague waits to be let in. */
  readonly duties: readonly Duty[];
}

export interface Duty {
  readonly duty: "second-holder" | "sign-person" | "admit" | "sign-policy" | "sign-office" | "renew-office" | "deputy";
  /** A name: of an office, of a person. A policy's digest. */
  readonly about: string;
}

/** A key file, and what opens it. */
export interface Unlock {
  readonly file: Blob;
  readonly passphrase: string;
}

// ---- joining ---------------------------------------------------------------------------------------------------------

/** What an invitation says; none if it was used, is over, or never was. */
export interface Invitation {
  readonly name: string;
  readonly role: Role;
  readonly office: string;
  readonly officeName: string;
  /** The first day on which it does not work any more. */
  readonly until: string;
  /** Whether the office has no key yet, and the newcomer makes it. */
  readonly isFirst: boolean;
}

export interface NewKey {
  /** The sealed key file: to be saved, and chosen again as proof. */
  readonly file: Blob;
  readonly fileName: string;
  /** To be read out to the holder who lets them in. */
  readonly words: readonly string[];
  /** An office's first holder has made its key too: its words, for the one who signs it. Else empty. */
  readonly officeWords: readonly string[];
  readonly person: string;
}

// ---- the desk --------------------------------------------------------------------------------------------------------

/** A capsule that opens and whose concern this person has not opened. */
export interface UnopenedRow {
  readonly concern: string;
  readonly office: string;
  readonly arrived: string;
  readonly sentOn: string;
  readonly urgency: Urgency;
  readonly firstDue: string;
  readonly daysLeft: number;
  /** Moved up from a stage below. */
  readonly movedUp: boolean;
}

/** A concern that this person, or a colleague of the office, has opened: says the service. */
export interface OpenedRow {
  readonly concern: string;
  readonly office: string;
  readonly firstDue: string;
  readonly due: string;
  readonly clock: string;
  readonly daysLeft: number;
  readonly stage: string;
  readonly state: string;
  readonly urgency: Urgency;
  /** The date was put off: `due` is later than `firstDue`. */
  readonly extended: boolean;
  /** Somebody's proposal waits for approval; `me` if this person may judge it. */
  readonly waits: "" | "me" | "others";
  readonly movedUp: boolean;
  /** A stage above holds it now. */
  readonly above: boolean;
  /** This person has not opened it, a colleague has. */
  readonly colleague: boolean;
}

export type Filter = "all" | "late" | "week" | "danger" | "waits" | "above";

export interface DeskPage {
  readonly today: string;
  /** All that have opened so far, the most pressing first. More come with `deskMore` as long as `isMore`. */
  readonly unopened: readonly UnopenedRow[];
  readonly isMore: boolean;
  /** Capsules for this office that are broken. */
  readonly broken: number;
  readonly opened: readonly OpenedRow[];
  readonly openedTotal: number;
  /** The first row's number, from 0. */
  readonly from: number;
}

export const ROWS = 50;

export interface Found {
  readonly concern: string;
  /** Words around the place. */
  readonly around: string;
  readonly day: string;
}

/** Who or what several concerns are about, counted in this browser alone. */
export interface Tag {
  readonly tag: string;
  /** Concerns with it, that this person can open. */
  readonly concerns: readonly { readonly concern: string; readonly sentOn: string }[];
}

// ---- one concern -----------------------------------------------------------------------------------------------------

export interface WordsView {
  /** Its number, as `message:3` names it. */
  readonly number: number;
  readonly text: string;
}

export interface HolderStep {
  readonly day: string;
  readonly kind: string;
  readonly vouched: Vouched;
  readonly who: string;
  readonly mine: boolean;
  readonly stage: string;
  readonly promised: string;
  readonly words: readonly WordsView[];
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
  /** What follows if nobody acts. */
  readonly then: string;
}

export interface Proposal {
  /** Its record. */
  readonly of: string;
  readonly what: "closing" | "urgency";
  readonly who: string;
  readonly day: string;
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
  readonly state: string;
  readonly urgency: Urgency;
  readonly arrived: string;
  readonly erased: boolean;
  readonly serviceDiffers: boolean;
  readonly onArrival: boolean;
  readonly opened: boolean;
  /** Passed on: nothing more is shown. */
  readonly barred: boolean;
  readonly about: string;
  /** Empty until "I have no conflict" is signed. */
  readonly account: string;
  readonly settled: boolean;
  readonly dates: readonly HolderDate[];
  readonly steps: readonly HolderStep[];
  readonly files: readonly { readonly item: string; readonly day: string }[];
  readonly scope: readonly ScopePoint[];
  readonly findings: readonly Finding[];
  readonly enquiries: readonly string[];
  readonly spokenTo: number;
  readonly actions: readonly { readonly record: string; readonly text: string; readonly due: string; readonly done: boolean }[];
  readonly proposals: readonly Proposal[];
  /** Kinds this person may sign today: says the service. */
  readonly allowed: readonly string[];
  readonly disputed: readonly ("scope" | "findings")[];
  readonly extendable: readonly ("first_decision" | "referral_review")[];
  readonly reasons: readonly string[];
  /** Offices that a note can go to. */
  readonly offices: readonly { readonly id: string; readonly name: string }[];
  /** Colleagues of the stage that holds it. */
  readonly colleagues: readonly { readonly person: string; readonly name: string }[];
  readonly tags: readonly string[];
  readonly months: number;
}

/** What a holder signs. Kinds and rules: docs/ARCHITECTURE.md, An act. */
export type HolderAct =
  | { readonly act: "no-conflict" | "conflict" | "mismatch" | "cannot-open" }
  | { readonly act: "acknowledge"; readonly text: string }
  | { readonly act: "message" | "feedback" | "repeat" | "refer-result" | "treatment-answer"; readonly text: string }
  | { readonly act: "note"; readonly text: string; readonly offices: readonly string[] }
  | { readonly act: "tags"; readonly tags: readonly string[] }
  | { readonly act: "scope"; readonly points: readonly ScopePoint[] }
  | { readonly act: "findings"; readonly points: readonly Finding[]; readonly enquiries: readonly string[]; readonly spokenTo: number }
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
  /** `to`: a recipient `age1pq1…` or the text of a `.pub` file. The file for the body is {@link Signed.file}. */
  | { readonly act: "share"; readonly to: string; readonly parts: readonly string[]; readonly text: string };

export interface Signed {
  readonly concern: HolderConcern;
  /** The signed receipt, for a file. */
  readonly receipt: string;
  readonly followedBy: readonly string[];
  /** For `share`: what the body gets. */
  readonly file: Blob | null;
}

// ---- people, offices, policies ---------------------------------------------------------------------------------------

export interface PersonRow {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly office: string;
  /** `proposed`, `signed`, `present`, `retiring`, `retired`. */
  readonly standing: string;
  readonly awayUntil: string;
  /** What the signed-in person may do about it: `sign` a proposal, `admit` to the office, `retire`, `away`. */
  readonly can: readonly ("sign" | "admit" | "retire" | "away")[];
  /** How many key words must be typed. */
  readonly words: number;
  /** Since when the proposal waits; empty if none does. */
  readonly since: string;
}

export interface OfficeRow {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly holders: readonly string[];
  readonly leaversKey: boolean;
  /** A new key that waits for a higher stage. */
  readonly proposed: boolean;
  readonly can: readonly ("renew" | "sign")[];
}

export interface PolicyRow {
  readonly policy: string;
  readonly standing: string;
  readonly from: string;
  readonly toml: string;
  readonly canSign: boolean;
  readonly since: string;
}

export interface InvitationRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly office: string;
  readonly until: string;
  /** The newcomer has made a key: it can be proposed. */
  readonly isAnswered: boolean;
}

export interface PeoplePage {
  readonly today: string;
  readonly people: readonly PersonRow[];
  readonly offices: readonly OfficeRow[];
  readonly policies: readonly PolicyRow[];
  /** To the operator. */
  readonly invitations: readonly InvitationRow[];
  readonly canCloseChannel: boolean;
}

export type PeopleAct =
  | { readonly act: "sign-person" | "admit"; readonly person: string; readonly words: string }
  | { readonly act: "retire"; readonly person: string }
  | { readonly act: "away"; readonly person: string; readonly from: string; readonly until: string }
  /** Makes a new key for the own office; {@link PeopleDone.file} is the key file with it, to be saved. Nothing is proposed yet. */
  | { readonly act: "make-office-key"; readonly passphrase: string }
  /** Proves that the saved file opens, and proposes the new key in it. */
  | { readonly act: "renew-office"; readonly file: Blob; readonly passphrase: string }
  | { readonly act: "sign-office"; readonly office: string; readonly words: string }
  | { readonly act: "sign-policy"; readonly policy: string }
  | { readonly act: "propose-policy"; readonly toml: string }
  | { readonly act: "invite"; readonly name: string; readonly address: string; readonly role: Role; readonly office: string; readonly until: string }
  | { readonly act: "withdraw-invitation"; readonly invitation: string }
  | { readonly act: "propose-invited"; readonly invitation: string }
  | { readonly act: "close-channel" };

export interface PeopleDone {
  readonly people: PeoplePage;
  readonly file: Blob | null;
  /** For `invite`: the address to be sent to the newcomer, once. */
  readonly link: string;
}

/** A finding of `doctor`. */
export interface Health {
  readonly findings: readonly { readonly level: "fault" | "warning" | "fine"; readonly what: string; readonly doThis: string }[];
}

// ---- the record, for auditors, scrutiny viewers and inspectors --------------------------------------------------------

/** An entry of the published record: its spelling is checked, its place once `proveEntry` has been asked. */
export interface EntryRow {
  readonly index: number;
  readonly day: string;
  /** The day of its batch: says the service. */
  readonly batchDay: string;
  readonly kind: string;
  readonly by: "service" | "reporter" | "person";
  /** The person's name: says the service. */
  readonly who: string;
  /** The stage that a concern moved to, if that is what happened. */
  readonly stage: string;
  readonly concern: string;
  /** Exactly as written. */
  readonly bytes: string;
  readonly salt: string;
  /** The digest of salt and bytes. */
  readonly record: string;
}

/** Entries of one screen. */
export const ENTRIES = 32;

export interface RecordPage {
  /** How many entries the published checkpoint has, the log's signature checked. */
  readonly size: number;
  /** The first row's number, from 0. */
  readonly from: number;
  readonly rows: readonly EntryRow[];
}

export type Verdict = "sound" | "items_missing" | "unsound";

export interface OpinionGiven {
  /** The day from which the public page shows it. */
  readonly batchOn: string;
}

/** An export, to be saved. */
export interface Exported {
  readonly file: Blob;
  readonly name: string;
}

/** Numbers in words: says the service. */
export interface FigureTable {
  readonly title: string;
  /** How. */
  readonly note: string;
  readonly head: readonly string[];
  /** Each begins with its name. */
  readonly rows: readonly (readonly string[])[];
  /** The same as a drawing (SVG); empty where there is none. */
  readonly chart: string;
}

export interface FiguresPage {
  /** A calendar year, half-year or quarter: `2027`, `2027-H1`, `2027-Q3`. */
  readonly period: string;
  readonly from: string;
  /** The last day that is counted. */
  readonly until: string;
  /** Else small numbers are hidden. */
  readonly exact: boolean;
  readonly tables: readonly FigureTable[];
}

// ---- the questions ---------------------------------------------------------------------------------------------------

/** What the page can ask; each is answered once. */
export interface Tasks {
  front(): Promise<Front>;
  /** Opens the key file and signs in. */
  unlock(with_: Unlock): Promise<Me>;
  /** The key that lies sealed to a passkey on the service. The page asks the browser for the passkey: a worker cannot. */
  passkeyFile(person: string): Promise<Blob>;
  /** Signs in with a key file that a passkey has opened. */
  unlocked(file: Blob): Promise<Me>;
  /** The secrets of the key file that is open, to be sealed to a passkey by the page; then kept with `keepPasskey`. */
  secrets(): Promise<Blob>;
  keepPasskey(sealed: Blob): Promise<void>;
  dropPasskey(): Promise<void>;
  me(): Promise<Me>;
  /** Ends the session and forgets every key. */
  lock(): Promise<void>;

  invitation(token: string): Promise<Invitation>;
  makeKey(of: { readonly token: string; readonly passphrase: string }): Promise<NewKey>;
  /** Proves that the saved file opens with the passphrase, then answers the invitation with its public half. */
  answerInvitation(with_: Unlock & { readonly token: string }): Promise<void>;

  desk(at: { readonly from: number; readonly filter: Filter }): Promise<DeskPage>;
  /** The next capsules, opened: as long as `isMore`. */
  deskMore(): Promise<DeskPage>;
  /** Looks through all concerns this person has opened; `working` tells how far it is. */
  search(words: string): Promise<readonly Found[]>;
  repeats(): Promise<readonly Tag[]>;
  /** Signs the reason *no concern stated* for each, with the same words; what was not taken is named. */
  closeSeveral(of: { readonly concerns: readonly string[]; readonly text: string }): Promise<readonly { readonly concern: string; readonly says: string }[]>;

  /** The concern; before it was opened, only its dates. */
  concern(id: string): Promise<HolderConcern>;
  /** Signs `opened`, with the capsule's key beside the person's. */
  open(id: string): Promise<HolderConcern>;
  /** Signs after what `concern`, `open` or `act` gave last. If something has happened since, it is refused: ask for it again. */
  act(of: { readonly concern: string; readonly act: HolderAct }): Promise<Signed>;
  part(of: { readonly concern: string; readonly part: string }): Promise<string>;
  describe(of: { readonly concern: string; readonly item: string }): Promise<{ readonly name: string; readonly type: string; readonly size: number }>;
  fetch(of: { readonly concern: string; readonly item: string }): Promise<Blob>;

  people(): Promise<PeoplePage>;
  change(act: PeopleAct): Promise<PeopleDone>;
  health(): Promise<Health>;

  /** `period` is this year if it is empty. */
  figures(of: { readonly language: string; readonly period: string }): Promise<FiguresPage>;
  entries(at: { readonly from: number | "newest" }): Promise<RecordPage>;
  /** Checks that an entry stands in the published record. Gives how many entries that has. */
  proveEntry(index: number): Promise<number>;
  exportRecord(of: { readonly sealed: boolean }): Promise<Exported>;
  opinion(of: { readonly verdict: Verdict; readonly size: number }): Promise<OpinionGiven>;
}

export type TaskName = keyof Tasks;

/** Why something was not done, in a form that the page has words for. */
export type Fault =
  | { readonly fault: PlainFault }
  /** The service is not to be believed; `log_key_changed`: the key file names another log. */
  | { readonly fault: "untrusted"; readonly what: string }
  /** The service's own sentence. */
  | { readonly fault: "refused"; readonly says: string }
  /** A redacted copy has another word than the original; the first of them, from 1. */
  | { readonly fault: "copy-changed"; readonly word: number };

/** A reason that stands by itself. */
export type PlainFault =
  | "offline" | "service" | "old-browser" | "too-long" | "file-damaged" | "file-changed" | "closed"
  /** The key file: `other-key` is not the person's own, or not the one for this invitation. */
  | "wrong-passphrase" | "damaged-key" | "newer-key" | "greedy-key" | "other-key"
  /** The record does not know the key today: not let in yet, or gone. */
  | "unknown-person"
  /** The session is over, its keys are forgotten. What is typed on the page stays. */
  | "signed-out"
  /** The key opens no office yet: a colleague must let the person in. */
  | "no-office"
  | "no-passkey" | "no-invitation"
  /** No such concern opens with the person's keys, or it is not handed out. */
  | "no-concern" | "not-opened" | "no-part"
  /** The words heard are not those of the key in the record: do not sign. */
  | "other-words"
  /** The proposal does not stand in the published record yet: after the next batch. */
  | "not-in-record"
  | "nothing-redacted" | "too-many-passages" | "no-recipient" | "bad-policy";

export interface Question {
  readonly id: number;
  readonly task: TaskName;
  readonly argument?: unknown;
}

export type Answer =
  | { readonly id: number; readonly done: unknown }
  | { readonly id: number; readonly fault: Fault }
  /** It goes on: a share from 0 to 1 of a file, or of a search; `away` while nothing answers. */
  | { readonly id: number; readonly working: number; readonly away?: boolean };
