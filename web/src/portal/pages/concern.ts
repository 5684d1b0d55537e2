// One concern on the screen: sealed until it is opened, then who it is about, then, once "I have no conflict" is signed, all of
// it. Which parts are shown is decided here; what is in them stands in the files beside this one.

import { byId, show } from "../../pages/dom.js";
import { saveReceipt } from "../../pages/keep.js";
import { inWords, say } from "../../pages/words.js";
import type { HolderConcern, HolderDate, Signed } from "../protocol.js";
import { ask } from "./ask.js";
import { forgetFiles, showFiles } from "./attachments.js";
import { foldChecklist, showChecklist } from "./checklist.js";
import { actionItem, afterItems, dateItem, findingItem, points, proposalItem, scopeItem, step, way } from "./concern_view.js";
import { bringDraft, stashDraft, unfoldBegun } from "./drafts.js";
import { isNear, shortName } from "./dates.js";
import { showFirstLook } from "./first_look.js";
import { keepFocus } from "./focus.js";
import { loadLetters } from "./letters.js";
import { offerActs, openWhatIsDue, wayTo } from "./offers.js";
import { mark, urgencyMarks } from "./rows.js";
import { signedInWords } from "./signed.js";
import { sayWhatFollows } from "./what_follows.js";
import { once } from "./working.js";

let shown: HolderConcern | undefined;

/** The concern on the screen. */
export function concernShown(): HolderConcern {
  if (shown === undefined) throw new Error("no concern is shown");
  return shown;
}

/** Lets go of it. It is shown anew from the beginning. */
export function forgetConcern(): void {
  shown = undefined;
}

/** Makes the button for opening work. */
export function startConcern(): void {
  byId("open").addEventListener("click", () => {
    void once("concern-working", async () => {
      await openConcern(concernShown().id);
      const about = byId("about-heading");
      keepFocus(about.checkVisibility() ? about : byId("concern-name"));
    });
  });
}

/** Asks for a concern and shows it. */
export async function showConcern(id: string): Promise<void> {
  await loadLetters();
  turnTo(await ask("concern", id));
}

/** Shows what has become of the concern on the screen, and marks each step that was not there before. Gives the element of the
    first of them, if there is one. */
export async function showNews(): Promise<HTMLElement | undefined> {
  const { id, steps } = concernShown();
  const known = new Set(steps.map(sameStep));
  turnTo(await ask("concern", id));
  const items = [...byId("steps").children];
  const fresh = concernShown().steps.flatMap((one, at) => (known.has(sameStep(one)) ? [] : (items[at] ?? [])));
  for (const item of fresh) item.append(" ", mark("say-new-step", true, "span"));
  return fresh[0] instanceof HTMLElement ? fresh[0] : undefined;
}

/** Of a step what stays the same when a day passes. */
function sameStep({ day, kind, who, words }: HolderConcern["steps"][number]): string {
  return JSON.stringify([day, kind, who, words.map(({ text }) => text)]);
}

/** Signs that this person opens it, and shows who it is about. */
export async function openConcern(id: string): Promise<void> {
  await loadLetters();
  const { concern, receipt } = await ask("open", id);
  turnTo(concern);
  offerReceipts([receipt]);
}

/** What became of an act: the concern as it is now, what followed, and the receipts to keep: its own, and those of what was signed with it `before`. */
export function showSigned({ concern, receipt, followedBy }: Signed, what: string, before: readonly string[] = []): void {
  turnTo(concern);
  const followed = followedBy.map((kind) => say(`say-step-${kind}`, { who: "", stage: concern.stage }));
  byId("done").textContent = [signedInWords(what, receipt !== ""), ...followed].join(" ");
  show("done", true);
  offerReceipts([...before, receipt]);
  keepFocus(byId("done"));
  byId("done").scrollIntoView({ block: "center" });
}

/** An empty one did not come. */
function offerReceipts(all: readonly string[]): void {
  const receipts = all.filter(Boolean);
  show("receipt-part", receipts.length > 0);
  byId("receipt").onclick = () => { receipts.forEach(saveReceipt); };
}

