// What a page of the portal asks of its worker, and what it gets. The worker holds the keys of whoever is signed in; what comes
// back are plain values for the screen (views).

import type { Refused } from "../worker/protocol.js";
import type { Front, Invitation, KeyWords, Me, NewKey, Unlock } from "./views/signing_in.js";
import type { Filter, OpenedPage, Repeats, Sought, UnopenedPage } from "./views/desk.js";
import type { HolderAct, HolderConcern, Opened, Signed } from "./views/concern.js";
import type { OpenedStatement, PacksPage, PaperForm } from "./views/packs.js";
import type { Health, PeopleAct, PeopleDone, PeoplePage } from "./views/people.js";
import type { Exported, FiguresPage, Judged, Judgement, OpinionGiven, RecordPage, Shown, Verdict, Waiting } from "./views/record.js";

export type * from "./views/concern.js";
export type { Refused } from "../worker/protocol.js";
export * from "./views/desk.js";
export type * from "./views/packs.js";
export type * from "./views/people.js";
export * from "./views/record.js";
export type * from "./views/signing_in.js";

/** What the page can ask; each is answered once. */
export interface Tasks {
  front(): Promise<Front>;
  words(): Promise<KeyWords>;
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
  /** What the attachment of a mail to this person says. */
  mail(file: Blob): Promise<string>;
  /** Ends the session and forgets every key. What was begun is sealed to whoever signed in first on this page; empty gives empty. */
  lock(begun: string): Promise<string>;
  /** Opens what `lock` sealed; empty if it is another's. */
  begun(sealed: string): Promise<string>;

  invitation(token: string): Promise<Invitation>;
  makeKey(of: { readonly token: string; readonly passphrase: string }): Promise<NewKey>;
  /** Proves that the saved file opens with the passphrase, then answers the invitation with its public half. */
  answerInvitation(with_: Unlock & { readonly token: string }): Promise<void>;

  opened(at: { readonly from: number; readonly filter: Filter }): Promise<OpenedPage>;
  /** Fetches and opens the next capsules, a few at a time: from the first one on where the desk is looked at anew. The first
      `rows` of those that have come. */
  unopened(of: { readonly anew: boolean; readonly rows: number }): Promise<UnopenedPage>;
  /** Looks through all concerns this person has opened; `working` tells how far it is. */
  search(words: string): Promise<Sought>;
  /** Stops it, and counting too: what was read until then is answered. */
  stopReading(): Promise<void>;
  /** Tags and their concerns. All are read once a session, and again only where it is asked for `anew`. */
  repeats(of: { readonly anew: boolean }): Promise<Repeats>;
  /** Signs the reason *no concern stated* for each, with the same words. */
  closeSeveral(of: { readonly concerns: readonly string[]; readonly text: string }): Promise<readonly Tried[]>;

  /** The concern; before it was opened, only its dates. */
  concern(id: string): Promise<HolderConcern>;
  /** Signs `opened`, with the capsule's key beside the person's. */
  open(id: string): Promise<Opened>;
  /** Signs after the step that the page showed last. If something has happened since, it is refused as stale: ask for it again. */
  act(of: { readonly concern: string; readonly act: HolderAct; readonly after: string }): Promise<Signed>;
  part(of: { readonly concern: string; readonly part: string }): Promise<string>;
  describe(of: { readonly concern: string; readonly item: string }): Promise<{ readonly name: string; readonly type: string; readonly size: number }>;
  fetch(of: { readonly concern: string; readonly item: string }): Promise<Blob>;
  /** The same as it is sealed, for another body. */
  fetchSealed(of: { readonly concern: string; readonly item: string }): Promise<Blob>;

  people(): Promise<PeoplePage>;
  change(act: PeopleAct): Promise<PeopleDone>;
  health(): Promise<Health>;

  /** `period` is this year if it is empty. */
  figures(of: { readonly language: string; readonly period: string }): Promise<FiguresPage>;
  entries(at: { readonly from: number | "newest" }): Promise<RecordPage>;
  /** How many entries the published record has. */
  recordSize(): Promise<number>;
  /** Checks that the entry of this row stands in the published record. Gives how many entries that has. */
  proveEntry(shown: Shown): Promise<number>;
  exportRecord(of: { readonly sealed: boolean }): Promise<Exported>;
  packs(): Promise<PacksPage>;
  /** A pack to be read, in a language. */
  paper(of: { readonly item: string; readonly form: PaperForm; readonly language: string }): Promise<Blob>;
  /** Signs that a statement was opened, and gives what it says. */
  openStatement(of: { readonly record: string; readonly language: string }): Promise<OpenedStatement>;
  /** Closings that wait for this auditor. */
  toJudge(): Promise<readonly Waiting[]>;
  judge(of: Judgement): Promise<Judged>;
  opinion(of: { readonly verdict: Verdict; readonly size: number }): Promise<OpinionGiven>;
}

export type TaskName = keyof Tasks;

/** What became of one of several. Of one that was signed, `why` is null, and the receipt empty where the answer was lost. */
export interface Tried {
  readonly concern: string;
  readonly receipt: string;
  readonly why: Fault | null;
}

/** Why something was not done, in a form that the page has words for. */
export type Fault =
  | { readonly fault: PlainFault }
  /** The service is not to be believed; `log_key_changed`: the key file names another log. */
  | { readonly fault: "untrusted"; readonly what: string }
  | Refused
  /** The key opened, and the record does not know it today: not let in yet, or gone. With the words to read out. */
  | { readonly fault: "unknown-person"; readonly words: string; readonly officeWords: string }
  /** A redacted copy has another word than the original; the first of them, from 1. */
  | { readonly fault: "copy-changed"; readonly word: number };

/** A reason that stands by itself. */
export type PlainFault =
  | "offline" | "service" | "old-browser" | "too-long" | "file-damaged" | "file-changed" | "closed"
  /** No answer came to something signed, and a look did not come either; for an invitation, whose address is lost then. */
  | "unsettled" | "unsettled-invitation"
  /** The reporter has written since anybody answered: nothing is signed over it unseen. */
  | "read-first"
  /** Something of a concern that was to be closed as *no concern stated* speaks against that. */
  | "concern-stated"
  /** The key file: `other-key` is not the person's own, or not the one for this invitation, which `known-key`, somebody's of the
      record, never is. */
  | "wrong-passphrase" | "damaged-key" | "newer-key" | "greedy-key" | "other-key" | "known-key"
  /** The key that a newcomer made is not the one that the operator invited. */
  | "other-invited"
  /** The session is over, its keys are forgotten. What is typed on the page stays. */
  | "signed-out"
  /** The key opens no office yet: a colleague must let the person in. */
  | "no-office"
  /** An office that is not on today's route, or without a key. */
  | "no-such-office"
  /** A witness has nothing to sign in to. */
  | "no-room"
  /** Not the attachment of a mail, or of one to somebody else. */
  | "other-mail"
  | "no-passkey" | "no-invitation"
  /** No such concern opens with the person's keys, or it is not handed out. */
  | "no-concern" | "not-opened" | "no-part"
  /** The words heard are not those of the key in the record: do not sign. */
  | "other-words"
  /** The proposal does not stand in the published record yet: after the next batch. */
  | "not-in-record"
  /** What waits for a signature is not what the page has shown. */
  | "no-such-proposal"
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
