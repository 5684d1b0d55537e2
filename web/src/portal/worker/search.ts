// Looking through all concerns that this person can open, in memory: words, tags that come up again (R13), and the reason "no
// concern stated" signed for several. Nothing of it is asked of the service but the concerns themselves.

import { type Found, closedOnes } from "../../core/desk.js";
import { systemEntropy } from "../../core/entropy.js";
import { Hand } from "../../core/hand.js";
import { load, loadById } from "../../core/handed.js";
import { OPENED_PAGE } from "../../core/holder_api.js";
import { ownActs } from "../../core/own_acts.js";
import { CallFailed, Stopped } from "../../core/problem.js";
import { isUnread } from "../../core/reading.js";
import { isWithoutConcern } from "../../core/without_concern.js";
import { findingsOf, scopeOf, textsOf } from "../../core/told.js";
import type { ConcernId, Day, Digest } from "../../core/values.js";
import { hasParts, isWithheld } from "../../core/withheld.js";
import type { Working } from "../../worker/way.js";
import { type Fault, ROWS, type Repeats, type Sought, type Tried } from "../protocol.js";
import { signTold } from "./concern.js";
import { Fails, faultOf } from "./faults.js";
import { isTags, tagsOf } from "./tags.js";
import type { Visit } from "./visit.js";

/** So many concerns are on their way at a time: while somebody waits for it, and while they do something else. */
const AT_ONCE = 4;
const BESIDE = 1;
/** Characters on each side of a place that was found. */
const AROUND = 60;
/** How a concern is named on pages, with or without the word before it. */
const SHORT_NUMBER = /(?:^| )([0-9a-f]{8,32})$/;
/** No more places of one concern. */
const MOST_HITS = 5;

/** A concern in clear, for as long as the session lasts. */
interface Reading {
  /** Its last entry when it was read. */
  readonly last: Digest | undefined;
  /** How many there were. None is ever taken away: the longer of two readings is the newer. */
  readonly steps: number;
  readonly sentOn: Day;
  /** Nothing was withheld of it that this person may read. */
  readonly isWhole: boolean;
  readonly texts: readonly { readonly day: Day; readonly text: string }[];
  readonly tags: readonly string[];
}

