// What a mail says: every one looks alike, and its words are in an attachment, sealed to the key of whoever it was sent to.

import { byId } from "../../pages/dom.js";
import { showProblems } from "../../pages/problem.js";
import { say } from "../../pages/words.js";
import { ask } from "./ask.js";
import { chosenFile } from "./sign_in.js";
import { once } from "./working.js";

/** Makes the form work. */
export function startMail(): void {
  byId("mail").addEventListener("submit", (event) => {
    event.preventDefault();
    void read();
  });
}

async function read(): Promise<void> {
  const file = chosenFile("mail-file");
  byId("mail-says").textContent = "";
  if (file === undefined) {
    showProblems([{ text: say("say-no-mail"), field: "mail-file" }]);
    return;
  }
  await once("mail-says", async () => {
    const says = await ask("mail", file);
    byId("mail-says").replaceChildren(says);
  }, "mail-file");
}
