// A holder's desk: which capsules open, and the identities that open them (src/client/desk.rs).
import { type Capsule } from "./capsule.js";
import { openCapsule } from "./capsule_open.js";
import { type Standing, openNote } from "./desk_note.js";
import { DESK, HAND_OUTS, type HandOut } from "./holder_api.js";
import { HybridIdentity } from "./hybrid.js";
import { type HeldOffice } from "./key_file.js";
import { CallFailed, Stopped } from "./problem.js";
import { openText } from "./seal.js";
import { type SignedIn } from "./session.js";
import { recipientDigest } from "./public_file.js";
import { type ConcernId, type Day, type OfficeId } from "./values.js";

/** So many capsules come at once where all are looked through for one. */
const AT_ONCE = 50;

/** A capsule that opened. */
export interface Found {
  /** The concern's id. */
  readonly id: ConcernId;
  /** The office whose capsule it is. */
  readonly office: OfficeId;
  /** Since when the office's stage holds it. */
  readonly arrived: Day;
  /** What was in the capsule. */
  readonly capsule: Capsule;
  /** What the calendar says, in the service's words; nothing where no note came that opens. */
  readonly note: Standing | undefined;
  /** The bytes it came in. */
  readonly sealed: Uint8Array;
  /** The case's identity and those of the person's offices: everything that words here can be sealed to. */
  readonly readers: readonly [HybridIdentity, ...HybridIdentity[]];
}

/** Capsules that opened, and how many are for this office and broken. */
export interface Opened {
  readonly found: Found[];
  readonly broken: number;
}

/** A desk's next capsules, not opened yet. */
export interface HandOutPage {
  readonly handOuts: readonly HandOut[];
  /** Where the next page begins; none after the last. */
  readonly next: string | null;
}

/**
 * Identities of the person's offices: those in the key file, and those the service keeps sealed to the person. Throws
 * {@link Stopped} if there is none.
 */
export async function identitiesOf(holder: SignedIn): Promise<HeldOffice[]> {
  const held = [...holder.key.offices];
  const own = holder.trust.roster.person(holder.person)?.office ?? null;
  const { offices } = await holder.service.get("desk", DESK);
  for (const { recipient, sealed } of own === null ? [] : offices) {
    const identity = HybridIdentity.parse((await openText(holder.key.identity, sealed)) ?? "");
    const isNamed = identity !== undefined && recipientDigest(identity.recipient().text) === recipient;
    const isNew = held.every((known) => known.identity.recipient().text !== identity?.recipient().text);
    if (isNamed && isNew && own !== null) held.push({ office: own, identity });
  }
  if (held.length === 0) throw new Stopped("no_office");
  return held;
}

/** At most `count` capsules of the desk that nobody of the office has opened, from one end or from a cursor on: empty for the first. */
export async function unopened(holder: SignedIn, end: "oldest" | "newest", after: string, count: number): Promise<HandOutPage> {
  const query = new URLSearchParams({ after, count: String(count), unopened: "true", newest: String(end === "newest") });
  const page = await holder.service.get(`desk/hand-outs?${query}`, HAND_OUTS);
  const { next } = page;
  // Each page begins behind the last one, or a service could keep us here for ever.
  const isBehind = next !== null && (end === "oldest" ? next > after : after === "" || next < after);
  return { handOuts: page.hand_outs, next: isBehind ? next : null };
}

/** The concern of this id, also when it is closed. Throws {@link Stopped} if there is none. */
export async function findOne(holder: SignedIn, held: readonly HeldOffice[], id: ConcernId): Promise<Found> {
  const findIn = async (handOuts: readonly HandOut[]): Promise<Found | undefined> =>
    (await openAll(holder, held, handOuts)).found.find((each) => each.id === id);
  try {
    const { hand_outs } = await holder.service.get(`desk/hand-outs?concern=${id}`, HAND_OUTS);
    const found = await findIn(hand_outs);
    if (found !== undefined) return found;
  } catch (fault) {
    // The office has not opened it: then it lies on the desk, or nowhere.
    if (!(fault instanceof CallFailed) || !fault.hasStatus(404)) throw fault;
  }
  for (let after: string | null = ""; after !== null; ) {
    const page: HandOutPage = await unopened(holder, "oldest", after, AT_ONCE);
    const found = await findIn(page.handOuts);
    if (found !== undefined) return found;
    after = page.next;
  }
  throw new Stopped("no_concern", id);
}

/** Closed concerns that the person's office opened. They do not lie on the desk any more. */
export async function closedOnes(holder: SignedIn): Promise<ConcernId[]> {
  const all: ConcernId[] = [];
  for (;;) {
    const after: ConcernId = all.at(-1) ?? "0".repeat(32);
    const { closed } = await holder.service.get(`desk/hand-outs?closed_after=${after}`, HAND_OUTS);
    const new_ = closed.filter((id) => id > after);
    if (new_.length === 0) return all;
    all.push(...new_);
  }
}

/** Opens what opens; a dummy, or one from before this person came, says nothing. */
export async function openAll(
  holder: SignedIn,
  held: readonly HeldOffice[],
  handOuts: readonly HandOut[],
): Promise<Opened> {
  const offices = held.map(({ identity }) => identity);
  const found = new Map<ConcernId, Found>();
  let broken = 0;
  for (const { office, arrived, capsule: sealed, note } of handOuts) {
    const capsule = await openCapsule(offices, sealed);
    if (capsule === undefined) continue;
    if (capsule === "broken" || capsule.origin !== holder.trust.log.origin || capsule.office !== office) {
      broken += 1;
      continue;
    }
    const to = capsule.caseIdentity.recipient();
    const id = to.concernId();
    if (found.has(id)) continue;
    const readers = [capsule.caseIdentity, ...offices] as const;
    found.set(id, { id, office, arrived, capsule, note: openNote(to.text, note), sealed, readers });
  }
  return { found: [...found.values()], broken };
}
