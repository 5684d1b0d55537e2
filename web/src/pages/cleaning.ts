// Asking a cleaner to take out of a file what it tells of whoever made it. Each file gets a worker of its own, which ends with
// it: a file that brings the engine down takes nothing else with it, and nothing of it stays in memory.

import type { Cleaned } from "../clean/clean.js";
import type { CleanAnswer, CleanQuestion } from "../clean/worker.js";
import { startWorker } from "./workers.js";

export type { Cleaned };

/** Why nobody looked into a file: it changed meanwhile, or the cleaner could not be loaded. */
export class NotLooked extends Error {
  readonly why: "changed" | "no-cleaner";

  constructor(why: "changed" | "no-cleaner") {
    super(why);
    this.why = why;
  }
}

/** Cleans a file. Loads the cleaner if no file was cleaned before. Fails with `NotLooked`; an abort ends it at once. */
export function clean(file: Blob, name: string, stop: AbortSignal): Promise<Cleaned> {
  const worker = startWorker("cleaner");
  return new Promise<Cleaned>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<CleanAnswer>) => {
      if ("done" in data) resolve(data.done);
      else reject(new NotLooked("changed"));
    });
    worker.addEventListener("error", (event) => {
      // With words it is a fault of the file's cleaning; without them the script did not come.
      if (event instanceof ErrorEvent) resolve({ outcome: "refused", why: "broken" });
      else reject(new NotLooked("no-cleaner"));
    });
    stop.addEventListener("abort", () => { reject(new NotLooked("changed")); });
    const question: CleanQuestion = { id: 0, file, name };
    worker.postMessage(question);
  }).finally(() => { worker.terminate(); });
}
