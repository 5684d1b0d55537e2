// X-Wing, the KEM of age's post-quantum recipient, with its private key unfolded once (draft-connolly-cfrg-xwing-kem section 5).
// The library unfolds it for every message again, which takes as long as opening one. Each half is opened by Web Crypto
// where the browser has it (WICG, Modern Algorithms in Web Cryptography, for ML-KEM), away from the script and several times as fast.
import { x25519 } from "@noble/curves/ed25519.js";
import { sha3_256, shake256 } from "@noble/hashes/sha3.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { concat, utf8, wipe } from "./bytes.js";
import { nativeCurve, nativeKem } from "./native_kem.js";

const LABEL = utf8("\\.//^\\");
/** What ML-KEM takes of the 96 bytes that a seed grows into: `d` and `z`. The rest is the X25519 key. */
const KEM_SEED_BYTES = 64;
const KEM_SHARE_BYTES = 1088;

/** A private key, ready to open. */
export class XWingKey {
  /** The public half, 1216 bytes. */
  readonly publicKey: Uint8Array;
  readonly #grown: Uint8Array;
  readonly #kem: Uint8Array;
  readonly #curvePublic: Uint8Array;
  #native: ReturnType<typeof nativeOf> | undefined;

  /** The key that follows from a seed of 32 bytes. */
  constructor(seed: Uint8Array) {
    this.#grown = shake256(seed, { dkLen: KEM_SEED_BYTES + 32 });
    const kem = ml_kem768.keygen(this.#grown.subarray(0, KEM_SEED_BYTES));
    this.#kem = kem.secretKey;
    this.#curvePublic = x25519.getPublicKey(this.#grown.subarray(KEM_SEED_BYTES));
    this.publicKey = concat(kem.publicKey, this.#curvePublic);
  }

  /** The secret in a share of 1120 bytes. Fails for one whose X25519 half is of low order. */
  async decapsulate(share: Uint8Array): Promise<Uint8Array> {
    const [kemShare, curveShare] = [share.subarray(0, KEM_SHARE_BYTES), share.subarray(KEM_SHARE_BYTES)];
    this.#native ??= nativeOf(this.#grown);
    const { kem, curve } = await this.#native;
    const secrets = await Promise.all([
      kem === undefined ? ml_kem768.decapsulate(kemShare, this.#kem) : kem(kemShare),
      curve === undefined ? x25519.getSharedSecret(this.#grown.subarray(KEM_SEED_BYTES), curveShare) : curve(curveShare),
    ]);
    const together = concat(...secrets, curveShare, this.#curvePublic, LABEL);
    const secret = sha3_256(together);
    wipe(together, ...secrets);
    return secret;
  }

  /** Overwrites what is secret. What the browser keeps of it goes with the object. */
  wipe(): void {
    wipe(this.#grown, this.#kem);
    this.#native = undefined;
  }
}

async function nativeOf(grown: Uint8Array) {
  const [kem, curve] = await Promise.all([
    nativeKem(grown.subarray(0, KEM_SEED_BYTES)),
    nativeCurve(grown.subarray(KEM_SEED_BYTES)),
  ]);
  return { kem, curve };
}
