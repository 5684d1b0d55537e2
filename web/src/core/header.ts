// The header of everything sealed: one hybrid recipient and nothing else, so that its length never varies. Must not
// know payloads (src/crypto/header.rs; c2sp.org/age#header).
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { NotBytes, equal, fromBase64NoPad, toBase64NoPad, utf8, wipe } from "./bytes.js";
import { ENCAPSULATION_BYTES, STANZA_TAG, WRAPPED_KEY_BYTES, type Wrapped } from "./hybrid.js";

const VERSION_LINE = "age-encryption.org/v1";
const MAC_BYTES = 32;
/** The length of a header in bytes, line ends included. */
export const HEADER_BYTES = 1627;

/** A header read by its form alone; its MAC is checked once the file key is known. */
export interface Header {
  readonly wrapped: Wrapped;
  readonly covered: string;
  readonly mac: Uint8Array;
}

/** The header around a wrapped file key. */
export function writeHeader(fileKey: Uint8Array, { share, body }: Wrapped): Uint8Array {
  // One line of body: 32 bytes are 43 characters, and a line takes 64.
  const stanza = `-> ${STANZA_TAG} ${toBase64NoPad(share)}\n${toBase64NoPad(body)}\n`;
  const covered = `${VERSION_LINE}\n${stanza}---`;
  return utf8(`${covered} ${toBase64NoPad(macOf(fileKey, covered))}\n`);
}

/** Reads the header at the beginning of a file; nothing unless it is one for exactly one hybrid recipient. */
export function readHeader(file: Uint8Array): Header | undefined {
  if (file.length < HEADER_BYTES) return undefined;
  // Bytes above 127 become other characters here, and no base64.
  const text = String.fromCharCode(...file.subarray(0, HEADER_BYTES));
  const [version, stanza = "", body = "", last = "", rest, ...more] = text.split("\n");
  const [arrow, tag, share = "", ...others] = stanza.split(" ");
  const isOurs = version === VERSION_LINE && arrow === "->" && tag === STANZA_TAG && others.length === 0;
  if (!isOurs || !last.startsWith("--- ") || rest !== "" || more.length > 0) return undefined;
  try {
    return {
      wrapped: {
        share: fromBase64NoPad(share, ENCAPSULATION_BYTES),
        body: fromBase64NoPad(body, WRAPPED_KEY_BYTES),
      },
      covered: `${VERSION_LINE}\n${stanza}\n${body}\n---`,
      mac: fromBase64NoPad(last.slice("--- ".length), MAC_BYTES),
    };
  } catch (fault) {
    if (fault instanceof NotBytes) return undefined;
    throw fault;
  }
}

/** Whether the header was written by somebody who had the file key. */
export function isGenuine(header: Header, fileKey: Uint8Array): boolean {
  return equal(macOf(fileKey, header.covered), header.mac);
}

/** c2sp.org/age#header-mac: HMAC-SHA-256 under HKDF(file key, "header"). */
export function macOf(fileKey: Uint8Array, covered: string): Uint8Array {
  const key = hkdf(sha256, fileKey, undefined, utf8("header"), 32);
  const mac = hmac(sha256, key, utf8(covered));
  wipe(key);
  return mac;
}