/** The tasks. */
export function searchTasks(visit: Visit, working: Working) {
  const readings = new Map<ConcernId, Reading>();
  /** All were read once since signing in, or are just being read. */
  let swept: Promise<number> | undefined;
  /** What is being read, to be stopped. */
  const stops = new Set<() => void>();
  visit.atEnd(() => {
    readings.clear();
    swept = undefined;
  });

  /**
   * Nothing of one that was erased by rule, or that this person never opened. One that does not hold together, or does not come
   * though it is theirs, throws: it was not read.
   */
  async function read({ id, mine }: Listed): Promise<Reading | undefined> {
    const isTheirs = mine || readings.has(id) || visit.hands.has(id);
    try {
      const capsule: Promise<Found> = visit.found(id);
      const handed = await load(visit.holder, id, capsule);
      const before = readings.get(id);
      const last = handed?.concern.steps.at(-1)?.record;
      if (handed === undefined && isTheirs) throw new Stopped("not_handed_out", id);
      if (handed === undefined || (before?.isWhole === true && before.last === last)) return handed && before;
      const reading = readingOf(await Hand.on(visit.holder, await capsule, handed, systemEntropy));
      readings.set(id, reading);
      return reading;
    } catch (fault) {
      if (!(fault instanceof Stopped) || fault.kind !== "no_concern") throw fault;
      const erased = await loadById(visit.holder, id);
      if (erased === undefined ? isTheirs : erased.concern.manifest !== undefined) throw fault;
      return undefined;
    }
  }

  /** These, a few at a time, until somebody stops it; and how many were not read. */
  async function readAll(question: number, all: readonly Listed[], atOnce = AT_ONCE): Promise<[Map<ConcernId, Reading>, number]> {
    const waiting = [...all];
    const out = new Map<ConcernId, Reading>();
    let missed = all.length;
    const next = async (): Promise<void> => {
      for (let each = waiting.shift(); each !== undefined; each = waiting.shift()) {
        const { id } = each;
        try {
          const reading = await read(each);
          if (reading?.isWhole !== false) missed -= 1;
          // What cannot be read any more is not counted any more.
          if (reading === undefined) readings.delete(id);
          else out.set(id, reading);
        } catch (fault) {
          // One that does not come is counted, and ends nothing. Without a session none comes.
          if (faultOf(fault).fault === "signed-out") throw fault;
        }
        working(question, 1 - waiting.length / all.length);
      }
    };
    let halt = (): void => undefined;
    // Nobody waits for what is on its way then.
    const halted = new Promise<void>((resolve) => {
      halt = () => {
        waiting.length = 0;
        resolve();
      };
    });
    stops.add(halt);
    await Promise.race([halted, Promise.all(Array.from({ length: atOnce }, next))]);
    stops.delete(halt);
    return [out, missed];
  }

  /** All that this person has opened. Gives how many were not read. */
  async function sweepAll(question: number, atOnce: number): Promise<number> {
    const [, missed] = await readAll(question, await openedOnes(visit), atOnce);
    return missed;
  }

  /** Reads all once a session. What was opened or signed here since is known without asking the service. */
  async function sweep(question: number): Promise<number> {
    swept ??= sweepAll(question, BESIDE);
    const mine = swept;
    let missed = 1;
    try {
      missed = await mine;
    } finally {
      // What was not read is tried again the next time.
      if (missed > 0 && swept === mine) swept = undefined;
    }
    for (const [id, hand] of visit.hands) {
      if (hand.concern.steps.length > (readings.get(id)?.steps ?? 0)) readings.set(id, readingOf(hand));
    }
    return missed;
  }

  return {
    async search(words: string, id: number): Promise<Sought> {
      const wanted = plain(words);
      if (wanted === "") return { found: [], missed: 0 };
      const opened = await openedOnes(visit);
      const number = SHORT_NUMBER.exec(wanted)?.[1];
      const named = number === undefined ? [] : opened.filter(({ id: concern }) => concern.startsWith(number));
      if (named.length > 0) return { found: named.map(({ id: concern }) => ({ concern, places: [] })), missed: 0 };
      const [all, missed] = await readAll(id, opened);
      const found = [...all].flatMap(([concern, { texts }]) => {
        const places = texts.flatMap(({ day, text }) => {
          const around = place(text, wanted);
          return around === undefined ? [] : [{ around, day }];
        });
        return places.length === 0 ? [] : [{ concern, places: places.slice(0, MOST_HITS) }];
      });
      return { found, missed };
    },

    async stopReading(): Promise<void> {
      for (const halt of stops) halt();
      return Promise.resolve();
    },

    async repeats({ anew }: { readonly anew: boolean }, id: number): Promise<Repeats> {
      if (anew) swept = sweepAll(id, AT_ONCE);
      const missed = await sweep(id);
      const tags = new Map<string, { tag: string; concerns: { concern: ConcernId; sentOn: Day }[] }>();
      for (const [concern, { sentOn, tags: own }] of readings) {
        // The same tag in two spellings is one tag.
        for (const [key, tag] of new Map(own.map((each) => [plain(each), each]))) {
          const known = tags.get(key) ?? { tag, concerns: [] };
          known.concerns.push({ concern, sentOn });
          tags.set(key, known);
        }
      }
      for (const { concerns } of tags.values()) concerns.sort((one, other) => (one.sentOn < other.sentOn ? -1 : 1));
      return { tags: [...tags.values()].sort((one, other) => other.concerns.length - one.concerns.length), missed };
    },

    async closeSeveral({ concerns, text }: { readonly concerns: readonly ConcernId[]; readonly text: string }) {
      const tried: Tried[] = [];
      let end: Fault | undefined;
      for (const concern of concerns) {
        if (end !== undefined) {
          tried.push({ concern, receipt: "", why: end });
          continue;
        }
        try {
          const hand = await visit.opened(concern);
          if (isUnread(hand.concern.steps)) throw new Fails("read-first");
          if (!isWithoutConcern(hand.concern.steps)) throw new Fails("concern-stated");
          const { receipt } = await signTold(hand, { act: "close", reason: "no_concern_stated", receiver: "", text });
          tried.push({ concern, receipt, why: null });
        } catch (fault) {
          const why = faultOf(fault);
          tried.push({ concern, receipt: "", why });
          // Where nothing answers any more the rest is not tried; what was signed is told all the same.
          if (why.fault === "unsettled") end = { fault: "offline" };
          else if (why.fault === "signed-out" || (fault instanceof CallFailed && fault.isUnsettled())) end = why;
        }
      }
      return tried;
    },
  };
}

