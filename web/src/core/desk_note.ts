// What the calendar says of a concern, sealed to whoever opens its capsule (src/crypto/desk_note.rs; ADR 27). Opens only: the
// service alone seals.
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, fromUtf8, utf8 } from "./bytes.js";
import { day } from "./form.js";
import { CLOCKS, type ClockName, type Day, URGENCIES, type Urgency } from "./values.js";

const LABEL = utf8("daylight/desk-note/v1");
const SALT = 12;
/** Urgency, clock (`-`: none), whether something waits, the nearest first date, and the nearest date as it decides now. */
const FORM = /^([0-2])([a-l-])([w-])(.{10})(.{10})$/;
const CLOCK = "abcdefghijkl";
const NO_DAY = "----------";

/** Where a concern stands that nobody of the office has opened. */
export interface Standing {
  readonly urgency: Urgency;
  /** The clock of `due`; empty if it is not known, or no date is running. */
  readonly clock: ClockName | "";
  /** A proposal waits for approval. */
  readonly waits: boolean;
  /** The nearest first date; empty if no date is running. */
  readonly firstDue: Day | "";
  readonly due: Day | "";
}

/** What a note says; nothing if it is of another concern, of a dummy, or of no known form. */
export function openNote(caseRecipient: string, note: Uint8Array): Standing | undefined {
  const key = hkdf(sha256, utf8(caseRecipient), undefined, concat(LABEL, note.subarray(0, SALT)), 32);
  try {
    const plain = fromUtf8(chacha20poly1305(key, new Uint8Array(12)).decrypt(note.subarray(SALT)));
    const [, urgency, clock = "", waits, ...days] = FORM.exec(plain) ?? [];
    const known = URGENCIES[Number(urgency)];
    const [firstDue = "", due = ""] = days.map((text) => (text === NO_DAY ? "" : day(text)));
    return known && { urgency: known, clock: CLOCKS[CLOCK.indexOf(clock)] ?? "", waits: waits === "w", firstDue, due };
  } catch {
    return undefined;
  }
}
