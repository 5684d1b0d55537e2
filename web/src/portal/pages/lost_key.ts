// "NAME has lost their key": what will happen and for how long, one press, and how far it is. The operator's step at a person's
// card; the leaving and the coming themselves stand on the other cards, for those who sign.

import { make, typed } from "../../pages/dom.js";
import { type Problem, showProblems } from "../../pages/problem.js";
import { inWords, say } from "../../pages/words.js";
import type { LostKey, LostStep, PersonRow } from "../protocol.js";
import { actButton, copy } from "./cards.js";
import { folded } from "./folded.js";
import { emptyField, labelled, sureField, unsure } from "./labelled.js";
import { change } from "./people.js";

/** Addresses that were shown in this visit: nobody can show one again. */
const links = new Map<string, string>();
/** Whose step stays unfolded when the cards are made anew. */
const unfolded = new Set<string>();
/** What was typed: cards are made anew also where it is not known what became of a press. */
const addresses = new Map<string, string>();

/** Keeps what the press gave, for the card that comes. */
export function showLostLink(person: string, link: string): void {
  unfolded.add(person);
  if (link !== "") links.set(person, link);
}

/** The step, folded until it is begun; nothing where there is none. */
export function lostKeyPart({ person, name, lost }: PersonRow): Node[] {
  if (lost === null) return [];
  const part = folded(say("say-lost-heading", { name }),
    ...toldOf(lost, name).map((text) => make("p", "", text)),
    make("ol", "daylight-tasks", ...lost.steps.map((one) => stepItem(one, name))),
    ...linkPart(person, name, lost),
    ...actPart(person, name, lost)) as HTMLDetailsElement;
  part.id = `lost-${person}`;
  part.open = lost.isBegun || unfolded.has(person);
  return [part];
}

/** What happens, and until when; what is over is not said any more. */
function toldOf({ next, isLast, isEnd, colleagues, refusedFrom, opensFrom }: LostKey, name: string): string[] {
  const [date, last] = [inWords(refusedFrom), inWords(opensFrom)];
  const office = isLast ? say(isEnd ? "say-lost-end" : "say-lost-last", { name })
    : colleagues.length > 0 ? say("say-lost-colleagues", { name, list: colleagues.join(", ") }) : "";
  return [
    ...(next === "both" || next === "leave" ? [say("say-lost-what", { name }), say("say-lost-when", { date, last })] : []),
    office,
    say("say-lost-words"),
  ].filter((text) => text !== "");
}

function stepItem({ what, state, who }: LostStep, name: string): HTMLElement {
  const isOpen = state === "waits" && who.length === 0;
  const told = state === "waits" ? say(isOpen ? "say-waits-for-nobody" : "say-waits-for", { list: who.join(", ") })
    : state === "done" ? say("say-done") : say(`say-lost-${state}`);
  const mark = make("strong", state === "done" ? "daylight-mark daylight-mark--done" : "daylight-mark", told);
  return make("li", "", make("span", "", say(`say-lost-step-${what}`, { name })), " ", mark);
}

/** The new address, shown once. */
function linkPart(person: string, name: string, { next }: LostKey): Node[] {
  const link = links.get(person);
  if (link === undefined || next !== "anew") return [];
  const code = make("code", "", link);
  code.id = `lost-link-${person}`;
  code.dir = "ltr";
  code.translate = false;
  const told = make("p", "");
  told.id = `lost-copied-${person}`;
  told.setAttribute("role", "status");
  return [make("p", "", say("say-lost-link", { name })), make("p", "", code),
    actButton("say-lost-copy", name, () => copy(link, told.id)), told];
}

function actPart(person: string, name: string, { next, isLast, address, invitation }: LostKey): Node[] {
  if (next === "nothing") return [];
  if (next === "propose") return [actButton("say-propose", name, (by) => change({ act: "propose-invited", invitation }, by))];
  const invites = next !== "leave";
  const at = `lost-address-${person}`;
  const asked = isLast && (next === "leave" || next === "both");
  const form = make("form", "", ...(invites ? [addressField(at, addresses.get(person) ?? address)] : []), ...(asked ? [sureField("lost-sure", person)] : []),
    make("button", next === "anew" ? "govuk-button govuk-button--secondary" : "govuk-button", say(`say-lost-${next}`)));
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong: Problem[] = [];
    if (invites && typed(at).trim() === "") wrong.push(emptyField(at));
    if (asked) wrong.push(...unsure("lost-sure", person));
    if (wrong.length > 0) {
      showProblems(wrong);
      return;
    }
    unfolded.add(person);
    if (invites) addresses.set(person, typed(at).trim());
    void change({ act: "lost-key", person, invites, address: invites ? typed(at).trim() : "" }, form);
  });
  if (next !== "anew") return [form];
  const again = folded(say("say-lost-again"), form) as HTMLDetailsElement;
  // Whose address nobody here has seen is invited again, or waits for theirs.
  again.open = unfolded.has(person) && !links.has(person);
  return [again];
}

function addressField(id: string, address: string): HTMLElement {
  const input = make("input", "govuk-input");
  input.type = "email";
  input.dir = "ltr";
  input.autocomplete = "off";
  input.translate = false;
  input.value = address;
  return labelled(input, id, say("say-lost-address"));
}
