// X-Wing with the key unfolded once, against the library that unfolds it each time; with Web Crypto's halves and without.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ml_kem768_x25519 as library } from "@noble/post-quantum/hybrid.js";
import { nativeCurve } from "../src/core/native_kem.js";
import { XWingKey } from "../src/core/xwing.js";

const SEEDS = [0, 1, 7, 255].map((byte) => new Uint8Array(32).fill(byte));

for (const [how, subtle] of [["with Web Crypto", globalThis.crypto.subtle], ["without Web Crypto", undefined]] as const) {
  const tried = (what: string, look: () => Promise<void>): void => {
    void test(`${what}, ${how}`, async () => {
      const { crypto } = globalThis;
      const getRandomValues = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => crypto.getRandomValues(bytes);
      Object.defineProperty(globalThis, "crypto", { value: { subtle, getRandomValues }, configurable: true, writable: true });
      try {
        assert.equal((await nativeCurve(new Uint8Array(32).fill(9))) !== undefined, subtle !== undefined);
        await look();
      } finally {
        Object.defineProperty(globalThis, "crypto", { value: crypto, configurable: true, writable: true });
      }
    });
  };

  tried("a key opens one share after another as the library does, also one that was not for it", async () => {
    for (const seed of SEEDS) {
      const key = new XWingKey(seed);
      assert.deepEqual(key.publicKey, library.getPublicKey(seed));
      for (const dice of [1, 2, 3]) {
        const { cipherText: share, sharedSecret } = made(key, dice);
        assert.deepEqual(await key.decapsulate(share), sharedSecret);
        for (const at of [0, 1087, 1088, 1118]) {
          const bent = share.slice();
          bent[at] = (bent[at] ?? 0) ^ 1;
          assert.notDeepEqual(await key.decapsulate(bent), sharedSecret);
          assert.deepEqual(await key.decapsulate(bent), library.decapsulate(bent, seed));
        }
      }
    }
  });

  tried("a share with a point of low order, or of another length, is refused", async () => {
    const key = new XWingKey(SEEDS[0] ?? new Uint8Array(32));
    const { cipherText: share } = made(key, 1);
    const low = share.slice();
    low.fill(0, 1088);
    await assert.rejects(key.decapsulate(low));
    await assert.rejects(key.decapsulate(share.subarray(1)));
  });

  tried("a key that was overwritten opens nothing", async () => {
    const key = new XWingKey(SEEDS[2] ?? new Uint8Array(32));
    const { cipherText: share, sharedSecret } = made(key, 1);
    assert.deepEqual(await key.decapsulate(share), sharedSecret);
    key.wipe();
    const opened = await key.decapsulate(share).catch(() => undefined);
    assert.notDeepEqual(opened, sharedSecret);
  });
}

function made({ publicKey }: XWingKey, dice: number): { cipherText: Uint8Array; sharedSecret: Uint8Array } {
  return library.encapsulate(publicKey, new Uint8Array(64).fill(dice));
}
