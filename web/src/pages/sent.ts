// The concern has been sent and its receipt has been checked: the dates, and a record for those who want one.

import type { Choices, Front, Sent } from "../worker/protocol.js";
import { byId, make, show } from "./dom.js";
import { saveDates, saveReceipt } from "./keep.js";
import { firstReaders } from "./route.js";
import { inWords, say } from "./words.js";

const SAID: Readonly<Record<string, string>> = {
  danger: "sent-reply-by",
  acknowledge: "sent-reply-by",
  first_decision: "sent-decide-by",
  feedback: "sent-feedback-by",
};

/** Fills the screen. */
export function showSent(sent: Sent, front: Front, { about, account }: Choices): void {
  const { name: stage } = firstReaders(front, sent.excluded);
  show("sent-before-changes", sent.isBeforeChanges);
  // Nowhere else is what was typed last: it stays until the page is left.
  byId("sent-changed").textContent = sent.isBeforeChanges ? [about, account].filter(Boolean).join("\n") : "";
  const danger = sent.dates.some(({ clock }) => clock === "danger");
  const lines = sent.dates
    // In danger the reply is due earlier, and the later date would only confuse.
    .filter(({ clock }) => SAID[clock] !== undefined && !(danger && clock === "acknowledge"))
    .map(({ clock, due }) => make("li", "", say(SAID[clock] ?? "", { date: inWords(due), stage })));
  byId("sent-dates").replaceChildren(...lines);
  byId("sent-missed").textContent = say("sent-missed", { last: front.route.at(-1)?.name ?? "" });
  const first = sent.dates.find(({ clock }) => clock === (danger ? "danger" : "acknowledge"))?.due ?? sent.receivedOn;
  byId("sent-return").textContent = say("sent-return", { date: inWords(first) });
  byId("sent-receipt").onclick = () => { saveReceipt(sent.receipt); };
  byId("sent-calendar").onclick = () => { saveDates(sent.dates, sent.receivedOn); };
}
