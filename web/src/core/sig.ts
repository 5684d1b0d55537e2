// Ed25519 and SHA-256 over the values of the record. Alone names the curve; knows no format (crates/tlog/src/sig.rs).
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 as sha2 } from "@noble/hashes/sha2.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concat, equal, fromHex, toHex, wipe } from "./bytes.js";
import { type Entropy, random } from "./entropy.js";

const { Point } = ed25519;
const SEED_BYTES = 32;
/** y of the points of small order, little-endian, the sign of x left out (order 1, 2, 4, and the two pairs of order 8). */
const SMALL_ORDER = [
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
];

/** SHA-256 of one or more pieces, as if they were one. */
export function sha256(...pieces: readonly Uint8Array[]): Uint8Array {
  const hash = sha2.create();
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
}

/** SHA-256 in hexadecimal: a digest as entries and manifests name it. */
export function digestOf(...pieces: readonly Uint8Array[]): string {
  return toHex(sha256(...pieces));
}

/**
 * Whether a key made this signature over these bytes. Strict (docs/LEDGER_FORMAT.md section 1): the scalar below the
 * group order, points canonical, neither the key nor R of small order. What is left then has one answer in every
 * verifier, so it does not matter that Web Crypto gives it where it knows Ed25519.
 */
export async function verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (!isStrict(key, signature)) return false;
  const subtle = await native();
  if (subtle === undefined) return verifyHere(key, message, signature);
  try {
    const known = await subtle.importKey("raw", key.slice(), "Ed25519", false, ["verify"]);
    return await subtle.verify("Ed25519", known, signature.slice(), message.slice());
  } catch {
    // A key that is no point of the curve.
    return false;
  }
}

/** As {@link verify}, without Web Crypto: on onion addresses and in older browsers. */
export function verifyHere(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (!isStrict(key, signature)) return false;
  const commitment = signature.subarray(0, 32);
  try {
    const challenge = Point.Fn.create(littleEndian(sha512(concat(commitment, key, message))));
    const response = Point.BASE.multiplyUnsafe(littleEndian(signature.subarray(32)));
    // Without the cofactor and by comparing bytes, as dalek's verify_strict and Web Crypto do; the library's own
    // `verify` multiplies by the cofactor and would take signatures that others refuse.
    const expected = response.subtract(Point.fromBytes(key).multiplyUnsafe(challenge));
    return equal(expected.toBytes(), commitment);
  } catch {
    return false;
  }
}

function isStrict(key: Uint8Array, signature: Uint8Array): boolean {
  if (key.length !== 32 || signature.length !== 64) return false;
  const commitment = signature.subarray(0, 32);
  return isPoint(key) && isPoint(commitment) && littleEndian(signature.subarray(32)) < Point.Fn.ORDER;
}

/** Canonical (y below the field's prime) and not of small order. Whether there is such a point the equation tells. */
function isPoint(encoded: Uint8Array): boolean {
  const y = encoded.slice();
  y[31] = (y[31] ?? 0) & 0x7f;
  return littleEndian(y) < Point.Fp.ORDER && !SMALL_ORDER.includes(toHex(y));
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes.slice().reverse())}`);
}

let nativeKnows: Promise<SubtleCrypto | undefined> | undefined;

/** Web Crypto, if it is here and knows Ed25519. Asked once. */
function native(): Promise<SubtleCrypto | undefined> {
  nativeKnows ??= (async () => {
    const subtle = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
    try {
      await subtle?.importKey("raw", Point.BASE.toBytes().slice(), "Ed25519", false, ["verify"]);
      return subtle;
    } catch {
      return undefined;
    }
  })();
  return nativeKnows;
}

/** An Ed25519 seed: the reporter's, or a capsule's opening key. Kept out of sight; {@link SigningSecret.wipe} ends it. */
export class SigningSecret {
  readonly #seed: Uint8Array;

  /** The key that follows from a seed of full strength (RFC 8032 section 5.1.5). Takes the seed over. */
  constructor(seed: Uint8Array) {
    if (seed.length !== SEED_BYTES) throw new RangeError("an Ed25519 seed has 32 bytes");
    this.#seed = seed;
  }

  /** A new key. */
  static generate(entropy: Entropy): SigningSecret {
    return new SigningSecret(random(entropy, SEED_BYTES));
  }

  /** The public half, 32 bytes. */
  public(): Uint8Array {
    return ed25519.getPublicKey(this.#seed);
  }

  /**
   * Signs exactly these bytes. Callers pass bytes with a domain tag, never bytes that somebody else chose. Never by Web Crypto:
   * Apple's rolls dice for it (CryptoKit, `Curve25519.Signing`), and the same words would not give the same signature.
   */
  sign(message: Uint8Array): Uint8Array {
    return ed25519.sign(message, this.#seed);
  }

  /** The seed: for capsules alone. */
  seed(): Uint8Array {
    return this.#seed;
  }

  /** Overwrites the seed. The key is of no use afterwards. */
  wipe(): void {
    wipe(this.#seed);
  }
}

/** A person's pseudonymous id: the first 8 bytes of SHA-256 over their key (docs/LEDGER_FORMAT.md section 1). */
export function personId(key: string): string {
  return digestOf(fromHex(key, 32)).slice(0, 16);
}
