// What a service could alter in what it says to a holder, one thing at a time, and what the portal's worker says to it: a list of
// lies with the fault that the page would be told, `believed` where nothing was noticed.
import { toBase64, utf8 } from "../src/core/bytes.js";
import { systemEntropy } from "../src/core/entropy.js";
import { type Fetcher } from "../src/core/http.js";
import { HybridIdentity } from "../src/core/hybrid.js";
import { type HolderConcern } from "../src/portal/protocol.js";
import { faultOf } from "../src/portal/worker/faults.js";
import { startPortal } from "../src/portal/worker/tasks.js";
import { ABOUT_ANY_CONCERN, type Json, type Lies, type Verdict, altering, flip, foreign, step } from "./lies.js";
import { type Helpers, LOOKED_THROUGH, OWN_LEFT_OUT, SEEN_BEFORE, stepLies } from "./step_lies.js";

/** Who is lied to, and about what. */
export interface Scene extends Helpers {
  /** Opened by them, acknowledged, with a message, and with a note to their own office. */
  readonly concern: string;
  /** Another that they have opened. */
  readonly other: string;
  /** Somebody who waits to be let in by them, with the words they read out. */
  readonly newcomer: string;
  readonly words: string;
}

type Portal = ReturnType<typeof startPortal>;

const stranger = HybridIdentity.generate(systemEntropy).recipient().text;

/** Signs in at a service that lies, and asks. */
async function told(url: string, scene: Scene, liar: Fetcher, ask: (portal: Portal) => Promise<string>): Promise<string> {
  const portal = startPortal(url, () => undefined, () => "", liar);
  try {
    await portal.unlock({ file: scene.file, passphrase: scene.passphrase }, 1);
    return await ask(portal);
  } catch (fault) {
    const { fault: word } = faultOf(fault);
    return word;
  }
}

/** All lies, each at a service of its own. */
export async function holderLies(url: string, scene: Scene): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const tell = async (path: string, lies: Lies, ask: (portal: Portal) => Promise<string>): Promise<void> => {
    for (const [lie, alter] of Object.entries(lies)) verdicts.push([lie, await told(url, scene, altering(path, alter), ask)]);
  };
  const { concern, other } = scene;
  const view = async (portal: Portal): Promise<string> => {
    const seen = await portal.concern(concern, 1);
    if (seen.unsound) return "untrusted";
    if (seen.steps.some(({ withheld }) => withheld)) return "marked";
    return isWhole(seen) ? "believed" : "not shown";
  };
  const again = async (portal: Portal): Promise<string> => (await view(portal), view(portal));
  const search = async (portal: Portal): Promise<string> => ((await portal.search("invented", 1)).missed === 0 ? "believed" : "missed");
  for (const ask of [view, again, search]) {
    const honest = await told(url, scene, (address, request) => fetch(address, request), ask);
    if (honest !== "believed") throw new Error(`the truth is not believed: ${honest}`);
  }

  await tell("/sign-in/challenge", challenges(), async () => "believed");
  await tell(`/desk/hand-outs?concern=${concern}`, capsules(await capsuleOf(url, scene, other)), view);
  await tell(`/desk/concerns/${concern}`, concerns(await viewOf(url, scene, other)), view);
  await tell(`/desk/concerns/${concern}`, await stepLies(scene), view);
  await tell(`/desk/concerns/${concern}`, OWN_LEFT_OUT, async (portal) => ((await portal.concern(concern, 1)).unsound ? "unsound" : "believed"));
  for (const [lie, alter] of Object.entries(SEEN_BEFORE)) {
    verdicts.push([lie, await told(url, scene, afterOnce(`/desk/concerns/${concern}`, alter), again)]);
  }
  await tell(`/desk/concerns/${concern}`, LOOKED_THROUGH, search);
  verdicts.push(["search: one that is theirs is not there", await told(url, scene, gone(`/desk/concerns/${concern}`), search)]);
  verdicts.push(["capsule: pages to and fro", await told(url, scene, toAndFro(), view)]);
  await tell(`/desk/concerns/${concern}/acts`, receipts(), async (portal) => {
    const { last: after } = await portal.concern(concern, 1);
    await portal.act({ concern, act: { act: "message", text: "an invented line" }, after }, 1);
    return "believed";
  });
  await tell("/desk/people", people(scene.newcomer), async (portal) => {
    const row = (await portal.people(undefined, 1)).people.find(({ person }) => person === scene.newcomer);
    await portal.change({ act: "admit", person: scene.newcomer, words: scene.words, proposal: row?.proposal ?? "" }, 1);
    return "believed";
  });
  return verdicts;
}

/** Whether all is there that was written: both parts, and the message. */
function isWhole({ about, account, steps }: HolderConcern): boolean {
  const message = steps.find(({ kind }) => kind === "message");
  return about !== "" && account !== "" && message !== undefined && message.words.length === 1;
}

/** Answers of one path pass through a change, but for the first. */
function afterOnce(path: string, alter: (answer: Json) => void): Fetcher {
  let isKnown = false;
  const later = altering(path, alter);
  return async (address, request) => {
    if (!address.endsWith(path) || isKnown) return later(address, request);
    isKnown = true;
    return fetch(address, request);
  };
}

