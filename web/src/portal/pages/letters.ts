// Texts in every language of the instance, by a script that comes with the first concern: the desk has no use for them, and people
// wait for it on slow lines (web/letters.mjs).

import type { Messages } from "../../pages/words.js";

interface Letters {
  readonly language: string;
  readonly messages: Messages;
}

let all: readonly Letters[] = [];

/** Fetches them, once. Fails if the script does not come: without it, a page would not warn of a small group. */
export async function loadLetters(): Promise<void> {
  if (all.length > 0) return;
  const { letters } = (await import(document.body.dataset["letters"] ?? "")) as {
    readonly letters: readonly { readonly language: string; readonly messages: Readonly<Record<string, string>> }[];
  };
  all = letters.map(({ language, messages }) => ({ language, messages: new Map(Object.entries(messages)) }));
}

/** One for each language, once they are there. */
export function allLetters(): readonly Letters[] {
  return all;
}
