// Files under their seal, as pieces and as streams.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type ChunkSealer, type Described, openFile, padme, sealFile, sealedFileSize } from "../src/core/attachment.js";
import { concat } from "../src/core/bytes.js";
import { systemEntropy } from "../src/core/entropy.js";
import { beginFastDigest } from "../src/core/fast_digest.js";
import { fastSealer } from "../src/core/fast_seal.js";
import { HybridIdentity } from "../src/core/hybrid.js";
import { sealChunk } from "../src/core/payload.js";
import { Stopped } from "../src/core/problem.js";
import { beginDigest } from "../src/core/running.js";
import { sealBytes } from "../src/core/seal.js";
import { digestOf } from "../src/core/sig.js";

const identity = new HybridIdentity(new Uint8Array(32).fill(1));
const describe = (size: number): Described => ({ name: "invented photo.jpeg", type: "image/jpeg", size });
const content = (size: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length: size }, (_, at) => at % 251);

async function seal(described: Described, blob: Blob, sealer?: ChunkSealer): Promise<Uint8Array> {
  const pieces = [];
  for await (const piece of sealFile(identity.recipient(), described, blob, systemEntropy, sealer)) pieces.push(piece);
  return concat(...pieces);
}

async function open(sealed: Uint8Array, step = 40_000): Promise<{ described: Described; content: Uint8Array }> {
  let described: Described | undefined;
  const parts = [];
  const stream = async function* (): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < sealed.length; at += step) yield sealed.subarray(at, at + step);
  };
  for await (const told of openFile(identity, stream())) {
    if (told instanceof Uint8Array) parts.push(told.slice());
    else described = told;
  }
  assert.ok(described);
  return { described, content: concat(...parts) };
}

const notOpened = (fault: unknown): boolean => fault instanceof Stopped && fault.kind === "file_not_opened";

// The table of src/crypto/attachment.rs, from the paper's reference implementation.
test("lengths are padded as in the paper", () => {
  for (const [length, padded] of [
    [0, 0], [1, 1], [2, 2], [3, 3], [8, 8], [9, 10], [15, 16], [17, 18], [33, 36], [100, 104], [1000, 1024],
    [1025, 1088], [65_535, 65_536], [65_537, 67_584], [1_000_000, 1_015_808],
  ] as const) {
    assert.equal(padme(length), padded, String(length));
  }
});

test("a file comes back with its name, and its sealed size is known before", async () => {
  // Around the edges of chunks and of what is sealed at once, the description before the content.
  const edges = [65_536, 524_288].flatMap((edge) => [edge - 80, edge - 64, edge - 63, edge, edge + 1]);
  for (const size of [0, 1, 300_001, ...edges]) {
    const described = describe(size);
    const sealed = await seal(described, new Blob([content(size)]));
    assert.equal(sealed.length, sealedFileSize(described), String(size));
    const opened = await open(sealed, 1_000_000);
    assert.deepEqual(opened.described, described);
    assert.ok(Buffer.compare(opened.content, content(size)) === 0, String(size));
  }
});

test("pieces sealed by workers in any order make the same kind of file", async () => {
  const late: ChunkSealer = async (key, index, isLast, plain) => {
    await new Promise((resolve) => setTimeout(resolve, (7 - (index % 7)) * 2));
    return sealChunk(key, index, isLast, plain);
  };
  for (const sealer of [late, fastSealer()]) {
    const sealed = await seal(describe(900_000), new Blob([content(900_000)]), sealer);
    assert.ok(Buffer.compare((await open(sealed, 10_000)).content, content(900_000)) === 0);
  }
});

test("a file that is not as it was described is refused", async () => {
  const changed = (fault: unknown): boolean => fault instanceof Stopped && fault.kind === "file_changed";
  for (const size of [9, 11]) await assert.rejects(seal(describe(size), new Blob([content(10)])), changed);
  await assert.rejects(seal({ ...describe(1), name: "x".repeat(5000) }, new Blob(["x"])), Stopped);
});

test("a file cut off anywhere, lengthened or for somebody else does not pass for whole", async () => {
  const sealed = await seal(describe(200_000), new Blob([content(200_000)]));
  for (const cut of [0, 100, 1643, 2000, 67_195, 70_000, sealed.length - 1]) {
    await assert.rejects(open(sealed.subarray(0, cut)), notOpened, `cut at ${cut}`);
  }
  await assert.rejects(open(concat(sealed, Uint8Array.of(0))), notOpened);
  const other = new HybridIdentity(new Uint8Array(32).fill(2));
  await assert.rejects(open(sealBytes(other.recipient(), new Uint8Array(10), systemEntropy)), notOpened);
});

test("what is under a seal of ours and no file is refused", async () => {
  for (const plain of [new Uint8Array(), new Uint8Array(3), new Uint8Array(100), new Uint8Array(100).fill(255)]) {
    await assert.rejects(open(sealBytes(identity.recipient(), plain, systemEntropy)), notOpened);
  }
  const head = new TextEncoder().encode('{"name":"a","type":"b","size":1}');
  const marked = concat(Uint8Array.of(0, 0, 0, head.length), head, Uint8Array.of(7, 1));
  await assert.rejects(open(sealBytes(identity.recipient(), marked, systemEntropy)), notOpened);
});

test("what passes by is hashed to the same digest either way", async () => {
  for (const hash of [beginDigest(), await beginFastDigest()]) {
    for (const step of [0, 1, 64, 100_000]) hash.update(content(step));
    assert.equal(hash.digest(), digestOf(content(0), content(1), content(64), content(100_000)));
  }
});
