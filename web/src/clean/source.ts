// A file read through a small window, and a new file made of pieces of it, so that memory does not grow with the file.
// Knows no format.
import { Refused } from "./found.js";

export type Bytes = Uint8Array<ArrayBuffer>;
/** New bytes, or where in the old file the same bytes stand: from, and the place behind. */
export type Piece = Bytes | readonly [from: number, to: number];

const WINDOW = 1 << 20;

/** Plain ASCII as bytes. */
export function ascii(text: string): Bytes {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Whether these bytes stand at a place. */
export function startsWith(bytes: Uint8Array, text: string, at = 0): boolean {
  return bytes.length >= at + text.length && [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}

/** A number in four bytes, the largest first. */
export function uint32(number: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

export class Source {
  readonly blob: Blob;
  #from = 0;
  #window: Bytes = new Uint8Array();

  constructor(blob: Blob) {
    this.blob = blob;
  }

  get size(): number {
    return this.blob.size;
  }

  /** The bytes at a place. What a format promises and the file has not is a broken file. */
  async bytes(from: number, length: number): Promise<Bytes> {
    if (from + length > this.size) throw new Refused("broken");
    return this.upTo(from, length);
  }

  /** The same, or fewer where the file ends. */
  async upTo(from: number, length: number): Promise<Bytes> {
    if (from < this.#from || from + length > this.#from + this.#window.length) {
      const wanted = this.blob.slice(from, from + Math.max(length, WINDOW));
      this.#window = new Uint8Array(await wanted.arrayBuffer());
      this.#from = from;
    }
    return this.#window.subarray(from - this.#from, from - this.#from + length);
  }

  /** Makes the new file. Neighbouring pieces of the old one become one slice: there may be a hundred thousand. */
  assemble(pieces: readonly Piece[], type: string): Blob {
    const parts: (Bytes | { from: number; to: number })[] = [];
    for (const piece of pieces) {
      const last = parts.at(-1);
      if (piece instanceof Uint8Array) parts.push(piece);
      else if (last !== undefined && "from" in last && last.to === piece[0]) last.to = piece[1];
      else parts.push({ from: piece[0], to: piece[1] });
    }
    return new Blob(parts.map((part) => ("from" in part ? this.blob.slice(part.from, part.to) : part)), { type });
  }
}
