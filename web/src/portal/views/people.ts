// People, offices, policies and invitations, and what is signed about them. Plain values; none of it is ever stored.

import type { Role } from "./signing_in.js";

export interface PersonRow {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly office: string;
  /** `proposed`, `signed`, `present`, `retiring`, `retired`. */
  readonly standing: string;
  /** An absence that is going on or to come. */
  readonly away: { readonly from: string; readonly until: string } | null;
  /** What the signed-in person may do about it: `sign` a proposal, `admit` to the office, `retire`, `away`. */
  readonly can: readonly ("sign" | "admit" | "retire" | "away")[];
  /** How many key words must be typed. */
  readonly words: number;
  /** Since when the proposal waits; empty if none does. */
  readonly since: string;
  /** Who can sign it, or let them in, today: by name. */
  readonly waitsFor: readonly string[];
}

export interface OfficeRow {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly holders: readonly string[];
  readonly leaversKey: boolean;
  /** A new key that waits for a higher stage. */
  readonly proposed: boolean;
  readonly since: string;
  readonly waitsFor: readonly string[];
  readonly can: readonly ("renew" | "sign")[];
}

export interface PolicyRow {
  readonly policy: string;
  readonly standing: string;
  readonly from: string;
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
  readonly findings: readonly { readonly weight: "fault" | "warning" | "fact"; readonly what: string; readonly todo: string }[];
}
