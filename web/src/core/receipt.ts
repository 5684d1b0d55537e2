// Receipts: the log's signed promise that an entry will stand in the batch of a day. Knows no server
// (docs/LEDGER_FORMAT.md section 7; crates/tlog/src/receipt.rs).
import { fromHex, isHex } from "./bytes.js";
import { isDay } from "./calendar.js";
import { UncheckedEntry } from "./entry.js";
import { BadForm } from "./form.js";
import { LogVerifier, isSignedByLog, readNote } from "./note.js";
import { type Day, type Digest } from "./values.js";

/** Differs from every origin, so that a receipt is never read as a checkpoint. */
const FIRST_LINE = "daylight/receipt/v1";

/** A receipt whose signature verified. */
export interface Receipt {
  /** The day in whose batch the entry will stand. */
  readonly batchDay: Day;
  /** The entry's salt. */
  readonly salt: Uint8Array;
  /** The entry, in its one spelling; its author's signature is not checked here. */
  readonly entry: UncheckedEntry;
  /** The entry's digest: what will stand in the tree. */
  readonly record: Digest;
  /** The exact note. */
  readonly text: string;
}

/** Reads a receipt of this log; nothing if it is another's, not in its one spelling, or not signed by the log. */
export async function readReceipt(text: string, log: LogVerifier): Promise<Receipt | undefined> {
  const note = readNote(text);
  const [first, origin, vkey, batchDay, salt, line, rest, ...more] = note?.text.split("\n") ?? [];
  const isOurs = first === FIRST_LINE && origin === log.origin && vkey === log.vkey;
  if (note === undefined || !isOurs || rest !== "" || more.length > 0 || line === undefined) return undefined;
  if (!isDay(batchDay) || !isHex(salt, 32) || !(await isSignedByLog(note, log))) return undefined;
  try {
    const entry = UncheckedEntry.parse(line);
    const bytes = fromHex(salt, 32);
    return { batchDay, salt: bytes, entry, record: entry.record(bytes), text };
  } catch (fault) {
    if (fault instanceof BadForm) return undefined;
    throw fault;
  }
}
