// What a reporter does with a tracking code: find the concern again, read it, and write. Keeps nothing
// (src/client/reporter.rs).
import { type Act } from "./act.js";
import { ACT_ACCEPTED, CONCERN_VIEW } from "./api.js";
import { type FileSource } from "./attachments.js";
import { toBase64, toHex } from "./bytes.js";
import { later } from "./calendar.js";
import { type TrackingCode } from "./code.js";
import { type Concern, type Step, checkConcern, isOf } from "./concern.js";
import { sealCopies } from "./copies.js";
import { Master } from "./derive.js";
import { type Entropy } from "./entropy.js";
import { signEntry } from "./entry.js";
import { type Service } from "./http.js";
import { HybridIdentity, type HybridRecipient } from "./hybrid.js";
import { onItsDay } from "./its_day.js";
import { openingKey } from "./manifest.js";
import { officesAbove, stageOf } from "./policy.js";
import { Mistrust, Stopped } from "./problem.js";
import { checkAct } from "./receipts.js";
import { sealText } from "./seal.js";
import { type SigningSecret, digestOf } from "./sig.js";
import { Words } from "./told.js";
import { type Trust } from "./trust.js";
import { type Day, type Digest, type OfficeId, type Urgency } from "./values.js";

/** An act that the service has taken, its receipt checked. */
export interface Acted {
  /** The act's digest. */
  readonly record: Digest;
  /** The day in whose batch it will stand. */
  readonly batchOn: Day;
  /** The signed receipt. */
  readonly receipt: string;
  /** Kinds of the entries that followed from it, `escalated` for instance: says the service. */
  readonly followedBy: readonly string[];
}

/** A service, what is believed of it, and the concern as it was last tracked: where an act goes. */
export interface Place {
  readonly service: Service;
  readonly trust: Trust;
  /** Track again after each act: the next one names the last entry. */
  readonly concern: Concern;
}

/** A reporter who is back. */
export class Reporter {
  readonly #master: Master;
  readonly #identity: HybridIdentity;
  readonly #key: SigningSecret;

  /** With secrets that are derived already: of a concern that was sent just now. */
  constructor(master: Master) {
    this.#master = master;
    this.#identity = master.caseIdentity();
    this.#key = master.reporterKey();
  }

  /** Derives the secrets of a code for this service. Takes a noticeable part of a second. */
  static async fromCode(code: TrackingCode, trust: Trust): Promise<Reporter> {
    return new Reporter(await Master.derive(code, trust.salt, trust.kdf));
  }

  /** What finds the concern at the service: for the body of a request alone. */
  locator(): string {
    return this.#master.locator().toSecretText();
  }

  /** The case's recipient, to which files and messages go. */
  recipient(): HybridRecipient {
    return this.#identity.recipient();
  }

