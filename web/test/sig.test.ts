// Ed25519: one answer by Web Crypto and without it, and it is the strict one (docs/LEDGER_FORMAT.md section 1).
import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { concat, fromHex, toHex, utf8 } from "../src/core/bytes.js";
import { SigningSecret, verify, verifyHere } from "../src/core/sig.js";

const { Point } = ed25519;
const key = new SigningSecret(new Uint8Array(32).fill(3));
const message = utf8("the till is short");

async function both(point: Uint8Array, text: Uint8Array, signature: Uint8Array): Promise<boolean> {
  const verdict = verifyHere(point, text, signature);
  assert.equal(await verify(point, text, signature), verdict, "two answers to one question");
  return verdict;
}

function littleEndian(number: bigint): Uint8Array {
  return fromHex(number.toString(16).padStart(64, "0"), 32).reverse();
}

test("a signature is the same every time, and both ways take it", async () => {
  assert.equal(toHex(key.public()), "ed4928c628d1c2c6eae90338905995612959273a5c63f93636c14614ac8737d1");
  const signature = key.sign(message);
  assert.deepEqual(signature, key.sign(message));
  assert.ok(await both(key.public(), message, signature));
});

test("another key, message or signature is refused", async () => {
  const signature = key.sign(message);
  const other = new SigningSecret(new Uint8Array(32).fill(4));
  assert.ok(!(await both(other.public(), message, signature)));
  assert.ok(!(await both(key.public(), utf8("the till is full"), signature)));
  for (const at of [0, 31, 32, 63]) {
    const changed = signature.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    assert.ok(!(await both(key.public(), message, changed)), `byte ${at}`);
  }
  assert.ok(!(await both(key.public(), message, signature.subarray(0, 63))));
});

test("a second spelling of the scalar is refused", async () => {
  const signature = key.sign(message);
  const scalar = BigInt(`0x${toHex(signature.slice(32).reverse())}`) + Point.Fn.ORDER;
  assert.ok(!(await both(key.public(), message, concat(signature.subarray(0, 32), littleEndian(scalar)))));
});

test("keys and commitments of small order, and points beyond the field, are refused", async () => {
  const torsion = Point.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
  const points = Array.from({ length: 8 }, (_, times) => {
    return times === 0 ? Point.ZERO.toBytes() : torsion.multiplyUnsafe(BigInt(times)).toBytes();
  });
  for (const point of points) {
    // Such a key "signs" everything with this: the equation holds for R = k·A and s = 0 where the order divides k.
    for (const commitment of points) {
      assert.ok(!(await both(point, message, concat(commitment, new Uint8Array(32)))));
      assert.ok(!(await both(key.public(), message, concat(commitment, new Uint8Array(32)))));
    }
  }
  const beyond = littleEndian(Point.Fp.ORDER + 3n);
  assert.ok(!(await both(beyond, message, key.sign(message))));
});

test("a commitment with a part of small order is refused, though a verifier with cofactor would take it", async () => {
  const torsion = Point.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05");
  const { scalar } = ed25519.utils.getExtendedPublicKey(key.seed());
  const once = 7n;
  const commitment = Point.BASE.multiply(once).add(torsion).toBytes();
  const hash = sha512(concat(commitment, key.public(), message));
  const challenge = Point.Fn.create(BigInt(`0x${toHex(hash.reverse())}`));
  const response = Point.Fn.create(once + challenge * scalar);
  const signature = concat(commitment, littleEndian(response));
  assert.ok(ed25519.verify(signature, message, key.public(), { zip215: false }), "the case is what it says");
  assert.ok(!(await both(key.public(), message, signature)));
});
