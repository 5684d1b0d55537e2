// Who comes to the portal: before signing in, signed in, and joining. Plain values for the screen; none of it is ever stored.

import type { StageView } from "../../worker/protocol.js";

export type Role = "holder" | "operator" | "auditor" | "viewer" | "inspector" | "witness";

/** What anybody may know before signing in: proven in the record, but for today and names. */
export interface Front {
  readonly today: string;
  readonly organisation: string;
  readonly route: readonly StageView[];
  readonly people: readonly { readonly person: string; readonly name: string; readonly role: Role; readonly office: string }[];
}

/** Keys in words. */
export interface KeyWords {
  /** The log's, to be compared with the poster: this browser keeps nothing that could remember it. */
  readonly log: readonly string[];
  /** The signed-in person's own; none before. */
  readonly own: readonly string[];
  /** Of the key that they have proposed for their office, while it waits for its signature; else none. */
  readonly office: readonly string[];
}

/** Who is signed in. */
export interface Me {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  /** The office and its stage, for a holder. */
  readonly office: { readonly id: string; readonly name: string; readonly stage: string; readonly last: boolean } | null;
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
  readonly duty: "second-holder" | "invite-second" | "sign-person" | "sign-leaving" | "admit" | "sign-policy" | "sign-office" | "renew-office" | "deputy";
  /** A name: of an office, of a person. A policy's digest. For `invite-second` several offices. */
  readonly about: string;
}

/** A key file, and what opens it. */
export interface Unlock {
  readonly file: Blob;
  readonly passphrase: string;
}

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
