// What a service could alter in what it says, one thing at a time, and what the browser says to it. Each altered answer must be
// found out: a list of lies with the kind of the error, `believed` where nothing was noticed.
import { INSTANCE, type Instance } from "../src/core/api.js";
import { concat, toBase64, utf8 } from "../src/core/bytes.js";
import { systemEntropy } from "../src/core/entropy.js";
import { type Fetcher, Service } from "../src/core/http.js";
import { HybridIdentity } from "../src/core/hybrid.js";
import { CallFailed, Mistrust } from "../src/core/problem.js";
import { type Reporter } from "../src/core/reporter.js";
import { sealText } from "../src/core/seal.js";
import { SigningSecret, digestOf } from "../src/core/sig.js";
import { prepare, send } from "../src/core/submit.js";
import { TrackingCode } from "../src/core/code.js";
import { Master } from "../src/core/derive.js";
import { Trust } from "../src/core/trust.js";

/** A lie and what was said to it. */
export type Verdict = readonly [lie: string, verdict: string];

export type Json = Record<string, any>;

/** By what they say: how each alters an answer. */
export type Lies = Record<string, (answer: Json) => void>;

export async function verdict(lie: string, tell: () => Promise<unknown>): Promise<Verdict> {
  try {
    await tell();
    return [lie, "believed"];
  } catch (fault) {
    if (fault instanceof Mistrust || fault instanceof CallFailed) return [lie, fault.kind];
    throw fault;
  }
}

export function flip(hex: string): string {
  return (hex.startsWith("0") ? "1" : "0") + hex.slice(1);
}

/** Another digit, as hexadecimal and base64 have it. */
function other(digit: string): string {
  return digit === "9" ? "8" : "9";
}

/** The service's own word is turned: each lie on a fresh copy. */
async function each(
  lies: Lies,
  honest: unknown,
  believe: (copy: Json) => Promise<unknown>,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const [lie, tell] of Object.entries(lies)) {
    const copy = structuredClone(honest) as Json;
    tell(copy);
    if (JSON.stringify(copy) === JSON.stringify(honest)) throw new Error(`nothing is altered: ${lie}`);
    verdicts.push(await verdict(lie, () => believe(copy)));
  }
  return verdicts;
}

