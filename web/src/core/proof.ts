// That a record stands in the log, and the `.tlog-proof` file that says so (c2sp.org/tlog-proof), to be checked offline by
// anybody (crates/tlog/src/proof.rs).
import { concat, fromHex, toBase64, utf8 } from "./bytes.js";
import { type Checkpoint } from "./checkpoint.js";
import { isIncluded } from "./tree.js";
import { type Digest } from "./values.js";

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

/** The file that takes the receipt's place, its extra line salt ‖ entry. */
export function proofFile({ index, hashes, checkpoint }: Proven, salt: Uint8Array, line: string): string {
  const extra = toBase64(concat(salt, utf8(line)));
  const head = ["c2sp.org/tlog-proof@v1", `extra ${extra}`, `index ${index}`, ...hashes.map(toBase64)];
  return `${head.join("\n")}\n\n${checkpoint.text}`;
}
