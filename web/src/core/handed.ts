// A concern as the service hands it out to whoever may read it, every entry checked (src/client/desk.rs, `Found::load`).
import { agreesWith } from "./capsule_open.js";
import { type Concern, checkConcern } from "./concern.js";
import { type Found } from "./desk.js";
import { HOLDER_CONCERN, type HolderView } from "./holder_api.js";
import { mustBeSigned } from "./own_acts.js";
import { CallFailed, Mistrust } from "./problem.js";
import { type SignedIn } from "./session.js";
import { type ConcernId } from "./values.js";
import { mustHaveSteps } from "./withheld.js";

/** A concern as it was handed out to a holder, every entry checked. */
export interface Handed {
  readonly concern: Concern;
  /** What the holder may do with it today: says the service. */
  readonly may: HolderView | null;
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
  mustHaveSteps(concern);
  if (holder.room() === "desk") mustBeSigned(concern, holder.person, handed.holder);
  return { concern, may: handed.holder };
}

/** What the service hands out of a concern, unchecked; nothing before this person has opened it. */
export async function handedOut(holder: SignedIn, id: ConcernId): Promise<ReturnType<typeof HOLDER_CONCERN> | undefined> {
  try {
    return await holder.service.get(`${holder.room()}/concerns/${id}`, HOLDER_CONCERN);
  } catch (fault) {
    if (fault instanceof CallFailed && (fault.hasStatus(403) || fault.hasStatus(404))) return undefined;
    throw fault;
  }
}
