// Zip files with bounds: how many entries, how long each and all together, checked before and while they are inflated. What
// is written holds no dates, no extra fields and no comments.
import { BlobReader, type FileEntry, ZipReader, configure } from "@zip.js/zip.js/lib/zip-core-custom.js";
import { zipSync, type Zippable } from "fflate";
import { Refused } from "./found.js";
import { type Bytes } from "./source.js";

configure({ useWebWorkers: false, useCompressionStream: true });

/** The largest document that is looked at, in bytes. */
const LARGEST = 64 << 20;
const MOST_ENTRIES = 5_000;
/** Of one entry, and of all, inflated. */
const LONGEST_ENTRY = 64 << 20;
const LONGEST_WHOLE = 256 << 20;
/** Deflate packs zeros a thousand times; honest documents, which may hold a lot of one table, a hundred. */
const GREATEST_RATIO = 200;
/** Below this a great ratio does no harm. */
const SMALL = 4 << 20;

export class Zip {
  readonly #entries: ReadonlyMap<string, FileEntry>;

  private constructor(entries: ReadonlyMap<string, FileEntry>) {
    this.#entries = entries;
  }

  /** Reads the list of entries. Throws {@link Refused}. */
  static async open(blob: Blob): Promise<Zip> {
    if (blob.size > LARGEST) throw new Refused("too-large");
    const entries = new Map<string, FileEntry>();
    let whole = 0;
    try {
      let count = 0;
      for await (const entry of new ZipReader(new BlobReader(blob)).getEntriesGenerator({ strictness: "tolerant" })) {
        count += 1;
        whole += entry.uncompressedSize;
        if (count > MOST_ENTRIES || whole > LONGEST_WHOLE || isBomb(entry)) throw new Refused("bomb");
        if (entry.directory) continue;
        if (entry.encrypted) throw new Refused("password");
        // Two of one name: programs differ in which they show, so one of them is there to deceive.
        if (entries.has(entry.filename)) throw new Refused("broken");
        entries.set(entry.filename, entry);
      }
    } catch (fault) {
      throw fault instanceof Refused ? fault : new Refused("broken");
    }
    return new Zip(entries);
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** One entry inflated: never longer than it was said to be. */
  async read(name: string): Promise<Bytes> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new Refused("broken");
    const bytes = new Uint8Array(entry.uncompressedSize);
    let at = 0;
    const writable = new WritableStream<Uint8Array>({
      write(chunk) {
        if (at + chunk.length > bytes.length) throw new Refused("bomb");
        bytes.set(chunk, at);
        at += chunk.length;
      },
    });
    try {
      await entry.getData(writable);
    } catch (fault) {
      throw fault instanceof Refused ? fault : new Refused("broken");
    }
    if (at !== bytes.length) throw new Refused("broken");
    return bytes;
  }
}

function isBomb({ uncompressedSize, compressedSize }: { uncompressedSize: number; compressedSize: number }): boolean {
  if (uncompressedSize > LONGEST_ENTRY) return true;
  return uncompressedSize > SMALL && uncompressedSize > GREATEST_RATIO * compressedSize;
}

/** The first moment a zip file can name, by the clock of whoever reads it: the same bytes everywhere. */
const NO_DATE = new Date(1980, 0, 1);
/** What is packed already. */
const PACKED = /^image\/(jpeg|png|webp)$/;

export interface Part {
  readonly bytes: Bytes;
  readonly type: string;
}

/** Writes entries in their order. Compressed by our own code and not the browser's, whose habits would show in the bytes. */
export function writeZip(parts: ReadonlyMap<string, Part>, type: string, stored: readonly string[] = []): Blob {
  const files: Zippable = {};
  for (const [name, part] of parts) {
    const level = stored.includes(name) || PACKED.test(part.type) ? 0 : 6;
    files[name] = [part.bytes, { level, mtime: NO_DATE }];
  }
  return new Blob([new Uint8Array(zipSync(files))], { type });
}
