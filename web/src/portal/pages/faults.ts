// What to say when something was not done. Every sentence says what to do next.

import type { Problem } from "../../pages/problem.js";
import { say } from "../../pages/words.js";
import type { Fault } from "../protocol.js";
import { faultBehind } from "./ask.js";

/** The problem behind a failure, in words; `field` is where it is to be put right. */
export function problemOf(error: unknown, field?: string): Problem {
  // A passkey that was not given is no fault of the service.
  const fault = faultBehind(error);
  const text = error instanceof DOMException ? say("say-fault-browser") : inWords(fault);
  return { text, ...(fault?.fault === "refused" ? { english: fault.says } : {}), ...(field === undefined ? {} : { field }) };
}

function inWords(fault: Fault | undefined): string {
  if (fault === undefined) return say("say-fault-service");
  switch (fault.fault) {
    case "untrusted":
      return say("say-fault-untrusted", { what: fault.what });
    case "refused":
      return say("say-fault-refused", { what: fault.says });
    case "copy-changed":
      return say("say-fault-copy-changed", { number: fault.word });
    default:
      return say(`say-fault-${fault.fault}`);
  }
}
