// The service's day beside the device's own: a reporter is told when they are further apart than time zones make them.

import { byId, show } from "./dom.js";
import { inWords, say } from "./words.js";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Says so on the page if the two are more than a day apart. */
export function compareClocks(service: string): void {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, "0");
  const here = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const apart = Math.abs(Date.parse(here) - Date.parse(service)) > DAY_MS;
  show("clock", apart);
  byId("clock").textContent = apart ? say("problem-clock", { here: inWords(here), there: inWords(service) }) : "";
}
