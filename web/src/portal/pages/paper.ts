// A PDF on the screen: a frame draws its pages one at a time. The frame is a sandbox without origin and network
// (src/portal/paper); it gets the bytes and a port to answer through, and nothing of this page.

import { make } from "../../pages/dom.js";
import { say } from "../../pages/words.js";
import type { Acting, Drawn, Turn } from "../paper/protocol.js";
import { frame } from "./frame.js";

/** A page that takes longer is not drawn. */
const WITHIN_MS = 30_000;
/** More is not held in memory for a picture of a page. */
const MOST_BYTES = 100 * 1024 * 1024;

/** The frame with what turns its pages. Says what in the PDF would have acted elsewhere, and why nothing is drawn. */
export function paper(content: Blob, name: string): HTMLElement {
  const told = make("p", "govuk-body", say("say-working"));
  const place = make("div", "daylight-paper", told);
  if (content.size > MOST_BYTES) {
    told.textContent = say("say-pdf-too-large");
    return place;
  }
  const { port1: port, port2: theirs } = new MessageChannel();
  const inside = frame(name, "allow-scripts", document.body.dataset["paper"] ?? "");
  const turning = make("div", "govuk-button-group");
  let [page, late, isDrawing] = [1, 0, true];

  const wait = (): void => {
    isDrawing = true;
    late = window.setTimeout(() => { take({ fault: "damaged" }); }, WITHIN_MS);
  };
  const button = (key: string, by: number): HTMLButtonElement => {
    const made = make("button", "govuk-button govuk-button--secondary", say(key));
    made.type = "button";
    made.disabled = true;
    made.addEventListener("click", () => {
      if (isDrawing) return;
      wait();
      port.postMessage({ page: page + by } satisfies Turn);
    });
    return made;
  };
  const [before, next] = [button("say-pdf-before", -1), button("say-pdf-next", 1)];
  turning.append(before, next);
  const take = (drawn: Drawn): void => {
    clearTimeout(late);
    isDrawing = false;
    if ("fault" in drawn) {
      inside.remove();
      turning.remove();
      port.close();
      told.textContent = say(drawn.fault === "locked" ? "say-pdf-locked" : "say-pdf-damaged");
      return;
    }
    page = drawn.page;
    told.textContent = [say("say-pdf-page", { number: page, count: drawn.pages }), ...drawn.acting.map(notDone)].join(" ");
    [before.disabled, next.disabled] = [page === 1, page === drawn.pages];
  };
  port.onmessage = ({ data }: MessageEvent<Drawn>) => { take(data); };
  inside.addEventListener("load", () => {
    void content.arrayBuffer().then((bytes) => { inside.contentWindow?.postMessage(bytes, "*", [bytes, theirs]); });
  }, { once: true });
  wait();
  place.append(inside, turning);
  return place;
}

function notDone(acting: Acting): string {
  if (acting === "script") return say("say-pdf-script");
  return acting === "link" ? say("say-pdf-link") : say("say-pdf-file");
}