export async function liesAboutTheInstance(service: Service): Promise<Verdict[]> {
  const honest: Instance = await service.get("instance", INSTANCE);
  const stranger = HybridIdentity.generate(systemEntropy).recipient().text;
  const key = concat(Uint8Array.of(1), new SigningSecret(new Uint8Array(32).fill(9)).public());
  const id = digestOf(utf8(`${honest.origin}\n`), key).slice(0, 8);
  const vkey = `${honest.origin}+${id}+${toBase64(key)}`;
  const believe = async (copy: Json): Promise<void> => {
    const trust = await Trust.check(copy as Instance, copy["given"] as string | undefined);
    const { policy } = trust.policyOn(trust.today);
    trust.seats(policy, trust.today);
  };
  const entry = (copy: Json, kind: string): Json => {
    return copy["record"].find(({ entry: line }: Json) => line.includes(`"kind":"${kind}"`));
  };
  return each(
    {
      "instance: an office's key exchanged": (copy) => (copy["recipients"][0] = stranger),
      "instance: an office's key withheld": (copy) => copy["recipients"].pop(),
      "instance: another policy": (copy) => (copy["policies"] = copy["policies"].map((toml: string) => `${toml}\n`)),
      "instance: another log key": (copy) => (copy["vkey"] = vkey),
      "instance: not the key given": (copy) => (copy["given"] = vkey),
      "instance: another size": (copy) => (copy["checkpoint"] = copy["checkpoint"].replace(/\n(\d+)\n/, "\n1$1\n")),
      "instance: another root": (copy) => (copy["checkpoint"] = copy["checkpoint"].replace(/(?<=\n\d+\n)./, other)),
      "instance: an entry altered": (copy) => {
        const person = entry(copy, "person");
        person["entry"] = person["entry"].replace(/(?<="recipient":")./, other);
      },
      "instance: an entry spelt otherwise": (copy) => (entry(copy, "policy")["entry"] += " "),
      "instance: another salt": (copy) => (copy["record"][1].salt = flip(copy["record"][1].salt)),
      "instance: another proof": (copy) => copy["record"][1].proof.pop(),
      "instance: in another order": (copy) => copy["record"].reverse(),
      "instance: the first entry left out": (copy) => {
        copy["record"] = copy["record"].filter(({ entry: line }: Json) => !line.includes('"kind":"key"'));
      },
      "instance: all people left out": (copy) => {
        copy["record"] = copy["record"].filter(({ entry: line }: Json) => !line.includes('"kind":"person"'));
      },
    },
    honest,
    believe,
  );
}

/** Answers of one path pass through a change. */
export function altering(path: string, alter: (answer: Json) => void): Fetcher {
  return async (address, request) => {
    const response = await fetch(address, request);
    if (!address.endsWith(path) || !response.ok) return response;
    const answer = (await response.json()) as Json;
    const before = JSON.stringify(answer);
    alter(answer);
    if (JSON.stringify(answer) === before) throw new Error(`nothing is altered at ${path}`);
    return new Response(JSON.stringify(answer));
  };
}

export async function liesAboutTheReceipt(url: string): Promise<Verdict[]> {
  const service = new Service(url);
  const trust = await Trust.fetch(service);
  const master = await Master.derive(TrackingCode.generate(systemEntropy), trust.salt, trust.kdf);
  const choices = { excluded: [], urgency: "ordinary", about: "", account: "an invented account" } as const;
  const sealed = await prepare(trust, master, choices, systemEntropy);
  const honest = await send(service, trust, master, sealed);
  const second = await Master.derive(TrackingCode.generate(systemEntropy), trust.salt, trust.kdf);
  const other = await send(service, trust, second, await prepare(trust, second, choices, systemEntropy));
  const lies: Lies = {
    "receipt: another day": (answer) => (answer["batch_on"] = "2030-01-01"),
    "receipt: not signed": (answer) => (answer["receipt"] = honest.receipt.replace("acknowledge", "feedback")),
    "receipt: of another concern": (answer) => (answer["receipt"] = other.receipt),
    "receipt: another id": (answer) => (answer["concern"] = other.concern),
    "receipt: another day of receipt": (answer) => (answer["received_on"] = "2026-12-01"),
    "receipt: none": (answer) => (answer["receipt"] = ""),
    "receipt: no answer of ours": (answer) => delete answer["receipt"],
  };
  const verdicts: Verdict[] = [];
  for (const [lie, alter] of Object.entries(lies)) {
    const liar = new Service(url, altering("/concerns", alter));
    verdicts.push(await verdict(lie, () => send(liar, trust, master, sealed)));
  }
  return verdicts;
}

/** Words sealed to nobody here. */
export const foreign = sealText(HybridIdentity.generate(systemEntropy).recipient(), "", systemEntropy);

/** The first entry of a kind in a concern. */
export function step(answer: Json, kind: string): Json {
  return answer["entries"].find(({ entry }: Json) => entry.includes(`"kind":"${kind}"`)) as Json;
}

/** About a concern, whoever asks for it. It has been acknowledged, without words. */
export const ABOUT_ANY_CONCERN: Lies = {
  "concern: the manifest altered": (answer) => (answer["manifest"] = answer["manifest"].replace("ordinary", "danger")),
  "concern: the manifest withheld": (answer) => (answer["manifest"] = ""),
  "concern: the account exchanged": (answer) => (answer["account"] = toBase64(foreign)),
  "concern: the first entry left out": (answer) => answer["entries"].shift(),
  "concern: the first entry twice": (answer) => answer["entries"].push(answer["entries"][0]),
  "concern: an act without its signature": (answer) => {
    const said = step(answer, "acknowledged");
    said["entry"] = said["entry"].replace(/"sig":"[^"]+"/, '"sig":null');
  },
  "concern: an act altered": (answer) => {
    const said = step(answer, "acknowledged");
    said["entry"] = said["entry"].replace('"item":null', `"item":"${digestOf(foreign)}"`);
  },
  "concern: an act under another name": (answer) => {
    const said = step(answer, "acknowledged");
    said["entry"] = said["entry"].replace(/"by":"(.)/, (_: string, digit: string) => `"by":"${flip(digit)}`);
  },
  "concern: a day after its batch": (answer) => (step(answer, "acknowledged")["batch_day"] = "2026-01-01"),
};

export async function liesAboutAConcern(url: string, reporter: Reporter): Promise<Verdict[]> {
  const service = new Service(url);
  const trust = await Trust.fetch(service);
  const lies: Lies = {
    ...ABOUT_ANY_CONCERN,
    "concern: an opening without its countersignature": (answer) => {
      const said = step(answer, "opened");
      said["entry"] = said["entry"].replace('"office":"guardian"', '"office":"deputy"');
    },
    "concern: another record": (answer) => {
      const said = step(answer, "received");
      said["salt"] = flip(said["salt"]);
    },
    "concern: another place": (answer) => (step(answer, "received")["index"] += 1),
    "concern: another proof": (answer) => {
      const { proof } = step(answer, "acknowledged");
      proof[0] = flip(proof[0]);
    },
    "concern: a proof cut short": (answer) => step(answer, "acknowledged")["proof"].pop(),
    "concern: a proof withheld": (answer) => (step(answer, "received")["proof"] = null),
    "concern: a proof without a place": (answer) => (step(answer, "received")["index"] = null),
    "concern: the checkpoint withheld": (answer) => (answer["checkpoint"] = null),
    "concern: a checkpoint of another root": (answer) => {
      answer["checkpoint"] = answer["checkpoint"].replace(/(?<=\n\d+\n)./, other);
    },
    "concern: a checkpoint of another size": (answer) => {
      answer["checkpoint"] = answer["checkpoint"].replace(/\n(\d+)\n/, "\n1$1\n");
    },
  };
  const verdicts: Verdict[] = [];
  for (const [lie, alter] of Object.entries(lies)) {
    const liar = new Service(url, altering("/track", alter));
    verdicts.push(await verdict(lie, () => reporter.track(liar, trust)));
  }
  return verdicts;
}
