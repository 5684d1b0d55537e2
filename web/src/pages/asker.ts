// Asking the page's worker and waiting for its answers. Knows no question and no answer.

import type { Addresses, Answer } from "../worker/protocol.js";
import { startWorker } from "./workers.js";

/** How far a piece of work has come, from 0 to 1; whether nothing answers. */
export type Working = (share: number, away: boolean) => void;

/** Something that was not done, and why. */
export class NotDone<Fault> extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super("not done");
    this.fault = fault;
  }
}

interface Waiting<Fault> {
  done(value: unknown): void;
  failed(fault: Fault): void;
  readonly working?: Working;
}

/** The page's one worker: started with the first question. `broken` is the fault if its script does not run. */
export class Asker<Fault> {
  readonly #broken: Fault;
  readonly #waiting = new Map<number, Waiting<Fault>>();
  #worker: Worker | undefined;
  #last = 0;

  constructor(broken: Fault) {
    this.#broken = broken;
  }

  /** Asks for a task and waits for its end. Fails with `NotDone`. */
  ask(task: string, argument: unknown, working?: Working): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const entry = { done: resolve, failed: (fault: Fault) => { reject(new NotDone(fault)); } };
      this.#waiting.set(id, working === undefined ? entry : { ...entry, working });
      this.#start().postMessage({ id, task, argument });
    });
  }

  /** Ends the worker, and with it every secret it holds. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#waiting.clear();
  }

  #start(): Worker {
    if (this.#worker !== undefined) return this.#worker;
    const worker = startWorker("worker");
    const addresses: Addresses = { digest: document.body.dataset["digest"] ?? "" };
    worker.postMessage(addresses);
    worker.addEventListener("message", (event: MessageEvent<Answer<Fault>>) => { this.#take(event.data); });
    worker.addEventListener("error", () => {
      for (const entry of this.#waiting.values()) entry.failed(this.#broken);
      this.stop();
    });
    this.#worker = worker;
    return worker;
  }

  #take(answer: Answer<Fault>): void {
    const entry = this.#waiting.get(answer.id);
    if (entry === undefined) return;
    if ("working" in answer) {
      entry.working?.(answer.working, answer.away === true);
      return;
    }
    this.#waiting.delete(answer.id);
    if ("fault" in answer) entry.failed(answer.fault);
    else entry.done(answer.done);
  }
}
