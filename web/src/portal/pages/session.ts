// Who is signed in, and how it ends: at once, or after ten minutes without a hand on the page. Then nothing of it stays.

import { byId, make, show } from "../../pages/dom.js";
import { goForGood } from "../../pages/screens.js";
import { say } from "../../pages/words.js";
import type { Me } from "../protocol.js";
import { ask, stopWorker } from "./ask.js";
import { leave, takeLeft } from "./begun.js";
import { draftsInOne } from "./drafts.js";
import { startIdle } from "./idle.js";

let me: Me | undefined;
let ending = false;

/** Whoever is signed in. */
export function whoIsIn(): Me {
  if (me === undefined) throw new Error("nobody is signed in");
  return me;
}

/** Whether the page is being left on purpose: nothing is asked then. */
export function isEnding(): boolean {
  return ending;
}

/** Makes the lock work. Gives whether the last visit ended because nobody was there. */
export function startSession(): boolean {
  byId("lock").addEventListener("click", () => { lock(); });
  byId("idle-lock").addEventListener("click", () => { lock(); });
  addEventListener("pageshow", (event) => {
    // Kept by the browser for its Back button: begin anew.
    if (event.persisted) location.reload();
  });
  addEventListener("pagehide", stopWorker);
  return takeLeft();
}

/** Somebody has signed in: shows their first screen. What another has begun to write is not for them. */
export function signedIn(as: Me): void {
  if (me !== undefined && me.person !== as.person) {
    lock();
    return;
  }
  const isFirst = me === undefined;
  me = as;
  byId("bar-who").textContent = [as.name, as.office?.name ?? say(`say-role-${as.role}`)].join(", ");
  for (const entry of document.querySelectorAll<HTMLElement>("#bar [data-for]")) {
    entry.hidden = entry.dataset["for"]?.split(" ").includes(as.role) !== true;
  }
  show("bar", true);
  showDuties(as);
  if (isFirst) startIdle({ ping: lookAgain, end: () => { lock(true); } });
  goForGood(firstScreen());
}

/** Asks anew who is in, and what waits for them. */
export async function lookAgain(): Promise<void> {
  me = await ask("me");
  showDuties(me);
}

/** On the screens where people begin. */
function showDuties({ duties }: Me): void {
  for (const list of document.querySelectorAll("[data-duties]")) {
    list.replaceChildren(...duties.map(({ duty, about }) => make("li", "govuk-inset-text", say(`say-duty-${duty}`, { name: about }))));
  }
}

/** Forgets everything but what was begun, which the person's own key opens again. */
export function lock(wasIdle = false): void {
  let words = "";
  try {
    words = draftsInOne();
  } finally {
    end(wasIdle, words);
  }
}

/** The worker goes, and the page is loaded anew. */
function end(wasIdle: boolean, words: string): void {
  if (ending) return;
  ending = true;
  const gone = (sealed: string): void => {
    // The page stays until the next one comes, which may take long: what was handed over to it stands.
    clearTimeout(late);
    stopWorker();
    document.body.replaceChildren();
    leave(wasIdle, { sealed, lost: words !== "" && sealed === "" });
    location.reload();
  };
  const late = setTimeout(gone, LOCK_WITHIN_MS, "");
  void ask("lock", words).then(gone, () => { gone(""); });
}

/** So long the worker has to seal what was begun and to wipe the keys: they are gone then in any case. */
const LOCK_WITHIN_MS = 3000;

/** The service has ended the session. What is typed stays on the page, for the same person to go on with. */
export function signedOut(): void {
  show("bar", false);
  goForGood("start");
}

/** The first that the bar offers. */
function firstScreen(): string {
  const entry = document.querySelector<HTMLElement>("#bar li:not([hidden]) > [data-go]");
  return entry?.dataset["go"] ?? "own";
}
