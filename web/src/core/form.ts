// Forms of JSON values: what fields there are, in which order, and what may stand in them. Writing a value again by its
// form gives its one spelling (docs/LEDGER_FORMAT.md section 2). Knows no kind of entry.
import { isHex } from "./bytes.js";
import { isDay } from "./calendar.js";
import { type OfficeId, isOfficeId } from "./values.js";

/** A value that is not of the form it should be. */
export class BadForm extends Error {}

/** Takes a value from outside and gives it back with its fields in order, or throws {@link BadForm}. */
export type Form<T> = (value: unknown) => T;

/** What a form gives. */
export type Of<F> = F extends Form<infer T> ? T : never;

function form<T>(name: string, is: (value: unknown) => value is T): Form<T> {
  return (value) => {
    if (!is(value)) throw new BadForm(`not ${name}`);
    return value;
  };
}

/** Text. */
export const text: Form<string> = form("text", (value) => typeof value === "string");
/** True or false. */
export const bool: Form<boolean> = form("true or false", (value) => typeof value === "boolean");
/** A civil day. */
export const day: Form<string> = form("a day", isDay);
/** An office's short name. */
export const officeId: Form<OfficeId> = form("an office", isOfficeId);
/** So many bytes of lower-case hexadecimal. */
export const hex = (bytes: number): Form<string> => form(`${bytes} bytes`, (value) => isHex(value, bytes));
/** SHA-256, or another 32 bytes. */
export const digest = hex(32);
/** A signature. */
export const signature = hex(64);
/** A person's id. */
export const personId = hex(8);
/** A number from 0 of so many bits. Beyond 53 bits a number does not survive being written again, and is refused. */
export const unsigned = (bits: number): Form<number> =>
  form(`a number of ${bits} bits`, (value): value is number => {
    return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 2 ** bits;
  });
/** One of these words. */
export const oneOf = <const T extends string>(words: readonly T[]): Form<T> =>
  form("one of the known words", (value): value is T => words.includes(value as T));
/** The form, or null. */
export const orNull =
  <T>(inner: Form<T>): Form<T | null> =>
  (value) =>
    value === null ? null : inner(value);
/** A list of the form. */
export const list =
  <T>(inner: Form<T>): Form<T[]> =>
  (value) => {
    if (!Array.isArray(value)) throw new BadForm("not a list");
    return value.map(inner);
  };

/** Exactly these fields, written in this order. */
export function fields<T extends Record<string, unknown>>(forms: { readonly [K in keyof T]: Form<T[K]> }): Form<T> {
  const names = Object.keys(forms);
  return (value) => {
    const given = object(value);
    if (Object.keys(given).length !== names.length) throw new BadForm("not exactly the known fields");
    const out: Record<string, unknown> = {};
    for (const name of names) {
      if (!Object.hasOwn(given, name)) throw new BadForm(`the field ${name} is missing`);
      out[name] = forms[name]?.(given[name]);
    }
    return out as T;
  };
}

/** At least these fields; others are let through and left out. For what the service says, not for what is signed. */
export function atLeast<T extends Record<string, unknown>>(forms: { readonly [K in keyof T]: Form<T[K]> }): Form<T> {
  return (value) => {
    const given = object(value);
    const out: Record<string, unknown> = {};
    // A field that is left out is as one that is null.
    for (const name of Object.keys(forms)) out[name] = forms[name]?.(given[name] ?? null);
    return out as T;
  };
}

/** A JSON object, its fields unknown. */
export function object(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new BadForm("not an object");
  return value as Record<string, unknown>;
}

/** Reads JSON text. Throws {@link BadForm}. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new BadForm("not JSON");
  }
}
