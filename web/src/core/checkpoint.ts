// Checkpoints (c2sp.org/tlog-checkpoint): the log's signed size and root. Knows no entry (crates/tlog/src/checkpoint.rs).
import { NotBytes, fromBase64, toBase64 } from "./bytes.js";
import { type LogVerifier, isSignedByLog, readNote } from "./note.js";
import { MAX_SIZE } from "./tree.js";

/** The log's size and root, its signature checked. */
export interface Checkpoint {
  /** How many entries the tree holds. */
  readonly size: number;
  /** Its RFC 6962 root. */
  readonly root: Uint8Array;
  /** The exact note. */
  readonly text: string;
}

/** Reads a checkpoint of this log; nothing if it is of another, not in its one spelling, or not signed by the log. */
export async function readCheckpoint(text: string, log: LogVerifier): Promise<Checkpoint | undefined> {
  const note = readNote(text);
  const body = note && readBody(note.text, log.origin);
  if (note === undefined || body === undefined || !(await isSignedByLog(note, log))) return undefined;
  return { ...body, text };
}

/** Extension lines are refused: no monitor can audit them, and this log writes none. */
function readBody(text: string, origin: string): { size: number; root: Uint8Array } | undefined {
  const [, sizeText = "", rootText = ""] = text.split("\n");
  // Reject "007" and "+7": two spellings of one checkpoint would have two signatures.
  const size = /^(0|[1-9][0-9]{0,15})$/.test(sizeText) ? Number(sizeText) : Number.NaN;
  let root: Uint8Array;
  try {
    root = fromBase64(rootText);
  } catch (fault) {
    if (fault instanceof NotBytes) return undefined;
    throw fault;
  }
  const isWhole = text === `${origin}\n${size}\n${toBase64(root)}\n`;
  return isWhole && size <= MAX_SIZE && root.length === 32 ? { size, root } : undefined;
}
