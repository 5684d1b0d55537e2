// `.tlog-proof` files (c2sp.org/tlog-proof): a record's inclusion under a signed checkpoint, checked offline
// (crates/tlog/src/proof.rs).
import { NotBytes, concat, fromBase64, toBase64, utf8 } from "./bytes.js";
import { type Checkpoint, readCheckpoint } from "./checkpoint.js";
import { type LogVerifier } from "./note.js";
import { isIncluded } from "./tree.js";
import { type Digest } from "./values.js";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
/** No proof is longer, in characters; checked before parsing. */
const MAX_PROOF = 131_072;

/** A record that stands in the log. */
export interface Proven {
  /** Its place, from 0. */
  readonly index: number;
  /** The tree it stands in, the log's signature checked. */
  readonly checkpoint: Checkpoint;
  /** The proof as a file, its extra line salt ‖ entry: it takes the receipt's place. */
  readonly file: string;
}

/**
 * Checks a proof as `GET ledger/proof/RECORD` gives it, without extra line, for the record of an entry and its salt.
 * Nothing if the record does not stand in a tree that the log signed.
 */
export async function readProof(
  text: string,
  log: LogVerifier,
  { record, salt, line }: { readonly record: Digest; readonly salt: Uint8Array; readonly line: string },
): Promise<Proven | undefined> {
  const end = text.indexOf("\n\n");
  if (text.length > MAX_PROOF || end < 0) return undefined;
  const [first, indexLine = "", ...hashes] = text.slice(0, end).split("\n");
  const index = /^index (0|[1-9][0-9]{0,12})$/.exec(indexLine)?.[1];
  if (first !== FIRST_LINE || index === undefined) return undefined;
  const checkpoint = await readCheckpoint(text.slice(end + 2), log);
  try {
    const proof = hashes.map(fromBase64);
    if (checkpoint === undefined || proof.some((hash) => hash.length !== 32)) return undefined;
    if (!isIncluded(proof, checkpoint, Number(index), record)) return undefined;
  } catch (fault) {
    if (fault instanceof NotBytes) return undefined;
    throw fault;
  }
  const extra = toBase64(concat(salt, utf8(line)));
  const file = `${FIRST_LINE}\nextra ${extra}\n${text.slice(FIRST_LINE.length + 1)}`;
  return { index: Number(index), checkpoint, file };
}
