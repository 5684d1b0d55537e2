// How hard a passphrase is to guess (zxcvbn). A script of its own: its lists of words are large, and only who joins needs it.

import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as english from "@zxcvbn-ts/language-en";

const judge = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...english.dictionary },
  graphs: common.adjacencyGraphs,
});

/** From 0, guessed at once, to 4. What is known of the person anyway makes nothing harder to guess. */
export function strength(passphrase: string, known: readonly string[]): number {
  return judge.check(passphrase, [...known]).score;
}
