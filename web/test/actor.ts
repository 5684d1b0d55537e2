// node run.mjs actor.ts URL: plays a reporter's browser for tests in Rust (tests/api/browser.rs). A line of JSON in, a line out:
// what was asked for, or `failed` with the kind of the error.
import { createHash } from "node:crypto";
import { createInterface } from "node:readline";
import { attach, attached, look, open } from "../src/core/attachments.js";
import { TrackingCode } from "../src/core/code.js";
import { newHolders } from "../src/core/concern.js";
import { systemEntropy } from "../src/core/entropy.js";
import { Service } from "../src/core/http.js";
import { CallFailed, Mistrust, Stopped } from "../src/core/problem.js";
import { type Place, Reporter } from "../src/core/reporter.js";
import { proofFile } from "../src/core/proof.js";
import { prepare, send } from "../src/core/submit.js";
import { Master } from "../src/core/derive.js";
import { tellFindings } from "../src/core/findings.js";
import { tellScope } from "../src/core/scope.js";
import { Trust } from "../src/core/trust.js";
import { type Urgency } from "../src/core/values.js";
import { liesAboutAConcern, liesAboutTheInstance, liesAboutTheReceipt } from "./lies.js";

interface Asked {
  readonly do: string;
  readonly code: string;
  readonly text: string;
  readonly about: string;
  readonly excluded: string[];
  readonly urgency: Urgency;
  readonly audience: "case" | "above";
  readonly matter: "scope" | "findings";
  readonly ill: boolean;
  readonly office: string;
  readonly size: number;
  readonly drop: boolean;
}

const [url = ""] = process.argv.slice(2);
const service = new Service(url);
const reporters = new Map<string, Reporter>();

async function back(code: string, trust: Trust): Promise<Reporter> {
  const parsed = TrackingCode.parse(code);
  if (!(parsed instanceof TrackingCode)) throw new Error(parsed.fault);
  const reporter = reporters.get(code) ?? (await Reporter.fromCode(parsed, trust));
  reporters.set(code, reporter);
  return reporter;
}

async function place(asked: Asked): Promise<{ reporter: Reporter; at: Place }> {
  const trust = await Trust.fetch(service);
  const reporter = await back(asked.code, trust);
  return { reporter, at: { service, trust, concern: await reporter.track(service, trust) } };
}

/** Sends a concern. The first answer is lost on its way; then the same is sent once more. */
async function submit(asked: Asked): Promise<unknown> {
  const trust = await Trust.fetch(service);
  const code = TrackingCode.generate(systemEntropy);
  const master = await Master.derive(code, trust.salt, trust.kdf);
  const { excluded, urgency, about, text: account } = asked;
  const sealed = await prepare(trust, master, { excluded, urgency, about, account }, systemEntropy);
  const pieces: number[] = [];
  let lost = 0;
  const lossy = new Service(url, async (address, request) => {
    const response = await fetch(address, request);
    if (address.endsWith("/concerns") && response.ok && ++lost === 1) throw new TypeError("the answer was lost");
    return response;
  });
  const received = await send(lossy, trust, master, sealed, (done) => pieces.push(done));
  const again = await send(service, trust, master, sealed);
  const { policy } = trust.policyOn(trust.today);
  const holders = trust.seats(policy, trust.today).map(({ office, persons }) => `${office} ${persons.length}`);
  const words = code.words().join(" ");
  return { ...received, code: words, sameAgain: again.receipt === received.receipt, vkey: trust.log.vkey, holders, pieces, lost };
}

async function track(asked: Asked): Promise<unknown> {
  const { reporter, at } = await place(asked);
  const { concern } = at;
  const told = await reporter.read(concern);
  const steps = [];
  for (const step of concern.steps) {
    const { act, by } = step.entry;
    const { item = null } = act.data as { item?: string | null };
    const words = item === null ? undefined : told.text(item);
    const file = step.proven && proofFile(step.proven, step.salt, step.line);
    const said =
      act.kind === "scope" ? tellScope(act.data, told.text(act.data.item), (reason) => told.text(reason))
      : act.kind === "findings" ? tellFindings(act.data, told.text(act.data.item))
      : undefined;
    steps.push({ kind: act.kind, by, vouchedBy: step.vouchedBy, author: step.author, words, said, proven: file });
  }
  const { id, stage, outlook, serviceDiffers } = concern;
  const files = await Promise.all(attached(concern).map((item) => look(reporter.filesAt(service), item)));
  const { about, account } = told;
  return { id, stage, outlook, serviceDiffers, about, account, steps, files, newHolders: newHolders(concern, at.trust) };
}

/** Attaches a file; with `drop` the connection breaks in the middle of the second piece. */
async function attachFile(asked: Asked): Promise<unknown> {
  const { reporter, at } = await place(asked);
  let [puts, waits] = [0, 0];
  const broken = new Service(url, async (address, request) => {
    const body = request.body as Uint8Array | undefined;
    if (request.method !== "PUT" || !body || ++puts !== 2 || !asked.drop) return fetch(address, request);
    await fetch(address, { ...request, body: body.slice(0, body.length / 2) });
    throw new TypeError("the connection broke");
  });
  const content = new Blob([Uint8Array.from({ length: asked.size }, (_, place) => (place * 7) % 251)]);
  const file = { name: "invented ledger.ods", type: "application/vnd.oasis.opendocument.spreadsheet", content };
  const again = async (): Promise<boolean> => (waits += 1) > 0;
  const item = await attach(reporter, { ...at, service: broken }, file, systemEntropy, { again });
  return { item, waits, puts };
}

async function openFiles(asked: Asked): Promise<unknown> {
  const { reporter, at } = await place(asked);
  const opened = [];
  for (const item of attached(at.concern)) {
    const hash = createHash("sha256");
    const described = await open(reporter.filesAt(service), item, (bytes) => void hash.update(bytes));
    opened.push({ ...described, sha256: hash.digest("hex") });
  }
  return opened;
}

const ACTS: Record<string, (asked: Asked) => Promise<unknown>> = {
  submit,
  track,
  attach: attachFile,
  open: openFiles,
  async message(asked) {
    const { reporter, at } = await place(asked);
    return reporter.message(at, asked.text, asked.audience, systemEntropy);
  },
  async dispute(asked) {
    const { reporter, at } = await place(asked);
    return reporter.dispute(at, asked.matter, asked.text, systemEntropy);
  },
  async treatment(asked) {
    const { reporter, at } = await place(asked);
    return reporter.treatment(at, asked.ill, asked.text, systemEntropy);
  },
  async raise(asked) {
    const { reporter, at } = await place(asked);
    return reporter.raiseUrgency(at, asked.urgency, undefined, systemEntropy);
  },
  async withdraw(asked) {
    const { reporter, at } = await place(asked);
    return reporter.withdraw(at, asked.office);
  },
  async lies(asked) {
    const trust = await Trust.fetch(service);
    const reporter = await back(asked.code, trust);
    return [
      ...(await liesAboutTheInstance(service)),
      ...(await liesAboutTheReceipt(url)),
      ...(await liesAboutAConcern(url, reporter)),
    ];
  },
};

async function answer(line: string): Promise<unknown> {
  const asked = JSON.parse(line) as Asked;
  try {
    return await ACTS[asked.do]?.(asked);
  } catch (fault) {
    if (fault instanceof CallFailed) return { failed: fault.kind, word: fault.refusal?.word, says: fault.message };
    if (fault instanceof Mistrust || fault instanceof Stopped) return { failed: fault.kind, detail: fault.detail };
    return { failed: "error", says: String(fault) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
}
