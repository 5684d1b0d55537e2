// Joining: an invitation, a passphrase, a key file that is saved and proven to open, and the words that are read out.

import { byId, make, show, typed } from "../../pages/dom.js";
import { save } from "../../pages/keep.js";
import { type Problem, showProblems } from "../../pages/problem.js";
import { goForGood } from "../../pages/screens.js";
import { inWords, say } from "../../pages/words.js";
import type { Invitation, NewKey } from "../protocol.js";
import { ask } from "./ask.js";
import { isStrong } from "./judged.js";
import { chosenFile } from "./sign_in.js";
import { NotYet, once } from "./working.js";

let token = "";
let invitation: Invitation | undefined;
let key: NewKey | undefined;
let isAnswered = false;

/** Takes the one-time token out of the address, where it must not stay, and begins with it if there is one. */
export function startJoining(): void {
  token = new URLSearchParams(location.hash.slice(1)).get("join") ?? "";
  if (location.hash !== "") history.replaceState(history.state, "", location.pathname);
  byId("join-form").addEventListener("submit", (event) => {
    event.preventDefault();
    void makeKey();
  });
  byId("join-passphrase").addEventListener("input", () => void judge());
  byId("join-save").addEventListener("click", () => {
    if (key !== undefined) save(key.fileName, "application/octet-stream", key.file);
  });
  byId("join-proof").addEventListener("submit", (event) => {
    event.preventDefault();
    void prove();
  });
  if (token !== "") void look();
}

/** Whether a key was made that nobody can be let in with yet. */
export function isJoining(): boolean {
  return key !== undefined && !isAnswered;
}

async function look(): Promise<void> {
  goForGood("join");
  await once("joining", async () => {
    invitation = await ask("invitation", token);
    const { name, role, officeName, until, isFirst } = invitation;
    const what = [say(`say-role-${role}`), officeName].filter(Boolean).join(", ");
    byId("join-who").textContent = say("say-join-who", { who: name, what, date: inWords(until) });
    byId("join-words-who").textContent = say(whoHears(invitation));
    show("join-first", isFirst);
    show("join-form", true);
  });
}

/** Who signs for a newcomer, and who lets them in: only a holder is let in, by a colleague where there is one. */
function whoHears({ role, isFirst }: Invitation): string {
  if (role !== "holder") return "say-join-read-signer";
  return isFirst ? "say-join-read-first" : "say-join-read-colleague";
}

/** Whether the passphrase is strong enough; not known while the script has not come. */
async function judge(): Promise<boolean> {
  const told = byId("join-strength");
  told.textContent = say("say-working");
  const isGood = await isStrong(typed("join-passphrase"), [invitation?.name ?? "", invitation?.officeName ?? ""]);
  told.textContent = say(isGood ? "say-strong" : "say-weak");
  return isGood;
}

async function makeKey(): Promise<void> {
  await once("joining", async () => {
    const problems = await wrongWithPassphrase();
    if (problems.length > 0) throw new NotYet(problems);
    key = await ask("makeKey", { token, passphrase: typed("join-passphrase") });
    byId<HTMLFormElement>("join-form").reset();
    byId("join-words").replaceChildren(...key.words.map((word) => make("li", "", word)));
    byId("join-office-words").replaceChildren(...key.officeWords.map((word) => make("li", "", word)));
    show("join-office", key.officeWords.length > 0);
    goForGood("join-save");
  });
}

async function wrongWithPassphrase(): Promise<Problem[]> {
  if (!(await judge())) return [{ text: say("say-weak"), field: "join-passphrase" }];
  if (typed("join-passphrase") !== typed("join-again")) return [{ text: say("say-not-twice"), field: "join-again" }];
  return [];
}

async function prove(): Promise<void> {
  const file = chosenFile("join-file");
  if (file === undefined) {
    showProblems([{ text: say("say-no-file"), field: "join-file" }]);
    return;
  }
  await once("proving", async () => {
    await ask("answerInvitation", { token, file, passphrase: typed("join-proof-passphrase") });
    isAnswered = true;
    byId<HTMLFormElement>("join-proof").reset();
    goForGood("join-words");
  }, "join-proof-passphrase");
}
