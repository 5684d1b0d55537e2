// A holder's hand on one concern: loads it, seals words, signs (src/client/desk.rs, `Found`; src/cli/act/hand.rs). Must not know
// which act it is.
import { type Act } from "./act.js";
import { fromHex, toBase64, toHex } from "./bytes.js";
import { later } from "./calendar.js";
import { type FileSource, attached, keyOfFile } from "./attachments.js";
import { agreesWith } from "./capsule_open.js";
import { type Concern, checkConcern } from "./concern.js";
import { sealCopies } from "./copies.js";
import { type Found } from "./desk.js";
import { type Entropy } from "./entropy.js";
import { type Entry, UncheckedEntry, openingMessage, record } from "./entry.js";
import { HOLDER_CONCERN, type HolderView } from "./holder_api.js";
import { HybridIdentity, HybridRecipient } from "./hybrid.js";
import { onItsDay } from "./its_day.js";
import { CallFailed, Mistrust, Stopped } from "./problem.js";
import { fileKeyOf, sealText } from "./seal.js";
import { type Accepted, type SignedIn } from "./session.js";
import { digestOf } from "./sig.js";
import { Words, textsOf } from "./told.js";
import { type ConcernId, type Day, type Digest, type OfficeId } from "./values.js";

/** A concern as it was handed out to a holder, every entry checked. */
export interface Handed {
  readonly concern: Concern;
  /** What the holder may do with it today: says the service. */
  readonly may: HolderView | null;
}

/** Signs `opened`, with the capsule's key beside the person's own. */
export async function signOpened(holder: SignedIn, found: Found): Promise<Accepted> {
  const { id: concern, office, capsule } = found;
  return onItsDay(earliest(holder, found), (day) => {
    const opened = { office, countersign: "" };
    const message = openingMessage(holder.trust.log.origin, concern, opened, holder.person, day);
    const countersign = toHex(capsule.opening.sign(message));
    return send(holder, concern, day, null, { kind: "opened", data: { office, countersign } }, []);
  });
}

/**
 * Signs what needs neither opening nor a concern that holds together: `conflict`, `mismatch`, `cannot_open`. After the last
 * entry that was handed out, whatever it says; before opening there is none.
 */
export async function signUnread(holder: SignedIn, found: Found, act: Act): Promise<Done> {
  const handed = await handedOut(holder, found.id);
  const last = handed?.entries.at(-1);
  const after = last === undefined ? null : recordOf(last);
  const day = later(earliest(holder, found), handed?.today ?? "");
  const sent = onItsDay(day, (its) => send(holder, found.id, its, after, act, []));
  return settled(sent, [], async () => {
    const entries = (await handedOut(holder, found.id))?.entries ?? [];
    const read = entries.map((each) => ({ record: recordOf(each), entry: UncheckedEntry.parse(each.entry).entry }));
    return ownSince(read, after, holder, act);
  });
}

/**
 * Signs a judgement on a concern that does not open here, from its entries alone, after the last of them (src/client/unread.rs).
 * `build` is given what seals words to the reporter. Throws {@link Mistrust} if nothing says to whom.
 */
export async function judgeUnread(
  holder: SignedIn,
  { concern }: Handed,
  build: (seal: (text: string) => Digest) => Act,
  entropy: Entropy,
): Promise<Done> {
  const items: Uint8Array[] = [];
  const act = build((text) => {
    const to = HybridRecipient.parse(concern.manifest?.case_recipient ?? "");
    if (to === undefined) throw new Mistrust("manifest");
    const sealed = sealText(to, text, entropy);
    items.push(sealed);
    return digestOf(sealed);
  });
  const last = concern.steps.at(-1);
  const after = last?.record ?? null;
  const day = later(holder.trust.today, last?.entry.day ?? "");
  const sent = onItsDay(day, (its) => send(holder, concern.id, its, after, act, items));
  return settled(sent, items, async () => {
    const since = (await loadById(holder, concern.id))?.concern.steps ?? [];
    return ownSince(since, after, holder, act);
  });
}

function recordOf({ salt, entry }: { readonly salt: string; readonly entry: string }): Digest {
  return record(fromHex(salt, 32), entry);
}

/**
 * The concern, once this person has opened it; nothing before. Its capsule may still be on its way: nothing waits for the
 * other. Throws {@link Mistrust} if capsule and manifest differ.
 */
