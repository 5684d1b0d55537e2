// Whether bytes begin as a picture does: neither the name of a file nor the type it was sent with says what is in it.

const BEGINNINGS: readonly (readonly [string, RegExp])[] = [
  ["image/png", /^\x89PNG\r\n\x1a\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
];

/** The type of a picture that browsers show without running anything; nothing for all else. */
export function pictureType(beginning: Uint8Array): string | undefined {
  const text = String.fromCharCode(...beginning);
  return BEGINNINGS.find(([, pattern]) => pattern.test(text))?.[0];
}
