// X-Wing, the KEM of age's post-quantum recipient, with its private key unfolded once (draft-connolly-cfrg-xwing-kem section 5).
// The library unfolds it for every message again, which takes as long as opening one.
import { x25519 } from "@noble/curves/ed25519.js";
import { sha3_256, shake256 } from "@noble/hashes/sha3.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { concat, utf8, wipe } from "./bytes.js";

const LABEL = utf8("\\.//^\\");
/** What ML-KEM takes of the 96 bytes that a seed grows into: `d` and `z`. The rest is the X25519 key. */
const KEM_SEED_BYTES = 64;
const KEM_SHARE_BYTES = 1088;

/** A private key, ready to open. */
export class XWingKey {
  /** The public half, 1216 bytes. */
  readonly publicKey: Uint8Array;
  readonly #kem: Uint8Array;
  readonly #curve: Uint8Array;
  readonly #curvePublic: Uint8Array;

  /** The key that follows from a seed of 32 bytes. */
  constructor(seed: Uint8Array) {
    const grown = shake256(seed, { dkLen: KEM_SEED_BYTES + 32 });
    const kem = ml_kem768.keygen(grown.subarray(0, KEM_SEED_BYTES));
    this.#curve = grown.slice(KEM_SEED_BYTES);
    wipe(grown);
    this.#kem = kem.secretKey;
    this.#curvePublic = x25519.getPublicKey(this.#curve);
    this.publicKey = concat(kem.publicKey, this.#curvePublic);
  }

  /** The secret in a share of 1120 bytes. Throws for one whose X25519 half is of low order. */
  decapsulate(share: Uint8Array): Uint8Array {
    const [kemShare, curveShare] = [share.subarray(0, KEM_SHARE_BYTES), share.subarray(KEM_SHARE_BYTES)];
    const secrets = [ml_kem768.decapsulate(kemShare, this.#kem), x25519.getSharedSecret(this.#curve, curveShare)];
    const together = concat(...secrets, curveShare, this.#curvePublic, LABEL);
    const secret = sha3_256(together);
    wipe(together, ...secrets);
    return secret;
  }

  /** Overwrites what is secret. */
  wipe(): void {
    wipe(this.#kem, this.#curve);
  }
}
