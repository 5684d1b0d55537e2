// An act on a concern on its way: signed, sent with its sealed words, and looked for where its answer was lost.
import { type Act } from "./act.js";
import { toBase64 } from "./bytes.js";
import { type Entry } from "./entry.js";
import { onItsDay } from "./its_day.js";
import { CallFailed, Unsettled } from "./problem.js";
import { type Accepted, type SignedIn } from "./session.js";
import { type ConcernId, type Day, type Digest } from "./values.js";

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

/** An entry of a concern, and its record. */
export interface Stands {
  readonly record: Digest;
  readonly entry: Entry;
}

/** Where and when an act is signed. */
export interface Place {
  readonly concern: ConcernId;
  /** The day to begin with; the service may have come to another. */
  readonly day: Day;
  /** The last entry this person was handed; none before opening. */
  readonly after: Digest | null;
}

/**
 * Signs an act and sends it with its sealed words. Where the answer was lost, or what was sent came twice, it may have been taken,
 * and must not be signed twice: `look` gives the concern's entries as they are now, and the act's own is looked for among them.
 */
export async function signAct(
  holder: SignedIn,
  { concern, day, after }: Place,
  act: Act,
  items: readonly Uint8Array[],
  look: () => Promise<readonly Stands[]>,
): Promise<Done> {
  const sign = async (): Promise<Done> => {
    const sent = await onItsDay(holder.trust.today, day, (its) => send(holder, { concern, day: its, after }, act, items));
    return { record: sent.record, receipt: sent.receipt, followedBy: sent.followed_by, items };
  };
  return settled(sign, async () => {
    const record = ownSince(await look(), after, holder, act);
    return record === undefined ? undefined : { record, receipt: "", followedBy: [], items };
  });
}

/**
 * Signs, and looks where it is not known what became of it: `look` gives what stands there now, nothing if it was not taken.
 * Throws {@link Unsettled} where that cannot be learnt either.
 */
export async function settled<T>(sign: () => Promise<T>, look: () => Promise<T | undefined>): Promise<T> {
  try {
    return await sign();
  } catch (fault) {
    const isTwice = fault instanceof CallFailed && fault.hasStatus(409);
    if (!isTwice && !(fault instanceof Unsettled)) throw fault;
    const stands = await look().catch(() => { throw fault; });
    if (stands !== undefined) return stands;
    throw fault instanceof Unsettled ? fault.call : fault;
  }
}

/** Signs an act for this day and sends it. */
export async function send(
  holder: SignedIn,
  { concern, day, after }: Place,
  act: Act,
  items: readonly Uint8Array[],
): Promise<Accepted> {
  const line = holder.sign(concern, day, after, act);
  return holder.send(`${holder.room()}/concerns/${concern}/acts`, line, { items: items.map(toBase64) });
}

/** The record of this very act of this person behind an entry. */
function ownSince(entries: readonly Stands[], after: Digest | null, { person }: SignedIn, act: Act): Digest | undefined {
  const at = entries.findIndex(({ record }) => record === after);
  // Where that entry is not among them nobody can tell what came behind it: an older act alike is not this one.
  if (after !== null && at < 0) return undefined;
  const since = entries.slice(at + 1);
  const said = JSON.stringify(act);
  return since.find(({ entry }) => entry.by === person && JSON.stringify(entry.act) === said)?.record;
}
