// A holder's side: key files, their public halves, parts shared and redacted, the wording of decisions. Held to the same vectors
// as the programs in Rust (tests/interop/holder.rs); typage is the second opinion on what is sealed with a passphrase.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Decrypter, Encrypter } from "age-encryption";
import { fromBase64, fromUtf8, utf8 } from "../src/core/bytes.js";
import { systemEntropy } from "../src/core/entropy.js";
import { type AtRisk, tellFindings, signedFindings, writeFindings } from "../src/core/findings.js";
import { readHeader } from "../src/core/header.js";
import { HybridIdentity } from "../src/core/hybrid.js";
import { BadKeyFile, KeyFile } from "../src/core/key_file.js";
import { BUCKETS } from "../src/core/padding.js";
import { openWithPassphrase, sealWithPassphrase } from "../src/core/passphrase.js";
import { Stopped } from "../src/core/problem.js";
import { heardWords, officeWords, personWords, publicFileOf, readPublicFile, recipientDigest, writePublicFile } from "../src/core/public_file.js";
import { passages } from "../src/core/redaction.js";
import { marksOf, tellScope, writeScope } from "../src/core/scope.js";
import { HEAD_BYTES, fileKeyOf, keyOfChunks, openPayload, openText, readPadded, sealText } from "../src/core/seal.js";
import { bodyDigest, bodyOf, sealKey, sharedFile } from "../src/core/shared.js";
import { type FindingResult } from "../src/core/values.js";
import { place, plain } from "../src/portal/worker/search.js";
import { writeTags } from "../src/portal/worker/tags.js";
import { openNote } from "../src/core/desk_note.js";
import vectors from "../../tests/fixtures/holder_vectors.json";

/** Work that is done at once. */
const FAST = 2;
const WORDS = "correct horse";

async function fault(open: Promise<unknown>): Promise<string> {
  try {
    await open;
    return "opened";
  } catch (error) {
    assert(error instanceof BadKeyFile, String(error));
    return error.fault;
  }
}

test("key files are read and written as in the vectors", async () => {
  for (const { json, sealed, passphrase } of vectors.key_files) {
    const opened = await KeyFile.read(fromBase64(sealed), passphrase);
    const again = await KeyFile.read(await opened.write(WORDS, systemEntropy, FAST), WORDS);
    for (const key of [KeyFile.fromJson(utf8(json)), opened, again]) assert.equal(fromUtf8(key.toJson()), json);
    assert.equal(await fault(KeyFile.read(fromBase64(sealed), "wrong")), "wrong_passphrase");
  }
});

test("the public half and its words are those of the vectors, and come back from their text", async () => {
  for (const vector of vectors.key_files) {
    const key = KeyFile.fromJson(utf8(vector.json));
    const { office_secret: secret, ...file } = publicFileOf(key, key.offices.at(-1)?.office ?? null, systemEntropy);
    assert.equal(writePublicFile(file), vector.public);
    assert.deepEqual(readPublicFile(vector.public), file);
    assert.equal((await personWords(file.signing, recipientDigest(file.recipient))).join(" "), vector.key_words);
    const made = file.office_recipient === undefined ? null : (await officeWords(recipientDigest(file.office_recipient))).join(" ");
    assert.equal(made, vector.office_words);
    const held = secret === undefined ? undefined : await openText(key.identity, fromBase64(secret));
    assert.equal(held, key.offices.at(-1)?.identity.toSecretText());
  }
});

test("a public half of another form is none", () => {
  const [good = ""] = vectors.key_files.map(({ public: text }) => text);
  const file = JSON.parse(good) as Record<string, unknown>;
  for (const bad of [{ ...file, v: 2 }, { ...file, more: 1 }, { ...file, role: "king" }, { ...file, signing: "ab" }, [], "x"]) {
    assert.equal(readPublicFile(JSON.stringify(bad)), undefined);
  }
  assert.notEqual(readPublicFile(JSON.stringify({ ...file, office: null })), undefined);
});

