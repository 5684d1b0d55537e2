// From a tracking code to the three secrets of a concern. Must not know the server, which sees only the locator
// (src/crypto/derive.rs; DESIGN section 3).
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { argon2id } from "hash-wasm";
import { toHex, utf8, wipe } from "./bytes.js";
import { type TrackingCode } from "./code.js";
import { HybridIdentity } from "./hybrid.js";
import { SigningSecret, digestOf } from "./sig.js";

/** How costly it is to try a code, as the instance publishes it in its first entry (`kdf` of kind `key`). */
export interface KdfParams {
  /** Version of the whole derivation. */
  readonly version: number;
  /** Memory in KiB. */
  readonly m_kib: number;
  /** Passes. */
  readonly t: number;
  /** Lanes. */
  readonly p: number;
}

/** What instances publish today, and the least that clients accept: 19 MiB, two passes, one lane. */
export const CURRENT: KdfParams = { version: 1, m_kib: 19_456, t: 2, p: 1 };
/** More than this could only be meant to stop the device. */
const CEILING: KdfParams = { version: 1, m_kib: 1 << 20, t: 16, p: 4 };

/** Why a client refuses an instance's parameters. */
export type BadParams = "unknown-version" | "too-weak" | "too-costly";

/** Refuses anything weaker than {@link CURRENT}, and what would only be a way to stop the device. */
export function checkParams({ version, m_kib, t, p }: KdfParams): BadParams | undefined {
  if (version !== CURRENT.version) return "unknown-version";
  if (m_kib < CURRENT.m_kib || t < CURRENT.t || p < CURRENT.p) return "too-weak";
  if (m_kib > CEILING.m_kib || t > CEILING.t || p > CEILING.p) return "too-costly";
  return undefined;
}

/** What all secrets of one concern follow from. */
export class Master {
  readonly #master: Uint8Array;

  private constructor(master: Uint8Array) {
    this.#master = master;
  }

  /**
   * Argon2id over the code with the salt of the genesis entry. Takes a noticeable part of a second by design; without
   * WebAssembly some seconds. Throws for parameters that {@link checkParams} refuses.
   */
  static async derive(code: TrackingCode, salt: Uint8Array, params: KdfParams): Promise<Master> {
    const bad = checkParams(params);
    if (bad !== undefined) throw new RangeError(`parameters of the derivation: ${bad}`);
    return new Master((await deriveInWebAssembly(code, salt, params)) ?? (await deriveHere(code, salt, params)));
  }

  /** As {@link Master.derive}, as if WebAssembly were switched off. */
  static async deriveHere(code: TrackingCode, salt: Uint8Array, params: KdfParams): Promise<Master> {
    return new Master(await deriveHere(code, salt, params));
  }

  /** The secret that finds the concern at the server. */
  locator(): Locator {
    return new Locator(this.#expand("daylight/v1/locator"));
  }

  /** The age identity to which the concern is sealed. */
  caseIdentity(): HybridIdentity {
    return new HybridIdentity(this.#expand("daylight/v1/case-identity"));
  }

  /** The key that signs what the reporter sends. */
  reporterKey(): SigningSecret {
    return new SigningSecret(this.#expand("daylight/v1/signing-key"));
  }

  /**
   * The opening key of an office that was left out. In the manifest it looks like any other; whoever has the code
   * recognises it, so that nothing is sealed to that office later either (docs/LEDGER_FORMAT.md section 2, Opening).
   */
  leftOutKey(office: string): SigningSecret {
    return new SigningSecret(this.#expand(`daylight/v1/left-out/${office}`));
  }

  /** Overwrites the master; what was derived from it lives on. */
  wipe(): void {
    wipe(this.#master);
  }

  #expand(label: string): Uint8Array {
    return hkdf(sha256, this.#master, undefined, utf8(label), 32);
  }
}

/** What a returning reporter shows the server, which keeps only its hash. */
export class Locator {
  readonly #secret: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** SHA-256 of the locator: what the server stores and looks up. */
  hash(): string {
    return digestOf(this.#secret);
  }

  /** 64 hexadecimal digits, for the body of the request that shows it. Never part of an address. */
  toSecretText(): string {
    return toHex(this.#secret);
  }
}

/** Nothing where WebAssembly is missing or forbidden, as by a strict Content-Security-Policy or "safest" mode. */
async function deriveInWebAssembly(
  code: TrackingCode,
  salt: Uint8Array,
  params: KdfParams,
): Promise<Uint8Array | undefined> {
  if (typeof WebAssembly !== "object") return undefined;
  try {
    return await argon2id({
      password: code.secret(),
      salt,
      memorySize: params.m_kib,
      iterations: params.t,
      parallelism: params.p,
      hashLength: 32,
      outputType: "binary",
    });
  } catch {
    return undefined;
  }
}

async function deriveHere(code: TrackingCode, salt: Uint8Array, params: KdfParams): Promise<Uint8Array> {
  // Loaded where it is needed: nearly every browser has WebAssembly.
  const { argon2idAsync } = await import("@noble/hashes/argon2.js");
  const cost = { m: params.m_kib, t: params.t, p: params.p, dkLen: 32, version: 0x13 };
  return argon2idAsync(code.secret(), salt, cost);
}
