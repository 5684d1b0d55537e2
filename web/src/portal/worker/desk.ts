// The desk: a page of the opened concerns as the service lists them, and capsules that nobody of the office has opened, opened
// here a few at a time. No content.

import { daysBetween } from "../../core/calendar.js";
import { type Found, openAll, unopened } from "../../core/desk.js";
import { firstDue } from "../../core/due.js";
import { OPENED_PAGE, type OpenedView } from "../../core/holder_api.js";
import type { Trust } from "../../core/trust.js";
import type { ConcernId } from "../../core/values.js";
import type { Filter, OpenedPage, OpenedRow, UnopenedPage, UnopenedRow } from "../protocol.js";
import type { Visit } from "./visit.js";

/** So many capsules come and are opened before the page hears of them: 30 kB, and a tenth of a second or two. */
const AT_ONCE = 12;

/** Capsules that have come and been opened so far. */
interface Spread {
  readonly found: Map<ConcernId, Found>;
  broken: number;
  /** Where the next capsules begin; none after the last. */
  next: string | null;
}

/** The tasks. */
export function deskTasks(visit: Visit) {
  const nothing = (): Spread => ({ found: new Map(), broken: 0, next: "" });
  let spread = nothing();
  visit.atEnd(() => { spread = nothing(); });

  return {
    async opened({ from, filter }: { readonly from: number; readonly filter: Filter }): Promise<OpenedPage> {
      const { holder } = visit;
      const query = new URLSearchParams({ from: String(from), filter });
      const { today, total, rows } = await holder.service.get(`desk/opened?${query}`, OPENED_PAGE);
      await holder.asOf(today);
      return { today, opened: rows.map((row) => openedRow(row, today)), openedTotal: total, from };
    },

    async unopened({ anew }: { readonly anew: boolean }): Promise<UnopenedPage> {
      const { holder } = visit;
      if (anew) spread = nothing();
      const of = spread;
      if (of.next !== null) {
        const held = await visit.held();
        const page = await unopened(holder, of.next, AT_ONCE);
        const { found, broken } = await openAll(holder, held, page.handOuts);
        of.next = page.next;
        of.broken += broken;
        for (const each of found) of.found.set(each.id, each);
        visit.keep(found);
      }
      return unopenedPage(of, holder.trust);
    },
  };
}

function unopenedPage({ found, broken, next }: Spread, trust: Trust): UnopenedPage {
  const rows = [...found.values()].map((each) => unopenedRow(each, trust));
  const order = (row: UnopenedRow): string => `${row.firstDue} ${row.arrived} ${row.concern}`;
  return { unopened: rows.sort((one, other) => (order(one) < order(other) ? -1 : 1)), isMore: next !== null, broken };
}

function unopenedRow({ id, office, arrived, capsule }: Found, trust: Trust): UnopenedRow {
  const due = firstDue(capsule, arrived, trust);
  return {
    concern: id,
    office,
    arrived,
    sentOn: capsule.day,
    urgency: capsule.urgency,
    firstDue: due,
    daysLeft: daysBetween(trust.today, due),
    movedUp: arrived > capsule.day,
  };
}

function openedRow(row: OpenedView, today: string): OpenedRow {
  return {
    concern: row.concern,
    office: row.office,
    firstDue: row.first_due ?? "",
    due: row.due ?? "",
    clock: row.clock ?? "",
    daysLeft: row.due === null ? 0 : daysBetween(today, row.due),
    stage: row.stage_name,
    state: row.state,
    urgency: row.urgency,
    extended: row.extended,
    waits: row.waits === "none" ? "" : row.waits,
    movedUp: row.moved_up,
    above: row.above,
    unread: row.unread,
    colleague: !row.mine,
  };
}
