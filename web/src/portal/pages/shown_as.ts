// What the bytes of a file can be shown as: neither its name nor the type it was sent with says what is in it.

const BEGINNINGS: readonly (readonly [string, RegExp])[] = [
  ["image/png", /^\x89PNG\r\n\x1a\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
  ["application/pdf", /^[^]{0,1000}%PDF-/],
];

/** So many bytes of a file say what it is. */
export const BEGINNING = 1024;

/** A picture that browsers show without running anything, or a PDF; nothing for all else. */
export function shownAs(beginning: Uint8Array): string | undefined {
  const text = String.fromCharCode(...beginning);
  return BEGINNINGS.find(([, pattern]) => pattern.test(text))?.[0];
}