/** A service that does not know a path. */
function gone(path: string): Fetcher {
  const unknown = JSON.stringify({ error: "not_found", message: "" });
  return async (address, request) =>
    address.endsWith(path) ? new Response(unknown, { status: 404, headers: { "content-type": "application/json" } }) : fetch(address, request);
}

/** A desk whose pages lead to each other, without an end. */
function toAndFro(): Fetcher {
  let pages = 0;
  return async (address, request) => {
    if (!address.includes("/desk/hand-outs?")) return fetch(address, request);
    pages += 1;
    if (pages > 20) throw new Error("without an end");
    return new Response(JSON.stringify({ hand_outs: [], closed: [], next: pages % 2 === 0 ? "aa" : "bb" }));
  };
}

function challenges(): Lies {
  const act = "daylight/act/v1\ntest.daylight.invalid/log\n{}";
  return {
    "sign-in: an act to be signed": (answer) => (answer["challenge"] = act),
    "sign-in: an act in base64": (answer) => (answer["challenge"] = toBase64(utf8(act))),
    "sign-in: hexadecimal and a line more": (answer) => (answer["challenge"] += "\n"),
    "sign-in: nothing to be signed": (answer) => (answer["challenge"] = ""),
    "sign-in: far too much": (answer) => (answer["challenge"] = "0".repeat(300)),
  };
}

function capsules(another: string): Lies {
  const first = (answer: Json): Json => answer["hand_outs"][0] as Json;
  return {
    "capsule: damaged": (answer) => (first(answer)["capsule"] = first(answer)["capsule"].replace(/.{8}$/, "AAAAAAA=")),
    "capsule: of another concern": (answer) => (first(answer)["capsule"] = another),
    "capsule: of another office": (answer) => (first(answer)["office"] = "deputy"),
    "capsule: none": (answer) => (answer["hand_outs"] = []),
  };
}

function concerns(another: Json): Lies {
  return {
    ...ABOUT_ANY_CONCERN,
    "concern: another": (answer) => Object.assign(answer, another),
    "concern: another's manifest": (answer) => (answer["manifest"] = another["manifest"]),
    "concern: another's account": (answer) => (answer["account"] = another["account"]),
    "concern: about exchanged": (answer) => (answer["about"] = answer["account"]),
    "concern: an entry of another": (answer) => answer["entries"].push(another["entries"].at(-1)),
    "concern: entries in another order": (answer) => answer["entries"].reverse(),
    "concern: an opening without its countersignature": (answer) => {
      const said = step(answer, "opened");
      said["entry"] = said["entry"].replace(/"countersign":"(.)/, (_: string, digit: string) => `"countersign":"${flip(digit)}`);
    },
    "concern: words exchanged": (answer) => {
      for (const item of answer["items"]) item.sealed = toBase64(foreign);
    },
    "concern: words under another name": (answer) => {
      for (const item of answer["items"]) item.digest = flip(item.digest);
    },
    "concern: words withheld": (answer) => (answer["items"] = []),
    "concern: words of a note withheld": (answer) => {
      const { data } = JSON.parse(step(answer, "note")["entry"]) as Json;
      answer["items"] = answer["items"].filter(({ digest }: Json) => digest !== data.item);
    },
    "concern: about withheld": (answer) => (answer["about"] = null),
    "concern: account withheld": (answer) => (answer["account"] = null),
  };
}

function receipts(): Lies {
  let before = "";
  return {
    "receipt: another day": (answer) => {
      before = answer["receipt"];
      answer["batch_on"] = "2030-01-01";
    },
    "receipt: of another act": (answer) => (answer["receipt"] = before),
    "receipt: not signed": (answer) => (answer["receipt"] = answer["receipt"].replace("message", "massage")),
    "receipt: of another record": (answer) => (answer["record"] = flip(answer["record"])),
    "receipt: none": (answer) => (answer["receipt"] = ""),
  };
}

function people(newcomer: string): Lies {
  const row = (answer: Json): Json => answer["people"].find(({ person }: Json) => person === newcomer) as Json;
  return {
    "people: another key of a newcomer": (answer) => (row(answer)["recipient"] = stranger),
    "people: no key of a newcomer": (answer) => (row(answer)["recipient"] = ""),
  };
}

/** What the service honestly says, caught on its way. */
async function caught(url: string, scene: Scene, id: string, path: string): Promise<Json> {
  let answer: Json | undefined;
  const listen: Fetcher = async (address, request) => {
    const response = await fetch(address, request);
    if (address.endsWith(path)) answer = (await response.clone().json()) as Json;
    return response;
  };
  const said = await told(url, scene, listen, async (portal) => (await portal.concern(id, 1)).id);
  if (answer === undefined) throw new Error(`nothing was heard at ${path}: ${said}`);
  return answer;
}

async function capsuleOf(url: string, scene: Scene, id: string): Promise<string> {
  const answer = await caught(url, scene, id, `/desk/hand-outs?concern=${id}`);
  return answer["hand_outs"][0].capsule as string;
}

async function viewOf(url: string, scene: Scene, id: string): Promise<Json> {
  return caught(url, scene, id, `/desk/concerns/${id}`);
}
