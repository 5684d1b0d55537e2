// The desk: a page of the opened concerns as the service lists them, and capsules that nobody of the office has opened, opened
// here a few at a time. No content.

import { toBase64 } from "../../core/bytes.js";
import { daysBetween } from "../../core/calendar.js";
import { type Found, openAll, unopened } from "../../core/desk.js";
import { standing } from "../../core/due.js";
import { type HandOut, OPENED_PAGE, type OpenedView } from "../../core/holder_api.js";
import type { SignedIn } from "../../core/session.js";
import type { Trust } from "../../core/trust.js";
import type { ConcernId, PersonId } from "../../core/values.js";
import type { Filter, OpenedPage, OpenedRow, UnopenedPage, UnopenedRow } from "../protocol.js";
import type { Visit } from "./visit.js";

/** So many of a capsule's last bytes tell it from all others: they are sealed. */
const TOLD_APART = 16;
/** So many capsules come and are opened before the page hears of them: 30 kB, and a tenth of a second or two. */
const AT_ONCE = 12;

/**
 * So many capsules are looked at from what came last on before those from the other end, dummies included: the rows of a desk that
 * has no more are all in order, whatever came to be known of a concern since it arrived.
 */
const LOOKED_AT = 192;

/** Capsules that have come and been opened so far: first what came last, then the others from the oldest on. */
interface Spread {
  readonly found: Map<ConcernId, Found>;
  /** Those that have come, by their bytes. */
  readonly seen: Set<string>;
  broken: number;
  /** Where the next capsules of each end begin; none after the last. */
  newest: string | null;
  oldest: string | null;
}

/** The tasks. */
export function deskTasks(visit: Visit) {
  const nothing = (): Spread => ({ found: new Map(), seen: new Set(), broken: 0, newest: "", oldest: "" });
  let spread = nothing();
  visit.atEnd(() => { spread = nothing(); });

  return {
    async opened({ from, filter }: { readonly from: number; readonly filter: Filter }): Promise<OpenedPage> {
      const { holder } = visit;
      const query = new URLSearchParams({ from: String(from), filter });
      const { today, total, rows } = await holder.service.get(`desk/opened?${query}`, OPENED_PAGE);
      await holder.asOf(today);
      return { today, opened: rows.map((row) => openedRow(row, today, holder.person)), openedTotal: total, from };
    },

    async unopened({ anew, rows }: { readonly anew: boolean; readonly rows: number }): Promise<UnopenedPage> {
      const { holder } = visit;
      if (anew) spread = nothing();
      const of = spread;
      if (of.oldest !== null) {
        const held = await visit.held();
        const { found, broken } = await openAll(holder, held, await nextOf(of, holder));
        of.broken += broken;
        for (const each of found) of.found.set(each.id, each);
        visit.keep(found);
      }
      return unopenedPage(of, holder.trust, rows);
    },
  };
}

/** The next capsules that have not come before. */
async function nextOf(of: Spread, holder: SignedIn): Promise<HandOut[]> {
  const end = of.newest === null ? "oldest" : "newest";
  const { handOuts, next } = await unopened(holder, end, of[end] ?? "", AT_ONCE);
  of[end] = next;
  const told = ({ capsule }: HandOut): string => toBase64(capsule.subarray(-TOLD_APART));
  const fresh = handOuts.filter((handOut) => !of.seen.has(told(handOut)));
  for (const handOut of fresh) of.seen.add(told(handOut));
  if (end === "newest") {
    // Nothing lies behind them: from the other end there is nothing else.
    if (next === null) of.oldest = null;
    if (of.seen.size >= LOOKED_AT) of.newest = null;
  }
  return fresh;
}

function unopenedPage({ found, broken, newest, oldest }: Spread, trust: Trust, most: number): UnopenedPage {
  const rows = [...found.values()].map((each) => unopenedRow(each, trust));
  // Without a date it is last.
  const order = (row: UnopenedRow): string => `${row.firstDue || "~"} ${row.arrived} ${row.concern}`;
  rows.sort((one, other) => (order(one) < order(other) ? -1 : 1));
  const isPressing = newest !== null || oldest === "";
  return { unopened: rows.slice(0, most), isPressing, isMore: oldest !== null || rows.length > most, broken };
}

function unopenedRow(found: Found, trust: Trust): UnopenedRow {
  const { id, office, arrived, capsule } = found;
  const said = standing(found, trust);
  return {
    ...said,
    concern: id,
    office,
    arrived,
    sentOn: capsule.day,
    daysLeft: daysLeft(trust.today, said.due),
    // Whoever is asked to approve stands above the stage that holds it: nothing has come to them. And on the day it was sent it may
    // stand here because the stages below were left out: of such a stage no answer of its own is due.
    movedUp: !said.waits && (arrived > capsule.day || said.clock === "stage_answer"),
  };
}

function openedRow(row: OpenedView, today: string, me: PersonId): OpenedRow {
  return {
    concern: row.concern,
    office: row.office,
    firstDue: row.first_due ?? "",
    due: row.due ?? "",
    clock: row.clock ?? "",
    daysLeft: daysLeft(today, row.due ?? ""),
    stage: row.stage_name,
    state: row.state,
    urgency: row.urgency,
    extended: row.extended,
    sooner: soonerOf(row, today),
    waits: row.waits === "none" ? "" : row.waits,
    movedUp: row.moved_up,
    withoutConcern: row.without_concern,
    above: row.above,
    unread: row.unread,
    colleague: !row.mine,
    handedTo: row.handed_to === null ? "" : row.handed_to === me ? "me" : "others",
  };
}

function daysLeft(today: string, due: string): number {
  return due === "" ? 0 : daysBetween(today, due);
}

function soonerOf({ sooner_clock: clock, sooner_due: due }: OpenedView, today: string): OpenedRow["sooner"] {
  return clock === null || due === null ? null : { clock, due, daysLeft: daysBetween(today, due) };
}
