// One concern: opened, read, acted on, its files. Each act is signed here, after the last entry that was handed out.

import { concat } from "../../core/bytes.js";
import { type FileSource, fetchSealed, look, open } from "../../core/attachments.js";
import type { Hand } from "../../core/hand.js";
import { loadById } from "../../core/handed.js";
import { keptUntil } from "../../core/closing.js";
import { ownActs } from "../../core/own_acts.js";
import { type Done, settled } from "../../core/sent.js";
import { signOpened, signUnread } from "../../core/unread.js";
import { CallFailed, Mistrust, type MistrustKind, Stopped, orUnsettled } from "../../core/problem.js";
import { sharedFile } from "../../core/shared.js";
import type { ConcernId, Digest } from "../../core/values.js";
import { type Working, startWays, whole } from "../../worker/way.js";
import type { HolderConcern, Opened, Signed, Tasks } from "../protocol.js";
import { type ReadAct, buildAct, isUnread, isUnreadJudgement, unreadAct } from "./acts.js";
import { bareStep, concernView, erasedView, lastOf, placeOf, proposals, unopenedView } from "./concern_view.js";
import { Stale } from "./faults.js";
import { signJudgement } from "./judging.js";
import type { Visit } from "./visit.js";

/** Not what the reporter sent; everything else is the service's, which is not to be believed then. */
const UNSOUND: ReadonlySet<MistrustKind> = new Set(["manifest", "part_changed", "part_does_not_open"]);

/** What is decided of a concern that does not open. */
const JUDGEMENTS: ReadonlySet<string> = new Set(["closing_proposed", "approved", "refused"]);

/** That it does not open, and that its reporter says otherwise. */
const SAID: ReadonlySet<string> = new Set(["cannot_open", "disputed"]);

