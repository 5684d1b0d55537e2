// Steps that a service could put into a concern, take out of it, or say of whoever is signed in: each is found out. The keys are
// those of people who would help it (web/test/holder_lies.ts).
import { type Act } from "../src/core/act.js";
import { fromHex, toBase64 } from "../src/core/bytes.js";
import { systemEntropy } from "../src/core/entropy.js";
import { record, signEntry } from "../src/core/entry.js";
import { HybridRecipient } from "../src/core/hybrid.js";
import { KeyFile } from "../src/core/key_file.js";
import { sealText } from "../src/core/seal.js";
import { digestOf } from "../src/core/sig.js";
import { type Json, type Lies } from "./lies.js";

/** Key files, all with one passphrase. */
export interface Helpers {
  readonly passphrase: string;
  /** Who is lied to. */
  readonly file: Blob;
  /** A holder of the stage above, who could approve. */
  readonly chair: Blob;
  readonly operator: Blob;
}

const SALT = "07".repeat(32);
const ITEM = "11".repeat(32);

/** The record of the last entry. */
function last(answer: Json): string {
  const { salt, entry } = answer["entries"].at(-1) as Json;
  return record(fromHex(salt, 32), entry);
}

function add(answer: Json, entry: string, day: string): void {
  answer["entries"].push({ salt: SALT, entry, batch_day: day, index: null, proof: null });
}

function manifestOf(answer: Json): Json {
  return JSON.parse(answer["manifest"]) as Json;
}

function concernOf(answer: Json): string {
  return (JSON.parse(answer["entries"][0].entry) as Json)["concern"] as string;
}

/** An entry of the service's, which bears no signature. */
function written(answer: Json, { kind, data }: Act, day: string = answer["today"]): void {
  const [concern, after] = [concernOf(answer), last(answer)];
  add(answer, JSON.stringify({ v: 1, kind, day, concern, by: "service", after, data, sig: null }), day);
}

/** An entry of this person's. */
function signed(answer: Json, { person, signing }: Signer, act: Act): void {
  const entry = { day: answer["today"] as string, concern: concernOf(answer), by: person, after: last(answer), act };
  add(answer, signEntry(entry, manifestOf(answer)["origin"], signing), entry.day);
}

interface Signer {
  readonly person: string;
  readonly signing: KeyFile["signing"];
}

/** A message that opens for everybody who reads the concern. */
function message(answer: Json): Act {
  const sealed = sealText(HybridRecipient.parse(manifestOf(answer)["case_recipient"])!, "an invented line", systemEntropy);
  answer["items"].push({ digest: digestOf(sealed), sealed: toBase64(sealed) });
  return { kind: "message", data: { item: digestOf(sealed), audience: "case" } };
}

/** Proposed, approved and closed today, and erased on this day. */
function erased(answer: Json, proposes: Signer, approves: Signer, on: string): void {
  signed(answer, proposes, { kind: "closing_proposed", data: { reason: "no_concern_stated", receiver: null, item: ITEM } });
  signed(answer, approves, { kind: "approved", data: { of: last(answer) } });
  written(answer, { kind: "closed", data: {} });
  written(answer, { kind: "erased", data: { months: 36, backups_end: on } }, on);
  Object.assign(answer, { manifest: "", about: null, account: null, items: [] });
}

function keptBack(answer: Json): void {
  Object.assign(answer, { about: null, account: null, items: [] });
}

/** Leaves out the first entry of a kind. */
function without(answer: Json, kind: string): void {
  const at = (answer["entries"] as Json[]).findIndex(({ entry }) => entry.includes(`"kind":"${kind}"`));
  answer["entries"].splice(at, 1);
}

export async function stepLies({ passphrase, ...files }: Helpers): Promise<Lies> {
  const signer = async (file: Blob): Promise<Signer> => {
    const key = await KeyFile.read(new Uint8Array(await file.arrayBuffer()), passphrase);
    return { person: key.person(), signing: key.signing };
  };
  const [own, chair, operator] = await Promise.all([files.file, files.chair, files.operator].map(signer)) as [Signer, Signer, Signer];
  const far = "2093-05-05";
  return {
    "concern: a message that the service wrote": (answer) => written(answer, message(answer)),
    "concern: an acknowledgement that the service wrote": (answer) => written(answer, { kind: "acknowledged", data: { item: null } }),
    "concern: a message of the operator's": (answer) => signed(answer, operator, message(answer)),
    "concern: an approval of the operator's": (answer) => signed(answer, operator, { kind: "approved", data: { of: last(answer) } }),
    "concern: an escalation of a holder's": (answer) =>
      signed(answer, chair, { kind: "escalated", data: { from: 1, to: 2, arrived: answer["today"], cause: "lapse" } }),
    "concern: erased as the operator approved": (answer) => erased(answer, own, operator, far),
    "concern: erased before its months are over": (answer) => erased(answer, own, chair, answer["today"]),
    "concern: erased on a day to come": (answer) => erased(answer, own, chair, far),
    "concern: a step left out that a later one names": (answer) => without(answer, "acknowledged"),
    "concern: passed on, says the service": (answer) => {
      answer["holder"].barred = true;
      keptBack(answer);
    },
    "concern: no conflict, says the service": (answer) => {
      answer["entries"].length = 2;
      Object.assign(answer, { account: null, items: [] });
    },
    "concern: a conflict not settled, says the service": (answer) => (answer["holder"].no_conflict = false),
  };
}

/** Shown as what does not hold together it would be passed on, which cannot be taken back. */
export const OWN_LEFT_OUT: Lies = {
  "concern: the own opening left out": (answer) => {
    answer["holder"].no_conflict = false;
    answer["entries"].length = 1;
    keptBack(answer);
  },
};

/** The same, of a concern that was shown before in the session. */
export const SEEN_BEFORE: Lies = {
  "concern again: the last step gone": (answer) => answer["entries"].pop(),
  "concern again: all gone but the own": (answer) => (answer["entries"].length = 3),
};

/** Of a concern that is looked through: what cannot be read is not counted as read. */
export const LOOKED_THROUGH: Lies = {
  "search: the account exchanged": (answer) => (answer["account"] = answer["about"]),
  "search: the account withheld": (answer) => (answer["account"] = null),
  "search: words withheld": (answer) => (answer["items"] = []),
  "search: a step left out": (answer) => without(answer, "acknowledged"),
};
