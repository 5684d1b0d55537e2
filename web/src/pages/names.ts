// Names of files that somebody else chose: what is only there to deceive the eye is taken out.

/** Marks that turn the direction of what follows, and what cannot be seen at all. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
const LONGEST = 100;

/** A name without its path, without what cannot be seen, and not longer than a line or two. */
export function cleanName(name: string): string {
  const base = name.replace(UNSEEN, "").split(/[\\/]/).at(-1)?.trim() ?? "";
  const characters = [...base];
  if (characters.length <= LONGEST) return base === "" || /^\.+$/.test(base) ? "file" : base;
  // The ending says what it is: it stays.
  const ending = /\.[^.]{1,8}$/.exec(base)?.[0] ?? "";
  return `${characters.slice(0, LONGEST - ending.length).join("")}…${ending}`;
}

/** A name that says nothing, with the ending by which a device knows how to open it. */
export function neutralName(name: string, number: number): string {
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0].toLowerCase() ?? "";
  return `file-${number}${ending}`;
}
