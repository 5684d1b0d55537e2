// Closings that wait for an auditor: judged on their form, from the published entries alone, where the last stage has nobody else
// (src/client/unread.rs). Nothing sealed is handed out, and nothing here opens.

import { keptUntil } from "../../core/closing.js";
import type { Concern } from "../../core/concern.js";
import { systemEntropy } from "../../core/entropy.js";
import { type Handed, loadById } from "../../core/handed.js";
import { TO_APPROVE } from "../../core/holder_api.js";
import { Stopped } from "../../core/problem.js";
import type { Done } from "../../core/sent.js";
import type { SignedIn } from "../../core/session.js";
import { judgeUnread } from "../../core/unread.js";
import type { ConcernId, Digest } from "../../core/values.js";
import type { Judged, Judgement, UnreadJudgement, Waiting } from "../protocol.js";
import { unreadJudgement } from "./acts.js";
import { bareStep, lastOf, proposal } from "./concern_view.js";
import { Stale } from "./faults.js";
import type { Visit } from "./visit.js";

/** The tasks. */
export function judgingTasks(visit: Visit) {
  return {
    async toJudge(): Promise<readonly Waiting[]> {
      const { holder } = visit;
      const { concerns } = await holder.service.get("audit/to-approve", TO_APPROVE);
      const all = await Promise.all(concerns.map((id) => handedById(holder, id)));
      return all.flatMap(({ concern }) => waiting(holder, concern));
    },

    async judge({ concern, of, refusal, after }: Judgement): Promise<Judged> {
      const told: UnreadJudgement = refusal === null ? { act: "approve-unread", of } : { act: "refuse-unread", of, text: refusal };
      const { receipt } = await signJudgement(visit.holder, concern, told, after);
      return { receipt };
    },
  };
}

/** Signs a judgement by the entries alone, after the one that the page showed last. */
export async function signJudgement(holder: SignedIn, id: ConcernId, told: UnreadJudgement, after: Digest): Promise<Done> {
  const handed = await handedById(holder, id);
  if (lastOf(handed.concern) !== after) throw new Stale();
  return judgeUnread(holder, handed, (seal) => unreadJudgement(told, seal), systemEntropy);
}

async function handedById(holder: SignedIn, id: ConcernId): Promise<Handed> {
  const handed = await loadById(holder, id);
  if (handed === undefined) throw new Stopped("not_handed_out", id);
  return handed;
}

function waiting(holder: SignedIn, concern: Concern): Waiting[] {
  const last = concern.steps.findLast(({ entry: { act } }) => act.kind === "closing_proposed");
  const [proposed] = last === undefined ? [] : proposal(last, holder);
  const steps = concern.steps.map((step) => bareStep(holder, concern, step, []));
  const { id, receivedOn: sentOn, today } = concern;
  return proposed === undefined ? [] : [{ concern: id, sentOn, proposed, keptIfClosed: keptUntil(concern, today), steps, last: lastOf(concern) }];
}
