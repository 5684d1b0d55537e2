// What the cleaners take out of files that other programs made, and what stays.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { plainProfile } from "../src/clean/icc.js";
import { KINDS, cleaned, countOf, entriesOf, fixture } from "./clean_files.js";

const folder = mkdtempSync(join(tmpdir(), "daylight-clean-"));
after(() => { rmSync(folder, { recursive: true }); });

/** Another program's word on a file. Throws if it is not there: scripts/install-missing.sh names both. */
function run(program: string, args: readonly string[], bytes: Buffer, name: string): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  const { status, stdout, stderr, error } = spawnSync(program, [...args, path], { encoding: "utf8" });
  assert.equal(error, undefined, `${program} is missing: run scripts/install-missing.sh ${program}`);
  assert.equal(status, 0, `${program} on ${name}: ${stdout}${stderr}`);
  return stdout;
}

for (const [name, kind] of Object.entries(KINDS)) {
  test(`nothing planted is left in ${name}, which is cleaned as ${kind}`, async () => {
    const before = fixture(name);
    assert.ok(countOf("Planted", before) > 0, "the search itself finds what is planted");
    const result = await cleaned(before, name);
    assert.equal(result.kind, kind);
    assert.equal(countOf("Planted", result.bytes), 0);
    assert.equal(countOf("PLANT", result.bytes), 0);
    assert.ok(result.removed.includes("author"), result.removed.join());
  });

  test(`cleaning ${name} once more changes no byte and finds nothing`, async () => {
    const once = await cleaned(fixture(name), name);
    const twice = await cleaned(new Uint8Array(once.bytes), name);
    assert.deepEqual(twice.removed, []);
    assert.deepEqual(twice.left, once.left);
    assert.ok(twice.bytes.equals(once.bytes));
  });

  test(`exiftool finds in ${name} no more than the picture or the document itself`, async () => {
    const { bytes } = await cleaned(fixture(name), name);
    const told = JSON.parse(run("exiftool", ["-json", "-a", "-G1"], bytes, name)) as Record<string, unknown>[];
    const harmless = /^(SourceFile|(ExifTool|System|File|JFIF|Adobe|Composite|ZIP|WebP|RIFF|ALPH|Extended|VP8L?):|IFD0:Orientation$|PNG:(?!.*Date))|^PNG-|^PDF:(PDFVersion|Linearized|PageCount|PageMode|HasXFA)$|^XML:/i;
    assert.deepEqual(Object.keys(told[0] ?? {}).filter((key) => !harmless.test(key)), []);
  });
}

test("which way up a picture is stays, and the picture itself byte for byte", async () => {
  for (const [name, turn, scan] of [
    ["photo.jpg", "Rotate 90 CW", "\xff\xda"], ["progressive.jpg", "Rotate 90 CW", "\xff\xda"],
    ["picture.png", "Rotate 270 CW", "IDAT"], ["picture.webp", "Rotate 180", "VP8L"],
  ] as const) {
    const { bytes } = await cleaned(fixture(name), name);
    assert.match(run("exiftool", ["-Orientation"], bytes, name), new RegExp(turn), name);
    const picture = bytes.subarray(bytes.indexOf(scan, 0, "latin1"), name.endsWith("webp") ? -34 : -12);
    assert.ok(picture.length > 20 && fixture(name).includes(picture), name);
  }
});

test("pictures that move keep all their frames", async () => {
  const { bytes: png } = await cleaned(fixture("moving.png"), "moving.png");
  assert.match(run("exiftool", ["-AnimationFrames"], png, "moving.png"), /: 2/);
  const { bytes: webp } = await cleaned(fixture("moving.webp"), "moving.webp");
  assert.equal(webp.toString("latin1").split("ANMF").length - 1, 2);
});

test("it is told what was found", async () => {
  const photo = ["attachments", "author", "comments", "dates", "device", "location", "software", "thumbnail"];
  for (const [name, removed] of [
    ["photo.jpg", photo], ["picture.png", photo.filter((each) => each !== "thumbnail")],
    ["paper.pdf", ["attachments", "author", "dates", "history", "identifiers", "location", "scripts", "software"]],
    ["form.pdf", ["names"]], ["letter.docx", ["author", "dates", "history", "names", "scripts", "location"]],
    ["table.xlsx", ["author", "names", "printer"]], ["letter.odt", ["author", "names", "software", "thumbnail", "location"]],
  ] as const) {
    const result = await cleaned(fixture(name), name);
    for (const found of removed) assert.ok((result.removed as string[]).includes(found), `${name}: ${found}`);
  }
});

test("it is told what is left: remarks, changes, sheets out of sight", async () => {
  for (const [name, left] of [
    ["letter.docx", ["comments", "history"]], ["table.xlsx", ["comments", "hidden"]], ["letter.odt", ["comments"]],
    ["paper.pdf", ["comments"]], ["slides.pptx", []], ["photo.jpg", []],
  ] as const) {
    assert.deepEqual((await cleaned(fixture(name), name)).left, left, name);
  }
});

