// Ten minutes without a hand on the page end a session; a minute before, it says so.

import { byId } from "../../pages/dom.js";
import { whenAsked } from "./ask.js";

const MINUTE_MS = 60_000;
const WARN_AFTER_MS = 9 * MINUTE_MS;
const END_AFTER_MS = 10 * MINUTE_MS;
/** Whoever writes for long asks the service nothing, and would be signed out there. */
const PING_AFTER_MS = 4 * MINUTE_MS;
const SIGNS_OF_LIFE = ["keydown", "pointerdown", "input", "wheel"] as const;

/** What idling does to a session. */
export interface Session {
  /** Tells the service that somebody is there. */
  ping(): Promise<void>;
  end(): void;
}

/** Begins to count. */
export function startIdle({ ping, end }: Session): void {
  const dialog = byId<HTMLDialogElement>("idle");
  let timer = 0;
  let seenAt = 0;
  let askedAt = now();

  const seen = (): void => {
    // The question has to be answered: a knock against the table is no answer.
    if (dialog.open) return;
    seenAt = now();
    if (seenAt - askedAt > PING_AFTER_MS) void ping().catch(() => undefined);
  };
  const look = (): void => {
    const idle = now() - seenAt;
    if (idle >= END_AFTER_MS) {
      end();
      return;
    }
    if (idle >= WARN_AFTER_MS && !dialog.open) dialog.showModal();
    const next = idle >= WARN_AFTER_MS ? END_AFTER_MS : WARN_AFTER_MS;
    timer = setTimeout(look, Math.max(next - idle, 0));
  };
  const stay = (): void => {
    dialog.close();
    clearTimeout(timer);
    seen();
    void ping().catch(() => undefined);
    look();
  };

  whenAsked(() => { askedAt = now(); });
  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, seen, { passive: true });
  // A device that slept has counted nothing meanwhile.
  addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    look();
  });
  byId("idle-stay").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    stay();
  });
  seen();
  look();
}

/** Both clocks of the device, the later of the two: one stands still while a device sleeps, the other can be set back. */
function now(): number {
  return Math.max(performance.now() - began.steady, Date.now() - began.wall);
}

const began = { steady: performance.now(), wall: Date.now() };
