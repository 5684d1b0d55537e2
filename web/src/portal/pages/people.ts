// People, offices and rules: who waits for whose signature, and what the signed-in person may do about it.

import { byId, make, show, typed } from "../../pages/dom.js";
import { save } from "../../pages/keep.js";
import { type Problem, showProblems } from "../../pages/problem.js";
import { whenShown } from "../../pages/screens.js";
import { inWords, say } from "../../pages/words.js";
import type { OfficeRow, PeopleAct, PeopleDone, PeoplePage, PersonRow, PolicyRow } from "../protocol.js";
import { ask, faultBehind, isUnsettled } from "./ask.js";
import { isStrong } from "./judged.js";
import { daysForm, wrongDays } from "./absence.js";
import { aboutOne, actButton, card, sureButton, wordsForm } from "./cards.js";
import { differs } from "./differs.js";
import { keepFocus } from "./focus.js";
import { folded } from "./folded.js";
import { emptyField, sureField, unsure } from "./labelled.js";
import { lostKeyPart, showLostLink } from "./lost_key.js";
import { choices } from "./offers.js";
import { showInvitations, showInvited } from "./operator.js";
import { chosenFile, spoken } from "./sign_in.js";
import { lookAgain, whoIsIn } from "./session.js";
import { nameOf, signedInWords } from "./signed.js";
import { NotYet, once } from "./working.js";

const WAITS = ["proposed", "signed", "comes"];
/** How rules stand that are not in force yet. */
const COMES: readonly string[] = ["proposed", "signed"];
const KEY_WORDS = 6;

/** Makes the screen and its forms work. */
export function startPeople(): void {
  whenShown("people", () => void loadPeople());
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-people]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const act = FORMS[form.dataset["people"] ?? ""]?.();
      if (act === undefined) return;
      const place = form.closest('[data-screen="operator"]') === null ? "people" : "operator";
      show(`${place}-done`, false);
      if ("act" in act) void change(act, form, place);
      else showProblems([act]);
    });
  }
}

/** Asks who is who, and shows it. */
export async function loadPeople(): Promise<void> {
  await once("people-working", async () => { showPeople(await ask("people")); });
}

/** Signs a change, by a form or a button. What was typed stays if it is not taken. */
export async function change(act: PeopleAct, by: HTMLElement, place: "people" | "operator" = "people"): Promise<void> {
  const name = nameOf(by);
  show(`${place}-done`, false);
  await once(`${place}-working`, async () => {
    if (act.act === "make-office-key" && !(await isStrong(act.passphrase, [whoIsIn().name]))) {
      throw new NotYet([{ text: say("say-weak"), field: "renew-passphrase" }]);
    }
    const { people, file, link, invitation, officeWords, isFound } = await changed(act);
    if (act.act === "lost-key") showLostLink(act.person, link);
    if (by instanceof HTMLFormElement) by.reset();
    if (file !== null) save("daylight.key", "application/octet-stream", file);
    showPeople(people);
    const said = isFound || !(act.act in DONE) ? signedInWords(name, !isFound) : say(DONE[act.act] ?? "");
    byId(`${place}-done`).replaceChildren(said, ...(officeWords.length === 0 ? [] : [" ", spoken(officeWords)]));
    show(`${place}-done`, true);
    keepFocus(byId(`${place}-done`));
    showInvited(act.act === "lost-key" ? "" : link, invitation);
    // The change stands, whatever becomes of this.
    void lookAgain().catch(() => undefined);
  });
}

/** Where nobody knows whether it was taken, or something else waits by now, the page shows how things stand: nobody signs again without
    looking. */
async function changed(act: PeopleAct): Promise<PeopleDone> {
  try {
    return await ask("change", act);
  } catch (error) {
    if (isUnsettled(error) || faultBehind(error)?.fault === "no-such-proposal") await ask("people").then(showPeople).catch(() => undefined);
    throw error;
  }
}

const DONE: Readonly<Record<string, string>> = {
  "make-office-key": "say-done-key-made",
  "renew-office": "say-done-renewed",
  invite: "say-done-invited",
  "lost-key": "say-lost-done",
  "withdraw-invitation": "say-done-withdrawn",
  "propose-invited": "say-done-proposed",
  "propose-policy": "say-done-proposed",
};

