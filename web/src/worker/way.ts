// Files on their way, for both workers: patient, told to the page, and never held whole on this side.

import { type OnTheWay, pause } from "../core/attachments.js";
import { fastSealer } from "../core/fast_seal.js";
import { type RunningDigest, beginDigest } from "../core/running.js";

/** From so many tries without an answer on the page says that there is no connection: after seven seconds. */
const TELL_FROM = 4;
/** Bytes of a file that come are handed to the browser in parts of so many, so that this side never holds the file. */
const PART_BYTES = 4 * 1024 * 1024;

/** Tells the page how far something has come, and whether nothing answers. */
export type Working = (id: number, share: number, away?: boolean) => void;

/** Ways that can be woken. */
export interface Ways {
  /** For the question of this number. Waits as long as it takes while nothing answers. */
  readonly way: (id: number) => OnTheWay;
  /** Ends the pauses that are going on. */
  readonly wake: () => void;
}

/** `digestAt` is where the script of the fast hash is. */
export function startWays(working: Working, digestAt: () => string): Ways {
  const waiting = new Set<() => void>();
  const wake = (): void => { for (const go of waiting) go(); };

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
            waiting.delete(go);
            resolve();
          };
          const timer = setTimeout(go, 1000 * pause(tries));
          waiting.add(go);
        });
        return true;
      },
    };
  }
  return { way, wake };
}

/** What is read piece by piece, as one. */
export async function whole(read: (sink: (bytes: Uint8Array) => void) => Promise<unknown>): Promise<Blob> {
  const parts: Blob[] = [];
  let part: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  const put = (): void => {
    parts.push(new Blob(part));
    [part, held] = [[], 0];
  };
  await read((bytes) => {
    part.push(bytes as Uint8Array<ArrayBuffer>);
    held += bytes.length;
    if (held >= PART_BYTES) put();
  });
  put();
  return new Blob(parts);
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
