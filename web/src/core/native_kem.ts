// ML-KEM-768 and X25519 by Web Crypto, where it is here and knows them. Nothing elsewhere: on addresses without TLS, in older
// browsers.
import { concat, fromHex, wipe } from "./bytes.js";

/** The secret in a share. Fails for a share that the algorithm refuses. */
export type Opens = (share: Uint8Array) => Promise<Uint8Array>;

const KEM = "ML-KEM-768";
const CURVE = "X25519";
/** RFC 8410 section 7: PKCS #8 around an X25519 key of 32 bytes. The private form has no raw one. */
const PKCS8 = fromHex("302e020100300506032b656e04220420", 16);

/** What TypeScript does not know yet. */
interface Kem {
  decapsulateBits(algorithm: string, key: CryptoKey, share: BufferSource): Promise<ArrayBuffer>;
}

/** Opens with the ML-KEM key of a seed of 64 bytes. */
export function nativeKem(seed: Uint8Array): Promise<Opens | undefined> {
  return known(async (subtle) => {
    const key = await subtle.importKey("raw-seed" as "raw", bytes(seed), KEM, false, ["decapsulateBits" as KeyUsage]);
    const kem = subtle as unknown as Kem;
    return async (share) => new Uint8Array(await kem.decapsulateBits(KEM, key, bytes(share)));
  });
}

/** Opens with an X25519 key of 32 bytes. */
export function nativeCurve(secret: Uint8Array): Promise<Opens | undefined> {
  return known(async (subtle) => {
    const pkcs8 = concat(PKCS8, secret);
    const imported = subtle.importKey("pkcs8", bytes(pkcs8), CURVE, false, ["deriveBits"]);
    const key = await imported.finally(() => { wipe(pkcs8); });
    return async (share) => {
      const theirs = await subtle.importKey("raw", bytes(share), CURVE, false, []);
      return new Uint8Array(await subtle.deriveBits({ name: CURVE, public: theirs }, key, 256));
    };
  });
}

/** Web Crypto takes its own copy. It takes no shared memory, of which there is none here. */
function bytes(of: Uint8Array): Uint8Array<ArrayBuffer> {
  return of as Uint8Array<ArrayBuffer>;
}

async function known(make: (subtle: SubtleCrypto) => Promise<Opens>): Promise<Opens | undefined> {
  const { subtle } = (globalThis.crypto as Crypto | undefined) ?? {};
  try {
    return subtle && (await make(subtle));
  } catch {
    return undefined;
  }
}
