// X-Wing with the key unfolded once, against the library that unfolds it each time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ml_kem768_x25519 as library } from "@noble/post-quantum/hybrid.js";
import { XWingKey } from "../src/core/xwing.js";

const SEEDS = [0, 1, 7, 255].map((byte) => new Uint8Array(32).fill(byte));

test("a key opens one share after another as the library does, also one that was not for it", () => {
  for (const seed of SEEDS) {
    const key = new XWingKey(seed);
    assert.deepEqual(key.publicKey, library.getPublicKey(seed));
    for (const dice of [1, 2, 3]) {
      const made: { cipherText: Uint8Array; sharedSecret: Uint8Array } = library.encapsulate(key.publicKey, new Uint8Array(64).fill(dice));
      const { cipherText: share, sharedSecret } = made;
      assert.deepEqual(key.decapsulate(share), sharedSecret);
      for (const at of [0, 1087, 1088, 1118]) {
        const bent = share.slice();
        bent[at] = (bent[at] ?? 0) ^ 1;
        assert.notDeepEqual(key.decapsulate(bent), sharedSecret);
        assert.deepEqual(key.decapsulate(bent), library.decapsulate(bent, seed));
      }
    }
  }
});

test("a share with a point of low order, or of another length, is refused", () => {
  const key = new XWingKey(SEEDS[0] ?? new Uint8Array(32));
  const { cipherText: share } = library.encapsulate(key.publicKey, new Uint8Array(64).fill(1));
  const low = share.slice();
  low.fill(0, 1088);
  assert.throws(() => key.decapsulate(low));
  assert.throws(() => key.decapsulate(share.subarray(1)));
});

test("a key that was overwritten opens nothing", () => {
  const key = new XWingKey(SEEDS[2] ?? new Uint8Array(32));
  const { cipherText: share, sharedSecret } = library.encapsulate(key.publicKey, new Uint8Array(64).fill(1));
  key.wipe();
  let opened: Uint8Array | undefined;
  try { opened = key.decapsulate(share); } catch { /* it may also refuse */ }
  assert.notDeepEqual(opened, sharedSecret);
});