const FORMS: Readonly<Record<string, () => PeopleAct | Problem>> = {
  "make-office-key": () => withAll(["renew-passphrase"], () => ({ act: "make-office-key", passphrase: typed("renew-passphrase") })),
  "renew-office": () => {
    const file = chosenFile("renew-file");
    if (file === undefined) return { text: say("say-no-file"), field: "renew-file" };
    return withAll(["renew-proof"], () => ({ act: "renew-office", file, passphrase: typed("renew-proof") }));
  },
  away: () => wrongDays("away-from", "away-until") ?? {
    act: "away", person: whoIsIn().person, from: typed("away-from"), until: typed("away-until"),
  },
  "close-channel": () => byId<HTMLInputElement>("channel-sure").checked
    ? { act: "close-channel" }
    : { text: say("say-tick-first"), field: "channel-sure" },
  invite: () => {
    const role = typed("invite-role") as PersonRow["role"];
    return withAll(["invite-name", "invite-address", ...(role === "inspector" ? ["invite-until"] : [])], () => ({
      act: "invite", name: typed("invite-name").trim(), address: typed("invite-address").trim(), role,
      office: role === "holder" ? typed("invite-office") : "", until: role === "inspector" ? typed("invite-until") : "",
    }));
  },
  "propose-policy": () => withAll(["policy-toml"], () => ({ act: "propose-policy", toml: typed("policy-toml") })),
};

function withAll(ids: readonly string[], act: () => PeopleAct): PeopleAct | Problem {
  const empty = ids.find((id) => typed(id).trim() === "");
  return empty === undefined ? act() : emptyField(empty);
}

/** Fills the screens on which people, offices, rules and invitations stand. */
export function showPeople(page: PeoplePage): void {
  const { people, offices, policies } = page;
  const those = people.filter(({ standing, can }) => WAITS.includes(standing) || can.includes("sign") || can.includes("admit"));
  byId("people-waiting").replaceChildren(...those.map(personWaiting));
  show("people-waiting-none", those.length === 0);
  byId("people-all").replaceChildren(...people.filter((person) => !those.includes(person)).map(personCard));
  byId("offices").replaceChildren(...offices.map(officeCard));
  byId("policies").replaceChildren(...policies.map((policy) => policyCard(policy, page.inForce)));
  const isHolder = whoIsIn().role === "holder";
  show("holder-away", isHolder);
  const own = offices.find(({ can }) => can.includes("renew"));
  show("renew", own !== undefined);
  byId("renew-for").textContent = own === undefined ? "" : say("say-renew-for", { list: own.stay.join(", ") });
  show("close-channel", page.canCloseChannel);
  choices("invite-office", offices.map(({ id, name }) => [id, name]));
  showInvitations(page.invitations);
}

/** Somebody who waits: signed or let in once the words they read out are those of their key. Whoever leaves reads out none. */
function personWaiting(person: PersonRow): HTMLElement {
  const acts = (["sign", "admit"] as const).filter((act) => person.can.includes(act));
  const signs = (act: "sign" | "admit", words: string, by: HTMLElement): Promise<void> =>
    change({ act: act === "sign" ? "sign-person" : "admit", person: person.person, words, proposal: person.proposal }, by);
  const forms = person.words === 0
    ? acts.map((act) => sureButton("say-people-sign-leaving", person.name, say("say-people-leaving-sure", { name: person.name }), (by) => signs(act, "", by)))
    : acts.map((act) => wordsForm(`${act}-${person.person}`, say(`say-people-${act}`, { name: person.name }),
      (words, by) => signs(act, words, by), person.words));
  return card(headOf(person), [
    say(`say-standing-${person.standing}`),
    untilOf(person),
    ...waiting(person),
    acts.length === 0 ? (person.since === "" ? "" : say("say-waits-for-others")) : person.words === 0 ? "" : say("say-hear-words"),
  ], forms);
}

