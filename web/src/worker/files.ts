// Files of the visit's concern on their way, for the page. Patient: a connection that is away is tried until it is back or
// the page is closed.

import { type OnTheWay, attach, look, open, patiently, pause } from "../core/attachments.js";
import { systemEntropy } from "../core/entropy.js";
import { fastSealer } from "../core/fast_seal.js";
import { type Service } from "../core/http.js";
import { type Reporter } from "../core/reporter.js";
import { type RunningDigest, beginDigest } from "../core/running.js";
import { type Trust } from "../core/trust.js";
import type { FileToSend } from "./protocol.js";

/** From so many tries without an answer on the page says that there is no connection: after seven seconds. */
const TELL_FROM = 4;
/** Bytes of a file that come are handed to the browser in parts of so many, so that this side never holds the file. */
const PART_BYTES = 4 * 1024 * 1024;

/** Tells the page how far something has come, and whether nothing answers. */
export type Working = (id: number, share: number, away?: boolean) => void;

/** Whose files, and where they are. */
export interface Visit {
  readonly service: Service;
  readonly trust: Trust;
  readonly reporter: Reporter;
}

/** The tasks; `digestAt` is where the script of the fast hash is. */
export function fileTasks(visit: () => Promise<Visit>, working: Working, digestAt: () => string) {
  /** Ends the pauses that are going on. */
  const wake = new Set<() => void>();
  const wakeAll = (): void => { for (const go of wake) go(); };
  addEventListener("online", wakeAll);

  function way(id: number): OnTheWay {
    let share = 0;
    return {
      seal: fastSealer(),
      digest: () => beginBestDigest(digestAt()),
      progress: (done, of) => { working(id, (share = done / of)); },
      again: async (tries) => {
        working(id, share, tries >= TELL_FROM);
        await new Promise<void>((resolve) => {
          const go = (): void => {
            clearTimeout(timer);
            wake.delete(go);
            resolve();
          };
          const timer = setTimeout(go, 1000 * pause(tries));
          wake.add(go);
        });
        return true;
      },
    };
  }

  return {
    async attach({ name, type, content }: FileToSend, id: number): Promise<void> {
      const { service, trust, reporter } = await visit();
      const onTheWay = way(id);
      const concern = await patiently(() => reporter.track(service, trust), onTheWay);
      await attach(reporter, { service, trust, concern }, { name, type, content }, systemEntropy, onTheWay);
    },

    async tryNow(): Promise<void> {
      wakeAll();
    },

    async describe(item: string, id: number): Promise<{ name: string; size: number }> {
      const { service, reporter } = await visit();
      const { name, size } = await look(reporter, service, item, way(id));
      return { name, size };
    },

    async fetch(item: string, id: number): Promise<Blob> {
      const { service, reporter } = await visit();
      const parts: Blob[] = [];
      let part: Uint8Array<ArrayBuffer>[] = [];
      let held = 0;
      const put = (): void => {
        parts.push(new Blob(part));
        [part, held] = [[], 0];
      };
      await open(reporter, service, item, (bytes) => {
        part.push(bytes as Uint8Array<ArrayBuffer>);
        held += bytes.length;
        if (held >= PART_BYTES) put();
      }, way(id));
      put();
      return new Blob(parts);
    },
  };
}

async function beginBestDigest(address: string): Promise<RunningDigest> {
  try {
    const { beginFastDigest } = (await import(address)) as typeof import("../core/fast_digest.js");
    return await beginFastDigest();
  } catch {
    // Not loaded, or no WebAssembly: slower, and the same.
    return beginDigest();
  }
}
