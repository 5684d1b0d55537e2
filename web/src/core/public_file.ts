// `NAME.pub`: what a person gives the operator. Holds no secret; its key words are read aloud (src/client/public_file.rs).
import { fromBase64, toBase64, toHex, utf8 } from "./bytes.js";
import { type Entropy } from "./entropy.js";
import { type Form, digest, fields, object, officeId, oneOf, parseJson, text, unsigned } from "./form.js";
import { type KeyFile } from "./key_file.js";
import { keyWords } from "./key_words.js";
import { sealText } from "./seal.js";
import { digestOf } from "./sig.js";
import { type Digest, type OfficeId, type PublicKey, ROLES, type Role } from "./values.js";

/** The public half of a key file, with the office its owner is meant for. */
export interface PublicFile {
  readonly name: string;
  readonly role: Role;
  /** The person's age recipient, `age1pq1…`. */
  readonly recipient: string;
  /** Verifies the person's signatures. */
  readonly signing: PublicKey;
  /** For holders. */
  readonly office?: OfficeId;
  /** The office's own recipient, from the person who made its identity. */
  readonly office_recipient?: string;
  /** The office's identity, sealed to the person in standard base64, so that the service can keep it for them. */
  readonly office_secret?: string;
}

const base64: Form<string> = (value) => toBase64(fromBase64(text(value)));
const ALWAYS = { v: unsigned(32), name: text, role: oneOf(ROLES), recipient: text, signing: digest } as const;
const SOMETIMES: Readonly<Record<string, Form<string>>> = { office: officeId, office_recipient: text, office_secret: base64 };

/** The file of a person who is meant for this office. */
export function publicFileOf(key: KeyFile, office: OfficeId | null, entropy: Entropy): PublicFile {
  const made = key.offices.findLast((held) => held.office === office);
  const own = key.identity.recipient();
  return {
    name: key.name,
    role: key.role,
    recipient: own.text,
    signing: toHex(key.signing.public()),
    ...(office === null ? {} : { office }),
    ...(made === undefined ? {} : {
      office_recipient: made.identity.recipient().text,
      office_secret: toBase64(sealText(own, made.identity.toSecretText(), entropy)),
    }),
  };
}

/** The file's text. */
export function writePublicFile(file: PublicFile): string {
  return `${JSON.stringify({ v: 1, ...file }, undefined, 2)}\n`;
}

/** Reads a file; nothing for another form or version. */
export function readPublicFile(json: string): PublicFile | undefined {
  try {
    const value = object(parseJson(json));
    const more = Object.entries(SOMETIMES).filter(([name]) => (value[name] ?? null) !== null);
    const given = Object.fromEntries(Object.entries(value).filter(([name, each]) => each !== null || !(name in SOMETIMES)));
    const { v, ...file } = fields<Record<string, unknown>>({ ...ALWAYS, ...Object.fromEntries(more) })(given);
    return v === 1 ? (file as unknown as PublicFile) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The six words of a person, for both their keys: one who could exchange what is sealed to them would read what they read,
 * without ever signing for them. `recipient` is the SHA-256 of the recipient, as the record has it.
 */
export function personWords(signing: PublicKey, recipient: Digest): Promise<string[]> {
  return keyWords(`${signing}${recipient}`);
}

/** The six words of an office's key; `recipient` is the SHA-256 of its recipient. */
export function officeWords(recipient: Digest): Promise<string[]> {
  return keyWords(recipient);
}

/** The words that are read out of a key file: its owner's, and those of the office whose key was made with it; none without one. */
export async function wordsOf(key: KeyFile): Promise<{ own: string[]; office: string[] }> {
  const made = key.offices.at(-1);
  return {
    own: await personWords(toHex(key.signing.public()), recipientDigest(key.identity.recipient().text)),
    office: made === undefined ? [] : await officeWords(recipientDigest(made.identity.recipient().text)),
  };
}

/** The digest by which the record names a recipient. */
export function recipientDigest(recipient: string): Digest {
  return digestOf(utf8(recipient));
}

/** Words as somebody typed them who heard them: the spelling of the pauses does not matter (src/cli/heard.rs). */
export function heardWords(text_: string): string[] {
  return text_.split(/[\s\-,.]+/u).filter((word) => word !== "").map((word) => word.toLowerCase());
}