test("typage opens what we seal with a passphrase, and we what typage seals", async () => {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(WORDS);
  const encrypter = new Encrypter();
  encrypter.setPassphrase(WORDS);
  encrypter.setScryptWorkFactor(FAST);
  for (const length of [0, 1, 65_536, 70_000]) {
    const plain = new Uint8Array(length).fill(7);
    const ours = await sealWithPassphrase(plain, WORDS, systemEntropy, FAST);
    assert.deepEqual(new Uint8Array(await decrypter.decrypt(ours)), plain);
    assert.deepEqual(await openWithPassphrase(await encrypter.encrypt(plain), WORDS), plain);
  }
});

test("without WebAssembly a key file opens as well", async () => {
  const sealed = await sealWithPassphrase(utf8("words"), WORDS, systemEntropy, FAST);
  const { WebAssembly: engine } = globalThis;
  try {
    Object.defineProperty(globalThis, "WebAssembly", { value: undefined, configurable: true, writable: true });
    assert.deepEqual(await openWithPassphrase(sealed, WORDS), utf8("words"));
  } finally {
    Object.defineProperty(globalThis, "WebAssembly", { value: engine, configurable: true, writable: true });
  }
});

test("each fault of a key file has its name", async () => {
  const [{ json } = { json: "" }] = vectors.key_files;
  const sealed = await KeyFile.fromJson(utf8(json)).write(WORDS, systemEntropy, FAST);
  const read = (bytes: Uint8Array): Promise<string> => fault(KeyFile.read(bytes, WORDS));
  for (const cut of [0, 10, 60, 150, sealed.length - 1]) assert.equal(await read(sealed.subarray(0, cut)), "damaged", `${cut}`);
  const bent = sealed.slice();
  bent[sealed.length - 1] = (bent[sealed.length - 1] ?? 0) ^ 1;
  assert.equal(await read(bent), "damaged");
  const altered = (from: RegExp, to: string): Uint8Array => {
    const text = Buffer.from(sealed).toString("latin1").replace(from, to);
    return new Uint8Array(Buffer.from(text, "latin1"));
  };
  assert.equal(await read(altered(/ 2\n/, " 21\n")), "too_much_work");
  for (const work of ["0", "02", "-1", "+2", "2 2", ""]) {
    assert.equal(await read(altered(/ 2\n/, ` ${work}\n`)), "damaged", work);
  }
  assert.equal(await read(utf8("the till is short")), "damaged");
  assert.equal(await read(new Uint8Array(64 * 1024 + 1)), "damaged");
  const other = new Encrypter();
  other.addRecipient(HybridIdentity.generate(systemEntropy).recipient().text);
  assert.equal(await read(await other.encrypt("{}")), "damaged");
});

test("a newer key file is told from a broken one", async () => {
  const read = (json: string): Promise<string> => fault((async () => KeyFile.fromJson(utf8(json)))());
  assert.equal(await read('{"v":2,"anything":[]}'), "newer_version");
  for (const broken of ['{"v":1,"anything":[]}', '{"v":0}', "[]", "", '{"v":"2"}']) assert.equal(await read(broken), "damaged", broken);
  const [{ json } = { json: "" }] = vectors.key_files;
  assert.equal(await read(json), "opened");
  assert.equal(await read(json.replace("+c77", "+c78")), "damaged", "the log's key is checked by its own number");
  assert.equal(await read(json.replace('"log":', '"log":null,"x":')), "damaged");
});

test("work that no reader would do is not written", async () => {
  for (const work of [0, 21, 1.5]) {
    await assert.rejects(sealWithPassphrase(utf8(""), WORDS, systemEntropy, work), RangeError);
  }
});

/** What the body does with what is sealed to it: a line that says what it is, and the key of the sealed bytes. */
function openWithKey(told: string | undefined, what: string, sealed: Uint8Array): string | undefined {
  const [said, key = ""] = (told ?? "").split("\n");
  assert.equal(said, what);
  const [header, head] = [readHeader(sealed), sealed.subarray(0, HEAD_BYTES)];
  const chunks = header && keyOfChunks(header, fromBase64(key), head);
  return chunks && readPadded(openPayload(chunks, sealed.subarray(HEAD_BYTES)), BUCKETS);
}

