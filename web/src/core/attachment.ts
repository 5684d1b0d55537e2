// A file inside its seal: name, type and length before the content, zeros behind it, so that nobody outside learns more than
// a rough size. Streams both ways; memory does not grow with the file (src/crypto/attachment.rs).
import { bigEndian, concat, fromUtf8, utf8, wipe } from "./bytes.js";
import { type Entropy } from "./entropy.js";
import { BadForm, fields, parseJson, text, unsigned } from "./form.js";
import { type HybridIdentity, type HybridRecipient } from "./hybrid.js";
import { CHUNK_BYTES, TAG_BYTES, openChunk, sealChunk } from "./payload.js";
import { Stopped } from "./problem.js";
import { HEAD_BYTES, beginOpening, beginSealing, sealedSize } from "./seal.js";

/** The longest description in bytes: a name of 255 characters fits. */
const LONGEST_HEAD = 4096;
const LENGTH_BYTES = 4;
/** Chunks that are sealed at once: 512 KiB, what one request of an upload carries. With more the engine keeps more behind. */
const CHUNKS_AT_ONCE = 8;

const DESCRIBED = fields({ name: text, type: text, size: unsigned(53) });
/** What a reader is told of a file once it is open: name without folders, media type, length in bytes. */
export type Described = ReturnType<typeof DESCRIBED>;

/** Seals one chunk: `sealChunk` of payload.ts, or a worker that calls it. */
export type ChunkSealer = (
  key: Uint8Array,
  index: number,
  isLast: boolean,
  plain: Uint8Array,
) => Uint8Array | Promise<Uint8Array>;

/**
 * Padmé (Nikitin and others, PETS 2019, section 4): keeps about as many leading bits of a length as the length of that length
 * has, so that at most 12 % are added and all files share few sizes.
 */
export function padme(length: number): number {
  const exponent = bits(length) - 1;
  if (exponent <= 0) return length;
  const step = 2 ** Math.max(0, exponent - bits(exponent));
  return Math.ceil(length / step) * step;
}

function bits(number: number): number {
  return number === 0 ? 0 : number.toString(2).length;
}

/** How long the sealed file will be, in bytes. */
export function sealedFileSize(described: Described): number {
  return sealedSize(padme(headOf(described).length + described.size));
}

function headOf({ name, type, size }: Described): Uint8Array {
  const head = utf8(JSON.stringify({ name, type, size }));
  if (head.length > LONGEST_HEAD) throw new Stopped("file_name");
  return concat(bigEndian(head.length, LENGTH_BYTES), head);
}

/**
 * Seals a file, which must hold exactly as many bytes as described, piece by piece. Throws {@link Stopped} if it grows,
 * shrinks or goes away meanwhile.
 */
export async function* sealFile(
  to: HybridRecipient,
  described: Described,
  content: Blob,
  entropy: Entropy,
  seal: ChunkSealer = sealChunk,
): AsyncGenerator<Uint8Array, void, void> {
  const before = headOf(described);
  const whole = padme(before.length + described.size);
  const { head, key } = beginSealing(to, entropy);
  yield head;
  const step = CHUNKS_AT_ONCE * CHUNK_BYTES;
  for (let at = 0; at === 0 || at < whole; at += step) {
    const plain = await window(before, content, described.size, at, Math.min(at + step, whole));
    const chunks: (Uint8Array | Promise<Uint8Array>)[] = [];
    for (let from = 0; from === 0 || from < plain.length; from += CHUNK_BYTES) {
      const isLast = at + from + CHUNK_BYTES >= whole;
      chunks.push(seal(key, (at + from) / CHUNK_BYTES, isLast, plain.subarray(from, from + CHUNK_BYTES)));
    }
    const sealed = concat(...(await Promise.all(chunks)));
    wipe(plain);
    yield sealed;
  }
  wipe(key);
}

/** The plaintext from one place to another: description, content, zeros. */
async function window(head: Uint8Array, content: Blob, size: number, from: number, to: number): Promise<Uint8Array> {
  if (content.size !== size) throw new Stopped("file_changed");
  const plain = new Uint8Array(to - from);
  plain.set(head.subarray(Math.min(from, head.length), Math.min(to, head.length)));
  const [first, last] = [from - head.length, to - head.length].map((place) => Math.min(Math.max(place, 0), size));
  const wanted = content.slice(first, last);
  let read: Uint8Array;
  try {
    read = new Uint8Array(await wanted.arrayBuffer());
  } catch {
    // The browser keeps no copy of a chosen file: one that has changed cannot be read any more.
    throw new Stopped("file_changed");
  }
  if (read.length !== wanted.size) throw new Stopped("file_changed");
  plain.set(read, Math.max(0, head.length - from));
  return plain;
}

/**
 * Opens a sealed file as it comes: tells what it is, then gives its content. What was given before an error is genuine, but
 * not the whole: throw it away. Throws {@link Stopped} for what is not for this identity, damaged, or no file of ours.
 */
export async function* openFile(
  identity: HybridIdentity,
  sealed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Described | Uint8Array, void, void> {
  let described: Described | undefined;
  let left = 0;
  for await (const chunk of openChunks(identity, sealed)) {
    let content = chunk;
    if (described === undefined) {
      const opened = readHead(chunk);
      ({ described, rest: content } = opened);
      left = described.size;
      yield described;
    }
    const zeros = content.subarray(Math.min(left, content.length));
    if (zeros.some((byte) => byte !== 0)) throw new Stopped("file_not_opened");
    const told = content.subarray(0, content.length - zeros.length);
    left -= told.length;
    if (told.length > 0) yield told;
  }
  if (described === undefined || left > 0) throw new Stopped("file_not_opened");
}

/** The description stands whole in the first chunk: it is shorter. */
function readHead(chunk: Uint8Array): { described: Described; rest: Uint8Array } {
  try {
    const length = new DataView(chunk.buffer, chunk.byteOffset, chunk.length).getUint32(0);
    const end = LENGTH_BYTES + length;
    if (length > LONGEST_HEAD || end > chunk.length) throw new BadForm("too long");
    const described = DESCRIBED(parseJson(fromUtf8(chunk.subarray(LENGTH_BYTES, end))));
    return { described, rest: chunk.subarray(end) };
  } catch {
    throw new Stopped("file_not_opened");
  }
}

async function* openChunks(identity: HybridIdentity, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let buffer: Uint8Array = new Uint8Array();
  let key: Uint8Array | undefined;
  let index = 0;
  const step = CHUNK_BYTES + TAG_BYTES;
  const next = (length: number, isLast: boolean): Uint8Array => {
    const chunk = key && openChunk(key, index, isLast, buffer.subarray(0, length));
    if (chunk === undefined || (chunk.length === 0 && index > 0)) throw new Stopped("file_not_opened");
    buffer = buffer.slice(length);
    index += 1;
    return chunk;
  };
  for await (const bytes of sealed) {
    buffer = concat(buffer, bytes);
    if (key === undefined && buffer.length >= HEAD_BYTES) {
      key = await beginOpening(identity, buffer.subarray(0, HEAD_BYTES));
      if (key === undefined) throw new Stopped("file_not_opened");
      buffer = buffer.slice(HEAD_BYTES);
    }
    // Whether a chunk is the last is known once a byte has come behind it.
    while (key !== undefined && buffer.length > step) yield next(step, false);
  }
  yield next(buffer.length, true);
  if (key !== undefined) wipe(key);
}
