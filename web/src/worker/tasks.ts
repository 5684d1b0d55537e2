// What the page can ask for, and the secrets of one visit between its questions. All of it ends with the worker.

import { firstDates } from "../core/clocks.js";
import { TrackingCode } from "../core/code.js";
import type { Concern } from "../core/concern.js";
import { Master } from "../core/derive.js";
import { systemEntropy } from "../core/entropy.js";
import { Service } from "../core/http.js";
import { type Acted, type Place, Reporter } from "../core/reporter.js";
import { CallFailed } from "../core/problem.js";
import { type Submission } from "../core/submission.js";
import { prepare, send } from "../core/submit.js";
import { Trust } from "../core/trust.js";
import { type WorkProgress } from "../core/work.js";
import { concernView } from "./concern_view.js";
import { BadCode } from "./faults.js";
import { fileTasks } from "./files.js";
import type { Act, Choices, ConcernView, Front, Sent } from "./protocol.js";
import { routeView } from "./route.js";
import { type Working } from "./way.js";

/** A concern that may have left, and what it was sealed from. */
interface Sealed {
  readonly choices: Choices;
  readonly what: Submission;
}

/** One visit; `digestAt` is where the script of the fast hash is. */
export function startTasks(working: Working, digestAt: () => string) {
  const service = new Service(location.origin);
  let asked: Promise<Trust> | undefined;
  let code: TrackingCode | undefined;
  let master: Promise<Master> | undefined;
  /** All that has been sealed with this code and may have left, the newest last: the service takes one of them at most. */
  let sealed: Sealed[] = [];
  /** The concern that was sent or come back to; after sending, before anybody has looked at it. */
  let back: { reporter: Reporter; concern?: Concern } | undefined;

  /** Asked once, however many wait for it: the answer may take long. */
  async function trusted(): Promise<Trust> {
    const asking = (asked ??= Trust.fetch(service));
    try {
      return await asking;
    } catch (fault) {
      if (asked === asking) asked = undefined;
      throw fault;
    }
  }

  function visited(): { reporter: Reporter; concern?: Concern } {
    if (back === undefined) throw new Error("there is no concern");
    return back;
  }

  return {
    ...fileTasks(async () => ({ service, trust: await trusted(), reporter: visited().reporter }), working, digestAt),

    async begin(): Promise<Front> {
      return front(await trusted());
    },

    async newCode(): Promise<string[]> {
      const { salt, kdf } = await trusted();
      // What was sent may have arrived although no answer came back. Under the same code it cannot arrive twice.
      if (code === undefined || sealed.length === 0) {
        code = TrackingCode.generate(systemEntropy);
        // Begun while the reporter writes the words down, so that sending does not wait for it.
        master = Master.derive(code, salt, kdf);
        master.catch(() => undefined);
      }
      return code.words();
    },

    async send(choices: Choices, id: number): Promise<Sent> {
      if (master === undefined) throw new Error("there is no code yet");
      const key = await master;
      const onWork = (done: number, all: number): void => { working(id, done / all); };
      const sent = await sealAndSend(choices, key, onWork)
        .catch((fault: unknown) => {
          // The page stood open over midnight, or the policy changed with it: seal for the new day.
          if (!isRefused(fault, "day_changed", "malformed")) throw fault;
          asked = undefined;
          return sealAndSend(choices, key, onWork, true);
        })
        .catch((fault: unknown) => sentBefore(fault, key, onWork));
      back = { reporter: new Reporter(key) };
      code = undefined;
      master = undefined;
      sealed = [];
      return sent;
    },

    async enter(text: string): Promise<ConcernView> {
      const code = TrackingCode.parse(text);
      if (!(code instanceof TrackingCode)) throw new BadCode(code);
      const reporter = await Reporter.fromCode(code, await trusted());
      code.wipe();
      const concern = await reporter.track(service, await trusted());
      back = { reporter, concern };
      return concernView(reporter, concern, await trusted());
    },

    async act(act: Act): Promise<ConcernView> {
      const visit = visited();
      const { reporter } = visit;
      const trust = await trusted();
      const concern = (visit.concern ??= await reporter.track(service, trust));
      await sign(act, reporter, { service, trust, concern }).catch(async (fault: unknown) => {
        // It may have been taken all the same: the next try names what is there now.
        visit.concern = await reporter.track(service, trust).catch(() => concern);
        throw fault;
      });
      // The next act names the last entry, so the concern is asked for again.
      return this.again();
    },

    async again(): Promise<ConcernView> {
      const visit = visited();
      const trust = await trusted();
      visit.concern = await visit.reporter.track(service, trust);
      return concernView(visit.reporter, visit.concern, trust);
    },

    async leave(): Promise<void> {
      back?.reporter.wipe();
      back = undefined;
    },
  };

  async function sealAndSend(choices: Choices, key: Master, onWork: WorkProgress, anew = false): Promise<Sent> {
    let last = sealed.at(-1);
    // Sending again sends the same bytes.
    if (anew || last === undefined || !isSame(last.choices, choices)) {
      last = { choices, what: await prepare(await trusted(), key, choices, systemEntropy) };
      sealed.push(last);
    }
    return sendOne(last, key, onWork);
  }

  async function sendOne({ choices, what }: Sealed, key: Master, onWork: WorkProgress): Promise<Sent> {
    const { receivedOn, dates, receipt } = await send(service, await trusted(), key, what, onWork);
    return { receivedOn, dates, receipt, excluded: choices.excluded, isBeforeChanges: false };
  }

  /**
   * The answers were changed after a Send whose answer was lost, and the service has a concern of this code already: which
   * of them it is, its receipt says.
   */
  async function sentBefore(refusal: unknown, key: Master, onWork: WorkProgress): Promise<Sent> {
    if (!isRefused(refusal, "refused")) throw refusal;
    const [last, ...before] = [...sealed].reverse();
    for (const one of before) {
      try {
        const isBeforeChanges = !isSame(one.choices, last?.choices);
        return { ...(await sendOne(one, key, onWork)), isBeforeChanges };
      } catch (again) {
        if (!isRefused(again, "refused")) throw again;
      }
    }
    throw refusal;
  }

  function sign(act: Act, reporter: Reporter, at: Place): Promise<Acted> {
    switch (act.act) {
      case "message":
        return reporter.message(at, act.text, "case", systemEntropy);
      case "scope-dispute":
        return reporter.dispute(at, "scope", act.text, systemEntropy);
      case "findings-dispute":
        return reporter.dispute(at, "findings", act.text, systemEntropy);
      case "treatment":
        return reporter.treatment(at, true, act.text, systemEntropy);
      case "treatment-well":
        return reporter.treatment(at, false, undefined, systemEntropy);
      case "danger":
        return reporter.raiseUrgency(at, "danger", undefined, systemEntropy);
      case "exclude":
        return reporter.withdraw(at, act.office);
    }
  }
}

function isSame(one: Choices, other: Choices | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether the service refused, with one of these words. */
function isRefused(fault: unknown, ...words: string[]): boolean {
  return fault instanceof CallFailed && fault.refusal !== undefined && words.includes(fault.refusal.word);
}

function front(trust: Trust): Front {
  const { policy } = trust.policyOn(trust.today);
  return {
    today: trust.today,
    organisation: policy.organisation,
    route: routeView(trust),
    dates: {
      ordinary: firstDates(policy, trust.today, "ordinary"),
      danger: firstDates(policy, trust.today, "danger"),
    },
  };
}
