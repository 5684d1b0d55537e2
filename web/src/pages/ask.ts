// Asking the worker, which seals, signs, checks and speaks with the service.

import type { Fault, TaskName, Tasks } from "../worker/protocol.js";
import { Asker, NotDone, type Working } from "./asker.js";

const worker = new Asker<Fault>({ fault: "old-browser" });

/** Asks for a task and waits for its end. Fails with `NotDone`. */
export function ask<T extends TaskName>(
  task: T,
  argument?: Parameters<Tasks[T]>[0],
  working?: Working,
): ReturnType<Tasks[T]> {
  return worker.ask(task, argument, working) as ReturnType<Tasks[T]>;
}

/** Why something was not done; nothing if the page itself is at fault. */
export function faultBehind(error: unknown): Fault | undefined {
  return error instanceof NotDone ? (error as NotDone<Fault>).fault : undefined;
}

/** Ends the worker, and with it every secret it holds. */
export function stopWorker(): void {
  worker.stop();
}
