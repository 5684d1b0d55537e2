// What the service does not take, in the reader's language where the page has a sentence for it.

import type { Refused } from "../worker/protocol.js";
import type { Problem } from "./problem.js";
import { find, inWords, say } from "./words.js";

/** `FAMILY-rule-NAME` or `FAMILY-word-WORD`; where there is neither, what the service said, in English, within `quoted`. A rule
    comes first: `refused` alone says nothing that somebody could act on. */
export function refusedInWords({ says, word = "", rule }: Refused, family: string, quoted: string): Problem {
  const date = rule?.day ?? null;
  const known = find(`${family}-rule-${rule?.name ?? ""}`, date === null ? {} : { date: inWords(date) }) ?? find(`${family}-word-${word}`);
  return known === undefined ? { text: say(quoted, { what: says }), english: says } : { text: known };
}
