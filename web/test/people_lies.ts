// What a service could alter in what it says about people, rules and the record, to those who sign for them or check it: a list of
// lies with the fault that the page would be told, `as recorded` where the page shows what the record has all the same, `believed`
// where nothing was noticed.
import { type Fetcher } from "../src/core/http.js";
import { faultOf } from "../src/portal/worker/faults.js";
import { startPortal } from "../src/portal/worker/tasks.js";
import { type Json, type Lies, type Verdict, altering, flip } from "./lies.js";

interface Unlock {
  readonly file: Blob;
  readonly passphrase: string;
}

/** Who is lied to, and about whom. */
export interface PeopleScene {
  readonly chair: Unlock;
  readonly outside: Unlock;
  readonly auditor: Unlock;
  /** Proposed as a holder of the guardian's office. */
  readonly newcomer: string;
  /** A policy that is proposed, by its digest; and another that waits for its batch. */
  readonly policy: string;
  readonly waiting: string;
  /** A service of the same people with another log. */
  readonly other: string;
}

type Portal = ReturnType<typeof startPortal>;
type Ask = (portal: Portal) => Promise<string>;

/** Looks at the log's words, chooses the key file, signs in, and asks. */
async function told(url: string, who: Unlock, service: Fetcher, ask: Ask): Promise<string> {
  const portal = startPortal(url, () => undefined, () => "", service);
  try {
    await portal.words(undefined, 1);
    await portal.front(undefined, 1).catch(() => undefined);
    await portal.unlock(who, 1);
    return await ask(portal);
  } catch (fault) {
    return faultOf(fault).fault;
  }
}

/** Lies each time an address with this in it is asked, or only at some of them, counted from 0. */
function telling(path: string, liar: Fetcher, isLie = (_asked: number): boolean => true): Fetcher {
  let asked = 0;
  return (address, request) => (address.includes(path) && isLie(asked++) ? liar(address, request) : fetch(address, request));
}

/** All lies, each at a service of its own. What is asked is believed of an honest one first. */
export async function peopleLies(url: string, scene: PeopleScene): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  const tell = async (who: Unlock, path: string, lies: Lies, ask: Ask, isLie?: (asked: number) => boolean): Promise<void> => {
    const honest = await told(url, who, (address, request) => fetch(address, request), ask);
    if (honest !== "as recorded") throw new Error(`the truth is not believed: ${honest}`);
    for (const [lie, alter] of Object.entries(lies)) {
      verdicts.push([lie, await told(url, who, telling(path, altering("", alter), isLie), ask)]);
    }
  };
  const { chair, outside, auditor } = scene;
  await tell(chair, "/desk/people", people(scene.newcomer), async (portal) => {
    const row = (await portal.people(undefined, 1)).people.find(({ person }) => person === scene.newcomer);
    const said = [row?.role, row?.office, row?.until, row?.standing, row?.can.join(" "), row?.words].join(", ");
    return said === "holder, guardian, , proposed, sign, 6" ? "as recorded" : "believed";
  });
  await tell(outside, "/desk/policies", policies(scene), async (portal) => {
    const page = await portal.people(undefined, 1);
    const [first, proposed, waiting] = page.policies;
    const said = [first?.standing, proposed?.standing, proposed?.canSign, waiting?.standing, waiting?.canSign].join(", ");
    return said === "in_force, proposed, true, proposed, false" && page.inForce === first?.toml ? "as recorded" : "believed";
  });
  // The row is altered, and what is proven then is not.
  await tell(auditor, "/audit/entries", entries(), async (portal) => {
    const { rows: [shown] } = await portal.entries({ from: 0 }, 1);
    await portal.proveEntry(shown ?? { index: 0, record: "" }, 1);
    return "as recorded";
  }, (asked) => asked === 0);
  const again: Ask = async (portal) => (await portal.me(undefined, 1)).name === "chair" ? "as recorded" : "believed";
  // Not before signing in.
  await tell(chair, "/instance", records(), again, (asked) => asked > 1);
  const other: Fetcher = (address, request) => fetch(address.replace(url, scene.other), request);
  verdicts.push(["log: others were its words", await told(url, chair, telling("/instance", other, (asked) => asked > 0), again)]);
  return verdicts;
}

function people(newcomer: string): Lies {
  const row = (answer: Json): Json => answer["people"].find(({ person }: Json) => person === newcomer) as Json;
  return {
    "person: another role": (answer) => Object.assign(row(answer), { role: "viewer", office: null }),
    "person: another office": (answer) => (row(answer)["office"] = "deputy"),
    "person: present already": (answer) => (row(answer)["standing"] = "present"),
    "person: gone already": (answer) => (row(answer)["standing"] = "retired"),
    "person: left out": (answer) => (answer["people"] = answer["people"].filter((each: Json) => each !== row(answer))),
  };
}

function policies({ policy, waiting }: PeopleScene): Lies {
  const row = (answer: Json, digest: string): Json => answer["policies"].find((each: Json) => each["policy"] === digest) as Json;
  return {
    "policy: another text to be signed": (answer) => (row(answer, policy)["toml"] = answer["policies"][0].toml),
    "policy: another text of the one in force": (answer) => (answer["policies"][0].toml = row(answer, policy)["toml"]),
    "policy: another text of one that the record does not know": (answer) => (row(answer, waiting)["toml"] += "\n"),
    "standing: in force already": (answer) => {
      [answer["policies"][0].standing, row(answer, policy)["standing"]] = ["past", "in_force"];
    },
    "standing: over already": (answer) => (row(answer, policy)["standing"] = "past"),
  };
}

function entries(): Lies {
  return {
    "entry: another was shown": (answer) => (answer["entries"][0].salt = flip(answer["entries"][0].salt)),
  };
}

function records(): Lies {
  return {
    "record: shorter than before": (answer) => answer["record"].pop(),
  };
}
