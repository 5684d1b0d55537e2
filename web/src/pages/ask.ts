// Asking the worker, which seals, signs, checks and speaks with the service.

import type { Addresses, Answer, Fault, Question, TaskName, Tasks } from "../worker/protocol.js";
import { startWorker } from "./workers.js";

let worker: Worker | undefined;
let last = 0;
const waiting = new Map<number, { done(value: unknown): void; failed(fault: Fault): void; working?: Working }>();

/** How far the work for a place in a rush has come, or a file, from 0 to 1; whether nothing answers. */
type Working = (share: number, away: boolean) => void;

/** Something that was not done, and why. */
export class NotDone extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.fault);
    this.fault = fault;
  }
}

/** Asks for a task and waits for its end. Fails with `NotDone`. */
export function ask<T extends TaskName>(
  task: T,
  argument?: Parameters<Tasks[T]>[0],
  working?: Working,
): ReturnType<Tasks[T]> {
  const id = ++last;
  const promise = new Promise((resolve, reject) => {
    const entry = { done: resolve, failed: (fault: Fault) => { reject(new NotDone(fault)); } };
    waiting.set(id, working === undefined ? entry : { ...entry, working });
    const question: Question = { id, task, argument };
    start().postMessage(question);
  });
  return promise as ReturnType<Tasks[T]>;
}

/** Ends the worker, and with it every secret it holds. */
export function stopWorker(): void {
  worker?.terminate();
  worker = undefined;
  waiting.clear();
}

function start(): Worker {
  if (worker !== undefined) return worker;
  worker = startWorker("worker");
  const addresses: Addresses = { digest: document.body.dataset["digest"] ?? "" };
  worker.postMessage(addresses);
  worker.addEventListener("message", (event: MessageEvent<Answer>) => { take(event.data); });
  worker.addEventListener("error", () => {
    for (const entry of waiting.values()) entry.failed({ fault: "old-browser" });
    stopWorker();
  });
  return worker;
}

function take(answer: Answer): void {
  const entry = waiting.get(answer.id);
  if (entry === undefined) return;
  if ("working" in answer) {
    entry.working?.(answer.working, answer.away === true);
    return;
  }
  waiting.delete(answer.id);
  if ("fault" in answer) entry.failed(answer.fault);
  else entry.done(answer.done);
}
