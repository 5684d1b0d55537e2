// The record for those who check it: its entries in words, their proofs, and an opinion of it. Never any content of a concern.

import { erasureOf } from "../../core/act.js";
import { type Filed, check, entriesFrom, giveOpinion, newestCheckpoint } from "../../core/audit.js";
import { isPerson } from "../../core/entry.js";
import { Mistrust } from "../../core/problem.js";
import { FIGURE_TABLES } from "../../core/holder_api.js";
import type { SignedIn } from "../../core/session.js";
import { type EntryRow, type Exported, type FiguresPage, type OpinionGiven, ENTRIES, type RecordPage, type Shown, type Verdict } from "../protocol.js";
import type { Working } from "../../worker/way.js";
import type { Visit } from "./visit.js";

/** The tasks. */
export function auditTasks(visit: Visit, working: Working) {
  return {
    async figures({ language, period }: { readonly language: string; readonly period: string }): Promise<FiguresPage> {
      const asked = new URLSearchParams({ language, ...(period === "" ? {} : { period }) });
      return visit.holder.service.get(`audit/tables?${asked}`, FIGURE_TABLES);
    },

    async entries({ from }: { readonly from: number | "newest" }): Promise<RecordPage> {
      const { holder } = visit;
      const { size } = await newestCheckpoint(holder);
      const newest = Math.floor(Math.max(size - 1, 0) / ENTRIES) * ENTRIES;
      const start = from === "newest" ? newest : Math.min(Math.max(from, 0), newest);
      const filed = await entriesFrom(holder, start, Math.min(ENTRIES, size - start));
      if (filed.length !== Math.min(ENTRIES, size - start)) throw new Mistrust("not_in_record", String(start));
      return { size, from: start, rows: filed.map((each) => rowOf(holder, each)) };
    },

    async recordSize(): Promise<number> {
      return (await newestCheckpoint(visit.holder)).size;
    },

    async proveEntry({ index, record }: Shown): Promise<number> {
      const { holder } = visit;
      const [filed] = await entriesFrom(holder, index, 1);
      // Proven is what was shown, and no other entry that stands in its place.
      if (filed?.record !== record) throw new Mistrust("not_in_record", String(index));
      return (await check(holder, filed)).size;
    },

    async exportRecord({ sealed }: { readonly sealed: boolean }, question: number): Promise<Exported> {
      const moves = (share: number): void => { working(question, share); };
      const file = await visit.holder.service.postForFile("audit/export", { sealed }, moves);
      return { file, name: sealed ? "daylight-export.tar.age" : "daylight-export.tar" };
    },

    async opinion({ verdict, size }: { readonly verdict: Verdict; readonly size: number }): Promise<OpinionGiven> {
      await visit.holder.refresh();
      return { batchOn: (await giveOpinion(visit.holder, verdict, size)).batch_on };
    },
  };
}

function rowOf({ trust }: SignedIn, { index, batchDay, salt, record, unchecked }: Filed): EntryRow {
  const { day, concern, by, act } = unchecked.entry;
  const { stages } = trust.policyOn(day).policy;
  return {
    index,
    day,
    batchDay,
    kind: act.kind,
    by: isPerson(by) ? "person" : by,
    who: isPerson(by) ? trust.name(by) : "",
    stage: act.kind === "escalated" ? (stages[act.data.to - 1]?.name ?? String(act.data.to)) : "",
    ...erasureOf(act),
    concern: concern ?? "",
    bytes: unchecked.text,
    salt,
    record,
  };
}
