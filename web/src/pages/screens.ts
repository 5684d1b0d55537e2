// One document, many screens: which one is shown, and what Back does. Address and title stay the same, and what the
// history keeps is a number: neither the server nor the browser's history learns how far somebody came.

import { byId, show } from "./dom.js";
import { showProblems } from "./problem.js";

const screens = new Map<string, HTMLElement>();
/** The screens behind this one, this one last. */
let trail = ["start"];
const onShow = new Map<string, () => void>();

/** Finds the screens, and makes Back and every `data-go` work. */
export function startScreens(): void {
  for (const screen of document.querySelectorAll<HTMLElement>("[data-screen]")) {
    screens.set(screen.dataset["screen"] ?? "", screen);
    screen.querySelector("h1")?.setAttribute("tabindex", "-1");
  }
  for (const link of document.querySelectorAll<HTMLElement>("[data-go]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(link.dataset["go"] ?? "start");
    });
  }
  byId("back").addEventListener("click", (event) => {
    event.preventDefault();
    history.back();
  });
  // After a reload nothing is left of a visit: it starts at the start.
  history.replaceState(0, "");
  addEventListener("popstate", (event) => {
    const at: unknown = event.state;
    if (typeof at !== "number") return;
    const screen = trail[Math.min(at, trail.length - 1)];
    if (screen === undefined) return;
    trail = trail.slice(0, at + 1);
    display(screen);
  });
}

/** What is to happen each time a screen comes up. */
export function whenShown(screen: string, act: () => void): void {
  onShow.set(screen, act);
}

/** Goes on to a screen. */
export function go(screen: string): void {
  trail.push(screen);
  history.pushState(trail.length - 1, "");
  display(screen);
}

/** Goes to a screen from which there is no way back: what was typed before is gone. */
export function goForGood(screen: string): void {
  trail = trail.map(() => screen);
  display(screen);
}

/** The screen before this one. */
export function cameFrom(): string | undefined {
  return trail[trail.length - 2];
}

function display(name: string): void {
  showProblems([]);
  for (const [other, screen] of screens) screen.hidden = other !== name;
  const screen = screens.get(name);
  const isPrivate = screen?.dataset["exit"] !== undefined;
  if (document.getElementById("exit") !== null) show("exit", isPrivate);
  // What was typed before some of them is gone, and before a desk there is nothing.
  show("back", trail.length > 1 && screen?.dataset["forGood"] === undefined);
  // Another language is another document: what was typed would be gone.
  show("languages", !isPrivate);
  onShow.get(name)?.();
  scrollTo(0, 0);
  screen?.querySelector("h1")?.focus();
}
