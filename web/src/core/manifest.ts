// What the reporter signed: its fields, its one spelling, its signature. Knows no keys of offices and no server
// (docs/LEDGER_FORMAT.md section 4; crates/tlog/src/manifest.rs).
import { fromHex, toHex, utf8 } from "./bytes.js";
import { BadForm, bool, day, digest, fields, list, object, oneOf, officeId, parseJson, signature, text, unsigned } from "./form.js";
import { LogVerifier } from "./note.js";
import { type SigningSecret, digestOf, verify } from "./sig.js";
import { type Digest, type OfficeId, type PublicKey, URGENCIES } from "./values.js";

/** No manifest is longer, in bytes; checked before parsing. */
const MAX_MANIFEST_BYTES = 32_768;

const FIELDS = {
  /** The log's verifier key under which the reporter took keys and policy. */
  log: text,
  /** The log's origin. */
  origin: text,
  /** SHA-256 of the policy's TOML. */
  policy: digest,
  /** The day, as the server stated it. */
  day,
  /** Chosen urgency. */
  urgency: oneOf(URGENCIES),
  /** Stages of which every office was left out, ascending. */
  left_out: list(unsigned(8)),
  /** The age recipient of this concern alone. */
  case_recipient: text,
  /** Verifies what the reporter signs. */
  reporter: digest,
  /** One for each office of the route, in its order; those of offices left out are dummies. */
  capsules: list(fields({ office: officeId, digest, opening: digest })),
  /** SHA-256 of the sealed part about whom and where. */
  about: digest,
  /** SHA-256 of the sealed account. */
  account: digest,
  /** The server sealed it, because the reporter's browser ran no scripts. */
  sealed_on_arrival: bool,
} as const;

const MANIFEST = fields(FIELDS);
const LINE = fields({ v: unsigned(8), ...FIELDS, sig: signature });

/** What the reporter signed. */
export type Manifest = ReturnType<typeof MANIFEST>;

/** A manifest whose signature holds. */
export interface SignedManifest {
  readonly manifest: Manifest;
  /** Its exact text. */
  readonly text: string;
  /** SHA-256 of its bytes: the digest in the entry `received`. */
  readonly digest: Digest;
}

/** Reads a manifest in its one spelling and checks signature and shape. Throws {@link BadForm}. */
export async function readManifest(line: string): Promise<SignedManifest> {
  if (line.length > MAX_MANIFEST_BYTES || utf8(line).length > MAX_MANIFEST_BYTES) throw new BadForm("too long");
  const { v, sig } = LINE(parseJson(line));
  const { v: _v, sig: _sig, ...rest } = object(parseJson(line));
  const manifest = MANIFEST(rest);
  if (v !== 1 || written(manifest, sig) !== line) throw new BadForm("not a manifest in its one spelling");
  checkShape(manifest);
  if (!(await verify(fromHex(manifest.reporter, 32), signingBytes(manifest), fromHex(sig, 64)))) {
    throw new BadForm("the reporter's signature does not verify");
  }
  return { manifest, text: line, digest: digestOf(utf8(line)) };
}

/** Signs a manifest with the reporter's key. Throws {@link BadForm} for what {@link readManifest} would refuse. */
export async function signManifest(manifest: Manifest, key: SigningSecret): Promise<SignedManifest> {
  const sig = toHex(key.sign(signingBytes(MANIFEST(manifest))));
  return readManifest(written(MANIFEST(manifest), sig));
}

/** The opening key of an office's capsule. */
export function openingKey(manifest: Manifest, office: OfficeId): PublicKey | undefined {
  return manifest.capsules.find((capsule) => capsule.office === office)?.opening;
}

function checkShape(manifest: Manifest): void {
  const offices = new Set(manifest.capsules.map((capsule) => capsule.office));
  if (offices.size === 0 || offices.size !== manifest.capsules.length) throw new BadForm("a capsule for each office");
  const rises = manifest.left_out.every((stage, at) => at === 0 || stage > (manifest.left_out[at - 1] ?? stage));
  if (!rises) throw new BadForm("the stages left out must ascend");
  // A key under another name would let two logs pass for one.
  if (LogVerifier.fromVkey(manifest.log)?.origin !== manifest.origin) throw new BadForm("not a key of its origin");
}

function signingBytes(manifest: Manifest): Uint8Array {
  return utf8(`daylight/manifest/v1\n${manifest.origin}\n${head(manifest)}}`);
}

function written(manifest: Manifest, sig: string): string {
  return `${head(manifest)},"sig":"${sig}"}`;
}

function head(manifest: Manifest): string {
  return JSON.stringify({ v: 1, ...manifest }).slice(0, -1);
}