function turnTo(concern: HolderConcern): void {
  const isAnother = shown?.id !== concern.id;
  const isNewInside = isAnother || shown?.settled !== concern.settled;
  if (isAnother) stashDraft();
  shown = concern;
  show("done", false);
  // It may stand among steps that are about to be shown anew.
  byId("account").after(byId("copied"));
  if (isAnother) {
    show("receipt-part", false);
    show("copied", false);
    byId<HTMLDetailsElement>("later-dates").open = false;
    forgetFiles();
  }
  showHead(concern);
  const isOpen = concern.opened && !concern.barred;
  show("withheld", concern.steps.some(({ withheld }) => withheld));
  show("differs", concern.serviceDiffers);
  show("sealed", !concern.opened && !concern.barred && !concern.erased && !concern.unsound);
  show("unsound", concern.unsound);
  byId("unsound-steps").replaceChildren(...(concern.unsound ? concern.steps.map(step) : []));
  show("barred", concern.barred);
  show("erased", concern.erased);
  show("opened-part", isOpen && !concern.erased);
  show("conflict", isOpen && !concern.settled && !concern.erased);
  show("inside", isOpen && (concern.settled || concern.erased));
  byId("about").textContent = concern.about || say("say-nothing-given");
  showInside(concern);
  offerActs(concern);
  sayWhatFollows(concern);
  if (isAnother) bringDraft(concern.id);
  if (!isNewInside) return;
  openWhatIsDue(concern);
  unfoldBegun();
  foldChecklist(concern);
}

function showHead(concern: HolderConcern): void {
  byId("concern-name").textContent = shortName(concern.id);
  const { barred } = concern;
  const known = { date: inWords(concern.sentOn), office: concern.officeName };
  const isKnown = concern.state !== "" && !barred;
  byId("concern-where").textContent = isKnown
    ? say("say-where", { ...known, stage: concern.stage, state: say(`say-state-${concern.state}`) })
    : say("say-where-unopened", known);
  byId("concern-marks").replaceChildren(
    ...(barred ? [] : urgencyMarks(concern.urgency)), ...(concern.waits ? [mark("say-mark-waits-others")] : []),
  );
  // Whoever decides whether they are too close to it needs the next date, and not all of them.
  const dates = concern.dates.slice(0, barred ? 0 : isDeciding(concern) ? 1 : undefined);
  show("dates-part", !barred);
  const items = (ofThem: readonly HolderDate[]): HTMLElement[] => ofThem.map((date) => dateItem(date, wayTo(date.clock, concern)));
  const later = dates.filter((date, at) => at > 0 && !isNear(date));
  byId("dates").replaceChildren(...items(dates.filter((date) => !later.includes(date))), ...(barred ? [] : afterItems(concern)));
  show("later-dates", later.length > 0);
  byId("later-dates").querySelector("ul")?.replaceChildren(...items(later));
}

function isDeciding({ opened, settled, barred, erased, unsound }: HolderConcern): boolean {
  return opened && !settled && !barred && !erased && !unsound;
}

/** On top, what nobody has answered, from its first step on. */
function showNewWords({ unread, settled, barred, steps }: HolderConcern): void {
  const answered = steps.findLastIndex(({ isAnswer }) => isAnswer);
  const at = steps.findIndex(({ vouched, kind, words }, index) =>
    index > answered && vouched === "reporter" && (words.length > 0 || kind === "attached"));
  const found = unread && settled && !barred ? steps[at] : undefined;
  show("new-words", found !== undefined);
  if (found === undefined) return;
  byId("new-words-way").replaceChildren(way(say("say-new-words", { date: inWords(found.day) }), byId("steps").children[at]));
}

function showInside(concern: HolderConcern): void {
  const isReadable = concern.settled && !concern.erased;
  show("written", !concern.erased);
  show("on-arrival", concern.onArrival);
  byId("account").textContent = isReadable ? concern.account : "";
  showFirstLook(concern);
  showFiles(concern);
  points("scope-now", concern.scope.map(scopeItem));
  points("findings-now", concern.findings.map((finding) => findingItem(finding, concern.findingsOn)));
  show("findings-before", !concern.findingsStand);
  byId("findings-how").textContent = concern.findings.length === 0 || concern.erased ? "" : say("say-enquiries", {
    list: concern.enquiries.map((one) => one.replace(/[.;\s]+$/, "")).join("; "), count: concern.spokenTo,
  });
  byId("findings-risk-now").textContent = concern.atRisk === null ? "" : say("say-at-risk", { what: say(`say-findings-risk-${concern.atRisk}`) });
  points("actions-now", concern.actions.map((action) => actionItem(action, concern.today)));
  points("proposals-now", concern.proposals.map(proposalItem));
  byId("steps").replaceChildren(...concern.steps.map(step));
  showNewWords(concern);
  showChecklist(concern);
}