/** The tasks; `digestAt` is where the script of the fast hash is. */
export function concernTasks(visit: Visit, working: Working, digestAt: () => string) {
  const { way } = startWays(working, digestAt);

  async function view(id: ConcernId): Promise<HolderConcern> {
    try {
      const hand = await visit.hand(id);
      if (hand === undefined) return await bareView(id);
      return saidNotToOpen(hand) ? await unsoundView(id, hand) : concernView(hand);
    } catch (fault) {
      if (!(fault instanceof Stopped) || fault.kind !== "no_concern") throw fault;
      const erased = await loadById(visit.holder, id);
      if (erased === undefined || erased.concern.manifest !== undefined) throw fault;
      return erasedView(visit.holder, erased.concern);
    }
  }

  /** What is not what its reporter sent is shown as that, and nothing of it: it can be said to. */
  async function orUnsound(id: ConcernId, read: () => Promise<HolderConcern>): Promise<HolderConcern> {
    try {
      return await read();
    } catch (fault) {
      if (!(fault instanceof Mistrust) || !UNSOUND.has(fault.kind)) throw fault;
      const view = await unsoundView(id);
      // By the record alone more may be possible, where there is one that can be believed.
      return { ...view, allowed: [...new Set(["cannot_open", "mismatch", ...view.allowed])] };
    }
  }

  /** Nothing of it; but what somebody of the last stage who said that it does not open may decide. */
  async function unsoundView(id: ConcernId, known?: Hand): Promise<HolderConcern> {
    const view = { ...(await bareView(id)), unsound: true };
    const handed = known ?? (await loadById(visit.holder, id).catch(() => undefined));
    if (handed === undefined) return view;
    // An objection takes back that it does not open: it is tried again, and said anew.
    const isTakenBack = handed.concern.steps.findLast(({ entry: { act } }) => SAID.has(act.kind))?.entry.act.kind === "disputed";
    const allowed = (handed.may?.allowed ?? []).filter((kind) => JUDGEMENTS.has(kind) || (isTakenBack && kind === "cannot_open"));
    const steps = handed.concern.steps.map((step) => bareStep(visit.holder, handed.concern, step, []));
    const { concern } = handed;
    const keptIfClosed = keptUntil(concern, concern.today);
    const last = lastOf(concern);
    return { ...view, ...placeOf(concern, view.office), allowed, proposals: proposals(visit.holder, handed), keptIfClosed, steps, last };
  }

  /** What is unsound stays so after it was said. */
  async function afterwards(id: ConcernId): Promise<HolderConcern> {
    try {
      return await view(id);
    } catch (fault) {
      // Whatever cannot be believed or fetched now, the act was taken: its receipt is not lost for that.
      if (fault instanceof CallFailed) return asItWas(id, fault);
      if (!(fault instanceof Mistrust)) throw fault;
      return UNSOUND.has(fault.kind) ? unsoundView(id) : bareView(id);
    }
  }

  /** As it was known before the act: the next one is refused, and shows what has come. */
  function asItWas(id: ConcernId, fault: CallFailed): HolderConcern {
    const hand = visit.hands.get(id);
    return hand === undefined || saidNotToOpen(hand) ? orUnsettled(fault) : concernView(hand);
  }

  async function bareView(id: ConcernId): Promise<HolderConcern> {
    const found = await visit.found(id);
    return unopenedView(visit.holder, found);
  }

  async function source(concern: ConcernId): Promise<FileSource> {
    return (await visit.opened(concern, true)).files;
  }

  return {
    async concern(id: ConcernId): Promise<HolderConcern> {
      return orUnsound(id, () => view(id));
    },

    async open(id: ConcernId): Promise<Opened> {
      let receipt = "";
      const concern = await orUnsound(id, async () => {
        const hand = await visit.hand(id);
        if (hand !== undefined && !mayStillOpen(hand)) return saidNotToOpen(hand) ? await unsoundView(id, hand) : concernView(hand);
        const found = await visit.found(id);
        const sign = async (): Promise<void> => { ({ receipt } = await signOpened(visit.holder, found, hand?.concern)); };
        await settled<unknown>(sign, async () => {
          const now = await visit.hand(id);
          return now !== undefined && mayStillOpen(now) ? undefined : now;
        });
        return concernView(await visit.opened(id).catch(orUnsettled));
      });
      return { concern, receipt };
    },

    async act({ concern, act: told, after }: Parameters<Tasks["act"]>[0]): Promise<Signed> {
      if (isUnread(told)) {
        const { receipt, followedBy } = await signUnread(visit.holder, await visit.found(concern), unreadAct(told));
        return { receipt, followedBy, concern: await afterwards(concern), file: null };
      }
      if (isUnreadJudgement(told)) {
        const { receipt, followedBy } = await signJudgement(visit.holder, concern, told, after);
        return { receipt, followedBy, concern: await afterwards(concern), file: null };
      }
      // Signed after what the page showed: whatever came since, to here or to the service, is to be read first.
      const hand = await visit.opened(concern, true);
      if (lastOf(hand.concern) !== after) throw new Stale();
      const done = await signTold(hand, told);
      const file = told.act === "share" ? fileFor(hand, told.parts, done) : null;
      return { receipt: done.receipt, followedBy: done.followedBy, concern: await afterwards(concern), file };
    },

    async part({ concern, part }: { readonly concern: ConcernId; readonly part: string }): Promise<string> {
      return (await visit.opened(concern, true)).part(part).text;
    },

    async describe({ concern, item }: { readonly concern: ConcernId; readonly item: Digest }, id: number) {
      const { name, type, size } = await look(await source(concern), item, way(id));
      return { name, type, size };
    },

    async fetch({ concern, item }: { readonly concern: ConcernId; readonly item: Digest }, id: number): Promise<Blob> {
      const from = await source(concern);
      return whole((sink) => open(from, item, sink, way(id)));
    },

    async fetchSealed({ concern, item }: { readonly concern: ConcernId; readonly item: Digest }, id: number): Promise<Blob> {
      const from = await source(concern);
      return whole((sink) => fetchSealed(from, item, sink, way(id)));
    },
  };
}

/** Whether this person signed that it does not open or match, and has not opened it since: nothing sealed is handed out then. */
function saidNotToOpen({ concern, holder }: Hand): boolean {
  return ownActs(concern, holder.person).doesNotOpen;
}

/** Whether it opens after all for somebody who never opened it: a key that was lost was found, say. */
function mayStillOpen(hand: Hand): boolean {
  return saidNotToOpen(hand) && !ownActs(hand.concern, hand.holder.person).hasOpened;
}

/** Builds the act and signs it; words that were sealed for one that cannot be are forgotten. */
export async function signTold(hand: Hand, told: ReadAct): Promise<Done> {
  hand.drop();
  return hand.sign(await buildAct(hand, told));
}

/** What the body gets, which names the entry. */
function fileFor(hand: Hand, names: readonly string[], { record, items }: Done): Blob {
  const parts = names.flatMap((name, at) => {
    const key = items[at];
    const file = hand.file(name);
    if (key === undefined) return [];
    return [file === undefined ? { key, sealed: concat(...hand.sealed(name)) } : { key, file }];
  });
  return new Blob([sharedFile(hand.holder.trust.log.origin, hand.found.id, record, parts)]);
}
