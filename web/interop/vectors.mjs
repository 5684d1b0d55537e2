// node vectors.mjs [--write]: recomputes tests/fixtures/vectors.json from its inputs, without any code of ours, and
// compares. --write puts the recomputed values into the file, for new inputs.
import { createPrivateKey, createPublicKey } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { argon2id } from "@noble/hashes/argon2.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { bech32 } from "@scure/base";
import { identityToRecipient } from "age-encryption";

const here = (path) => new URL(path, import.meta.url);
const file = here("../../tests/fixtures/vectors.json");
const words = readFileSync(here("../../config/words.txt"), "utf8").trimEnd().split("\n");
const digest = (...parts) => bytesToHex(sha256(concatBytes(...parts)));

// Ten random bytes and the first ten bits of their digest are a number of ninety bits, written with 7772 digits.
function code(hex) {
  const bits = parseInt(digest(utf8ToBytes("daylight/code/v1"), hexToBytes(hex)).slice(0, 4), 16) >> 6;
  let number = (BigInt(`0x${hex}`) << 10n) | BigInt(bits);
  const digits = [];
  for (let place = 0; place < 7; place += 1) {
    digits.unshift(words[Number(number % 7772n)]);
    number /= 7772n;
  }
  return { checksum: bits, words: digits.join(" ") };
}

// What a reporter typed: the ten bytes, or what is wrong with it.
function typed(text) {
  const parts = text.toLowerCase().split(/[\s\-.,\u2010-\u2015]+/u).filter((part) => part !== "");
  if (parts.length !== 7) return { fault: "word-count" };
  const digits = parts.map((part) => words.indexOf(part));
  if (digits.includes(-1)) return { fault: "unknown-word", position: digits.indexOf(-1) + 1 };
  const number = digits.reduce((sum, digit) => sum * 7772n + BigInt(digit), 0n);
  const bytes = (number >> 10n).toString(16).padStart(20, "0");
  return bytes.length === 20 && code(bytes).words === parts.join(" ") ? { bytes } : { fault: "checksum" };
}

function ed25519Public(seed) {
  const der = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const secret = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  return createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32).toString("hex");
}

async function secrets({ code: hex, salt, params }) {
  const cost = { m: params.m_kib, t: params.t, p: params.p, dkLen: 32, version: 0x13 };
  const master = argon2id(hexToBytes(hex), hexToBytes(salt), cost);
  const expand = (label) => hkdf(sha256, master, undefined, utf8ToBytes(`daylight/v1/${label}`), 32);
  const identity = bech32.encodeFromBytes("AGE-SECRET-KEY-PQ-", expand("case-identity")).toUpperCase();
  const recipient = await identityToRecipient(identity);
  return {
    master: bytesToHex(master),
    locator: bytesToHex(expand("locator")),
    locator_hash: digest(expand("locator")),
    case_identity: identity,
    case_recipient: recipient,
    concern: digest(utf8ToBytes(recipient)).slice(0, 32),
    signing_seed: bytesToHex(expand("signing-key")),
    reporter: ed25519Public(expand("signing-key")),
  };
}

// The text is so many times the letter x.
function padded(length) {
  const bucket = [4608, 17408, 67584, 270336].find((size) => size >= length + 4);
  const bytes = new Uint8Array(bucket);
  new DataView(bytes.buffer).setUint32(0, length);
  bytes.fill("x".charCodeAt(0), 4, 4 + length);
  return { bucket, sha256: digest(bytes) };
}

const vectors = JSON.parse(readFileSync(file, "utf8"));
const computed = {
  ...vectors,
  codes: vectors.codes.map(({ bytes }) => ({ bytes, ...code(bytes) })),
  typed: vectors.typed.map(({ text }) => ({ text, ...typed(text) })),
  secrets: await Promise.all(
    vectors.secrets.map(async ({ code, salt, params }) => ({
      code, salt, params, ...(await secrets({ code, salt, params })),
    })),
  ),
  padding: vectors.padding.map(({ length }) => ({ length, ...padded(length) })),
};
const text = `${JSON.stringify(computed, null, 2)}\n`;
if (process.argv[2] === "--write") writeFileSync(file, text);
else if (text !== readFileSync(file, "utf8")) throw Error(`recomputed otherwise:\n${text}`);