/** Since when something waits, and for whom: that stands here for everybody to see. */
function waiting({ since, waitsFor }: Pick<PolicyRow, "since" | "waitsFor">): string[] {
  if (since === "") return [];
  const names = waitsFor.join(", ");
  return [say("say-since", { date: inWords(since) }), names === "" ? say("say-waits-for-nobody") : say("say-waits-for", { list: names })];
}

function personCard(person: PersonRow): HTMLElement {
  const acts: Node[] = [];
  if (person.can.includes("retire")) acts.push(retirePart(person));
  acts.push(...lostKeyPart(person));
  // One's own absence has a form of its own.
  if (person.can.includes("away") && person.person !== whoIsIn().person) {
    acts.push(daysForm(person.person, person.name, (from, until, by) => change({ act: "away", person: person.person, from, until }, by)));
  }
  return card(headOf(person), [
    say(`say-standing-${person.standing}`),
    untilOf(person),
    ...waiting(person),
    person.away === null ? "" : say("say-away-on", { date: inWords(person.away.from), last: inWords(person.away.until) }),
  ], acts);
}

/** Proposing that they leave. Where nobody else holds their office it is said what follows, and nobody does it by one slip. */
function retirePart({ person, name, lost }: PersonRow): HTMLElement {
  const retire = (by: HTMLElement): Promise<void> => change({ act: "retire", person }, by);
  if (lost?.isLast !== true) return actButton("say-people-retire", name, retire);
  const button = make("button", "govuk-button govuk-button--warning", say("say-people-retire"));
  const form = make("form", "", make("p", "", say("say-people-retire-last")), sureField("people-retire-sure", person), button);
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = unsure("people-retire-sure", person);
    if (wrong.length > 0) showProblems(wrong);
    else void retire(form);
  });
  return folded(aboutOne("say-people-retire", name), form);
}

function headOf({ name, role, office }: PersonRow): string {
  return [name, office || say(`say-role-${role}`)].join(", ");
}

/** The last day of whoever is here for a time. */
function untilOf({ until }: PersonRow): string {
  return until === "" ? "" : say("say-until", { date: inWords(until) });
}

function officeCard({ id, name, stage, holders, leaversKey, proposal, since, waitsFor, can }: OfficeRow): HTMLElement {
  const sign = can.includes("sign")
    ? [wordsForm(`office-${id}`, say("say-office-sign", { name }), (words, by) => change({ act: "sign-office", office: id, words, proposal }, by), KEY_WORDS)]
    : [];
  return card(name, [
    stage,
    holders.length === 0 ? say("say-office-nobody") : holders.join(", "),
    holders.length === 1 ? say("say-office-one") : "",
    leaversKey ? say("say-office-leaver") : "",
    proposal === "" ? "" : say("say-office-proposed"),
    ...waiting({ since, waitsFor }),
  ], sign);
}

function policyCard({ policy, standing, from, toml, canSign, since, waitsFor }: PolicyRow, now: string): HTMLElement {
  const text = code(toml);
  const sign = canSign
    ? [sureButton("say-policy-sign", policy.slice(0, 16), say("say-policy-sure"), (by) => change({ act: "sign-policy", policy }, by))]
    : [];
  return card(say("say-policy-named", { name: policy.slice(0, 16) }), [
    say(`say-policy-${standing}`),
    from === "" ? "" : say("say-policy-from", { date: inWords(from) }),
    ...waiting({ since, waitsFor }),
  ], [...(canSign || COMES.includes(standing) ? changes(now, toml) : []), folded(say("say-policy-text"), text), ...sign]);
}

/** What would be otherwise than under the rules in force. */
function changes(now: string, proposed: string): HTMLElement[] {
  const { gone, come } = differs(now, proposed);
  if (gone.length + come.length === 0) return [make("p", "govuk-body", say("say-policy-same"))];
  const parts: [string, readonly string[]][] = [["say-policy-gone", gone], ["say-policy-come", come]];
  return parts.filter(([, lines]) => lines.length > 0)
    .flatMap(([key, lines]) => [make("p", "govuk-body", say(key)), code(lines.join("\n"))]);
}

function code(toml: string): HTMLElement {
  const text = make("pre", "", toml);
  text.lang = "en";
  text.dir = "ltr";
  text.translate = false;
  return text;
}
