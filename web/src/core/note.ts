// Signed notes of the log (c2sp.org/signed-note): its key, its signature, and nothing about what a note says
// (crates/tlog/src/note.rs).
import { NotBytes, equal, fromBase64, toBase64, toHex, utf8 } from "./bytes.js";
import { sha256, verify } from "./sig.js";

/** No note is longer, in characters; checked before parsing. */
const MAX_NOTE = 65_536;
/** Signature type of plain Ed25519 (c2sp.org/signed-note, "Signature types"). */
const ED25519 = 0x01;
const KEY_ID_BYTES = 4;
const LONGEST_ORIGIN = 255;

/** The log's public key under its origin. */
export class LogVerifier {
  /** The log's name. */
  readonly origin: string;
  /** The key as the poster prints it: `<origin>+<key id>+<base64>`. */
  readonly vkey: string;
  readonly #key: Uint8Array;

  private constructor(origin: string, key: Uint8Array, vkey: string) {
    this.origin = origin;
    this.#key = key;
    this.vkey = vkey;
  }

  /** Reads a verifier key; nothing for any text but its one spelling: keys are compared as text. */
  static fromVkey(vkey: string): LogVerifier | undefined {
    const [origin = "", , ...encoded] = vkey.split("+");
    let material: Uint8Array;
    try {
      // Base64 has plus signs of its own.
      material = fromBase64(encoded.join("+"));
    } catch {
      return undefined;
    }
    const key = material.subarray(1);
    if (material[0] !== ED25519 || key.length !== 32 || !isOrigin(origin)) return undefined;
    const written = `${origin}+${toHex(keyId(origin, key))}+${toBase64(material)}`;
    return written === vkey ? new LogVerifier(origin, key, vkey) : undefined;
  }

  /** Whether this is the name and number on a signature line. */
  isNamed(name: string, id: Uint8Array): boolean {
    return name === this.origin && equal(id, keyId(this.origin, this.#key));
  }

  /** Whether the key made this signature. */
  verify(message: Uint8Array, signature: Uint8Array): Promise<boolean> {
    return verify(this.#key, message, signature);
  }
}

/** No white space, no control character, no plus; not the first word of a receipt (docs/LEDGER_FORMAT.md section 1). */
function isOrigin(origin: string): boolean {
  const plain = !/[\s\p{Cc}+]/u.test(origin) && origin !== "";
  return plain && !origin.startsWith("daylight/") && utf8(origin).length <= LONGEST_ORIGIN;
}

/** The first 4 bytes of SHA-256(name ‖ newline ‖ type ‖ key). */
function keyId(name: string, key: Uint8Array): Uint8Array {
  return sha256(utf8(`${name}\n`), Uint8Array.of(ED25519), key).subarray(0, KEY_ID_BYTES);
}

/** A note taken apart; its signatures not yet checked. */
export interface UncheckedNote {
  /** What is signed, with its last line end. */
  readonly text: string;
  /** Name, key id and signature of each line. */
  readonly signatures: readonly { readonly name: string; readonly id: Uint8Array; readonly signature: Uint8Array }[];
}

/** Takes a note apart; nothing if it is none in its one spelling. */
export function readNote(note: string): UncheckedNote | undefined {
  const end = note.lastIndexOf("\n\n");
  if (note.length > MAX_NOTE || end < 1 || !note.endsWith("\n")) return undefined;
  const text = note.slice(0, end + 1);
  // Control characters other than the line end have no place in a note.
  if (/[\u0000-\u0009\u000b-\u001f]/u.test(note)) return undefined;
  const signatures = [];
  for (const line of note.slice(end + 2, -1).split("\n")) {
    const [dash, name, encoded, ...more] = line.split(" ");
    if (dash !== "—" || !name || encoded === undefined || more.length > 0) return undefined;
    try {
      const bytes = fromBase64(encoded);
      if (bytes.length <= KEY_ID_BYTES) return undefined;
      signatures.push({ name, id: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) });
    } catch (fault) {
      if (fault instanceof NotBytes) return undefined;
      throw fault;
    }
  }
  return { text, signatures };
}

/**
 * Whether the log signed the note. Signatures by unknown keys are passed over; one by this key that does not verify
 * condemns the whole note (c2sp.org/signed-note).
 */
export async function isSignedByLog(note: UncheckedNote, log: LogVerifier): Promise<boolean> {
  const ours = note.signatures.filter(({ name, id }) => log.isNamed(name, id));
  const verdicts = await Promise.all(ours.map(({ signature }) => log.verify(utf8(note.text), signature)));
  return verdicts.length > 0 && verdicts.every(Boolean);
}
