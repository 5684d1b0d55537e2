// People, offices, policies and invitations, and what is signed about them. Plain values; none of it is ever stored.

import type { Role } from "./signing_in.js";

export interface PersonRow {
  readonly person: string;
  readonly name: string;
  /** As the record has them, once it does; the last day of an inspector, else empty. */
  readonly role: Role;
  readonly office: string;
  readonly until: string;
  /** `proposed`, `signed`, `comes` (nobody else must do anything), `present`, `retiring`, `retired`. */
  readonly standing: string;
  /** An absence that is going on or to come. */
  readonly away: { readonly from: string; readonly until: string } | null;
  /** What the signed-in person may do about it: `sign` a proposal, `admit` to the office, `retire`, `away`. */
  readonly can: readonly ("sign" | "admit" | "retire" | "away")[];
  /** The record of the last proposal about them, which a signature names; empty if none stands in it. */
  readonly proposal: string;
  /** How many key words must be typed. */
  readonly words: number;
  /** Since when the proposal waits; empty if none does. */
  readonly since: string;
  /** Who can sign it, or let them in, today: by name. */
  readonly waitsFor: readonly string[];
  /** To the operator, of somebody else who is here, or whose lost key is being replaced. */
  readonly lost: LostKey | null;
}

/** How far it is with a key that was lost: a leaving and a coming, in one guided step. */
export interface LostKey {
  readonly steps: readonly LostStep[];
  /** What the operator can do now: `anew` where an address was made that nobody has used yet. */
  readonly next: "both" | "leave" | "invite" | "anew" | "propose" | "nothing";
  /** Whoever looks for it should not have to unfold it; an ordinary leaving alone is not one. */
  readonly isBegun: boolean;
  /** Nobody else holds their office: its own key is lost with theirs. */
  readonly isLast: boolean;
  /** And nobody else is of the last stage. */
  readonly isEnd: boolean;
  /** Others who hold it. */
  readonly colleagues: readonly string[];
  /** At the earliest, if all is done on the day it can be: the old key is refused, the new one opens. */
  readonly refusedFrom: string;
  readonly opensFrom: string;
  /** Where their mail goes, if an invitation says so. */
  readonly address: string;
  /** That invitation; empty if there is none. */
  readonly invitation: string;
}

export interface LostStep {
  readonly what: "leave" | "leave-sign" | "gone" | "invite" | "answer" | "propose" | "sign" | "office-sign" | "admit";
  /** `night`: done, and in the record after the next batch. `later`: something before it is missing. */
  readonly state: "done" | "you" | "waits" | "night" | "later";
  /** Whom it waits for, by name. */
  readonly who: readonly string[];
}

export interface OfficeRow {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly holders: readonly string[];
  /** Those who hold it from tomorrow: a new key is sealed to them. */
  readonly stay: readonly string[];
  readonly leaversKey: boolean;
  /** The record of a new key that waits for a higher stage; empty if none does. */
  readonly proposal: string;
  readonly since: string;
  readonly waitsFor: readonly string[];
  readonly can: readonly ("renew" | "sign")[];
}

export interface PolicyRow {
  readonly policy: string;
  readonly standing: string;
  readonly from: string;
  /** Its text: what its digest is of. */
  readonly toml: string;
  readonly canSign: boolean;
  readonly since: string;
  readonly waitsFor: readonly string[];
}

export interface InvitationRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly office: string;
  readonly until: string;
  /** `waiting`; `answered` with a key that can be proposed; `office` if its office's first key must be in effect before; else as in {@link PersonRow}. */
  readonly standing: string;
}

export interface PeoplePage {
  readonly today: string;
  readonly people: readonly PersonRow[];
  readonly offices: readonly OfficeRow[];
  readonly policies: readonly PolicyRow[];
  /** The text of the policy in force. */
  readonly inForce: string;
  /** To the operator. */
  readonly invitations: readonly InvitationRow[];
  readonly canCloseChannel: boolean;
}

/** What is signed for is named by the `proposal` that its row showed. */
export type PeopleAct =
  | { readonly act: "sign-person" | "admit"; readonly person: string; readonly words: string; readonly proposal: string }
  | { readonly act: "retire"; readonly person: string }
  /** What is missing of a leaving and, if it `invites`, of an invitation in the same name; {@link PeopleDone.link} is its address. */
  | { readonly act: "lost-key"; readonly person: string; readonly invites: boolean; readonly address: string }
  | { readonly act: "away"; readonly person: string; readonly from: string; readonly until: string }
  /** Makes a new key for the own office; {@link PeopleDone.file} is the key file with it, to be saved. Nothing is proposed yet. */
  | { readonly act: "make-office-key"; readonly passphrase: string }
  /** Proves that the saved file opens, and proposes the new key in it. */
  | { readonly act: "renew-office"; readonly file: Blob; readonly passphrase: string }
  | { readonly act: "sign-office"; readonly office: string; readonly words: string; readonly proposal: string }
  | { readonly act: "sign-policy"; readonly policy: string }
  | { readonly act: "propose-policy"; readonly toml: string }
  | { readonly act: "invite"; readonly name: string; readonly address: string; readonly role: Role; readonly office: string; readonly until: string }
  | { readonly act: "withdraw-invitation"; readonly invitation: string }
  | { readonly act: "propose-invited"; readonly invitation: string }
  | { readonly act: "close-channel" };

export interface PeopleDone {
  readonly people: PeoplePage;
  readonly file: Blob | null;
  /** For `invite` and `lost-key`: the address to be sent to the newcomer, once. */
  readonly link: string;
  /** For `invite`: the invitation that it belongs to. */
  readonly invitation: string;
  /** For `renew-office`: the words of the new key, to be read out to whoever signs it. */
  readonly officeWords: readonly string[];
  /** The answer was lost, and the change was found where it belongs: there is no receipt. */
  readonly isFound: boolean;
}

/** A finding of `doctor`. */
export interface Health {
  readonly findings: readonly { readonly weight: "fault" | "warning" | "fact"; readonly what: string; readonly todo: string }[];
}
