// Files that lie, are cut short, are locked, or were made to bring a reader down.
import assert from "node:assert/strict";
import { closeSync, ftruncateSync, mkdtempSync, openAsBlob, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { type Zippable, strToU8, unzipSync, zipSync } from "fflate";
import { clean } from "../src/clean/clean.js";
import { KINDS, cleanBytes, cleaned, countOf, fixture, whyRefused } from "./clean_files.js";

const MIB = 1 << 20;
const bytes = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, "latin1"));

/** The letter with some entries more, or others. */
function letterWith(entries: Zippable): Uint8Array<ArrayBuffer> {
  const letter = unzipSync(fixture("letter.docx"), { filter: ({ name }) => !name.startsWith("..") });
  return new Uint8Array(zipSync({ ...letter, ...entries }, { level: 1 }));
}

test("a file is what its bytes are: a photo called a document is cleaned as a photo", async () => {
  const result = await cleaned(fixture("photo.jpg"), "scan.pdf");
  assert.equal(result.kind, "jpeg");
  assert.equal(countOf("Planted", result.bytes), 0);
});

test("a name that promises what the bytes are not is refused, and another type may go on as it is", async () => {
  const text = bytes("some words");
  for (const name of ["photo.jpg", "photo.PNG", "letter.docx", "scan.pdf"]) assert.equal(await whyRefused(text, name), "lies", name);
  for (const name of ["notes.txt", "notes", "film.mp4"]) assert.equal(await whyRefused(text, name), "cannot-clean", name);
  const archive = new Uint8Array(zipSync({ "a.txt": text }));
  assert.equal(await whyRefused(archive, "letter.docx"), "lies");
  assert.equal(await whyRefused(archive, "archive.zip"), "cannot-clean");
});

