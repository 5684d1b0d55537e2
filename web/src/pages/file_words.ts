// Files in words: sizes, what was found in them, and why one is not taken.

import type { Found, Why } from "../clean/found.js";
import { make } from "./dom.js";
import { say } from "./words.js";

const KB = 1000;

/** A size in the language of the page: 4.2 MB. */
export function sizeInWords(bytes: number): string {
  const [unit, value] = bytes < KB * KB ? ["kilobyte", Math.ceil(bytes / KB)] : ["megabyte", bytes / (KB * KB)];
  const form = { style: "unit", unit, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(document.documentElement.lang, form).format(Number(value));
}

/** A file's name, as whoever chose it wrote it, and how long it is. */
export function nameAndSize(name: string, size: number): HTMLElement[] {
  const shown = make("bdi", "daylight-file", name);
  shown.translate = false;
  return [shown, make("span", "", ` (${sizeInWords(size)})`)];
}

/** What was found, as a list. */
export function foundInWords(found: readonly Found[]): string {
  return found.map((one) => say(`found-${one}`)).join(", ");
}

const REFUSED: Readonly<Record<Why, string>> = {
  heic: "file-heic",
  password: "file-password",
  broken: "file-broken",
  lies: "file-lies",
  "too-large": "file-no-room",
  bomb: "file-bomb",
};

/** Why a file is not taken, and what to do. */
export function refusalInWords(why: Why): string {
  return say(REFUSED[why]);
}
