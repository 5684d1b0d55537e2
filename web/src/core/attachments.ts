// Files of a concern: sealed on the way out, opened on the way in, both as streams. A broken connection goes on where it
// stopped (src/client/attachments.rs).
import { UPLOAD, UPLOADED, type Upload } from "./api.js";
import { type ChunkSealer, type Described, openFile, sealFile, sealedFileSize } from "./attachment.js";
import { concat, toHex } from "./bytes.js";
import { type Concern } from "./concern.js";
import { type Entropy } from "./entropy.js";
import { uploadMessage } from "./entry.js";
import { type Service } from "./http.js";
import { type HybridIdentity } from "./hybrid.js";
import { CallFailed, Mistrust, Stopped } from "./problem.js";
import { type Place, type Reporter } from "./reporter.js";
import { type RunningDigest, beginDigest } from "./running.js";
import { HEAD_BYTES, fileKeyOf } from "./seal.js";
import { type Digest } from "./values.js";

/** How often a broken connection is tried again without a byte of progress. */
const TRIES = 6;
/** The waits in between double, up to so many seconds. */
const LONGEST_WAIT = 30;

/** Told how many bytes have gone or come, of how many. */
export type Progress = (done: number, of: number) => void;

/** What may be set for a file on its way. */
export interface OnTheWay {
  readonly progress?: Progress;
  /** Seals chunks elsewhere, in workers for instance. */
  readonly seal?: ChunkSealer;
  /** Hashes what passes by: `beginDigest`, or one that is faster. */
  readonly digest?: () => RunningDigest | Promise<RunningDigest>;
  /** Nothing has answered for so many tries in a row: waits, and says whether to try again. */
  readonly again?: (tries: number) => Promise<boolean>;
}

/** How long to wait after so many tries in a row, in seconds. */
export function pause(tries: number): number {
  return Math.min(2 ** (tries - 1), LONGEST_WAIT);
}

async function waitAwhile(tries: number): Promise<boolean> {
  if (tries > TRIES) return false;
  await new Promise((resolve) => setTimeout(resolve, 1000 * pause(tries)));
  return true;
}

/**
 * Seals a file to the case, sends it, and signs that it is attached; gives the digest that the entry names. `type` is a media
 * type, `application/octet-stream` where nobody knows. Throws {@link Stopped}, {@link CallFailed}, {@link Mistrust}.
 */
export async function attach(
  reporter: Reporter,
  at: Place,
  file: { readonly name: string; readonly type: string; readonly content: Blob },
  entropy: Entropy,
  way: OnTheWay = {},
): Promise<Digest> {
  const described: Described = { name: file.name, type: file.type, size: file.content.size };
  const size = sealedFileSize(described);
  const signature = reporter.sign(uploadMessage(at.trust.log.origin, at.concern.id, size));
  const begin = { locator: reporter.locator(), size, signature: toHex(signature) };
  const upload = await patiently(() => at.service.post("track/uploads", UPLOAD, begin), way);
  const pieces = sealFile(reporter.recipient(), described, file.content, entropy, way.seal);
  const item = await send(at.service, upload, pieces, way);
  await name(reporter, at, item, way);
  return item;
}

/** Signs that a file is attached, after whatever is there by now. What was taken and its answer lost is not signed again. */
async function name(reporter: Reporter, at: Place, item: Digest, way: OnTheWay): Promise<void> {
  await patiently(async () => {
    const concern = await reporter.track(at.service, at.trust);
    if (!attached(concern).includes(item)) await reporter.act({ ...at, concern }, { kind: "attached", data: { item } });
  }, way);
}

/** Sends pieces into an upload that was begun for them. Gives the digest to be named in `attached`. */
async function send(
  service: Service,
  upload: Upload,
  pieces: AsyncGenerator<Uint8Array, void, void>,
  way: OnTheWay,
): Promise<Digest> {
  const hash = await (way.digest ?? beginDigest)();
  let [stands, begins] = [upload, 0];
  let coming = pieces.next();
  for (let { done, value } = await coming; done !== true; { done, value } = await coming) {
    const piece = value as Uint8Array;
    // The next piece is sealed while this one is on its way.
    coming = pieces.next();
    coming.catch(() => undefined);
    hash.update(piece);
    stands = await deliver(service, stands, begins, piece, way);
    begins += piece.length;
  }
  const item = hash.digest();
  try {
    const done = await patiently(() => service.postNothing(`uploads/${upload.upload}/finish`, UPLOADED), way);
    if (done.item !== item) throw new Stopped("file_not_whole");
  } catch (fault) {
    // Finished before, the answer lost: whether it is there, the entry that names it will tell.
    if (!(fault instanceof CallFailed) || !fault.hasStatus(404)) throw fault;
  }
  return item;
}

