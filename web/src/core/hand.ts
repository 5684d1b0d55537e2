// A holder's hand on one concern: seals words, signs (src/client/desk.rs, `Found`; src/cli/act/hand.rs). Must not know which act it is.
import { type Act } from "./act.js";
import { later } from "./calendar.js";
import { type FileSource, attached, keyOfFile } from "./attachments.js";
import { type Concern } from "./concern.js";
import { sealCopies } from "./copies.js";
import { type Found } from "./desk.js";
import { type Entropy } from "./entropy.js";
import { type Handed, load } from "./handed.js";
import { type HolderView } from "./holder_api.js";
import { HybridIdentity } from "./hybrid.js";
import { Stopped } from "./problem.js";
import { fileKeyOf, sealText } from "./seal.js";
import { type Done, signAct } from "./sent.js";
import { type SignedIn } from "./session.js";
import { digestOf } from "./sig.js";
import { Words, textsOf } from "./told.js";
import { type Day, type Digest, type OfficeId } from "./values.js";
import { mustGoOn } from "./withheld.js";

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

  /** Fetches it again. Throws {@link Mistrust} if what was handed out before is not there any more. */
  async reload(): Promise<void> {
    const handed = await load(this.holder, this.found.id, this.found);
    if (handed === undefined) throw new Stopped("not_handed_out", this.found.id);
    mustGoOn(this.concern.steps, handed.concern.steps);
    this.#words = await Words.open(handed.concern, this.found.readers, this.#words);
    this.#handed = handed;
  }

  /** A part in clear, with the digest by which it is kept: `about`, `account`, `message:3`. Throws {@link Stopped}. */
  part(name: string): { readonly digest: Digest; readonly text: string } {
    const { manifest } = this.concern;
    const number = /^message:([1-9][0-9]{0,5})$/.exec(name)?.[1];
    const told = textsOf(this.concern, this.words).find((each) => String(each.number) === number);
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
    return signAct(this.holder, { concern: this.found.id, day: this.#day(), after }, act, items, async () => {
      await this.reload();
      return this.concern.steps;
    });
  }

  /** The day to sign: the service's, never before the last entry. */
  #day(): Day {
    return later(this.holder.trust.today, this.concern.steps.at(-1)?.entry.day ?? "");
  }
}
