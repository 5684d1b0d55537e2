// What to say when something was not done. Every sentence says what to do next.

import type { Problem } from "../../pages/problem.js";
import { refusedInWords } from "../../pages/refused.js";
import { say } from "../../pages/words.js";
import type { Fault } from "../protocol.js";
import { faultBehind } from "./ask.js";

/** The problem behind a failure, in words; `field` is where it is to be put right. */
export function problemOf(error: unknown, field?: string): Problem {
  // A passkey that was not given is no fault of the service.
  const problem = error instanceof DOMException ? { text: say("say-fault-browser") } : faultInWords(faultBehind(error));
  // Nothing in the field is wrong where others are still to sign.
  const isElsewhere = faultBehind(error)?.fault === "unknown-person";
  return field === undefined || isElsewhere ? problem : { ...problem, field };
}

/** A fault in words; none is one of the page itself. */
export function faultInWords(fault: Fault | undefined): Problem {
  if (fault === undefined) return { text: say("say-fault-service") };
  switch (fault.fault) {
    case "untrusted":
      return { text: say("say-fault-untrusted", { what: fault.what }) };
    case "refused":
      return refusedInWords(fault, "say", "say-fault-refused");
    case "unknown-person": {
      const { words, officeWords } = fault;
      const ofOffice = officeWords === "" ? [] : [say("say-fault-unknown-office", { words: officeWords })];
      return { text: [say("say-fault-unknown-person", { words }), ...ofOffice].join(" ") };
    }
    case "known-key":
      return { text: say("say-rule-person_known") };
    case "no-such-proposal":
      return { text: say("say-rule-no_such_proposal") };
    case "copy-changed":
      return { text: say("say-fault-copy-changed", { number: fault.word }) };
    default:
      return { text: say(`say-fault-${fault.fault}`) };
  }
}