/** Sends a piece that begins at an offset; what has come of it already is left out. */
async function deliver(service: Service, upload: Upload, begins: number, piece: Uint8Array, way: OnTheWay): Promise<Upload> {
  const [path, ends] = [`uploads/${upload.upload}`, begins + piece.length];
  let stands = upload;
  while (stands.come < ends) {
    const { come } = stands;
    try {
      stands = await service.putBytes(path, UPLOAD, come, piece.subarray(come - begins));
    } catch (fault) {
      if (!isAway(fault)) throw fault;
      stands = await patiently(() => service.get(path, UPLOAD), way);
    }
    if (stands.come < begins || stands.come > ends) throw new CallFailed("not_understood");
    way.progress?.(stands.come, stands.size);
  }
  return stands;
}

/** Tries again while nothing answers. */
export async function patiently<T>(call: () => Promise<T>, { again = waitAwhile }: OnTheWay): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (fault) {
      if (!isAway(fault) || !(await again(tries))) throw fault;
    }
  }
}

/** Whether the service may be back later: nothing answers, or something in between says that it is gone. */
function isAway(fault: unknown): boolean {
  return fault instanceof CallFailed && (fault.kind === "unreachable" || fault.refusal?.word === "unavailable");
}

/** The digests of the files that the entries name, in order. */
export function attached({ steps }: Concern): Digest[] {
  return steps.flatMap(({ entry: { act } }) => (act.kind === "attached" ? [act.data.item] : []));
}

/** Where files come from: to a reporter or a holder. */
export interface FileSource {
  /** Opens them: the case's. */
  readonly identity: HybridIdentity;
  /** Asks for a sealed file, from an offset on. */
  readonly ask: (item: Digest, offset: number) => Promise<ReadableStream<Uint8Array>>;
}

/** What a file is: reads no more than its beginning. */
export async function look(from: FileSource, item: Digest, way: OnTheWay = {}): Promise<Described> {
  for await (const told of openFile(from.identity, coming(from, item, way))) {
    if (!(told instanceof Uint8Array)) return told;
  }
  throw new Stopped("file_not_opened");
}

/**
 * Fetches a file and hands its content on, piece by piece. What was handed on before an error is genuine, but not the whole:
 * throw it away. Throws {@link Mistrust} if it is not the file that was attached.
 */
export async function open(
  from: FileSource,
  item: Digest,
  sink: (bytes: Uint8Array) => void | Promise<void>,
  way: OnTheWay = {},
): Promise<Described> {
  const hash = await (way.digest ?? beginDigest)();
  let described: Described | undefined;
  let done = 0;
  const sealed = hashed(coming(from, item, way), hash);
  for await (const told of openFile(from.identity, sealed)) {
    if (told instanceof Uint8Array) {
      await sink(told);
      done += told.length;
      way.progress?.(done, described?.size ?? done);
    } else {
      described = told;
    }
  }
  if (described === undefined || hash.digest() !== item) throw new Mistrust("part_changed", item);
  return described;
}

/** The key of a file's sealed bytes, and of no others: reads no more than their beginning. Wipe it at the end. */
export async function keyOfFile(from: FileSource, item: Digest, way: OnTheWay = {}): Promise<Uint8Array> {
  let head = new Uint8Array();
  for await (const piece of coming(from, item, way)) {
    head = concat(head, piece);
    if (head.length >= HEAD_BYTES) break;
  }
  const key = await fileKeyOf(from.identity, head.subarray(0, HEAD_BYTES));
  if (key === undefined) throw new Stopped("file_not_opened");
  return key;
}

/** Fetches a file as it is sealed. Throws {@link Mistrust} if it is not the file that was attached. */
export async function fetchSealed(
  from: FileSource,
  item: Digest,
  sink: (bytes: Uint8Array) => void,
  way: OnTheWay = {},
): Promise<void> {
  const hash = await (way.digest ?? beginDigest)();
  for await (const piece of hashed(coming(from, item, way), hash)) sink(piece);
  if (hash.digest() !== item) throw new Mistrust("part_changed", item);
}

async function* hashed(pieces: AsyncIterable<Uint8Array>, hash: RunningDigest): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

/** What comes of a file; asked for again from where it broke off. */
async function* coming(from: FileSource, item: Digest, way: OnTheWay): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let tries = 0; ; tries += 1) {
    const offset = at;
    const reader = (await patiently(() => from.ask(item, offset), way)).getReader();
    try {
      for (;;) {
        let read: Awaited<ReturnType<typeof reader.read>>;
        try {
          read = await reader.read();
        } catch {
          break;
        }
        if (read.done) return;
        at += read.value.length;
        tries = 0;
        yield read.value;
      }
    } finally {
      // Whoever has seen enough lets go of the rest.
      await reader.cancel().catch(() => undefined);
    }
    if (tries >= TRIES) throw new CallFailed("unreachable");
  }
}
