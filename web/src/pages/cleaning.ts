// Asking the cleaner, which is not there yet: nothing can be cleaned.

export type Found =
  | "location" | "author" | "device" | "software" | "dates" | "thumbnail" | "history" | "comments" | "names" | "printer"
  | "identifiers" | "scripts" | "attachments" | "other" | "hidden" | "unchecked";

export type Why = "heic" | "password" | "broken" | "lies" | "too-large" | "bomb";

export type Cleaned =
  | { readonly outcome: "cleaned"; readonly kind: string; readonly blob: Blob; readonly removed: readonly Found[]; readonly left: readonly Found[] }
  | { readonly outcome: "cannot-clean"; readonly kind: string }
  | { readonly outcome: "refused"; readonly why: Why };

/** Takes out what a file tells of whoever made it. */
export async function clean(_file: Blob, _name: string): Promise<Cleaned> {
  return { outcome: "cannot-clean", kind: "unknown" };
}
