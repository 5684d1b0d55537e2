// What the page can ask for, and the secrets of one visit between its questions. All of it ends with the worker.

import { firstDates } from "../core/clocks.js";
import { TrackingCode } from "../core/code.js";
import type { Concern } from "../core/concern.js";
import { Master } from "../core/derive.js";
import { systemEntropy } from "../core/entropy.js";
import { Service } from "../core/http.js";
import { type Acted, type Place, Reporter, proveStep } from "../core/reporter.js";
import { CallFailed } from "../core/problem.js";
import { type Submission } from "../core/submission.js";
import { type Received, prepare, send } from "../core/submit.js";
import { Trust } from "../core/trust.js";
import { type WorkProgress } from "../core/work.js";
import { concernView } from "./concern_view.js";
import { BadCode } from "./faults.js";
import { type Working, fileTasks } from "./files.js";
import type { Act, Choices, ConcernView, Front, Sent, StageView } from "./protocol.js";

/** One visit; `digestAt` is where the script of the fast hash is. */
export function startTasks(working: Working, digestAt: () => string) {
  const service = new Service(location.origin);
  let trust: Trust | undefined;
  let master: Promise<Master> | undefined;
  /** What was sealed last, so that sending again sends the same bytes. */
  let sealed: { of: string; what: Submission } | undefined;
  /** The concern that was sent or come back to; after sending, before anybody has looked at it. */
  let back: { reporter: Reporter; concern?: Concern } | undefined;

  async function trusted(): Promise<Trust> {
    trust ??= await Trust.fetch(service);
    return trust;
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
      const code = TrackingCode.generate(systemEntropy);
      sealed = undefined;
      // Begun while the reporter writes the words down, so that sending does not wait for it.
      master = Master.derive(code, salt, kdf);
      master.catch(() => undefined);
      return code.words();
    },

    async send(choices: Choices, id: number): Promise<Sent> {
      if (master === undefined) throw new Error("there is no code yet");
      const key = await master;
      const onWork = (done: number, all: number): void => { working(id, done / all); };
      const received = await sealAndSend(choices, key, onWork).catch((fault: unknown) => {
        // The page stood open over midnight, or the policy changed with it: seal for the new day.
        const word = fault instanceof CallFailed ? fault.refusal?.word : undefined;
        if (word !== "day_changed" && word !== "malformed") throw fault;
        trust = undefined;
        sealed = undefined;
        return sealAndSend(choices, key, onWork);
      });
      back = { reporter: new Reporter(key) };
      sealed = undefined;
      return { receivedOn: received.receivedOn, dates: received.dates, receipt: received.receipt };
    },

    async enter(text: string): Promise<ConcernView> {
      const code = TrackingCode.parse(text);
      if (!(code instanceof TrackingCode)) throw new BadCode(code);
      const reporter = await Reporter.fromCode(code, await trusted());
      code.wipe();
      const concern = await look(reporter, await trusted());
      back = { reporter, concern };
      return concernView(reporter, concern, await trusted());
    },

    async act(act: Act): Promise<ConcernView> {
      const visit = visited();
      const { reporter } = visit;
      const trust = await trusted();
      const concern = (visit.concern ??= await look(reporter, trust));
      await sign(act, reporter, { service, trust, concern }).catch(async (fault: unknown) => {
        // It may have been taken all the same: the next try names what is there now.
        visit.concern = await look(reporter, trust).catch(() => concern);
        throw fault;
      });
      // The next act names the last entry, so the concern is asked for again.
      return this.again();
    },

    async again(): Promise<ConcernView> {
      const visit = visited();
      const trust = await trusted();
      visit.concern = await look(visit.reporter, trust);
      return concernView(visit.reporter, visit.concern, trust);
    },

    async leave(): Promise<void> {
      back?.reporter.wipe();
      back = undefined;
    },
  };

  async function sealAndSend(choices: Choices, key: Master, onWork: WorkProgress): Promise<Received> {
    const trust = await trusted();
    const of = JSON.stringify(choices);
    if (sealed?.of !== of) sealed = { of, what: await prepare(trust, key, choices, systemEntropy) };
    return send(service, trust, key, sealed.what, onWork);
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
      case "danger":
        return reporter.raiseUrgency(at, "danger", undefined, systemEntropy);
      case "exclude":
        return reporter.withdraw(at, act.office);
    }
  }

  /** Fetches the concern, and checks that each step that has been published stands in the record. */
  async function look(reporter: Reporter, trust: Trust): Promise<Concern> {
    const concern = await reporter.track(service, trust);
    const published = concern.steps.filter(({ index }) => index !== null);
    await Promise.all(published.map((step) => proveStep(service, trust, step)));
    return concern;
  }
}

function front(trust: Trust): Front {
  const { policy } = trust.policyOn(trust.today);
  const seats = trust.seats(policy, trust.today);
  const route: StageView[] = policy.stages.map((stage, at) => ({
    name: stage.name,
    offices: seats
      .filter((seat) => seat.stage === at + 1)
      .map(({ office, name, holders, recipient }) => ({ id: office, name, holders, usable: recipient !== undefined })),
  }));
  return {
    today: trust.today,
    organisation: policy.organisation,
    route,
    dates: {
      ordinary: firstDates(policy, trust.today, "ordinary"),
      danger: firstDates(policy, trust.today, "danger"),
    },
  };
}
