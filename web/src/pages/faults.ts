// What to say when something was not done. Every sentence says what to do next.

import { faultBehind } from "./ask.js";
import type { Problem } from "./problem.js";
import { refusedInWords } from "./refused.js";
import { say } from "./words.js";

/** The problem behind a failure, in words; `field` is where a code is typed. */
export function problemOf(error: unknown, field?: string): Problem {
  const fault = faultBehind(error);
  if (fault === undefined) return { text: say("problem-service") };
  const at = (text: string): Problem => (field === undefined ? { text } : { text, field });
  switch (fault.fault) {
    case "offline":
      return { text: say("problem-offline") };
    case "service":
      return { text: say("problem-service") };
    case "old-browser":
      return { text: say("problem-old-browser") };
    case "closed":
      return { text: say("problem-closed") };
    case "untrusted":
      return { text: say("problem-untrusted", { what: fault.what, last: document.body.dataset["last"] ?? "" }) };
    case "refused":
      return refusedInWords(fault, "problem", "problem-refused");
    case "file-changed":
      return { text: say("file-changed") };
    case "file-damaged":
      return { text: say("file-damaged") };
    case "too-long":
      return { text: say("problem-too-long") };
    case "unknown-code":
      return at(say("enter-error"));
    case "swapped":
      return at(say("enter-error-swapped"));
    case "word-count":
      return at(say("enter-error-words", { count: fault.count }));
    case "unknown-word": {
      const unknown = say("enter-error-unknown", { number: fault.number });
      if (fault.suggestions.length === 0) return at(unknown);
      return at(`${unknown} ${say("enter-error-meant", { words: fault.suggestions.join(", ") })}`);
    }
  }
}

/** After Send. A concern that may have left and whose answer did not come back may have arrived: nobody is told that it was
    not sent. */
export function notSent(error: unknown, mayHaveLeft: boolean): Problem[] {
  const fault = faultBehind(error)?.fault ?? "service";
  if (fault === "untrusted") return [problemOf(error)];
  const isUnsettled = mayHaveLeft && (fault === "offline" || fault === "service");
  return [{ text: say(isUnsettled ? "problem-no-receipt" : "problem-not-sent") }, problemOf(error)];
}
