// Asking the browser for a passkey. Its script is fetched when somebody wants one.

import type * as Passkey from "./passkey.js";

async function script(): Promise<typeof Passkey> {
  return (await import(document.body.dataset["passkey"] ?? "")) as typeof Passkey;
}

/** Makes a passkey on this device and seals the secrets to it. Fails if the device has none that can seal. */
export async function sealToPasskey(secrets: Blob, name: string): Promise<Blob> {
  return (await script()).seal(secrets, name);
}

/** Opens what was sealed to a passkey of this device. */
export async function openWithPasskey(sealed: Blob): Promise<Blob> {
  return (await script()).open(sealed);
}