/** A concern that the service lists. */
interface Listed {
  readonly id: ConcernId;
  /** As opened by this person; of those that are put away it may have been a colleague alone. */
  readonly mine: boolean;
}

/** Open ones that the service lists as this person's, then those that are put away. */
async function openedOnes(visit: Visit): Promise<Listed[]> {
  const { holder } = visit;
  const all = new Map<ConcernId, Listed>();
  for (let from = 0, total = 1; from < total; from += ROWS) {
    const page = await holder.service.get(`desk/opened?from=${from}&filter=all`, OPENED_PAGE);
    for (const { concern: id, mine } of page.rows) if (mine) all.set(id, { id, mine });
    total = page.rows.length === 0 ? 0 : page.total;
  }
  for (const id of await closedOnes(holder)) if (!all.has(id)) all.set(id, { id, mine: false });
  return [...all.values()];
}

/** Whether all is there that this person may read: nothing of what they passed on, or said not to open, or was erased by rule. */
function isWhole(hand: Hand): boolean {
  const { concern, words, holder } = hand;
  const { settled, barred, doesNotOpen } = ownActs(concern, holder.person);
  if (barred || doesNotOpen || concern.manifest === undefined) return true;
  return hasParts(concern, words, settled) && (!settled || !concern.steps.some((step) => isWithheld(step, hand)));
}

function readingOf(hand: Hand): Reading {
  const { concern, words } = hand;
  const told = textsOf(concern, words).filter((each) => !isTags(each));
  const found = findingsOf(concern, words);
  const decided = [
    ...scopeOf(concern, words).flatMap(({ text, reason = "" }) => [text, reason]),
    ...(found?.points ?? []).map(({ text }) => text),
    ...(found?.enquiries ?? []),
  ];
  const sentOn = concern.receivedOn;
  return {
    last: concern.steps.at(-1)?.record,
    steps: concern.steps.length,
    sentOn,
    isWhole: isWhole(hand),
    tags: tagsOf(hand),
    texts: [
      ...[words.about, words.account].map((text = "") => ({ day: sentOn, text })),
      ...told.map(({ step, text }) => ({ day: step.entry.day, text })),
      ...decided.map((text) => ({ day: concern.steps.at(-1)?.entry.day ?? sentOn, text })),
    ],
  };
}

/** A text as it is compared: case, accents' spelling and white space do not matter. */
export function plain(text: string): string {
  return text.normalize("NFC").toLowerCase().replace(/\s+/gu, " ").trim();
}

/** Words around the first place where these stand, given as {@link plain} gives them. */
export function place(text: string, wanted: string): string | undefined {
  const told = text.normalize("NFC").replace(/\s+/gu, " ").trim();
  const at = told.toLowerCase().indexOf(wanted);
  if (at < 0) return undefined;
  const [from, to] = [Math.max(0, at - AROUND), at + wanted.length + AROUND];
  return `${from > 0 ? "…" : ""}${told.slice(from, to)}${to < told.length ? "…" : ""}`;
}
