// The bytes of an entry: how it is written, signed, read back and hashed. Knows nothing of who may sign what
// (docs/LEDGER_FORMAT.md section 2; crates/tlog/src/entry.rs).
import { type Act, type Data, isOfAConcern, readAct } from "./act.js";
import { fromHex, toHex, utf8 } from "./bytes.js";
import { BadForm, day, digest, fields, hex, orNull, parseJson, signature, text, unsigned } from "./form.js";
import { type SigningSecret, digestOf, verify } from "./sig.js";
import { type Author, type ConcernId, type Day, type Digest, type OfficeId, type PersonId } from "./values.js";

/** No entry is longer, in bytes; checked before parsing. */
export const MAX_ENTRY_BYTES = 16_384;

/** One line of the record. */
export interface Entry {
  /** The civil day the author signed. */
  readonly day: Day;
  /** The concern it belongs to; null for entries about the service itself. */
  readonly concern: ConcernId | null;
  /** Who wrote it. */
  readonly by: Author;
  /** The record of this concern's last entry that had been handed to the author. */
  readonly after: Digest | null;
  /** What happened. */
  readonly act: Act;
}

const LINE = fields({
  v: unsigned(8),
  kind: text,
  day,
  concern: orNull(hex(16)),
  by: (value: unknown) => (value === "service" || value === "reporter" ? value : hex(8)(value)),
  after: orNull(digest),
  data: (value: unknown) => value,
  sig: orNull(signature),
});

/** An entry in its one spelling, its signature not yet checked. */
export class UncheckedEntry {
  /** What it says. */
  readonly entry: Entry;
  /** Its exact text. */
  readonly text: string;
  readonly #signature: string | null;

  private constructor(entry: Entry, sig: string | null, line: string) {
    this.entry = entry;
    this.#signature = sig;
    this.text = line;
  }

  /** Reads an entry; throws {@link BadForm} for every spelling but the one allowed. */
  static parse(line: string): UncheckedEntry {
    if (line.length > MAX_ENTRY_BYTES || utf8(line).length > MAX_ENTRY_BYTES) throw new BadForm("too long");
    const { v, kind, data, sig, ...rest } = LINE(parseJson(line));
    if (v !== 1) throw new BadForm("an unknown version");
    const entry: Entry = { ...rest, act: readAct(kind, data) };
    // No other order, space, escape or doubled field survives this.
    if (written(entry, sig) !== line) throw new BadForm("not in its one spelling");
    if ((sig !== null) !== needsSignature(entry)) throw new BadForm("a signature where none belongs, or none");
    return new UncheckedEntry(entry, sig, line);
  }

  /** The entry's digest under its salt: what stands in the tree. */
  record(salt: Uint8Array): Digest {
    return record(salt, this.text);
  }

  /** Whether the author's key made its signature. False too for an entry that bears none. */
  async isSignedBy(key: string, origin: string): Promise<boolean> {
    if (this.#signature === null) return false;
    return verify(fromHex(key, 32), signingBytes(this.entry, origin), fromHex(this.#signature, 64));
  }
}

/** SHA-256(`daylight/entry/v1` ‖ salt ‖ entry bytes): the one digest of an entry everywhere. */
export function record(salt: Uint8Array, line: string): Digest {
  return digestOf(utf8("daylight/entry/v1"), salt, utf8(line));
}

/** Signs an entry of its author's own making, for the log with this origin. */
export function signEntry(entry: Entry, origin: string, key: SigningSecret): string {
  const line = written(entry, toHex(key.sign(signingBytes(entry, origin))));
  // What our own reader refuses is not sent.
  return UncheckedEntry.parse(line).text;
}

/** What the author of an entry signs: everything but the signature, behind a tag and the origin. */
function signingBytes(entry: Entry, origin: string): Uint8Array {
  return utf8(`daylight/act/v1\n${origin}\n${head(entry)}}`);
}

/** What the capsule's opening key signs when a person opens a concern for an office. */
export function openingMessage(
  origin: string,
  concern: ConcernId,
  opened: Data<"opened">,
  person: PersonId,
  on: Day,
): Uint8Array {
  return utf8(["daylight/opening/v1", origin, concern, opened.office satisfies OfficeId, person, on].join("\n"));
}

/** What a reporter signs to begin sending a file of so many sealed bytes. */
export function uploadMessage(origin: string, concern: ConcernId, size: number): Uint8Array {
  return utf8(["daylight/upload/v1", origin, concern, String(size)].join("\n"));
}

/** Whether the author is a person of the record. */
export function isPerson(by: Author): by is PersonId {
  return by !== "service" && by !== "reporter";
}

/** Persons and reporters sign; the service's signature is the checkpoint, and `received` carries a signed manifest. */
function needsSignature(entry: Entry): boolean {
  return isPerson(entry.by) || (entry.by === "reporter" && entry.act.kind !== "received");
}

function written(entry: Entry, sig: string | null): string {
  return `${head(entry)},"sig":${JSON.stringify(sig)}}`;
}

/** Everything before the signature: `{"v":1,…,"data":{…}`. */
function head({ day, concern, by, after, act }: Entry): string {
  if ((concern !== null) !== isOfAConcern(act.kind)) throw new BadForm("a concern where none belongs, or none");
  const line = JSON.stringify({ v: 1, kind: act.kind, day, concern, by, after, data: act.data });
  return line.slice(0, -1);
}
