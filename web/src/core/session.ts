// A signed-in person: proves who they are by signing, then acts by signing. The token lives here alone
// (src/client/session.rs).
import { type Act } from "./act.js";
import { ACT_ACCEPTED, INSTANCE } from "./api.js";
import { AsPerson } from "./as_person.js";
import { toHex, utf8 } from "./bytes.js";
import { signEntry } from "./entry.js";
import { type Form, type Of } from "./form.js";
import { CHALLENGE, SESSION } from "./holder_api.js";
import { type Fetcher, Service } from "./http.js";
import { mustBeNear } from "./its_day.js";
import { type KeyFile } from "./key_file.js";
import { CallFailed, Mistrust, Stopped, orUnsettled } from "./problem.js";
import { checkAct } from "./receipts.js";
import { type Recorded, recordOf } from "./record.js";
import { Trust } from "./trust.js";
import { type ConcernId, type Day, type Digest, type PersonId, type Role } from "./values.js";

/** A challenge is no longer, in characters. */
const LONGEST_CHALLENGE = 256;

/** What the service answered to an act, its receipt checked. */
export type Accepted = Of<typeof ACT_ACCEPTED>;

/** A service's record, checked: what is believed of it, and its entries for looking up proposals. */
export interface Known {
  readonly trust: Trust;
  readonly record: readonly Recorded[];
}

/** Asks a service for what it says about itself and checks it. `given` is a log key that is known from elsewhere. */
export async function know(service: Service, given?: string): Promise<Known> {
  const instance = await service.get("instance", INSTANCE);
  const trust = await Trust.check(instance, given);
  return { trust, record: recordOf(instance) };
}

/** A person at a service. */
export class SignedIn {
  /** The service, asked as this person. */
  readonly service: AsPerson;
  /** The person's secrets. */
  readonly key: KeyFile;
  /** The person. */
  readonly person: PersonId;
  /** What the record lets them do. */
  readonly role: Role;
  /** Seconds without a call after which the service ends the session. */
  readonly idleSeconds: number;
  /** What was signed since then about people, offices and policies: the record tells it only after the next batch. */
  readonly signed: Act[] = [];
  #known: Known;

  private constructor(of: Pick<SignedIn, "service" | "key" | "person" | "role" | "idleSeconds">, known: Known) {
    ({ service: this.service, key: this.key, person: this.person, role: this.role, idleSeconds: this.idleSeconds } = of);
    this.#known = known;
  }

  /**
   * Signs in at an address; `ahead` is what was asked of it before, `meet` looks at what is believed before anything is signed.
   * Throws {@link Stopped} if the record does not know the key today, and {@link Mistrust} if the key file names another log
   * than the service shows.
   */
  static async at(base: string, key: KeyFile, fetcher?: Fetcher, ahead?: Known, meet?: (known: Known) => void): Promise<SignedIn> {
    const anyone = new Service(base, fetcher);
    const person = key.person();
    const roleIn = ({ trust }: Known): Role | undefined => trust.roster.role(person, trust.today);
    const isItsLog = key.log === undefined || key.log === ahead?.trust.log.vkey;
    const isEnough = ahead !== undefined && isItsLog && roleIn(ahead) !== undefined;
    const known = isEnough ? ahead : await knowAs(anyone, key);
    meet?.(known);
    const { trust } = known;
    const role = roleIn(known);
    if (role === undefined) throw new Stopped("unknown_person", person);
    const { challenge } = await anyone.post("sign-in/challenge", CHALLENGE, {});
    // Only hexadecimal is signed, and its first line can never be an act's.
    if (!/^[0-9a-fA-F]+$/.test(challenge) || challenge.length > LONGEST_CHALLENGE) throw new CallFailed("not_understood");
    const signature = toHex(key.signing.sign(signInMessage(trust.log.origin, challenge)));
    const session = await anyone.post("sign-in", SESSION, { person, challenge, signature });
    const service = new AsPerson(base, session.token, fetcher);
    return new SignedIn({ service, key, person, role, idleSeconds: session.idle_seconds }, known);
  }

  /** What is believed of the service. */
  get trust(): Trust {
    return this.#known.trust;
  }

  /** The entries of the published record about people, offices and policies. */
  get record(): readonly Recorded[] {
    return this.#known.record;
  }

  /**
   * Asks the service anew what it says about itself. Throws {@link Mistrust} if it has another log key than before, or a record
   * that does not go on from the one before: it can only grow; or is years ahead all at once.
   */
  async refresh(): Promise<void> {
    const before = this.#known;
    const now = await know(this.service, before.trust.log.vkey);
    if (!goesOn(before, now)) throw new Mistrust("not_in_record");
    mustBeNear(before.trust.today, now.trust.today);
    // Of two that were asked at once the earlier may answer last.
    if (goesOn(this.#known, now)) this.#known = now;
  }

  /** The same, if the service has come to another day: people may have come and gone. */
  async asOf(day: Day): Promise<void> {
    if (day !== this.trust.today) await this.refresh();
  }

  /** Forgets the session and overwrites every secret. */
  end(): void {
    this.service.forget();
    this.key.wipe();
  }

  /** The part of the API that is the role's own. */
  room(): "desk" | "admin" | "audit" {
    switch (this.role) {
      case "holder":
        return "desk";
      case "operator":
        return "admin";
      case "witness":
        throw new Stopped("no_room");
      default:
        return "audit";
    }
  }

  /** Builds and signs an entry of this person. Nobody signs bytes that the service chose. */
  sign(concern: ConcernId | null, day: Day, after: Digest | null, act: Act): string {
    return signEntry({ day, concern, by: this.person, after, act }, this.trust.log.origin, this.key.signing);
  }

  /** Sends what counts once it is taken. Throws {@link Unsettled} where no answer comes. */
  async deliver<T>(path: string, form: Form<T>, value: object): Promise<T> {
    // From a device that has no network, nothing leaves.
    const isCutOff = globalThis.navigator?.onLine === false;
    return this.service.post(path, form, value).catch((fault: unknown) => {
      if (isCutOff) throw fault;
      return orUnsettled(fault);
    });
  }

  /** Sends a signed entry inside its request and checks the receipt that comes back. Throws {@link Unsettled}. */
  async send(path: string, line: string, request: object): Promise<Accepted> {
    const answer = await this.deliver(path, ACT_ACCEPTED satisfies Form<Accepted>, { entry: line, ...request });
    await this.checkReceipt(line, answer);
    return answer;
  }

  /** Throws {@link Mistrust} for an answer that is not the receipt of this entry. */
  async checkReceipt(line: string, { receipt, batch_on: batchOn, record }: Accepted): Promise<void> {
    const checked = await checkAct(this.trust.log, receipt, line, batchOn);
    if (checked.record !== record) throw new Mistrust("other_receipt");
  }
}

/** Whether one record begins with all of another. */
function goesOn({ record: before }: Known, { record: now }: Known): boolean {
  return before.every(({ record }, at) => now[at]?.record === record);
}

/** A key file that names its log is used with no other. */
async function knowAs(service: Service, key: KeyFile): Promise<Known> {
  try {
    return await know(service, key.log);
  } catch (fault) {
    throw fault instanceof Mistrust && fault.kind === "other_log_key" ? new Mistrust("log_key_changed") : fault;
  }
}

/** What a person signs to sign in (docs/LEDGER_FORMAT.md section 2). */
function signInMessage(origin: string, challenge: string): Uint8Array {
  return utf8(`daylight/sign-in/v1\n${origin}\n${challenge}`);
}
