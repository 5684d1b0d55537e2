// What somebody has begun to write and not signed: kept in memory for each concern, while they look at another. Where a visit
// ends, all of it can be put into one text, which the worker seals (`begun.ts`).

import { byId } from "../../pages/dom.js";
import { type Points, bringFindings, findingsPoints, isOfPoint } from "./findings_editor.js";
import { putInto } from "./labelled.js";
import { scopeRows, setScopeRows } from "./scope_editor.js";

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface Draft {
  readonly fields: ReadonlyMap<string, string | boolean>;
  readonly scopeRows: number;
  /** The points that findings were begun on: a colleague may settle others under the same numbers meanwhile. */
  readonly points: Points;
}

const drafts = new Map<string, Draft>();
/** The concern that is or was last on the screen. */
let at = "";
/** Fields of the concern on the screen into which somebody has put something. */
let touched = new Set<string>();

/** Words for boxes that are not on the page yet. Other boxes are made for what somebody has just asked for, and may be another's. */
const waiting = new Map<string, string>();
const COMES_LATER = "refusal-";

/** Begins to notice what is typed. */
export function startDrafts(): void {
  for (const place of places()) {
    place.addEventListener("input", ({ target }) => {
      if (target instanceof Element && target.id !== "") touched.add(target.id);
    });
  }
}

/** The concerns on which something was begun. */
export function draftsOn(): string[] {
  return touched.size > 0 ? [...drafts.keys(), at] : [...drafts.keys()];
}

/** Whether leaving the page would lose words. */
export function anythingBegun(): boolean {
  return touched.size > 0 || drafts.size > 0;
}

/** Words that were begun on a concern. */
export function wordsBegun(concern: string): string[] {
  const fields = concern === at && touched.size > 0 ? touchedFields() : (drafts.get(concern)?.fields ?? new Map<string, string>());
  return [...fields.values()].filter((value): value is string => typeof value === "string" && value.trim() !== "");
}

/** Forgets what was begun on a concern. */
export function dropDraft(concern: string): void {
  // On the screen or behind it, its forms are emptied too; those of another stay as they are.
  if (concern === at) stashDraft();
  drafts.delete(concern);
}

/** Whether somebody has put something into this field. */
export function isTouched(id: string): boolean {
  return touched.has(id);
}

/** Unfolds the forms in which something was begun: what comes back is seen. */
export function unfoldBegun(): void {
  for (const id of touched) {
    const folded = byId(id).closest("details");
    if (folded !== null) folded.open = true;
  }
}

/** A form's words have been signed: nothing of them is begun any more. */
export function settleDraft(form: HTMLFormElement): void {
  for (const field of fieldsOf(form)) touched.delete(field.id);
  form.reset();
}

/** All that was begun, as {@link draftsInOne} puts it into a text. */
interface Begun {
  readonly concerns: readonly [string, [string, string | boolean][], number, [number, string][]][];
  /** What stands in boxes that belong to no concern. */
  readonly elsewhere: readonly [string, string][];
}

/** All that was begun, in one text; empty if there is nothing. */
export function draftsInOne(): string {
  stashDraft();
  const concerns = [...drafts].map(([concern, { fields, scopeRows, points }]): Begun["concerns"][number] =>
    [concern, [...fields], scopeRows, [...points]]);
  const boxes = boxesElsewhere().map(({ id, value }): [string, string] => [id, value]);
  const elsewhere = [...waiting, ...boxes].filter(([, value]) => value.trim() !== "");
  return concerns.length + elsewhere.length === 0 ? "" : JSON.stringify({ concerns, elsewhere } satisfies Begun);
}

/** Brings back what {@link draftsInOne} put together. */
export function bringDrafts(text: string): void {
  const { concerns, elsewhere } = JSON.parse(text) as Begun;
  for (const [concern, fields, scopeRows, points] of concerns) {
    drafts.set(concern, { fields: new Map(fields), scopeRows, points: new Map(points) });
  }
  for (const [id, words] of elsewhere) waiting.set(id, words);
  bringBoxes();
  for (const id of waiting.keys()) if (!id.startsWith(COMES_LATER)) waiting.delete(id);
}

/** Brings back what was begun in boxes that have come onto the page since, and unfolds it. */
export function bringBoxes(): void {
  for (const box of boxesElsewhere()) {
    const words = waiting.get(box.id);
    if (words === undefined) continue;
    box.value = words;
    waiting.delete(box.id);
    const folded = box.closest("details");
    if (folded !== null) folded.open = true;
  }
}

/** Keeps what was begun in boxes that are about to be made anew, until {@link bringBoxes}. */
export function keepBoxes(): void {
  for (const { id, value } of boxesElsewhere()) if (id.startsWith(COMES_LATER) && value.trim() !== "") waiting.set(id, value);
}

/** Puts what was begun on the concern on the screen away, and empties the forms. */
export function stashDraft(): void {
  const fields = touchedFields();
  if (fields.size > 0) drafts.set(at, { fields, scopeRows: scopeRows(), points: findingsPoints() });
  for (const form of places().flatMap((place) => [...place.querySelectorAll("form")])) form.reset();
  setScopeRows(1);
  touched = new Set();
}

/** Brings back what was begun on this concern, once its forms stand. */
export function bringDraft(concern: string): void {
  at = concern;
  const draft = drafts.get(concern);
  if (draft === undefined) return;
  drafts.delete(concern);
  setScopeRows(draft.scopeRows);
  for (const [id, value] of draft.fields) if (!isOfPoint(id)) putInto(id, value);
  bringFindings([...draft.fields], draft.points);
}

function touchedFields(): Map<string, string | boolean> {
  return new Map([...touched].flatMap((id): [string, string | boolean][] => {
    const field = document.getElementById(id);
    return field === null ? [] : [[id, valueOf(field as Field)]];
  }));
}

function valueOf(field: Field): string | boolean {
  return field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type) ? field.checked : field.value;
}

function boxesElsewhere(): HTMLTextAreaElement[] {
  return [...document.querySelectorAll("textarea")].filter((box) => box.id !== "" && !places().some((place) => place.contains(box)));
}

function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.querySelectorAll<Field>("input, textarea, select")];
}

/** Where what is typed belongs to the concern on the screen: to one that was opened, or that does not open. */
function places(): HTMLElement[] {
  return [byId("inside"), byId("unsound")];
}