test("what people read stays in documents", async () => {
  for (const [name, words] of [
    ["letter.docx", ["A heading that stays", "A sentence that stays.", " A change that stays.", "A remark that stays."]],
    ["table.xlsx", ["A cell that stays", "A remark that stays."]],
    ["drawn.xlsx", ["A remark that stays.", "A link that goes nowhere", "https://example.org/stays"]], ["slides.pptx", ["A title that stays", "A note that stays"]],
    ["letter.odt", ["A sentence that stays.", "A remark that stays."]],
    ["packed.pdf", ["A bookmark that stays", "A remark that stays.", "https://example.org/stays", "Words that stay"]],
    ["form.pdf", ["A value that stays"]],
  ] as const) {
    const { bytes } = await cleaned(fixture(name), name);
    for (const word of words) assert.ok(countOf(word, bytes) > 0, `${name}: ${word}`);
  }
});

test("qpdf takes the cleaned PDFs without a complaint", async () => {
  for (const name of ["paper.pdf", "packed.pdf", "form.pdf"]) {
    run("qpdf", ["--check"], (await cleaned(fixture(name), name)).bytes, name);
  }
});

// Python's own readers, and the two rules whose breach makes Office offer a repair.
const WHOLE = `
import posixpath, re, sys, zipfile
from xml.etree import ElementTree
package = zipfile.ZipFile(sys.argv[1])
assert package.testzip() is None
names = package.namelist()
for name in names:
    if not re.search(r"\\.(xml|rels|vml)$", name): continue
    tree = ElementTree.fromstring(package.read(name))
    if name == "[Content_Types].xml":
        for part in tree: assert part.get("PartName", "/" + name)[1:] in names, part.attrib
    if name.endswith(".rels"):
        for link in tree:
            target = posixpath.normpath(posixpath.join("/" + name.split("_rels/")[0], link.get("Target")))[1:]
            assert link.get("TargetMode") == "External" or target in names, (name, link.attrib)
    else:
        rels = posixpath.join(posixpath.dirname(name), "_rels", posixpath.basename(name) + ".rels")
        ids = {link.get("Id") for link in ElementTree.fromstring(package.read(rels))} if rels in names else set()
        for element in tree.iter():
            for key, value in element.attrib.items():
                if re.search("officeDocument/2006/relationships}(id|embed)$|office:office}relid$", key): assert value in ids, (name, element.tag, value)
print(names[0], package.infolist()[0].compress_type, {entry.date_time[:3] for entry in package.infolist()})
`;

test("another reader opens the cleaned documents and finds every part where it should be", async () => {
  for (const name of ["letter.docx", "table.xlsx", "drawn.xlsx", "slides.pptx", "letter.odt"]) {
    const first = name === "letter.odt" ? "mimetype 0" : "[Content_Types].xml 8";
    assert.equal(run("python3", ["-c", WHOLE], (await cleaned(fixture(name), name)).bytes, name), `${first} {(1980, 1, 1)}\n`);
  }
});

test("entries that no part of a document leads to, or that climb out of it, are gone", async () => {
  const { bytes } = await cleaned(fixture("letter.docx"), "letter.docx");
  for (const name of entriesOf(bytes).keys()) assert.doesNotMatch(name, /stray|\.\.|docProps|people|vba/);
});

/** A profile as a monitor's maker might write it: the three colours of a space, and a serial number. */
function monitor(colours: readonly (readonly number[])[]): Buffer<ArrayBuffer> {
  const profile = Buffer.alloc(400);
  profile.write("RGB XYZ ", 16);
  profile.writeUInt32BE(3, 128);
  ["rXYZ", "gXYZ", "bXYZ"].forEach((tag, i) => {
    profile.write(tag, 132 + 12 * i);
    profile.writeUInt32BE(200 + 20 * i, 136 + 12 * i);
    colours[i]?.forEach((part, j) => profile.writeInt32BE(Math.round(part * 65536), 208 + 20 * i + 4 * j));
  });
  profile.write("PlantedSerial", 300);
  return profile;
}

test("a colour profile becomes that of a known colour space or goes", () => {
  const phone = monitor([[0.5151, 0.2412, -0.001], [0.292, 0.6922, 0.0419], [0.1571, 0.0666, 0.7841]]);
  const { profile, same } = plainProfile(phone);
  assert.ok(profile !== undefined && !same);
  assert.equal(countOf("Planted", Buffer.from(profile)), 0);
  assert.deepEqual(plainProfile(profile), { profile, same: true });
  const calibrated = monitor([[0.53, 0.2412, -0.001], [0.292, 0.6922, 0.0419], [0.1571, 0.0666, 0.7841]]);
  assert.deepEqual(plainProfile(calibrated), { profile: undefined, same: false });
});
