// node run.mjs holder_actor.ts URL: plays the portal's workers of several people for tests in Rust (tests/api/portal_core). A line of
// JSON in: who asks which task, and with what; a line out: `done`, or the `fault` that the page would be told. Files travel as
// `{"file": base64}`.
import { createInterface } from "node:readline";
import { fromBase64, toBase64 } from "../src/core/bytes.js";
import { type Fetcher } from "../src/core/http.js";
import { faultOf } from "../src/portal/worker/faults.js";
import { startPortal } from "../src/portal/worker/tasks.js";
import { holderLies } from "./holder_lies.js";
import { peopleLies } from "./people_lies.js";

interface Asked {
  readonly as: string;
  readonly task: string;
  readonly with?: unknown;
  /** The answer to this request is lost on its way: a part of its address. */
  readonly lose?: string;
}

type Portal = Record<string, (argument: unknown, id: number) => Promise<unknown>>;

const [url = ""] = process.argv.slice(2);
const people = new Map<string, Portal>();
/** The next answer from an address with this in it is lost. */
let lost = "";

const fetcher: Fetcher = async (address, request) => {
  const response = await fetch(address, request);
  if (lost === "" || !address.includes(lost)) return response;
  lost = "";
  throw new TypeError("the answer was lost");
};

function portal(as: string): Portal {
  const known = people.get(as) ?? (startPortal(url, () => undefined, () => "", fetcher) as unknown as Portal);
  people.set(as, known);
  return known;
}

/** Files out of what came. */
function read(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(read);
  if (typeof value !== "object" || value === null) return value;
  const { file } = value as { file?: unknown };
  if (typeof file === "string" && Object.keys(value).length === 1) return new Blob([fromBase64(file) as Uint8Array<ArrayBuffer>]);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, read(each)]));
}

/** Files into what goes. */
async function write(value: unknown): Promise<unknown> {
  if (value instanceof Blob) return { file: toBase64(new Uint8Array(await value.arrayBuffer())) };
  if (Array.isArray(value)) return Promise.all(value.map(write));
  if (typeof value !== "object" || value === null) return value;
  const written = await Promise.all(Object.entries(value).map(async ([name, each]) => [name, await write(each)] as const));
  return Object.fromEntries(written);
}

/** What each person's page shows last of each concern, as the page knows it. */
const shown = new Map<string, string>();

interface Shows {
  readonly id?: string;
  readonly last?: string;
  readonly concern?: Shows;
}

function keep(as: string, gave: unknown): void {
  const { concern, ...itself } = (gave ?? {}) as Shows;
  const { id, last } = concern ?? itself;
  if (id !== undefined && last !== undefined) shown.set(`${as} ${id}`, last);
}

async function played(as: string, task: string, argument: unknown): Promise<unknown> {
  const asked = argument as { concern: string };
  const gave = await portal(as)[task]?.(task === "act" ? { after: shown.get(`${as} ${asked.concern}`) ?? "", ...asked } : argument, 1);
  keep(as, gave);
  return gave;
}

async function answer(line: string): Promise<unknown> {
  const { as, task, with: argument, lose = "" } = JSON.parse(line) as Asked;
  lost = lose;
  try {
    if (task === "lies") return { done: await holderLies(url, read(argument) as Parameters<typeof holderLies>[1]) };
    if (task === "people-lies") return { done: await peopleLies(url, read(argument) as Parameters<typeof peopleLies>[1]) };
    return { done: (await write(await played(as, task, read(argument)))) ?? null };
  } catch (fault) {
    const told = faultOf(fault);
    return { fault: told.fault === "service" ? { ...told, error: String(fault) } : told };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
}
