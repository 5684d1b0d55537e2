// The list of words of tracking codes and key words. Knows neither.
import text from "../../../config/words.txt";

/** The EFF's large list (CC BY 3.0 US) without its four hyphenated words: 7772 words, sorted. */
export const WORDS: readonly string[] = text.trimEnd().split("\n");

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
