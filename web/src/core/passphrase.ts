// A file sealed with a passphrase: age v1 with scrypt (c2sp.org/age#scrypt-recipient-stanza). Must not know what is in it
// (src/crypto/key_file.rs).
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { scrypt } from "hash-wasm";
import { NotBytes, concat, equal, fromBase64NoPad, toBase64NoPad, utf8, wipe } from "./bytes.js";
import { type Entropy, random } from "./entropy.js";
import { macOf } from "./header.js";
import { NONCE_BYTES, TAG_BYTES, payloadKey } from "./payload.js";
import { openPayload, sealPayload } from "./seal.js";

/** scrypt's N is 2 to this power: 128 MiB and about half a second on the machine of a desk. */
export const USUAL_WORK = 17;
/** A file asking for more, 1 GiB, was made to stop the machine. */
const MOST_WORK = 20;
const VERSION_LINE = "age-encryption.org/v1";
const LABEL = utf8("age-encryption.org/v1/scrypt");
const FILE_KEY_BYTES = 16;
const SALT_BYTES = 16;
const MAC_BYTES = 32;
/** Longer than the header of any file with one scrypt stanza. */
const LONGEST_HEADER = 256;

/** Why a file sealed with a passphrase does not open. */
export type PassphraseFault =
  /** The passphrase does not open it. */
  | "wrong_passphrase"
  /** No age file sealed with a passphrase, or damaged. */
  | "damaged"
  /** It asks for more than 1 GiB of memory. */
  | "too_much_work";

interface Header {
  readonly salt: Uint8Array;
  readonly work: number;
  readonly body: Uint8Array;
  /** What the MAC covers. */
  readonly covered: string;
  readonly mac: Uint8Array;
  readonly length: number;
}

/** Seals bytes with a passphrase. Takes as long as the work factor asks for. */
export async function sealWithPassphrase(
  plain: Uint8Array,
  passphrase: string,
  entropy: Entropy,
  work = USUAL_WORK,
): Promise<Uint8Array> {
  if (!Number.isInteger(work) || work < 1 || work > MOST_WORK) throw new RangeError("no reader would do this work");
  const [fileKey, salt, nonce] = [FILE_KEY_BYTES, SALT_BYTES, NONCE_BYTES].map((length) => random(entropy, length)) as [
    Uint8Array, Uint8Array, Uint8Array,
  ];
  const wrapping = await wrappingKey(passphrase, salt, work);
  const body = chacha20poly1305(wrapping, new Uint8Array(12)).encrypt(fileKey);
  const covered = `${VERSION_LINE}\n-> scrypt ${toBase64NoPad(salt)} ${work}\n${toBase64NoPad(body)}\n---`;
  const head = utf8(`${covered} ${toBase64NoPad(macOf(fileKey, covered))}\n`);
  const sealed = concat(head, nonce, sealPayload(payloadKey(fileKey, nonce), plain));
  wipe(fileKey, wrapping);
  return sealed;
}

/** Opens what {@link sealWithPassphrase}, or any age program, sealed with a passphrase alone. */
export async function openWithPassphrase(file: Uint8Array, passphrase: string): Promise<Uint8Array | PassphraseFault> {
  const header = readHeader(file);
  if (header === undefined) return "damaged";
  if (header.work > MOST_WORK) return "too_much_work";
  const wrapping = await wrappingKey(passphrase, header.salt, header.work);
  let fileKey: Uint8Array;
  try {
    fileKey = chacha20poly1305(wrapping, new Uint8Array(12)).decrypt(header.body);
  } catch {
    return "wrong_passphrase";
  } finally {
    wipe(wrapping);
  }
  const payload = file.subarray(header.length);
  const isWhole = equal(macOf(fileKey, header.covered), header.mac) && payload.length >= NONCE_BYTES + TAG_BYTES;
  const key = payloadKey(fileKey, payload.subarray(0, NONCE_BYTES));
  wipe(fileKey);
  return (isWhole ? openPayload(key, payload.subarray(NONCE_BYTES)) : undefined) ?? "damaged";
}

/** Nothing unless the file begins with exactly one scrypt stanza. */
function readHeader(file: Uint8Array): Header | undefined {
  // Bytes above 127 become other characters here, and no base64.
  const text = String.fromCharCode(...file.subarray(0, LONGEST_HEADER));
  const form = /^(age-encryption\.org\/v1\n-> scrypt (\S+) ([1-9][0-9]?)\n(\S+)\n---) (\S+)\n/;
  const [whole, covered, salt, work, body, mac] = form.exec(text) ?? [];
  if (whole === undefined || covered === undefined) return undefined;
  try {
    return {
      salt: fromBase64NoPad(salt ?? "", SALT_BYTES),
      work: Number(work),
      body: fromBase64NoPad(body ?? "", FILE_KEY_BYTES + TAG_BYTES),
      covered,
      mac: fromBase64NoPad(mac ?? "", MAC_BYTES),
      length: whole.length,
    };
  } catch (fault) {
    if (fault instanceof NotBytes) return undefined;
    throw fault;
  }
}

async function wrappingKey(passphrase: string, salt: Uint8Array, work: number): Promise<Uint8Array> {
  const [secret, labelled] = [utf8(passphrase), concat(LABEL, salt)];
  try {
    return (await inWebAssembly(secret, labelled, work)) ?? (await here(secret, labelled, work));
  } finally {
    wipe(secret);
  }
}

/** Nothing where WebAssembly is missing or forbidden, as in "safest" mode. */
async function inWebAssembly(password: Uint8Array, salt: Uint8Array, work: number): Promise<Uint8Array | undefined> {
  if (typeof WebAssembly !== "object") return undefined;
  try {
    const cost = { costFactor: 2 ** work, blockSize: 8, parallelism: 1, hashLength: 32 };
    return await scrypt({ password, salt, ...cost, outputType: "binary" });
  } catch {
    return undefined;
  }
}

async function here(password: Uint8Array, salt: Uint8Array, work: number): Promise<Uint8Array> {
  // Loaded where it is needed: nearly every browser has WebAssembly.
  const { scryptAsync } = await import("@noble/hashes/scrypt.js");
  return scryptAsync(password, salt, { N: 2 ** work, r: 8, p: 1, dkLen: 32 });
}
