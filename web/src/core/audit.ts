// The record as an auditor reads it: published entries with their salts, each checked against the checkpoint by whoever asks;
// and the opinion that comes of it. Never any content of a concern.
import { fromHex } from "./bytes.js";
import { type Checkpoint, readCheckpoint } from "./checkpoint.js";
import { UncheckedEntry, isPerson } from "./entry.js";
import { BadForm } from "./form.js";
import { AUDIT_ENTRIES } from "./holder_api.js";
import { change } from "./people.js";
import { CallFailed, Mistrust } from "./problem.js";
import { prove, readProof } from "./proof.js";
import { type Accepted, type SignedIn } from "./session.js";
import { type Day, type Digest } from "./values.js";

/** What an auditor says of the record. */
export type Verdict = "sound" | "items_missing" | "unsound";

/** An entry of the published record, in its one spelling. Whether it stands in the tree is not checked yet. */
export interface Filed {
  /** Its place, from 0: says the service. */
  readonly index: number;
  /** The day of its batch: says the service. */
  readonly batchDay: Day;
  /** 32 bytes in hexadecimal. */
  readonly salt: string;
  /** Of salt and bytes: computed here. */
  readonly record: Digest;
  readonly unchecked: UncheckedEntry;
}

/** The published checkpoint, the log's signature checked. */
export async function newestCheckpoint({ service, trust }: SignedIn): Promise<Checkpoint> {
  const checkpoint = await readCheckpoint(await service.getText("ledger/checkpoint"), trust.log);
  if (checkpoint === undefined) throw new Mistrust("checkpoint");
  return checkpoint;
}

/** Entries from a place on. Throws {@link Mistrust} at one that is none, or out of its place. */
export async function entriesFrom({ service }: SignedIn, start: number, count: number): Promise<Filed[]> {
  const { entries } = await service.get(`audit/entries?start=${start}&count=${count}`, AUDIT_ENTRIES);
  return entries.map(({ salt, entry, batch_day: batchDay, index }, at) => {
    if (index !== start + at) throw new Mistrust("step", start + at);
    try {
      const unchecked = UncheckedEntry.parse(entry);
      return { index, batchDay, salt, record: unchecked.record(fromHex(salt, 32)), unchecked };
    } catch (fault) {
      throw fault instanceof BadForm ? new Mistrust("step", start + at) : fault;
    }
  });
}

/**
 * Checks that an entry stands where it is said to, under a checkpoint that the log signed, and that its author's signature is by
 * the key of the record. A reporter's key lies in the manifest, which the export brings. Throws {@link Mistrust}.
 */
export async function check({ service, trust }: SignedIn, { index, record, unchecked }: Filed): Promise<Checkpoint> {
  const text = await service.getText(`ledger/proof/${record}`).catch((fault: unknown) => {
    throw fault instanceof CallFailed && fault.hasStatus(404) ? new Mistrust("not_in_record", record) : fault;
  });
  const proof = readProof(text);
  const checkpoint = proof && (await readCheckpoint(proof.checkpoint, trust.log));
  const isThere = proof?.index === index && checkpoint && prove(record, index, proof.hashes, checkpoint);
  if (checkpoint === undefined || !isThere) throw new Mistrust("not_in_record", record);
  const { by, day } = unchecked.entry;
  const key = isPerson(by) ? trust.roster.key(by, day) : undefined;
  const isSigned = key !== undefined && (await unchecked.isSignedBy(key, trust.log.origin));
  if (isPerson(by) && !isSigned) throw new Mistrust("step", index);
  return checkpoint;
}

/** Signs whether the record up to a published checkpoint held. Everybody sees it. */
export async function giveOpinion(auditor: SignedIn, verdict: Verdict, size: number): Promise<Accepted> {
  return change(auditor, { kind: "opinion", data: { verdict, size } });
}
