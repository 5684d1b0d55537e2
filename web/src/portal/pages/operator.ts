// The operator's screen: how the instance is, who was invited, and what cannot be done here. Nothing on it is about a concern.

import { byId, make, show, typed } from "../../pages/dom.js";
import { inEnglish } from "../../pages/problem.js";
import { whenShown } from "../../pages/screens.js";
import { inWords, say } from "../../pages/words.js";
import type { Health, InvitationRow } from "../protocol.js";
import { ask } from "./ask.js";
import { actButton, card, copy } from "./cards.js";
import { change, showPeople } from "./people.js";
import { once } from "./working.js";

/** Makes the screen work. */
export function startOperator(): void {
  whenShown("operator", () => void load());
  byId("invited-copy").addEventListener("click", () => void copy(byId("invited-link").textContent ?? "", "invited-copied"));
  byId("invite-role").addEventListener("change", () => {
    show("invite-holder", typed("invite-role") === "holder");
    show("invite-inspector", typed("invite-role") === "inspector");
  });
}

/** The invitation whose address is shown. */
let shown = "";

/** Shows the address of a new invitation, until that is answered or something else is done. */
export function showInvited(link: string, invitation: string): void {
  shown = invitation;
  show("invited", link !== "");
  byId("invited-link").textContent = link;
  byId("invited-copied").textContent = "";
}

/** Who was invited and what has come of it. */
export function showInvitations(invitations: readonly InvitationRow[]): void {
  byId("invitations").replaceChildren(...invitations.map(invitationCard));
  show("invitations-none", invitations.length === 0);
  if (!invitations.some(({ id, standing }) => id === shown && standing === "waiting")) showInvited("", "");
}

async function load(): Promise<void> {
  await once("operator-working", async () => {
    showPeople(await ask("people"));
    // Last, and in the same piece of work: nothing that succeeds after it takes away what it says.
    showHealth(await ask("health"));
  });
}

function showHealth({ findings }: Health): void {
  show("health-none", findings.length === 0);
  byId("health").replaceChildren(...findings.map(({ weight, what, todo }) => {
    const mark = make("strong", weight === "fact" ? "daylight-mark" : "daylight-mark daylight-mark--pressing", say(`say-health-${weight}`));
    return make("li", "", mark, " ", inEnglish(weight === "fact" ? `${what}.` : `${what}. ${todo}`));
  }));
}

/** Nothing is left to be done about the invitation of somebody who is proposed. */
function invitationCard({ id, name, role, office, until, standing }: InvitationRow): HTMLElement {
  const head = [name, office || say(`say-role-${role}`)].join(", ");
  const told = INVITED[standing];
  if (told === undefined) return card(head, [say(`say-standing-${standing}`)]);
  const acts = [
    ...(standing === "answered" ? [actButton("say-propose", name, (by) => change({ act: "propose-invited", invitation: id }, by, "operator"))] : []),
    actButton("say-withdraw", name, (by) => change({ act: "withdraw-invitation", invitation: id }, by, "operator")),
  ];
  return card(head, [say(told), say("say-invited-until", { date: inWords(until) })], acts);
}

/** How it stands before anybody is proposed. */
const INVITED: Readonly<Record<string, string>> = {
  waiting: "say-invited-waiting",
  answered: "say-invited-answered",
  office: "say-invited-office",
};
