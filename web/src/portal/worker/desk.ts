// The desk: capsules that nobody of the office has opened, opened here a few at a time, and a page of the opened concerns as the
// service lists them. No content.

import { daysBetween } from "../../core/calendar.js";
import { type Found, openAll, unopened } from "../../core/desk.js";
import { firstDue } from "../../core/due.js";
import { type HandOut, OPENED_PAGE, type OpenedView } from "../../core/holder_api.js";
import type { Trust } from "../../core/trust.js";
import type { ConcernId } from "../../core/values.js";
import type { DeskPage, Filter, OpenedRow, UnopenedRow } from "../protocol.js";
import type { Visit } from "./visit.js";

/** So many capsules are opened before the page hears of them: a tenth of a second or two. */
const AT_ONCE = 16;

/** What of the desk has come and been opened so far. */
interface Spread {
  readonly found: Map<ConcernId, Found>;
  broken: number;
  waiting: readonly HandOut[];
  /** Where the next capsules begin; none after the last. */
  next: string | null;
  page: Pick<DeskPage, "today" | "opened" | "openedTotal" | "from">;
}

/** The tasks. */
export function deskTasks(visit: Visit) {
  let spread: Spread | undefined;
  visit.atEnd(() => { spread = undefined; });

  /** Opens the next capsules, and fetches more where there are none. */
  async function open(of: Spread): Promise<void> {
    if (of.waiting.length === 0 && of.next !== null) {
      const page = await unopened(visit.holder, of.next);
      [of.waiting, of.next] = [page.handOuts, page.next];
    }
    const { found, broken } = openAll(visit.holder, await visit.held(), of.waiting.slice(0, AT_ONCE));
    of.waiting = of.waiting.slice(AT_ONCE);
    of.broken += broken;
    for (const each of found) of.found.set(each.id, each);
    visit.keep(found);
  }

  async function lay(from: number, filter: Filter): Promise<DeskPage> {
    const { holder } = visit;
    const query = new URLSearchParams({ from: String(from), filter });
    const [{ today, total, rows }] = await Promise.all([
      holder.service.get(`desk/opened?${query}`, OPENED_PAGE),
      visit.held(),
    ]);
    await holder.asOf(today);
    const page = { today, opened: rows.map((row) => openedRow(row, today)), openedTotal: total, from };
    // Another page of what is opened does not lay the capsules out anew.
    if (spread !== undefined && from > 0) {
      spread.page = page;
      return deskPage(spread, holder.trust);
    }
    const anew: Spread = { found: new Map(), broken: 0, waiting: [], next: "", page };
    await open(anew);
    spread = anew;
    return deskPage(anew, holder.trust);
  }

  return {
    async desk({ from, filter }: { readonly from: number; readonly filter: Filter }): Promise<DeskPage> {
      return lay(from, filter);
    },

    async deskMore(): Promise<DeskPage> {
      if (spread === undefined) return lay(0, "all");
      const of = spread;
      await open(of);
      return deskPage(of, visit.holder.trust);
    },
  };
}

function deskPage({ found, broken, waiting, next, page }: Spread, trust: Trust): DeskPage {
  const rows = [...found.values()].map((each) => unopenedRow(each, trust));
  const order = (row: UnopenedRow): string => `${row.firstDue} ${row.arrived} ${row.concern}`;
  return {
    ...page,
    unopened: rows.sort((one, other) => (order(one) < order(other) ? -1 : 1)),
    isMore: waiting.length > 0 || next !== null,
    broken,
  };
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
    colleague: !row.mine,
  };
}
