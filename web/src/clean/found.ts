// What a cleaner says of a file: what it took out, what it knows is still in it, and why it would not touch it.

/** A sort of thing a file tells of whoever made it. The page has words for each. */
export type Found =
  | "location" | "author" | "device" | "software" | "dates" | "thumbnail" | "history" | "comments" | "names" | "printer"
  | "identifiers" | "scripts" | "attachments" | "other"
  /** A sheet, slide or line that is in the file but not shown. */
  | "hidden"
  /** A part in a form that no cleaner here reads: it may say anything. */
  | "unchecked";

export type Why = "heic" | "password" | "broken" | "lies" | "too-large" | "bomb";

/** A file that is not cleaned, with the reason the page tells. */
export class Refused extends Error {
  readonly why: Why;

  constructor(why: Why) {
    super(why);
    this.why = why;
  }
}

/** What is noted while a file is cleaned. */
export class Findings {
  readonly removed = new Set<Found>();
  readonly left = new Set<Found>();

  took(...found: readonly Found[]): void {
    for (const each of found) this.removed.add(each);
  }

  leaves(...found: readonly Found[]): void {
    for (const each of found) this.left.add(each);
  }
}
