// Sealing to a passkey, as age's `fido2prf` does it. A script of its own: few need it, and it brings a second age.

import { Decrypter, Encrypter, webauthn } from "age-encryption";

/** Makes a passkey and seals to it. */
export async function seal(secrets: Blob, name: string): Promise<Blob> {
  const identity = await webauthn.createCredential({ keyName: name });
  const encrypter = new Encrypter();
  encrypter.addRecipient(new webauthn.WebAuthnRecipient({ identity }));
  return new Blob([plain(await encrypter.encrypt(await bytesOf(secrets)))]);
}

/** Asks for any passkey of this service and opens with it. */
export async function open(sealed: Blob): Promise<Blob> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(new webauthn.WebAuthnIdentity());
  return new Blob([plain(await decrypter.decrypt(await bytesOf(sealed)))]);
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** Blobs take memory that nobody shares. */
function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
