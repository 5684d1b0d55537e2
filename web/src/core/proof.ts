// That a record stands in the log, and the `.tlog-proof` file that says so (c2sp.org/tlog-proof), to be checked offline by
// anybody (crates/tlog/src/proof.rs).
import { NotBytes, concat, fromBase64, fromHex, toBase64, toHex, utf8 } from "./bytes.js";
import { type Checkpoint } from "./checkpoint.js";
import { isIncluded } from "./tree.js";
import { type Digest } from "./values.js";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";

/** A record that stands in the log. */
export interface Proven {
  /** Its place, from 0. */
  readonly index: number;
  /** The hashes that lead from it to the root. */
  readonly hashes: readonly Uint8Array[];
  /** The tree it stands in, the log's signature checked. */
  readonly checkpoint: Checkpoint;
}

/** The hashes, if they lead from the record at this place to the checkpoint's root. */
export function prove(record: Digest, index: number, proof: readonly Digest[], checkpoint: Checkpoint): Proven | undefined {
  const hashes = proof.map((hash) => fromHex(hash, 32));
  return isIncluded(hashes, checkpoint, index, record) ? { index, hashes, checkpoint } : undefined;
}

/** A `.tlog-proof` file taken apart; nothing of it is checked yet. */
export interface UncheckedProof {
  readonly index: number;
  readonly hashes: readonly Digest[];
  readonly checkpoint: string;
}

/** Takes a proof apart that bears no extra line, as the service gives it; nothing if it is none. */
export function readProof(text: string): UncheckedProof | undefined {
  const end = text.indexOf("\n\n");
  const [first, place = "", ...hashes] = text.slice(0, Math.max(end, 0)).split("\n");
  const index = /^index (0|[1-9][0-9]{0,15})$/.exec(place)?.[1];
  if (first !== FIRST_LINE || index === undefined) return undefined;
  try {
    return { index: Number(index), hashes: hashes.map((hash) => toHex(fromBase64(hash))), checkpoint: text.slice(end + 2) };
  } catch (fault) {
    if (fault instanceof NotBytes) return undefined;
    throw fault;
  }
}

/** The file that takes the receipt's place, its extra line salt ‖ entry. */
export function proofFile({ index, hashes, checkpoint }: Proven, salt: Uint8Array, line: string): string {
  const extra = toBase64(concat(salt, utf8(line)));
  const head = [FIRST_LINE, `extra ${extra}`, `index ${index}`, ...hashes.map(toBase64)];
  return `${head.join("\n")}\n\n${checkpoint.text}`;
}
