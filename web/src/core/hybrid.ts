// The post-quantum recipient of age, `mlkem768x25519` (c2sp.org/age). Must not know what is sealed to it
// (src/crypto/hybrid.rs).
//
// HPKE base mode (RFC 9180) with KEM 0x647a (X-Wing), HKDF-SHA256 and ChaCha20Poly1305; the private key is a 32-byte
// seed. The npm package `age-encryption` does the same; it draws its own randomness and carries five other kinds of
// recipients, so only the primitives below it are taken, and the tests compare with it.
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { expand, extract } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { ml_kem768_x25519 as xwing } from "@noble/post-quantum/hybrid.js";
import { bech32 } from "@scure/base";
import { bigEndian, concat, utf8, wipe } from "./bytes.js";
import { type Entropy, random } from "./entropy.js";
import { digestOf } from "./sig.js";
import { XWingKey } from "./xwing.js";

/** The stanza's type on the wire. */
export const STANZA_TAG = "mlkem768x25519";
/** An encapsulation: 1088 bytes of ML-KEM-768 and 32 of X25519. */
export const ENCAPSULATION_BYTES = 1120;
/** A file key of 16 bytes and its 16-byte tag. */
export const WRAPPED_KEY_BYTES = 32;
const PUBLIC_KEY_BYTES = 1216;
const SEED_BYTES = 32;
const RECIPIENT_PREFIX = "age1pq";
const IDENTITY_PREFIX = "age-secret-key-pq-";
const INFO = utf8("age-encryption.org/mlkem768x25519");
/** RFC 9180 section 5.1: "HPKE", then the numbers of KEM, KDF and AEAD. */
const SUITE = concat(utf8("HPKE"), bigEndian(0x647a, 2), bigEndian(1, 2), bigEndian(3, 2));

/** A file key wrapped for one recipient: what a stanza carries. */
export interface Wrapped {
  readonly share: Uint8Array;
  readonly body: Uint8Array;
}

/** A public key, 1216 bytes, to which everything at rest is sealed. */
export class HybridRecipient {
  /** Its text form, `age1pq1…`. */
  readonly text: string;
  readonly #key: Uint8Array;

  private constructor(key: Uint8Array, text: string) {
    this.#key = key;
    this.text = text;
  }

  /** Nothing for any text but the one spelling of a key, because a concern's id is a digest of the text. */
  static parse(text: string): HybridRecipient | undefined {
    try {
      const { prefix, words } = bech32.decode(text as `${string}1${string}`, false);
      const key = bech32.fromWords(words);
      if (prefix !== RECIPIENT_PREFIX || key.length !== PUBLIC_KEY_BYTES || encode(key) !== text) return undefined;
      // FIPS 203 section 7.2 wants the key checked before use; a trial encapsulation does that.
      xwing.encapsulate(key, new Uint8Array(64).fill(1));
      return new HybridRecipient(key, text);
    } catch {
      return undefined;
    }
  }

  /** The public half of an identity; {@link HybridIdentity.recipient} is the way to it. */
  static ofKey(key: Uint8Array): HybridRecipient {
    return new HybridRecipient(key, encode(key));
  }

  /** The id of the concern whose case recipient this is: the first 16 bytes of SHA-256 over its text form. */
  concernId(): string {
    return concernId(this.text);
  }

  /** Wraps a file key. */
  wrap(fileKey: Uint8Array, entropy: Entropy): Wrapped {
    const dice = random(entropy, 64);
    const { cipherText, sharedSecret } = xwing.encapsulate(this.#key, dice);
    const body = aead(sharedSecret).encrypt(fileKey);
    wipe(dice, sharedSecret);
    return { share: cipherText, body };
  }
}

/** A concern's id from its case recipient's text (docs/LEDGER_FORMAT.md section 1). */
export function concernId(caseRecipient: string): string {
  return digestOf(utf8(caseRecipient)).slice(0, 32);
}

/** The private key of a {@link HybridRecipient}: a seed of full strength. */
export class HybridIdentity {
  readonly #seed: Uint8Array;
  #key: XWingKey | undefined;
  #recipient: HybridRecipient | undefined;

  /** The identity that follows from a seed. Takes the seed over. */
  constructor(seed: Uint8Array) {
    if (seed.length !== SEED_BYTES) throw new RangeError("an age identity has 32 bytes");
    this.#seed = seed;
  }

  /** A new identity. */
  static generate(entropy: Entropy): HybridIdentity {
    return new HybridIdentity(random(entropy, SEED_BYTES));
  }

  /** Reads the text form; nothing for any text but the one spelling of an identity. */
  static parse(text: string): HybridIdentity | undefined {
    try {
      const { words } = bech32.decode(text as `${string}1${string}`, false);
      const identity = new HybridIdentity(bech32.fromWords(words));
      return identity.toSecretText() === text ? identity : undefined;
    } catch {
      return undefined;
    }
  }

  /** The public half. */
  recipient(): HybridRecipient {
    this.#recipient ??= HybridRecipient.ofKey(this.#unfolded().publicKey);
    return this.#recipient;
  }

  /** The file key of a stanza; nothing if it was wrapped for somebody else. */
  async unwrap({ share, body }: Wrapped): Promise<Uint8Array | undefined> {
    try {
      const sharedSecret = await this.#unfolded().decapsulate(share);
      // Any good share decapsulates to some key; only the tag tells whether the stanza was for us.
      const fileKey = aead(sharedSecret).decrypt(body);
      wipe(sharedSecret);
      return fileKey;
    } catch {
      return undefined;
    }
  }

  /** The seed: for capsules alone. */
  seed(): Uint8Array {
    return this.#seed;
  }

  /** The text form `AGE-SECRET-KEY-PQ-1…`. */
  toSecretText(): string {
    return bech32.encode(IDENTITY_PREFIX, bech32.toWords(this.#seed), false).toUpperCase();
  }

  /** Overwrites the seed. The identity is of no use afterwards. */
  wipe(): void {
    wipe(this.#seed);
    this.#key?.wipe();
  }

  #unfolded(): XWingKey {
    this.#key ??= new XWingKey(this.#seed);
    return this.#key;
  }
}

function encode(key: Uint8Array): string {
  return bech32.encode(RECIPIENT_PREFIX, bech32.toWords(key), false);
}

/** RFC 9180 section 5.1, KeySchedule in base mode, for the one message that is ever sealed under it. */
function aead(sharedSecret: Uint8Array): ReturnType<typeof chacha20poly1305> {
  const nothing = new Uint8Array();
  const context = concat(
    bigEndian(0, 1),
    labeledExtract(undefined, "psk_id_hash", nothing),
    labeledExtract(undefined, "info_hash", INFO),
  );
  const secret = labeledExtract(sharedSecret, "secret", nothing);
  return chacha20poly1305(labeledExpand(secret, "key", context, 32), labeledExpand(secret, "base_nonce", context, 12));
}

function labeledExtract(salt: Uint8Array | undefined, label: string, ikm: Uint8Array): Uint8Array {
  return extract(sha256, concat(utf8("HPKE-v1"), SUITE, utf8(label), ikm), salt);
}

function labeledExpand(secret: Uint8Array, label: string, info: Uint8Array, length: number): Uint8Array {
  return expand(sha256, secret, concat(bigEndian(length, 2), utf8("HPKE-v1"), SUITE, utf8(label), info), length);
}
