// Whether a passphrase is good enough for a key, by a script that only comes when somebody makes one.

import type * as Strength from "./strength.js";

const STRONG_ENOUGH = 3;
const MOST_CHARACTERS = 100;

/** Whether it is hard to guess, also for somebody who knows these names. Fails if the script does not come. */
export async function isStrong(passphrase: string, known: readonly string[]): Promise<boolean> {
  const { strength } = (await import(document.body.dataset["strength"] ?? "")) as typeof Strength;
  const words = known.flatMap((name) => [name, ...name.split(/\s+/)]).filter(Boolean);
  return strength(passphrase.slice(0, MOST_CHARACTERS), ["daylight", ...words]) >= STRONG_ENOUGH;
}
