// Closing as its forms show it: which reason the findings come to, whether another was chosen, and what waits for a second
// person. Warns, and bars nothing.

import { byId, show, typed } from "../../pages/dom.js";
import { say } from "../../pages/words.js";
import type { Finding, HolderConcern, Proposal } from "../protocol.js";
import { proposalInWords } from "./concern_view.js";
import { isTouched } from "./drafts.js";

/** The reason that belongs to findings which are all like this. */
const REASONS: Readonly<Record<Finding["result"], string>> = {
  upheld: "established",
  partly_upheld: "partly_established",
  not_upheld: "not_established",
};

/** Begins with the reason that the findings come to: with none where the rules do not allow it, or nothing was found. */
export function offerReason(concern: HolderConcern): void {
  const select = byId<HTMLSelectElement>("close-reason");
  if (!isTouched(select.id)) select.value = reasonOf(concern);
  showReason(concern);
}

/** What belongs to the reason that is chosen. */
export function showReason(concern: HolderConcern): void {
  const reason = typed("close-reason");
  show("close-transfer", reason === "transferred");
  tell("close-differs", differing(concern, reason));
}

/** Those that this person can approve, or refuse: of their own, a lower urgency can be taken back. */
export function judgeable({ proposals }: HolderConcern): { readonly approve: readonly Proposal[]; readonly refuse: readonly Proposal[] } {
  return { approve: proposals.filter(({ mine }) => !mine), refuse: proposals.filter(({ mine, what }) => !mine || what === "urgency") };
}

/** What waits, said above its forms, and what a signature there does. */
export function showJudged(concern: HolderConcern): void {
  const { proposals } = concern;
  const kinds = [...new Set(proposals.map(({ what }) => what))];
  byId("judging-heading").textContent = kinds.map((what) => say(`say-proposal-head-${what}`)).join("; ");
  const at = (id: string): Proposal | undefined => proposals.find(({ of }) => of === typed(id));
  const approved = at("approve-of");
  byId("approve-what").textContent = approved === undefined ? "" : proposalInWords(approved);
  tell("approve-differs", approved?.what === "closing" ? differing(concern, approved.to) : "");
  byId("refuse-what").textContent = say(at("refuse-of")?.mine === true ? "say-refuse-own" : "say-refuse-what");
}

/** Findings for a scope that was settled anew come to nothing. */
function reasonOf({ findings, findingsStand }: HolderConcern): string {
  if (!findingsStand) return "";
  const results = new Set(findings.map(({ result }) => result));
  const [first] = results;
  return first === undefined ? "" : REASONS[results.size === 1 ? first : "partly_upheld"];
}

function differing(concern: HolderConcern, reason: string): string {
  const found = reasonOf(concern);
  const speaks = [...Object.values(REASONS), "no_concern_stated"];
  if (found === "" || found === reason || !speaks.includes(reason)) return "";
  return say("say-close-differs", { found: say(`say-reason-${found}`), what: say(`say-reason-${reason}`) });
}

function tell(id: string, text: string): void {
  byId(id).textContent = text;
  show(id, text !== "");
}
