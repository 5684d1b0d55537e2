// From a form to an act: what is typed, or what is missing.

import { byId, typed } from "../../pages/dom.js";
import type { Problem } from "../../pages/problem.js";
import { inWords, say } from "../../pages/words.js";
import type { HolderAct, Urgency } from "../protocol.js";
import { concernShown } from "./concern.js";
import { findingsTyped, lines } from "./findings_editor.js";
import { FIRST_LOOK } from "./first_look.js";
import { emptyField } from "./labelled.js";
import { sharedInWords } from "./parts.js";
import { scopeTyped } from "./scope_editor.js";
import { whoIsIn } from "./session.js";

/** What a form stands for: most for one act, a scope or findings with a letter for two. */
export type Typed = HolderAct[] | Problem[];

/** Whether something is missing. */
export function isMissing(typed: Typed): typed is Problem[] {
  return typed.some((one) => !("act" in one));
}

/** The acts of a form, or what is missing in it. */
export function actsOf(name: string): Typed {
  return ACTS[name]?.() ?? [];
}

const ACTS: Readonly<Record<string, () => Typed>> = {
  "no-conflict": () => [{ act: "no-conflict" }],
  conflict: () => [{ act: "conflict" }],
  mismatch: () => [{ act: "mismatch" }],
  "cannot-open": () => [{ act: "cannot-open" }],
  "first-look": () => withText("first-look-text", (text) => ({ act: "note", text: `${FIRST_LOOK}\n${text}`, offices: ownOffice() })),
  acknowledge: () => withText("acknowledge-text", (text) => ({ act: "acknowledge", text: joined(text, typed("acknowledge-line")) })),
  message: () => withText("message-text", (text) => ({ act: "message", text })),
  feedback: () => withText("feedback-text", (text) => ({ act: "feedback", text })),
  repeat: () => withText("repeat-text", (text) => ({ act: "repeat", text })),
  "refer-result": () => withText("refer-result-text", (text) => ({ act: "refer-result", text })),
  "treatment-answer": () => withText("treatment-answer-text", (text) => ({ act: "treatment-answer", text })),
  "dispute-answer": () => withText("dispute-answer-text", (text) => ({ act: "dispute-answer", text, samePerson: isTicked("dispute-same") })),
  note: () => {
    const offices = ticked("note-office");
    if (offices.length === 0) return [{ text: say("say-choose-office"), field: "note-offices" }];
    return withText("note-text", (text) => ({ act: "note", text, offices }));
  },
  tags: () => {
    const tags = lines(typed("tags-text"));
    // Without a tag before or after, the record would have a note of nothing for good.
    return tags.length === 0 && concernShown().tags.length === 0 ? [emptyField("tags-text")] : [{ act: "tags", tags }];
  },
  scope: () => {
    const points = scopeTyped();
    if (points.some((point) => !("isIn" in point))) return points as Problem[];
    return [{ act: "scope", points: points as Extract<HolderAct, { act: "scope" }>["points"] }, ...letter("scope-text")];
  },
  findings: () => {
    const findings = findingsTyped();
    return "act" in findings ? [findings, ...letter("findings-text")] : findings;
  },
  extend: () => withAll(["extend-due", "extend-text"], () => ({
    act: "extend", clock: typed("extend-clock") as "first_decision" | "referral_review", due: typed("extend-due"), text: words("extend-text"),
  })),
  refer: () => withAll(["refer-receiver", "refer-review", "refer-text"], () => ({
    act: "refer", receiver: words("refer-receiver"), review: typed("refer-review"), text: words("refer-text"),
  })),
  regulator: () => {
    const told = picked("regulator-told");
    if (told === undefined) return [{ text: say("say-choose-one"), field: "regulator-told-yes" }];
    return withText("regulator-text", (text) => ({ act: "regulator", told: told === "yes", text }));
  },
  urgency: () => withText("urgency-text", (text) => ({ act: "urgency", to: picked("urgency") as Urgency, text })),
  action: () => {
    const due = typed("action-due");
    const typedAll = withAll(["action-owner", "action-text", "action-due"], () => ({
      act: "action", due, text: say("say-owner", { who: words("action-owner"), what: words("action-text") }),
    }));
    if (isMissing(typedAll) || due <= inTwoYears() || due === farDay) return typedAll;
    farDay = due;
    return [{ text: say("say-far-day", { date: inWords(due) }), field: "action-due" }];
  },
  "action-done": () => withText("action-done-text", (text) => ({ act: "action-done", action: typed("action-done-which"), text })),
  "hand-over": () => [{ act: "hand-over", to: typed("hand-over-to") }],
  redact: () => withText("redact-text", (text) => ({ act: "redact", part: typed("redact-part"), text })),
  share: () => {
    const parts = ticked("share-part");
    if (parts.length === 0) return [{ text: say("say-choose-part"), field: "share-parts" }];
    return withAll(["share-to", "share-text"], () => ({
      act: "share", to: words("share-to"), parts, text: joined(sharedInWords(parts, concernShown()), words("share-text")),
    }));
  },
  close: () => {
    const reason = typed("close-reason");
    if (reason === "") return [{ text: say("say-choose-one"), field: "close-reason" }];
    const fields = reason === "transferred" ? ["close-receiver", "close-text"] : ["close-text"];
    return withAll(fields, () => ({ act: "close", reason, receiver: words("close-receiver"), text: words("close-text") }));
  },
  "close-unread": () => withText("close-unread-text", (text) => ({ act: "close-unread", text })),
  "approve-unread": () => [{ act: "approve-unread", of: typed("approve-unread-of") }],
  "refuse-unread": () => withText("refuse-unread-text", (text) => ({ act: "refuse-unread", of: typed("refuse-unread-of"), text })),
  approve: () => [{ act: "approve", of: typed("approve-of") }],
  refuse: () => withText("refuse-text", (text) => ({ act: "refuse", of: typed("refuse-of"), text })),
};

/** A day so far away that it was asked for again: most are slips of the finger. */
let farDay = "";

function inTwoYears(): string {
  const { today } = concernShown();
  return `${Number(today.slice(0, 4)) + 2}${today.slice(4)}`;
}

function withText(id: string, act: (text: string) => HolderAct): Typed {
  return withAll([id], () => act(words(id)));
}

function withAll(ids: readonly string[], act: () => HolderAct): Typed {
  const empty = ids.filter((id) => words(id) === "");
  if (empty.length > 0) return empty.map(emptyField);
  return [act()];
}

/** A letter that goes with an act, if one was written. */
function letter(id: string): HolderAct[] {
  return words(id) === "" ? [] : [{ act: "message", text: words(id) }];
}

function words(id: string): string {
  return typed(id).trim();
}

function joined(text: string, line: string): string {
  return [text, line.trim()].filter(Boolean).join("\n\n");
}

function ownOffice(): string[] {
  return [whoIsIn().office?.id ?? ""].filter(Boolean);
}

function isTicked(id: string): boolean {
  return byId<HTMLInputElement>(id).checked;
}

function ticked(name: string): string[] {
  return [...document.querySelectorAll<HTMLInputElement>(`input[name="${name}"]:checked`)].map(({ value }) => value);
}

function picked(name: string): string | undefined {
  return ticked(name)[0];
}
