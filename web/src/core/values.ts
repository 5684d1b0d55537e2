// The plain values the rules are about, as text: ids, digests, keys, days. Knows no rule (docs/LEDGER_FORMAT.md section 1).

/** How soon somebody could come to harm, rising. Stands outside the seal, and the page says so. */
export const URGENCIES = ["ordinary", "data-loss", "danger"] as const;
/** One of {@link URGENCIES}. */
export type Urgency = (typeof URGENCIES)[number];

/** The clocks of DESIGN section 4, in the order of its table. */
export const CLOCKS = [
  "danger", "lost_data", "acknowledge", "first_decision", "feedback", "stage_answer", "referral_review", "dispute",
  "unheld_stage", "conclude", "later_treatment", "reporter_answer",
] as const;
/** One of {@link CLOCKS}. */
export type ClockName = (typeof CLOCKS)[number];

/** What a person may do. One role each. */
export const ROLES = ["holder", "auditor", "viewer", "inspector", "operator", "witness"] as const;
/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** Why a concern was closed. */
export const CLOSING_REASONS = [
  "established", "partly_established", "not_established", "transferred", "no_concern_stated", "cannot_be_opened",
] as const;
/** One of {@link CLOSING_REASONS}. */
export type ClosingReason = (typeof CLOSING_REASONS)[number];

/** The finding on one point. */
export const RESULTS = ["established", "partly_established", "not_established"] as const;
/** One of {@link RESULTS}. */
export type FindingResult = (typeof RESULTS)[number];

/** Why a concern moved up. */
export const CAUSES = [
  "lapse", "nobody", "dispute", "second_extension", "mismatch", "repeat", "treatment", "channel_closed",
] as const;
/** One of {@link CAUSES}. */
export type Cause = (typeof CAUSES)[number];

/** A civil day, `2026-12-18`, in the time zone of the policy in force. Days compare as texts do. */
export type Day = string;
/** 32 bytes of SHA-256 in lower-case hexadecimal. */
export type Digest = string;
/** An Ed25519 key in lower-case hexadecimal. */
export type PublicKey = string;
/** A person: the first 8 bytes of SHA-256 over their key, in hexadecimal. */
export type PersonId = string;
/** A concern: the first 16 bytes of SHA-256 over its case recipient's text, in hexadecimal. */
export type ConcernId = string;
/** The short name of an office, for instance `guardian`. */
export type OfficeId = string;
/** Who wrote an entry: `service`, `reporter`, or a person's id. */
export type Author = string;

/** 1 to 32 of a-z, 0-9 and hyphen, beginning with a letter. */
export function isOfficeId(text: unknown): text is OfficeId {
  return typeof text === "string" && /^[a-z][a-z0-9-]{0,31}$/.test(text);
}
