// A person's key file: their identity, signing key and the identities of their offices, sealed with a passphrase. Must not
// know where it lies (src/crypto/key_file.rs).
import { fromHex, fromUtf8, toHex, utf8, wipe } from "./bytes.js";
import { type Entropy } from "./entropy.js";
import { BadForm, type Form, digest, fields, list, object, officeId, oneOf, parseJson, text, unsigned } from "./form.js";
import { HybridIdentity } from "./hybrid.js";
import { LogVerifier } from "./note.js";
import { type PassphraseFault, openWithPassphrase, sealWithPassphrase } from "./passphrase.js";
import { SigningSecret, personId } from "./sig.js";
import { type OfficeId, type PersonId, ROLES, type Role } from "./values.js";

/** Room for some hundred offices. */
const LONGEST_FILE = 64 * 1024;

/** Why a key file cannot be used. */
export type KeyFileFault = PassphraseFault | "newer_version" | "too_long";

/** A key file that cannot be read, or written. */
export class BadKeyFile extends Error {
  readonly fault: KeyFileFault;

  constructor(fault: KeyFileFault) {
    super(`the key file: ${fault}`);
    this.fault = fault;
  }
}

const identity: Form<HybridIdentity> = (value) => {
  const read = HybridIdentity.parse(text(value));
  if (read === undefined) throw new BadForm("not an identity");
  return read;
};
const vkey: Form<string> = (value) => {
  const log = LogVerifier.fromVkey(text(value));
  if (log === undefined) throw new BadForm("not a log's key");
  return log.vkey;
};
const FIELDS = {
  v: unsigned(32),
  name: text,
  role: oneOf(ROLES),
  identity,
  signing: digest,
  offices: list(fields({ office: officeId, identity })),
} as const;
const WITHOUT_LOG = fields(FIELDS);
const WITH_LOG = fields({ ...FIELDS, log: vkey });

/** An office's identity, as a person holds it. */
export interface HeldOffice {
  readonly office: OfficeId;
  readonly identity: HybridIdentity;
}

/** All secrets of one person. */
export class KeyFile {
  /** What the person is called in the operator's list; never in the ledger. */
  readonly name: string;
  /** What they may do. */
  readonly role: Role;
  /** Opens what is sealed to the person. */
  readonly identity: HybridIdentity;
  /** Signs what the person does. */
  readonly signing: SigningSecret;
  /** The offices they hold; one that changed its identity stands here once for each, newest last. */
  readonly offices: readonly HeldOffice[];
  /** The key of the log it was made for, where that was known: a browser keeps nothing that could remember it. */
  readonly log: string | undefined;

  constructor(of: Pick<KeyFile, "name" | "role" | "identity" | "signing" | "offices" | "log">) {
    ({ name: this.name, role: this.role, identity: this.identity } = of);
    ({ signing: this.signing, offices: this.offices, log: this.log } = of);
  }

  /** Makes a person's secrets; with `first` those of their office too, as its first holder. */
  static generate(
    of: { readonly name: string; readonly role: Role; readonly first: OfficeId | undefined; readonly log: string },
    entropy: Entropy,
  ): KeyFile {
    const office = (): HybridIdentity => HybridIdentity.generate(entropy);
    return new KeyFile({
      name: of.name,
      role: of.role,
      identity: HybridIdentity.generate(entropy),
      signing: SigningSecret.generate(entropy),
      offices: of.first === undefined ? [] : [{ office: of.first, identity: office() }],
      log: of.log,
    });
  }

  /** Opens a key file. Takes as long as the work factor it was written with. Throws {@link BadKeyFile}. */
  static async read(file: Uint8Array, passphrase: string): Promise<KeyFile> {
    if (file.length > LONGEST_FILE) throw new BadKeyFile("damaged");
    const json = await openWithPassphrase(file, passphrase);
    if (typeof json === "string") throw new BadKeyFile(json);
    try {
      return KeyFile.fromJson(json);
    } finally {
      wipe(json);
    }
  }

  /** Reads what stands inside a key file, once it is opened. Throws {@link BadKeyFile}. */
  static fromJson(json: Uint8Array): KeyFile {
    try {
      const value = object(parseJson(fromUtf8(json)));
      const version = unsigned(32)(value["v"]);
      if (version > 1) throw new BadKeyFile("newer_version");
      const read = Object.hasOwn(value, "log") ? WITH_LOG(value) : { ...WITHOUT_LOG(value), log: undefined };
      if (version === 1) return new KeyFile({ ...read, signing: new SigningSecret(fromHex(read.signing, 32)) });
    } catch (fault) {
      if (fault instanceof BadKeyFile) throw fault;
    }
    throw new BadKeyFile("damaged");
  }

  /** Seals the file with a passphrase. Throws {@link BadKeyFile} if there is more in it than a key file holds. */
  async write(passphrase: string, entropy: Entropy, work?: number): Promise<Uint8Array> {
    const json = this.toJson();
    // A file near the limit could be written and not read again.
    if (json.length > LONGEST_FILE / 2) throw new BadKeyFile("too_long");
    const sealed = await sealWithPassphrase(json, passphrase, entropy, work);
    wipe(json);
    return sealed;
  }

  /** What stands inside the file, in the order in which src/crypto/key_file.rs writes it. */
  toJson(): Uint8Array {
    const { name, role, log } = this;
    const offices = this.offices.map((held) => ({ office: held.office, identity: held.identity.toSecretText() }));
    const [own, signing] = [this.identity.toSecretText(), toHex(this.signing.seed())];
    const known = log === undefined ? {} : { log };
    return utf8(JSON.stringify({ v: 1, name, role, identity: own, signing, offices, ...known }));
  }

  /** The person's id. */
  person(): PersonId {
    return personId(toHex(this.signing.public()));
  }

  /** The same person with one more identity of an office. */
  withOffice(held: HeldOffice): KeyFile {
    return new KeyFile({ ...this, offices: [...this.offices, held] });
  }

  /** Overwrites every secret. */
  wipe(): void {
    this.identity.wipe();
    this.signing.wipe();
    for (const { identity: of } of this.offices) of.wipe();
  }
}