export async function load(holder: SignedIn, id: ConcernId, capsule: Found | Promise<Found>): Promise<Handed | undefined> {
  const [handed, found] = await Promise.all([loadById(holder, id), capsule]);
  const manifest = handed?.concern.manifest;
  if (manifest !== undefined && !agreesWith(found.capsule, manifest, found.sealed)) throw new Mistrust("manifest");
  return handed;
}

/**
 * The same without its capsule: of a concern whose content was erased by rule, to which no capsule leads any more. Nothing in
 * it opens.
 */
export async function loadById(holder: SignedIn, id: ConcernId): Promise<Handed | undefined> {
  const handed = await handedOut(holder, id);
  if (handed === undefined) return undefined;
  await holder.asOf(handed.today);
  const concern = await checkConcern(handed, holder.trust, false);
  if (concern.id !== id) throw new Mistrust("other_concern");
  return { concern, may: handed.holder };
}

/** What the service hands out of a concern, unchecked; nothing before this person has opened it. */
async function handedOut(holder: SignedIn, id: ConcernId): Promise<ReturnType<typeof HOLDER_CONCERN> | undefined> {
  try {
    return await holder.service.get(`${holder.room()}/concerns/${id}`, HOLDER_CONCERN);
  } catch (fault) {
    if (fault instanceof CallFailed && (fault.hasStatus(403) || fault.hasStatus(404))) return undefined;
    throw fault;
  }
}

/** An act that was taken. */
export interface Done {
  readonly record: Digest;
  /** Empty if the answer was lost: the entry itself was found in the concern. */
  readonly receipt: string;
  /** Kinds of the entries that followed from it: says the service. */
  readonly followedBy: readonly string[];
  /** The sealed words that went with it, in the order in which they were brought. */
  readonly items: readonly Uint8Array[];
}

/** A signed-in holder at a concern they have opened. */
export class Hand {
  readonly holder: SignedIn;
  readonly found: Found;
  readonly #entropy: Entropy;
  #handed: Handed;
  #words: Words;
  #items: Uint8Array[] = [];