  /** Where files of the concern come from. */
  filesAt(service: Service): FileSource {
    const ask = (item: Digest, offset: number): Promise<ReadableStream<Uint8Array>> =>
      service.postForStream("track/attachments", { locator: this.locator(), item, offset });
    return { identity: this.#identity, ask };
  }

  /** Signs with the reporter's key. Callers pass bytes with a domain tag. */
  sign(message: Uint8Array): Uint8Array {
    return this.#key.sign(message);
  }

  /** Overwrites what was derived. */
  wipe(): void {
    this.#identity.wipe();
    this.#key.wipe();
    this.#master.wipe();
  }

  /**
   * Fetches the concern and checks that it is this reporter's own. Throws `CallFailed` with status 404 for a code that leads
   * nowhere (unknown and erased look alike), {@link Mistrust} for what does not hold.
   */
  async track(service: Service, trust: Trust): Promise<Concern> {
    const view = await service.post("track", CONCERN_VIEW, { locator: this.locator() });
    const concern = await checkConcern(view, trust);
    if (!isOf(concern, this.#identity, this.#key.public())) throw new Mistrust("other_concern");
    return concern;
  }

  /** Opens what was sent, and what was written since, as far as it is for the reporter. */
  read(concern: Concern): Promise<Words> {
    return Words.open(concern, [this.#identity]);
  }

  /** Whether this office was left out when the concern was sent. Only the code tells. */
  leftOut(concern: Concern, office: OfficeId): boolean {
    return concern.manifest !== undefined && openingKey(concern.manifest, office) === toHex(this.#master.leftOutKey(office).public());
  }

  /** Sends a message: to the case, or to the stages above the one that holds it (at the last stage: to that). */
  message(at: Place, text: string, audience: "case" | "above", entropy: Entropy): Promise<Acted> {
    const sealed = audience === "case" ? this.#seal(text, entropy) : this.#sealAbove(at, text, entropy);
    return this.act(at, { kind: "message", data: { item: digestOf(sealed), audience } }, sealed);
  }

  /** "This misses my point", "I disagree": goes up one stage at once, its words to the stages above (R06, R15). */
  dispute(at: Place, matter: "scope" | "findings", text: string, entropy: Entropy): Promise<Acted> {
    const sealed = this.#sealAbove(at, text, entropy);
    return this.act(at, { kind: "disputed", data: { matter, item: digestOf(sealed) } }, sealed);
  }

  /** How the reporter has been treated since; words, if any, go to the stages above, and to the one that answers already (R28). */
  treatment(at: Place, ill: boolean, text: string | undefined, entropy: Entropy): Promise<Acted> {
    const isOfTreatment = ({ entry: { act } }: Step): boolean => act.kind === "treatment_answered" || (act.kind === "treatment_reported" && act.data.ill);
    const isAnswering = at.concern.steps.findLast(isOfTreatment)?.entry.act.kind === "treatment_reported";
    const sealed = text === undefined ? undefined : this.#sealAbove(at, text, entropy, at.concern.stage - (isAnswering ? 1 : 0));
    return this.act(at, { kind: "treatment_reported", data: { ill, item: sealed ? digestOf(sealed) : null } }, sealed);
  }

  /** Raises the urgency, at once; words, if any, go to the case (R17). */
  raiseUrgency(at: Place, to: Urgency, text: string | undefined, entropy: Entropy): Promise<Acted> {
    const sealed = text === undefined ? undefined : this.#seal(text, entropy);
    return this.act(at, { kind: "urgency_changed", data: { to, item: sealed ? digestOf(sealed) : null } }, sealed);
  }

  /** Takes the concern back from an office below the last stage: from now on it must not see it. */
  withdraw(at: Place, office: OfficeId): Promise<Acted> {
    const stage = stageOf(at.concern.policy, office);
    if (stage === undefined) throw new Stopped("unknown_office", office);
    if (stage === at.concern.policy.stages.length) throw new Stopped("last_stage_excluded", office);
    return this.act(at, { kind: "withdrawn", data: { office } });
  }

  /**
   * Signs an act of the reporter, sends it with the sealed words it names, and checks the receipt. Signs for the day this
   * side knows of, and once more when the service says that it has come to a later one; never for an earlier one.
   */
  async act(at: Place, act: Act, words?: Uint8Array): Promise<Acted> {
    const { trust, concern } = at;
    const day = later(trust.today, concern.steps.at(-1)?.entry.day ?? "");
    return onItsDay(trust.today, day, (its) => this.#sign(at, act, words, its));
  }

  async #sign({ service, trust, concern }: Place, act: Act, words: Uint8Array | undefined, day: Day): Promise<Acted> {
    const after = concern.steps.at(-1)?.record ?? null;
    const entry = { day, concern: concern.id, by: "reporter", after, act };
    const line = signEntry(entry, trust.log.origin, this.#key);
    const items = words === undefined ? [] : [toBase64(words)];
    const answer = await service.post("track/acts", ACT_ACCEPTED, { locator: this.locator(), entry: line, items });
    const receipt = await checkAct(trust.log, answer.receipt, line, answer.batch_on);
    if (receipt.record !== answer.record) throw new Mistrust("other_receipt");
    const { record, batch_on: batchOn, followed_by: followedBy } = answer;
    return { record, batchOn, receipt: answer.receipt, followedBy };
  }

  #seal(text: string, entropy: Entropy): Uint8Array {
    return sealText(this.recipient(), text, entropy);
  }

  /** One copy for each office of the stages above; a throw-away key for one left out, withdrawn, or without a key. */
  #sealAbove({ trust, concern }: Place, text: string, entropy: Entropy, stage = concern.stage): Uint8Array {
    const { policy, steps } = concern;
    const day = later(trust.today, steps.at(-1)?.entry.day ?? "");
    const seats = trust.seats(policy, day);
    const withdrawn = new Set(steps.flatMap(({ entry: { act } }) => (act.kind === "withdrawn" ? [act.data.office] : [])));
    const to = officesAbove(policy, stage).map((office) => {
      const key = seats.find((seat) => seat.office === office)?.recipient;
      const mayRead = !withdrawn.has(office) && !this.leftOut(concern, office);
      return mayRead && key !== undefined ? key : HybridIdentity.generate(entropy).recipient();
    });
    return sealCopies(to, text, entropy);
  }
}
