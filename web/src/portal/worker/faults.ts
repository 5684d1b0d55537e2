// From a failure of the core to what the portal's page has words for. Nothing typed is in it.

import { BadKeyFile, type KeyFileFault } from "../../core/key_file.js";
import { CallFailed, Stopped, Unsettled, type StoppedKind } from "../../core/problem.js";
import { faultOf as commonFault, refused } from "../../worker/faults.js";
import type { Fault, PlainFault } from "../protocol.js";

/** Something that only the portal's worker knows of. */
export class Fails extends Error {
  readonly fault: PlainFault;

  constructor(fault: PlainFault) {
    super(fault);
    this.fault = fault;
  }
}

/** Something has come that the page did not show: nothing is signed after it unread. As the service says it of what it knows of. */
export class Stale extends Error {
  readonly fault: Fault = { fault: "refused", says: "", word: "stale" };
}

/** The record does not know a key that was opened. */
export class NotLetIn extends Error {
  readonly fault: Fault;

  /** The words to read out: of the person, and of the office whose key was made with theirs. */
  constructor(own: readonly string[], office: readonly string[]) {
    super("unknown-person");
    this.fault = { fault: "unknown-person", words: own.join(" "), officeWords: office.join(" ") };
  }
}

const KEY_FILE: Readonly<Record<KeyFileFault, PlainFault>> = {
  wrong_passphrase: "wrong-passphrase",
  damaged: "damaged-key",
  newer_version: "newer-key",
  too_much_work: "greedy-key",
  too_long: "damaged-key",
};

/** Every kind has words: its name would stand on the page otherwise. */
const STOPPED: Readonly<Record<Exclude<StoppedKind, "copy_changed">, PlainFault>> = {
  // A reporter's, and what the sign-in says in its own way.
  last_stage_excluded: "service",
  file_name: "service",
  unknown_person: "service",
  unknown_office: "no-such-office",
  file_changed: "file-changed",
  file_not_whole: "file-changed",
  file_not_opened: "file-damaged",
  no_room: "no-room",
  no_office: "no-office",
  no_concern: "no-concern",
  not_opened: "not-opened",
  not_handed_out: "no-concern",
  no_part: "no-part",
  not_in_record: "not-in-record",
  no_such_proposal: "no-such-proposal",
  other_words: "other-words",
  nothing_redacted: "nothing-redacted",
  too_many_passages: "too-many-passages",
  no_recipient: "no-recipient",
  bad_policy: "bad-policy",
};

/** What to tell the page. */
export function faultOf(error: unknown): Fault {
  if (error instanceof Fails) return { fault: error.fault };
  if (error instanceof NotLetIn || error instanceof Stale) return error.fault;
  if (error instanceof BadKeyFile) return { fault: KEY_FILE[error.fault] };
  if (error instanceof Stopped) {
    if (error.kind === "copy_changed") return { fault: "copy-changed", word: Number(error.detail) };
    return { fault: STOPPED[error.kind] };
  }
  if (error instanceof Unsettled) return { fault: "unsettled" };
  if (error instanceof CallFailed) {
    if (isSignedOut(error)) return { fault: "signed-out" };
    if (error.refusal !== undefined) return refused(error.refusal);
  }
  return commonFault(error) as Fault;
}

/** Whether the service says that the session is over. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof CallFailed && error.refusal?.word === "not_signed_in";
}

/** Gives a fault a name where the service says that there is nothing. */
export function unlessMissing(fault: PlainFault): (error: unknown) => never {
  return (error) => {
    throw error instanceof CallFailed && error.hasStatus(404) ? new Fails(fault) : error;
  };
}
