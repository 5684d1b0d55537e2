// One visit to the portal: the service, and the keys of whoever is signed in. Everything secret ends with it.

import { type Found, findOne, identitiesOf } from "../../core/desk.js";
import { systemEntropy } from "../../core/entropy.js";
import { Hand } from "../../core/hand.js";
import { load } from "../../core/handed.js";
import type { HybridRecipient } from "../../core/hybrid.js";
import { type Fetcher, Service } from "../../core/http.js";
import type { HeldOffice, KeyFile } from "../../core/key_file.js";
import { Mistrust, Stopped } from "../../core/problem.js";
import { wordsOf } from "../../core/public_file.js";
import { type Known, SignedIn, know } from "../../core/session.js";
import type { ConcernId } from "../../core/values.js";
import { Fails, NotLetIn, isSignedOut } from "./faults.js";

/** What belongs to a person who is signed in. */
interface Present {
  readonly holder: SignedIn;
  held: Promise<HeldOffice[]> | undefined;
  readonly found: Map<ConcernId, Found>;
  readonly hands: Map<ConcernId, Hand>;
}

/** A page's stay, signed in or not. */
export class Visit {
  /** The service, asked as anybody. */
  readonly service: Service;
  /** Where it is. */
  readonly base: string;
  readonly #fetcher: Fetcher | undefined;
  readonly #atEnd: (() => void)[] = [];
  #present: Present | undefined;
  #known: Promise<Known> | undefined;
  /** The key of the log that this visit met first. */
  #log: string | undefined;
  #firstIn: HybridRecipient | undefined;

  constructor(base: string, fetcher?: Fetcher) {
    [this.base, this.#fetcher, this.service] = [base, fetcher, new Service(base, fetcher)];
  }

  /** What the service says about itself, asked anew. The next one to sign in need not ask again. */
  async front(): Promise<Known> {
    this.#known = this.know();
    return this.#known;
  }

  /** The same, and nothing is kept of it but which log it is. Throws {@link Mistrust} if it is another than before. */
  async know(): Promise<Known> {
    const known = await know(this.service);
    this.#meet(known);
    return known;
  }

  /** Signs in with an opened key file; whoever was here before is forgotten. */
  async begin(key: KeyFile): Promise<SignedIn> {
    this.end();
    const ahead = this.#known;
    this.#known = undefined;
    try {
      const holder = await SignedIn.at(this.base, key, this.#fetcher, await ahead?.catch(() => undefined), (known) => { this.#meet(known); });
      // Whoever comes after another on one page is sent away to begin anew: what is begun on it is the first one's.
      this.#firstIn ??= key.identity.recipient();
      this.#present = { holder, held: undefined, found: new Map(), hands: new Map() };
      return holder;
    } catch (fault) {
      // Whoever is not let in yet reads these out, also when the page on which the key was made is closed.
      const isUnknown = fault instanceof Stopped && fault.kind === "unknown_person";
      const words = isUnknown ? await wordsOf(key) : undefined;
      key.wipe();
      throw words === undefined ? fault : new NotLetIn(words.own, words.office);
    }
  }

  /** Overwrites and forgets everything of whoever is signed in. */
  end(): void {
    const present = this.#present;
    if (present === undefined) return;
    this.#present = undefined;
    for (const { capsule } of present.found.values()) {
      capsule.caseIdentity.wipe();
      capsule.opening.wipe();
    }
    void present.held?.then((held) => { for (const { identity } of held) identity.wipe(); }, () => undefined);
    present.holder.end();
    for (const forget of this.#atEnd) forget();
  }

  /** What else is to be forgotten with the keys. */
  atEnd(forget: () => void): void {
    this.#atEnd.push(forget);
  }

  /** The public key of whoever's page this is: words can be sealed to them when their own keys are gone. */
  get firstIn(): HybridRecipient | undefined {
    return this.#firstIn;
  }

  /** Whether somebody is signed in. */
  get isIn(): boolean {
    return this.#present !== undefined;
  }

  /** Whoever is signed in. Throws if nobody is. */
  get holder(): SignedIn {
    return this.#here().holder;
  }

  /** Identities of the person's offices. */
  async held(): Promise<HeldOffice[]> {
    const here = this.#here();
    here.held ??= identitiesOf(here.holder);
    // What did not come is asked for again.
    here.held.catch(() => { here.held = undefined; });
    return here.held;
  }

  /** Keeps capsules that opened; of one that was known, what is said of it now. */
  keep(found: readonly Found[]): void {
    const kept = this.#here().found;
    for (const each of found) {
      const { arrived, note } = each;
      const known = kept.get(each.id);
      kept.set(each.id, known === undefined ? each : { ...known, arrived, note });
    }
  }

  /** The capsule of a concern: of those that were opened, else from the service. */
  async found(id: ConcernId): Promise<Found> {
    const known = this.#here().found.get(id);
    if (known !== undefined) return known;
    const found = await findOne(this.holder, await this.held(), id);
    this.keep([found]);
    return found;
  }

  /** A concern that this person has opened; nothing before. Anew from the service unless `known` will do. */
  async hand(id: ConcernId, known = false): Promise<Hand | undefined> {
    const { holder, hands } = this.#here();
    const before = hands.get(id);
    if (before !== undefined) {
      if (!known) await before.reload();
      return before;
    }
    const capsule = this.found(id);
    const handed = await load(holder, id, capsule);
    if (handed === undefined) return undefined;
    const hand = await Hand.on(holder, await capsule, handed, systemEntropy);
    hands.set(id, hand);
    return hand;
  }

  /** The concerns that were shown since signing in, as they were last. */
  get hands(): ReadonlyMap<ConcernId, Hand> {
    return this.#here().hands;
  }

  /** The same, which must have been opened. */
  async opened(id: ConcernId, known = false): Promise<Hand> {
    const hand = await this.hand(id, known);
    if (hand === undefined) throw new Stopped("not_opened", id);
    return hand;
  }

  /** Does something as whoever is signed in. When the service says that the session is over, the keys are forgotten. */
  async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (fault) {
      if (isSignedOut(fault)) this.end();
      throw fault;
    }
  }

  /** Somebody may have compared the words of the log's key: the key they stand for is the one that is used. */
  #meet({ trust: { log } }: Known): void {
    this.#log ??= log.vkey;
    if (this.#log !== log.vkey) throw new Mistrust("log_key_changed");
  }

  #here(): Present {
    if (this.#present === undefined) throw new Fails("signed-out");
    return this.#present;
  }
}
