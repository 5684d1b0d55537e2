// The frame in which a stranger's file is shown: how it is made, and that it is seen when the keyboard is in it.

import { make } from "../../pages/dom.js";

/** A frame with this name, which may do no more than is allowed to it. */
export function frame(name: string, allowed: string, address: string): HTMLIFrameElement {
  const made = make("iframe", "daylight-frame");
  made.setAttribute("sandbox", allowed);
  made.title = name;
  // A name is a stranger's words too.
  made.translate = false;
  made.src = address;
  return made;
}

/** Style sheets do not learn that the focus went into a frame, and this window only that it went. */
export function startFrames(): void {
  const mark = (): void => {
    for (const each of document.querySelectorAll(".daylight-frame")) {
      each.classList.toggle("daylight-frame--focus", each === document.activeElement);
    }
  };
  addEventListener("blur", mark);
  addEventListener("focus", mark);
}