test("shared parts are the body's alone, and the file says of which entry they are", async () => {
  const { body, digest, file, what, text } = vectors.shared;
  const identity = HybridIdentity.parse(body) as HybridIdentity;
  const recipient = identity.recipient();
  assert.equal(bodyDigest(recipient), digest);
  const [part] = file.parts.map(({ key, sealed }) => ({ key: fromBase64(key), sealed: fromBase64(sealed) }));
  assert.ok(part);
  assert.equal(openWithKey(await openText(identity, part.key), what, part.sealed), text);
  const written = sharedFile(file.origin, file.concern, file.record, [part]);
  assert.deepEqual(JSON.parse(written), file);

  const [other, mine] = [HybridIdentity.generate(systemEntropy), sealText(recipient, text, systemEntropy)];
  const key = await fileKeyOf(identity, mine);
  assert.ok(key);
  assert.equal(await fileKeyOf(other, mine), undefined, "nobody else can give it");
  const sealedKey = sealKey(recipient, what, key, systemEntropy);
  assert.ok(key.every((byte) => byte === 0), "wiped");
  const told = await openText(identity, sealedKey);
  assert.equal(openWithKey(told, what, mine), text);
  assert.equal(openWithKey(told, what, part.sealed), undefined, "it opens these bytes and no others");
  const [{ public: publicFile } = { public: "" }] = vectors.key_files;
  assert.equal(bodyOf(publicFile).text, readPublicFile(publicFile)?.recipient);
  assert.equal(bodyOf(` ${recipient.text}\n`).text, recipient.text);
  assert.throws(() => bodyOf("an invented body"), (error) => error instanceof Stopped && error.kind === "no_recipient");
});

test("redacted copies are taken or refused as in the vectors", () => {
  for (const { original, copy, passages: count, word } of vectors.copies) {
    if (count !== null) {
      assert.equal(passages(original, copy), count, copy);
      continue;
    }
    const wanted = word === null ? "nothing_redacted" : "copy_changed";
    const isNamed = (error: unknown): boolean => error instanceof Stopped && error.kind === wanted && error.detail === String(word ?? "");
    assert.throws(() => passages(original, copy), isNamed, copy);
  }
});

test("scopes are worded as in the vectors, and read again as they were signed", () => {
  for (const { points: lines, wording } of vectors.scopes) {
    const points = lines.map(({ text, within }, at) => ({ number: at + 1, text, isIn: within, reason: undefined }));
    assert.equal(writeScope(points), wording);
  }
  const points = [
    { number: 1, text: "The till (canteen): short.", isIn: true, reason: undefined },
    { number: 2, text: "My pay\nwas cut.", isIn: false, reason: "for the pay panel" },
  ];
  const item = "00".repeat(32);
  const reason = "11".repeat(32);
  const signed = { points: marksOf(points, [reason]), item };
  assert.deepEqual(signed.points, [{ mark: "in", reason: null }, { mark: "out", reason }]);
  assert.deepEqual(tellScope(signed, writeScope(points), () => "for the pay panel"), points);
});

test("findings are worded as in the vectors, and read again as they were signed", () => {
  for (const { points: lines, enquiries, spoken_to: spokenTo, at_risk: risk, wording } of vectors.findings) {
    const points = lines.map(([number, result, text]) => ({ number: Number(number), result: result as FindingResult, text: String(text) }));
    // In whatever order the page asked.
    const atRisk = risk as AtRisk | null;
    const decided = { points: [...points].reverse(), enquiries, spokenTo, atRisk };
    assert.equal(writeFindings(decided), wording);
    const told = tellFindings({ ...signedFindings(decided), item: "00".repeat(32) }, wording);
    assert.deepEqual(told, { points, enquiries, made: enquiries.length, spokenTo, atRisk, standard: "balance_of_probabilities" });
  }
});

test("words that were heard are compared without their pauses", () => {
  assert.deepEqual(heardWords(" One, two - three four.five SIX\n"), ["one", "two", "three", "four", "five", "six"]);
});

test("tags are noted, and words found, as in the vectors", () => {
  for (const { typed, note } of vectors.tags) assert.equal(writeTags(typed), note);
  for (const { text, words, around } of vectors.places) assert.equal(place(text, plain(words)) ?? null, around);
});

test("notes beside capsules open as in the vectors", () => {
  for (const { case_recipient: recipient, sealed, note } of vectors.notes) {
    const said = note && { urgency: note.urgency, clock: note.clock ?? "", waits: note.waits, firstDue: note.first_due ?? "", due: note.due ?? "" };
    assert.deepEqual(openNote(recipient, fromBase64(sealed)) ?? null, said);
  }
});
