// The worker that cleans: loaded when the first file is chosen, and ended by the page when it likes. A file that brings the
// engine down takes nothing else with it.
import { type Cleaned, clean } from "./clean.js";

export interface CleanQuestion {
  readonly id: number;
  readonly file: Blob;
  readonly name: string;
}

/** A fault says only that the file could not be read: it has gone, or has changed since it was chosen. */
export type CleanAnswer =
  | { readonly id: number; readonly done: Cleaned }
  | { readonly id: number; readonly fault: "unreadable" };

addEventListener("message", (event: MessageEvent<CleanQuestion>) => {
  void take(event.data);
});

async function take({ id, file, name }: CleanQuestion): Promise<void> {
  try {
    answer({ id, done: await clean(file, name) });
  } catch {
    answer({ id, fault: "unreadable" });
  }
}

function answer(words: CleanAnswer): void {
  postMessage(words);
}
