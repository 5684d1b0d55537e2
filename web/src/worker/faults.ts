// From a failure of the core to what the page has words for. Nothing typed is in it.

import { TextTooLong } from "../core/padding.js";
import type { CodeFault } from "../core/code.js";
import { CallFailed, Mistrust, type Refusal, Stopped } from "../core/problem.js";
import type { Fault, Refused } from "./protocol.js";

/** A tracking code that was not understood. */
export class BadCode extends Error {
  readonly fault: CodeFault;

  constructor(fault: CodeFault) {
    super(fault.fault);
    this.fault = fault;
  }
}

/** What to tell the page. */
export function faultOf(error: unknown): Fault {
  if (error instanceof BadCode) return badCode(error.fault);
  if (error instanceof Mistrust) {
    const closed = error.kind === "last_stage_closed" || error.kind === "channel_closed";
    return closed ? { fault: "closed" } : { fault: "untrusted", what: `${error.kind} ${error.detail}`.trim() };
  }
  if (error instanceof TextTooLong) return { fault: "too-long" };
  if (error instanceof CallFailed) {
    if (error.kind === "unreachable") return { fault: "offline" };
    if (error.hasStatus(404)) return { fault: "unknown-code" };
    return error.refusal === undefined ? { fault: "service" } : refused(error.refusal);
  }
  if (error instanceof Stopped) return stopped(error);
  return { fault: "service" };
}

/** The service does not take it: for a reason that both sides know of, or in its own words. */
export function refused({ says, word, rule }: Refusal): Refused | { readonly fault: "closed" | "too-long" } {
  if (word === "closed") return { fault: "closed" };
  if (word === "too_large") return { fault: "too-long" };
  return { fault: "refused", says, word, ...(rule === undefined ? {} : { rule }) };
}

function stopped({ kind }: Stopped): Fault {
  switch (kind) {
    case "file_changed":
    case "file_not_whole":
      return { fault: "file-changed" };
    case "file_not_opened":
      return { fault: "file-damaged" };
    default:
      return { fault: "refused", says: kind };
  }
}

function badCode(fault: CodeFault): Fault {
  switch (fault.fault) {
    case "word-count":
      return { fault: "word-count", count: fault.found };
    case "too-long":
      return { fault: "word-count", count: 0 };
    case "unknown-word":
      return { fault: "unknown-word", number: fault.position, suggestions: fault.suggestions };
    case "checksum":
      return { fault: "swapped" };
  }
}