  private constructor(holder: SignedIn, found: Found, handed: Handed, words: Words, entropy: Entropy) {
    [this.holder, this.found, this.#handed, this.#words, this.#entropy] = [holder, found, handed, words, entropy];
  }

  /** With what {@link load} gave. Throws {@link Mistrust} for a part that does not open. */
  static async on(holder: SignedIn, found: Found, handed: Handed, entropy: Entropy): Promise<Hand> {
    return new Hand(holder, found, handed, await Words.open(handed.concern, found.readers), entropy);
  }

  get concern(): Concern {
    return this.#handed.concern;
  }

  get may(): HolderView | null {
    return this.#handed.may;
  }

  /** What is sealed in it, in clear. */
  get words(): Words {
    return this.#words;
  }

  /** Fetches it again. */
  async reload(): Promise<void> {
    const handed = await load(this.holder, this.found.id, this.found);
    if (handed === undefined) throw new Stopped("not_handed_out", this.found.id);
    this.#words = await Words.open(handed.concern, this.found.readers, this.#words);
    this.#handed = handed;
  }

  /** A part in clear, with the digest by which it is kept: `about`, `account`, `message:3`. Throws {@link Stopped}. */
  part(name: string): { readonly digest: Digest; readonly text: string } {
    const { manifest } = this.concern;
    const number = /^message:([1-9][0-9]{0,5})$/.exec(name)?.[1];
    const told = number === undefined ? undefined : textsOf(this.concern, this.words)[Number(number) - 1];
    const isSent = name === "about" || name === "account";
    const [text, digest] = isSent ? [this.words[name], manifest?.[name]] : [told?.text, told?.item];
    if (text === undefined || digest === undefined) throw new Stopped("no_part", name);
    return { digest, text };
  }

  /** A part as it is sealed, one copy for each reader. Throws {@link Stopped}. */
  sealed(name: string): readonly Uint8Array[] {
    const { digest } = this.part(name);
    const sent = name === "about" || name === "account" ? this.concern[name] : null;
    return sent === null ? (this.concern.items.get(digest) ?? []) : [sent];
  }

  /** Where its files come from. */
  get files(): FileSource {
    const { capsule, id } = this.found;
    const ask: FileSource["ask"] = (item, offset) =>
      this.holder.service.getForStream(`desk/concerns/${id}/attachments/${item}?offset=${offset}`);
    return { identity: capsule.caseIdentity, ask };
  }

  /** The digest of an attachment, `file:1`; nothing for another part. Throws {@link Stopped}. */
  file(name: string): Digest | undefined {
    const number = /^file:([1-9][0-9]{0,3})$/.exec(name)?.[1];
    if (number === undefined) return undefined;
    const item = attached(this.concern)[Number(number) - 1];
    if (item === undefined) throw new Stopped("no_part", name);
    return item;
  }

  /** The key of a part's sealed bytes, and of no others: of an attachment too. Throws {@link Stopped}. */
  async keyOf(name: string): Promise<Uint8Array> {
    const file = this.file(name);
    if (file !== undefined) return keyOfFile(this.files, file);
    for (const reader of this.found.readers) {
      for (const copy of this.sealed(name)) {
        const key = await fileKeyOf(reader, copy);
        if (key !== undefined) return key;
      }
    }
    throw new Stopped("no_part", name);
  }

  /** Words sealed to the case, brought with the next act: the reporter reads them, and every office that opened it. */
  seal(text: string): Digest {
    return this.bring(sealText(this.found.capsule.caseIdentity.recipient(), text, this.#entropy));
  }

  /**
   * Words to other offices, one copy each, in this order; a new throw-away key in the place of one that has no key, or whose
   * capsule was withdrawn. Throws {@link Stopped} for an office that does not stand on the route.
   */
  sealNote(offices: readonly OfficeId[], text: string): Digest {
    const { concern, holder } = this;
    const seats = holder.trust.seats(concern.policy, this.#day());
    const isWithdrawn = (office: OfficeId): boolean =>
      concern.steps.some(({ entry: { act } }) => act.kind === "withdrawn" && act.data.office === office);
    const to = offices.map((office) => {
      const seat = seats.find((each) => each.office === office);
      if (seat === undefined) throw new Stopped("unknown_office", office);
      const key = isWithdrawn(office) ? undefined : seat.recipient;
      return key ?? HybridIdentity.generate(this.#entropy).recipient();
    });
    return this.bring(sealCopies(to, text, this.#entropy));
  }

  /** Sends sealed words with the next act. */
  bring(sealed: Uint8Array): Digest {
    this.#items.push(sealed);
    return digestOf(sealed);
  }

  /** Forgets words that were brought for an act that is not signed after all. */
  drop(): void {
    this.#items = [];
  }

  /** Signs an act, after the last entry this person was handed, and sends it with the words that were brought. */
  async sign(act: Act): Promise<Done> {
    const items = this.#items;
    this.drop();
    const after = this.concern.steps.at(-1)?.record ?? null;
    const sent = onItsDay(this.#day(), (day) => send(this.holder, this.found.id, day, after, act, items));
    return settled(sent, items, async () => {
      await this.reload();
      return ownSince(this.concern.steps, after, this.holder, act);
    });
  }

  /** The day to sign: the service's, never before the last entry. */
  #day(): Day {
    return later(this.holder.trust.today, this.concern.steps.at(-1)?.entry.day ?? "");
  }
}

/**
 * What came of an act. Where its answer was lost, or what was sent came twice, it may have been taken, and must not be signed
 * twice: `look` says whether its entry is there.
 */
async function settled(
  sent: Promise<Accepted>,
  items: readonly Uint8Array[],
  look: () => Promise<Digest | undefined>,
): Promise<Done> {
  try {
    const { record, receipt, followed_by: followedBy } = await sent;
    return { record, receipt, followedBy, items };
  } catch (fault) {
    if (!(fault instanceof CallFailed) || !(fault.isUnsettled() || fault.hasStatus(409))) throw fault;
    const record = await look().catch(() => undefined);
    if (record === undefined) throw fault;
    return { record, receipt: "", followedBy: [], items };
  }
}

/** The record of this very act of this person behind an entry. */
function ownSince(
  entries: readonly { readonly record: Digest; readonly entry: Entry }[],
  after: Digest | null,
  { person }: SignedIn,
  act: Act,
): Digest | undefined {
  const since = entries.slice(entries.findIndex(({ record }) => record === after) + 1);
  const said = JSON.stringify(act);
  return since.find(({ entry }) => entry.by === person && JSON.stringify(entry.act) === said)?.record;
}

function earliest(holder: SignedIn, { capsule, arrived }: Found): Day {
  return later(holder.trust.today, later(capsule.day, arrived));
}

async function send(
  holder: SignedIn,
  concern: ConcernId,
  day: Day,
  after: Digest | null,
  act: Act,
  items: readonly Uint8Array[],
): Promise<Accepted> {
  const line = holder.sign(concern, day, after, act);
  return holder.send(`${holder.room()}/concerns/${concern}/acts`, line, { items: items.map(toBase64) });
}
