// Looking through all concerns that this person can open, in memory: words, tags that come up again (R13), and the reason "no
// concern stated" signed for several. Nothing of it is asked of the service but the concerns themselves.

import { type Found, closedOnes } from "../../core/desk.js";
import { systemEntropy } from "../../core/entropy.js";
import { Hand } from "../../core/hand.js";
import { load } from "../../core/handed.js";
import { OPENED_PAGE } from "../../core/holder_api.js";
import { CallFailed, Mistrust, Stopped } from "../../core/problem.js";
import { isUnread } from "../../core/reading.js";
import { findingsOf, scopeOf, textsOf } from "../../core/told.js";
import type { ConcernId, Day, Digest } from "../../core/values.js";
import type { Working } from "../../worker/way.js";
import { type Fault, ROWS, type Found as Hit, type Tag } from "../protocol.js";
import { signTold } from "./concern.js";
import { Fails, faultOf } from "./faults.js";
import { isTags, tagsOf } from "./tags.js";
import type { Visit } from "./visit.js";

/** So many concerns are on their way at a time: while somebody waits for it, and while they do something else. */
const AT_ONCE = 4;
const BESIDE = 1;
/** Characters on each side of a place that was found. */
const AROUND = 60;
/** No more places of one concern. */
const MOST_HITS = 5;

/** A concern in clear, for as long as the session lasts. */
interface Reading {
  /** Its last entry when it was read. */
  readonly last: Digest | undefined;
  /** How many there were. None is ever taken away: the longer of two readings is the newer. */
  readonly steps: number;
  readonly sentOn: Day;
  readonly texts: readonly { readonly day: Day; readonly text: string }[];
  readonly tags: readonly string[];
}

/** The tasks. */
export function searchTasks(visit: Visit, working: Working) {
  const readings = new Map<ConcernId, Reading>();
  /** All were read once since signing in, or are just being read. */
  let swept: Promise<unknown> | undefined;
  visit.atEnd(() => {
    readings.clear();
    swept = undefined;
  });

  async function read(id: ConcernId): Promise<Reading | undefined> {
    try {
      const capsule: Promise<Found> = visit.found(id);
      const handed = await load(visit.holder, id, capsule);
      const before = readings.get(id);
      const last = handed?.concern.steps.at(-1)?.record;
      if (handed === undefined || (before !== undefined && before.last === last)) return handed && before;
      const reading = readingOf(await Hand.on(visit.holder, await capsule, handed, systemEntropy));
      readings.set(id, reading);
      return reading;
    } catch (fault) {
      // One that does not hold together, or was erased, is told of where it is opened.
      if (fault instanceof Mistrust || (fault instanceof Stopped && fault.kind === "no_concern")) return undefined;
      throw fault;
    }
  }

  /** All that this person has opened, a few at a time. */
  async function readAll(question: number, atOnce = AT_ONCE): Promise<Map<ConcernId, Reading>> {
    const all = await openedOnes(visit);
    const waiting = [...all];
    const out = new Map<ConcernId, Reading>();
    const next = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
        const reading = await read(id);
        if (reading !== undefined) out.set(id, reading);
        working(question, 1 - waiting.length / all.length);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, next));
    // What cannot be read any more is not counted any more.
    for (const id of all) if (!out.has(id)) readings.delete(id);
    return out;
  }

  /** Reads all once a session. What was opened or signed here since is known without asking the service. */
  async function sweep(question: number): Promise<void> {
    swept ??= readAll(question, BESIDE);
    const mine = swept;
    try {
      await mine;
    } catch (fault) {
      if (swept === mine) swept = undefined;
      throw fault;
    }
    for (const [id, hand] of visit.hands) {
      if (hand.concern.steps.length > (readings.get(id)?.steps ?? 0)) readings.set(id, readingOf(hand));
    }
  }

  return {
    async search(words: string, id: number): Promise<readonly Hit[]> {
      const wanted = plain(words);
      if (wanted === "") return [];
      const all = await readAll(id);
      return [...all].flatMap(([concern, { texts }]) => {
        const hits = texts.flatMap(({ day, text }) => {
          const around = place(text, wanted);
          return around === undefined ? [] : [{ concern, around, day }];
        });
        return hits.slice(0, MOST_HITS);
      });
    },

    async repeats({ anew }: { readonly anew: boolean }, id: number): Promise<readonly Tag[]> {
      if (anew) swept = readAll(id);
      await sweep(id);
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
      return [...tags.values()].sort((one, other) => other.concerns.length - one.concerns.length);
    },

    async closeSeveral({ concerns, text }: { readonly concerns: readonly ConcernId[]; readonly text: string }) {
      const refused: { concern: ConcernId; why: Fault }[] = [];
      let end: Fault | undefined;
      for (const concern of concerns) {
        if (end !== undefined) {
          refused.push({ concern, why: end });
          continue;
        }
        try {
          const hand = await visit.opened(concern);
          if (isUnread(hand.concern.steps)) throw new Fails("read-first");
          await signTold(hand, { act: "close", reason: "no_concern_stated", receiver: "", text });
        } catch (fault) {
          const why = faultOf(fault);
          refused.push({ concern, why });
          // Where nothing answers any more the rest is not tried; what was signed is told all the same.
          if (why.fault === "unsettled") end = { fault: "offline" };
          else if (why.fault === "signed-out" || (fault instanceof CallFailed && fault.isUnsettled())) end = why;
        }
      }
      return refused;
    },
  };
}

/** Open ones that the service lists as this person's, then those that are put away. */
async function openedOnes(visit: Visit): Promise<ConcernId[]> {
  const { holder } = visit;
  const all = new Set<ConcernId>();
  for (let from = 0, total = 1; from < total; from += ROWS) {
    const page = await holder.service.get(`desk/opened?from=${from}&filter=all`, OPENED_PAGE);
    for (const { concern, mine } of page.rows) if (mine) all.add(concern);
    total = page.rows.length === 0 ? 0 : page.total;
  }
  for (const concern of await closedOnes(holder)) all.add(concern);
  return [...all];
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