test("the pictures of a phone that other programs cannot read are refused by their brand, whatever they are called", async () => {
  for (const brand of ["heic", "mif1", "avif"]) {
    assert.equal(await whyRefused(bytes(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1${brand}`), "photo.jpg"), "heic");
  }
  assert.equal(await whyRefused(bytes("\0\0\0\x18ftypisom\0\0\0\0isommp42"), "film.mp4"), "cannot-clean");
});

test("a locked document is refused: a PDF, and one of Office in its container", async () => {
  assert.equal(await whyRefused(fixture("locked.pdf"), "locked.pdf"), "password");
  const container = bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".padEnd(3000, "\0"));
  const locked = new Uint8Array(Buffer.concat([container, Buffer.from("EncryptedPackage", "utf16le"), container]));
  assert.equal(await whyRefused(locked, "letter.docx"), "password");
  assert.equal(await whyRefused(container, "old.doc"), "cannot-clean");
  assert.equal(await whyRefused(container, "letter.docx"), "lies");
  const manifest = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>';
  const odf = zipSync({
    mimetype: strToU8("application/vnd.oasis.opendocument.text"), "META-INF/manifest.xml": strToU8(manifest), "content.xml": strToU8("x"),
  });
  assert.equal(await whyRefused(new Uint8Array(odf), "letter.odt"), "password");
});

test("a bomb is refused before it goes off: one long entry, many, one that lies about its length", async () => {
  const zeros = new Uint8Array(70 * MIB);
  assert.equal(await whyRefused(letterWith({ "word/document.xml": zeros }), "letter.docx"), "bomb");
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`word/${i}.xml`, new Uint8Array()]));
  assert.equal(await whyRefused(letterWith(many), "letter.docx"), "bomb");
  // The directory says a hundred bytes, the data is five million.
  const lying = Buffer.from(letterWith({ "word/document.xml": zeros.subarray(0, 5 * MIB) }));
  const said = Buffer.alloc(4);
  said.writeUInt32LE(5 * MIB);
  for (let at = lying.indexOf(said); at >= 0; at = lying.indexOf(said, at + 1)) lying.writeUInt32LE(100, at);
  assert.match(await whyRefused(new Uint8Array(lying), "letter.docx"), /bomb|broken/);
});

test("a PDF whose lists of objects unpack without end is refused", async () => {
  const packed = deflateSync(new Uint8Array(200 * MIB), { level: 1 });
  const head = `%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`;
  const bomb = Buffer.concat([Buffer.from(head), packed, Buffer.from("\nendstream\nendobj\ntrailer<</Root 2 0 R>>\n%%EOF")]);
  assert.equal(await whyRefused(new Uint8Array(bomb), "scan.pdf"), "bomb");
});

test("a bomb inside a document is not opened, and the document is not called wholly clean", async () => {
  const table = zipSync({ ...unzipSync(fixture("table.xlsx")), "xl/workbook.xml": new Uint8Array(5 * MIB) }, { level: 1 });
  const { left } = await cleaned(letterWith({ "word/media/image1.jpg": table }), "letter.docx");
  assert.ok(left.includes("unchecked"));
});

test("XML with entities of its own is refused and nothing is expanded or fetched", async () => {
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
  for (const type of [`<!DOCTYPE d [<!ENTITY l0 "ha">${laughs}]>`, '<!DOCTYPE d [<!ENTITY l9 SYSTEM "file:///etc/hostname">]>']) {
    const document = strToU8(`<?xml version="1.0"?>${type}<d>&l9;</d>`);
    const began = Date.now();
    assert.equal(await whyRefused(letterWith({ "word/document.xml": document }), "letter.docx"), "broken");
    assert.ok(Date.now() - began < 5_000);
  }
});

test("a drawing that Excel writes as no XML stays as it is, and the table is not called wholly clean", async () => {
  const table = unzipSync(fixture("drawn.xlsx"));
  const box = strToU8('<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>one<br>two</v:textbox></xml>');
  const odd = new Uint8Array(zipSync({ ...table, "xl/drawings/vmlDrawing1.vml": box }));
  assert.deepEqual((await cleaned(odd, "drawn.xlsx")).left, ["comments", "unchecked"]);
  const broken = new Uint8Array(zipSync({ ...table, "xl/worksheets/sheet1.xml": box }));
  assert.equal(await whyRefused(broken, "drawn.xlsx"), "broken");
});

test("two entries of one name are refused: programs differ in which they show", async () => {
  const twice = Buffer.from(letterWith({ "word/documenx.xml": strToU8("<a/>") }));
  for (let at = twice.indexOf("documenx"); at >= 0; at = twice.indexOf("documenx", at)) twice.write("document", at);
  assert.equal(await whyRefused(new Uint8Array(twice), "letter.docx"), "broken");
});

test("bytes between the segments of a photo, where no decoder looks, are gone", async () => {
  const photo = fixture("cmyk.jpg");
  const end = photo.lastIndexOf("\xff\xda", undefined, "latin1");
  const hiding = Buffer.concat([photo.subarray(0, end), Buffer.from("PlantedBetween"), photo.subarray(end)]);
  assert.equal(countOf("Planted", (await cleaned(new Uint8Array(hiding), "photo.jpg")).bytes), 0);
});

test("a file cut short is refused, or cleaned of all that is left of it", async () => {
  for (const name of Object.keys(KINDS)) {
    for (const share of [0.2, 0.5, 0.9]) {
      const whole = fixture(name);
      const cut = new Uint8Array(whole.subarray(0, Math.floor(whole.length * share)));
      const done = await cleanBytes(cut, name);
      if (done.outcome === "refused") assert.equal(done.why, "broken", `${name} ${share}`);
      else if (done.outcome === "cleaned") assert.equal(countOf("Planted", Buffer.from(await done.blob.arrayBuffer())), 0, `${name} ${share}`);
      else assert.fail(`${name} ${share}: ${done.outcome}`);
    }
  }
});

test("no change of a byte makes a cleaner fail or let a name through", async () => {
  let state = 7;
  const next = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state % below;
  };
  for (const name of ["photo.jpg", "progressive.jpg", "picture.png", "picture.webp", "moving.webp", "table.xlsx", "paper.pdf", "letter.odt"]) {
    for (let round = 0; round < 25; round += 1) {
      const changed = new Uint8Array(fixture(name));
      for (let i = 0; i <= round % 3; i += 1) changed[next(changed.length)] = next(256);
      const done = await cleanBytes(changed, name);
      // A picture inside that cannot be read any more is said to be unchecked.
      if (done.outcome !== "cleaned" || done.left.includes("unchecked")) continue;
      assert.equal(countOf("Planted Author", Buffer.from(await done.blob.arrayBuffer())), 0, `${name}, round ${round}`);
    }
  }
});

/** A file of 500 MB that takes no room: holes read as zeros. */
async function large(name: string, head: Uint8Array, tail: Uint8Array, use: (file: Blob) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "daylight-large-"));
  const path = join(folder, name);
  const file = openSync(path, "w");
  writeSync(file, head);
  ftruncateSync(file, 500_000_000);
  writeSync(file, tail, 0, tail.length, 500_000_000 - tail.length);
  closeSync(file);
  try {
    await use(await openAsBlob(path));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("a photo of 500 MB is cleaned in less than 150 MB of memory", async () => {
  const photo = fixture("cmyk.jpg");
  const end = photo.lastIndexOf("\xff\xd9", undefined, "latin1");
  await large("photo.jpg", photo.subarray(0, end), photo.subarray(end), async (file) => {
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => { most = Math.max(most, process.memoryUsage().rss); }, 5);
    const done = await clean(file, "photo.jpg");
    clearInterval(watch);
    assert.equal(done.outcome, "cleaned");
    assert.ok(done.outcome === "cleaned" && done.blob.size > 499_000_000 && done.removed.includes("author"));
    assert.ok(most - before < 150 * MIB, `${Math.round((most - before) / MIB)} MiB`);
  });
});

test("a document of 500 MB is too large, and another type of that size goes on as it is", async () => {
  await large("scan.pdf", Buffer.from("%PDF-1.7\n"), Buffer.from("%%EOF"), async (file) => {
    assert.deepEqual(await clean(file, "scan.pdf"), { outcome: "refused", why: "too-large" });
  });
  await large("film.mov", Buffer.from("some film"), Buffer.from("end"), async (file) => {
    assert.deepEqual(await clean(file, "film.mov"), { outcome: "cannot-clean", kind: "unknown" });
  });
});
