// The list of words of tracking codes and key words. Knows neither.
import text from "./words.txt";

/**
 * The EFF's large list (CC BY 3.0 US) without its four hyphenated words, as in config/words.txt: 7772 words, sorted. The
 * text has for each word how many letters it shares with the one before, and the rest: a quarter less to load.
 */
export const WORDS: readonly string[] = unfold(text);

function unfold(folded: string): string[] {
  let before = "";
  return Array.from(folded.matchAll(/(\d)([a-z]*)/g), ([, shared, rest = ""]) => {
    before = before.slice(0, Number(shared)) + rest;
    return before;
  });
}

/** A word's place in the list, or -1. */
export function indexOf(word: string): number {
  let [low, high] = [0, WORDS.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const known = WORDS[middle] ?? "";
    if (known === word) return middle;
    if (known < word) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
