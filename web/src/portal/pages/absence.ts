// The days on which somebody is away: a holder says it themselves, or somebody of a higher stage for them.

import { make, typed } from "../../pages/dom.js";
import { type Problem, showProblems } from "../../pages/problem.js";
import { say } from "../../pages/words.js";
import { folded } from "./folded.js";
import { emptyField, labelled } from "./labelled.js";
import { whoIsIn } from "./session.js";

/** What is wrong with the days in two fields. An absence holds from the day after it is signed: one that begins before would
    say what is not so. */
export function wrongDays(from: string, until: string): Problem | undefined {
  const empty = [from, until].find((id) => typed(id) === "");
  if (empty !== undefined) return emptyField(empty);
  if (typed(from) <= whoIsIn().today) return { text: say("say-away-past"), field: from };
  return typed(until) < typed(from) ? { text: say("say-away-order"), field: until } : undefined;
}

/** A folded form for the days on which somebody is away. */
export function daysForm(name: string, about: string, act: (from: string, until: string, by: HTMLElement) => Promise<void>): HTMLElement {
  const fields = (["from", "until"] as const).map((which) => {
    const input = make("input", "govuk-input govuk-input--width-10");
    input.type = "date";
    return labelled(input, `away-${which}-${name}`, say(which === "from" ? "say-away-from" : "say-away-until-day"));
  });
  const form = make("form", "", ...fields, make("button", "govuk-button govuk-button--secondary", say("say-away-sign")));
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [from, until] = [`away-from-${name}`, `away-until-${name}`];
    const wrong = wrongDays(from, until);
    if (wrong === undefined) void act(typed(from), typed(until), form);
    else showProblems([wrong]);
  });
  return folded(say("say-away-for", { name: about }), form);
}
