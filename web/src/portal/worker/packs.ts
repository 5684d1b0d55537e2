// Packs and statements, for those who look at how the organisation keeps its dates.

import { openStatement, packs, paper, statements } from "../../core/packs.js";
import type { OpenedStatement, PacksPage, PaperForm } from "../protocol.js";
import type { Visit } from "./visit.js";

/** The tasks. */
export function packTasks(visit: Visit) {
  return {
    async packs(): Promise<PacksPage> {
      const { holder } = visit;
      const areOwn = holder.role === "viewer";
      const [made, { statements: sent }] = await Promise.all([packs(holder), statements(holder, areOwn ? "me" : "audit")]);
      const rows = sent.map(({ record, name, sent: on, opened }) => ({ record, who: name, sent: on, opened: opened ?? "" }));
      return { packs: made, statements: rows, areOwn };
    },

    async paper(of: { readonly item: string; readonly form: PaperForm; readonly language: string }): Promise<Blob> {
      return paper(visit.holder, of.item, of.form, of.language);
    },

    async openStatement(of: { readonly record: string; readonly language: string }): Promise<OpenedStatement> {
      await visit.holder.refresh();
      const { statement, tables } = await openStatement(visit.holder, of.record, of.language);
      return { ...statement, tables };
    },
  };
}
