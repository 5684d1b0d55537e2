// Signing in: with a key file, or with a key that lies sealed to a passkey on the service.

import { compareClocks } from "../../pages/clock.js";
import { byId, make, show, typed } from "../../pages/dom.js";
import { showProblems } from "../../pages/problem.js";
import { inWords, say } from "../../pages/words.js";
import type { Front, Me, Unlock } from "../protocol.js";
import { ask } from "./ask.js";
import { isBegunLost, isBegunSealed, openBegun } from "./begun.js";
import { problemOf } from "./faults.js";
import { openWithPasskey, sealToPasskey } from "./passkeys.js";
import { signedIn, whoIsIn } from "./session.js";
import { whenShown } from "../../pages/screens.js";
import { NotYet, once } from "./working.js";

let front: Promise<Front> | undefined;

/** Makes the forms work; says so if the last visit ended by itself. */
export function startSigningIn(wasIdle: boolean): void {
  show("was-locked", wasIdle);
  show("was-begun", isBegunSealed());
  show("begun-lost", isBegunLost());
  byId("sign-in").addEventListener("submit", (event) => {
    event.preventDefault();
    void withFile();
  });
  byId("sign-in-passkey").addEventListener("submit", (event) => {
    event.preventDefault();
    void withPasskey();
  });
  // The worker, and what it checks of the service first, while the passphrase is typed. A fault is told at the end of it.
  byId("key-file").addEventListener("change", () => { asked().catch(() => undefined); });
  byId("by-passkey").addEventListener("toggle", () => void fillPeople());
  byId("right-service").addEventListener("toggle", () => void fillLogWords());
  whenShown("own", showOwn);
  byId("passkey-add").addEventListener("click", () => void addPasskey());
  byId("passkey-drop").addEventListener("click", () => void dropPasskey());
}

/** The file that was chosen in a field. */
export function chosenFile(id: string): File | undefined {
  return byId<HTMLInputElement>(id).files?.[0];
}

async function withFile(): Promise<void> {
  await enter(async () => ask("unlock", await chosenKey()), "passphrase");
}

/** Throws {@link NotYet} where something is missing. */
async function chosenKey(): Promise<Unlock> {
  const file = chosenFile("key-file");
  const wrong = file === undefined ? "say-no-file" : (await isKeyFile(file)) ? "" : "say-not-key-file";
  const missing = [
    ...(wrong === "" ? [] : [{ text: say(wrong), field: "key-file" }]),
    ...(typed("passphrase") === "" ? [{ text: say("say-no-passphrase"), field: "passphrase" }] : []),
  ];
  if (file === undefined || missing.length > 0) throw new NotYet(missing);
  return { file, passphrase: typed("passphrase") };
}

/** What every key file begins with: it is an age file (src/crypto/key_file.rs). */
const KEY_FILE_BEGINS = "age-encryption.org/v1\n";

async function isKeyFile(file: File): Promise<boolean> {
  return (await file.slice(0, KEY_FILE_BEGINS.length).text()) === KEY_FILE_BEGINS;
}

async function withPasskey(): Promise<void> {
  const person = typed("passkey-who");
  await enter(async () => ask("unlocked", await openWithPasskey(await ask("passkeyFile", person))), "passkey-who");
}

/** The first screen asks for its own things: it is shown once this is done. */
async function enter(unlock: () => Promise<Me>, field: string): Promise<void> {
  let me: Me | undefined;
  await once("signing-in", async () => {
    me = await unlock();
    await openBegun();
  }, field);
  if (me !== undefined) welcome(me);
}

function welcome(me: Me): void {
  byId<HTMLFormElement>("sign-in").reset();
  show("was-locked", false);
  show("was-begun", false);
  show("begun-lost", false);
  compareClocks(me.today);
  signedIn(me);
}

/** What anybody may know. Asked for when somebody wants to see it, or is about to sign in. */
function asked(): Promise<Front> {
  front ??= ask("front");
  front.catch(() => { front = undefined; });
  return front;
}

async function fillPeople(): Promise<void> {
  try {
    const { people } = await asked();
    byId("passkey-who").replaceChildren(...people.map(({ person, name, role, office }) => {
      const option = make("option", "", [name, office || say(`say-role-${role}`)].join(", "));
      option.value = person;
      return option;
    }));
  } catch (error) {
    showProblems([problemOf(error)]);
  }
}

async function fillLogWords(): Promise<void> {
  try {
    byId("log-words").textContent = (await ask("words")).log.join(" ");
  } catch (error) {
    showProblems([problemOf(error)]);
  }
}

/** The signed-in person's own key, and what can be done with it. */
function showOwn(): void {
  const me = whoIsIn();
  const office = me.office === null ? "" : `, ${me.office.name}, ${me.office.stage}`;
  byId("own-role").textContent = `${me.name}: ${say(`say-role-${me.role}`)}${office}`;
  show("own-until", me.until !== "");
  byId("own-until").textContent = me.until === "" ? "" : say("say-own-until", { date: inWords(me.until) });
  byId("own-log").textContent = say(me.logIsKnown ? "say-log-compared" : "say-log-not-compared");
  void ask("words").then(({ log, own, office: ofOffice }) => {
    byId("own-words").textContent = own.join(" ");
    byId("own-log").append(" ", spoken(log));
    show("own-office", ofOffice.length > 0);
    byId("own-office-words").textContent = ofOffice.join(" ");
  }).catch((error: unknown) => { showProblems([problemOf(error)]); });
  void lookForPasskey();
}

/** Only what is kept can be dropped. */
async function lookForPasskey(): Promise<void> {
  show("passkey-drop", await ask("passkeyFile", whoIsIn().person).then(() => true, () => false));
}

/** The words of a key, on a page of any language. */
export function spoken(words: readonly string[]): HTMLElement {
  const shown = make("code", "", words.join(" "));
  shown.lang = "en";
  shown.dir = "ltr";
  return shown;
}

async function addPasskey(): Promise<void> {
  await once("passkey-done", async () => {
    await ask("keepPasskey", await sealToPasskey(await ask("secrets"), whoIsIn().name));
    byId("passkey-done").replaceChildren(say("say-passkey-added"));
    show("passkey-drop", true);
  });
}

async function dropPasskey(): Promise<void> {
  await once("passkey-done", async () => {
    await ask("dropPasskey");
    byId("passkey-done").replaceChildren(say("say-passkey-dropped"));
    // The focus goes on from the button that is gone.
    byId("passkey-add").focus();
    show("passkey-drop", false);
  });
}
