// Rows of the desk: how long there is, for what, and what sets a concern apart. Never what it says.

import { make } from "../../pages/dom.js";
import { inWords, say } from "../../pages/words.js";
import type { Found, OpenedRow, Tag, UnopenedRow, Urgency } from "../protocol.js";
import { dueInWords, leftInWords, shortName } from "./dates.js";

const SOON_DAYS = 2;

/** A word that sets a concern apart. */
export function mark(key: string, isPressing = false, as: "li" | "span" = "li"): HTMLElement {
  return make(as, isPressing ? "daylight-mark daylight-mark--pressing" : "daylight-mark", say(key));
}

/** How urgent it is, where that is out of the ordinary. */
export function urgencyMarks(urgency: Urgency): HTMLElement[] {
  return urgency === "ordinary" ? [] : [mark(`say-urgency-${urgency}`, true)];
}

/** A concern that this person has not opened: the button opens it. */
export function unopenedRow(row: UnopenedRow, open: () => void): HTMLElement {
  const { concern, urgency, arrived, movedUp } = row;
  const button = make("button", "govuk-button daylight-row__go", say("say-open"), hidden(`: ${shortName(concern)}`));
  button.type = "button";
  button.dataset["row"] = concern;
  button.addEventListener("click", open);
  const marks = [
    ...urgencyMarks(urgency),
    ...(row.waits ? [mark("say-mark-waits-others")] : []),
    ...(movedUp ? [mark("say-mark-moved-up")] : []),
  ];
  return make(
    "li", "daylight-row",
    leftOf(row),
    make("div", "daylight-row__what",
      make("p", "daylight-row__line", dueOf(row)),
      firstWas(row),
      make("p", "daylight-row__line daylight-row__small", `${shortName(concern)}. ${row.waits ? "" : say("say-arrived", { date: inWords(arrived) })}`),
      list(marks)),
    button,
  );
}

/** A concern that was opened. With `tick` it is chosen for a step that takes several at once. */
export function openedRow(row: OpenedRow, isBegun: boolean, go: () => void, tick: HTMLElement | ""): HTMLElement {
  const { concern, stage, state, urgency, sooner } = row;
  const link = make("a", "govuk-link daylight-row__link", shortName(concern));
  link.href = "#";
  link.dataset["row"] = concern;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  const marks = [
    ...urgencyMarks(urgency),
    ...(row.unread ? [mark("say-mark-unread", true)] : []),
    ...(row.extended ? [mark("say-mark-extended")] : []),
    ...(row.waits === "" ? [] : [mark(`say-mark-waits-${row.waits}`, row.waits === "me")]),
    ...(row.movedUp ? [mark("say-mark-moved-up")] : []),
    ...(row.above ? [mark("say-mark-above")] : []),
    ...(row.handedTo === "" ? [] : [mark(`say-mark-handed-${row.handedTo}`, row.handedTo === "me")]),
    ...(row.colleague ? [mark("say-mark-colleague")] : []),
    ...(isBegun ? [mark("say-mark-begun", true)] : []),
  ];
  return make(
    "li", "daylight-row",
    leftOf(row),
    make("div", "daylight-row__what",
      make("p", "daylight-row__line", link, " ", dueOf(row)),
      make("p", "daylight-row__line daylight-row__small", `${stage}: ${say(`say-state-${state}`)}`),
      firstWas(row),
      sooner === null ? "" : make("p", isSoon(sooner) ? "daylight-row__line daylight-late" : "daylight-row__line",
        `${dueOf(sooner)} (${leftInWords(sooner.daysLeft)})`),
      list(marks)),
    tick,
  );
}

/** A concern in which the words that were looked for stand, with the places. */
export function foundRow({ concern, places }: Found, go: () => void): HTMLElement {
  const lines = places.flatMap(({ around, day }) => {
    // Most of what is found a reporter wrote: copied, it is treated as theirs.
    const words = make("p", "daylight-row__line daylight-around", around);
    words.dir = "auto";
    words.translate = false;
    return [make("p", "daylight-row__line daylight-row__small", inWords(day)), words];
  });
  return make("li", "daylight-row daylight-row--named",
    make("div", "daylight-row__what", make("p", "daylight-row__line", linkTo(concern, go)), ...lines));
}

/** Somebody or something that several concerns are about. */
export function tagRow({ tag, concerns }: Tag, go: (concern: string) => void): HTMLElement {
  const name = make("bdi", "daylight-file", tag);
  name.translate = false;
  const links = concerns.flatMap(({ concern, sentOn }) => [
    linkTo(concern, () => { go(concern); }), ` (${inWords(sentOn)}) `,
  ]);
  return make("li", "", name, ` ${say("say-tag-count", { count: concerns.length })} `, ...links);
}

/** A concern by its short name. */
export function linkTo(concern: string, go: () => void): HTMLElement {
  const link = make("a", "govuk-link daylight-alone", shortName(concern));
  link.href = "#";
  link.addEventListener("click", (event) => {
    event.preventDefault();
    go();
  });
  return link;
}

interface Dated {
  readonly due: string;
  readonly clock: string;
  readonly daysLeft: number;
}

function leftOf({ due, daysLeft }: Dated): HTMLElement {
  if (due === "") return make("p", "daylight-row__left", say("say-no-date"));
  return make("p", isSoon({ daysLeft }) ? "daylight-row__left daylight-late" : "daylight-row__left", leftInWords(daysLeft));
}

function isSoon({ daysLeft }: Pick<Dated, "daysLeft">): boolean {
  return daysLeft < SOON_DAYS;
}

/** Lateness counts from the first date, and the list is in its order. */
function firstWas({ firstDue, due }: Dated & { readonly firstDue: string }): HTMLElement | "" {
  if (firstDue >= due) return "";
  return make("p", "daylight-row__line daylight-row__small", say("say-first-date-was", { date: inWords(firstDue) }));
}

function dueOf({ due, clock }: Dated): string {
  return due === "" ? "" : dueInWords(clock, due);
}

function list(marks: readonly HTMLElement[]): HTMLElement | "" {
  return marks.length === 0 ? "" : make("ul", "daylight-marks", ...marks);
}

/** Words for those who hear the page. */
export function hidden(text: string): HTMLElement {
  return make("span", "govuk-visually-hidden", text);
}
