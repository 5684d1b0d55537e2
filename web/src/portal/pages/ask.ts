// Asking the portal's worker, which holds the key of whoever is signed in. Whoever asks something is not idle.

import { Asker, NotDone, type Working } from "../../pages/asker.js";
import type { Fault, TaskName, Tasks } from "../protocol.js";

const worker = new Asker<Fault>({ fault: "old-browser" });
let onAsk = (): void => undefined;

/** Asks for a task and waits for its end. Fails with `NotDone`. */
export function ask<T extends TaskName>(
  task: T,
  argument?: Parameters<Tasks[T]>[0],
  working?: Working,
): ReturnType<Tasks[T]> {
  onAsk();
  return worker.ask(task, argument, working) as ReturnType<Tasks[T]>;
}

/** What happens with each question. */
export function whenAsked(act: () => void): void {
  onAsk = act;
}

/** Why something was not done; nothing if the page itself is at fault. */
export function faultBehind(error: unknown): Fault | undefined {
  return error instanceof NotDone ? (error as NotDone<Fault>).fault : undefined;
}

/** Whether it may have been taken, and no answer came. */
export function isUnsettled(error: unknown): boolean {
  return faultBehind(error)?.fault.startsWith("unsettled") === true;
}

/** Ends the worker, and with it every key it holds. */
export function stopWorker(): void {
  worker.stop();
}
