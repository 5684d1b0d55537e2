// What crosses the wire, as this side sees it: forms of the service's answers (src/api). Values only: no rule, no key.
//
// Sealed bytes travel in standard base64, ids, digests and keys in lower-case hexadecimal. Fields that this side does not
// know are let through, so that an older page understands a newer service.
import { fromBase64 } from "./bytes.js";
import { type Form, type Of, atLeast, day, digest, hex, list, oneOf, orNull, personId, text, unsigned } from "./form.js";
import { CLOCKS, URGENCIES } from "./values.js";

const size = unsigned(64);
const bytes: Form<Uint8Array> = (value) => fromBase64(text(value));

/** `GET instance`: everything a client needs before it seals. */
export const INSTANCE = atLeast({
  origin: text,
  vkey: text,
  checkpoint: text,
  today: day,
  record: list(atLeast({ index: size, batch_day: day, salt: digest, entry: text, proof: list(digest) })),
  policies: list(text),
  recipients: list(text),
  names: list(atLeast({ person: personId, name: text })),
});
/** What {@link INSTANCE} gives. */
export type Instance = Of<typeof INSTANCE>;

const DEADLINE = atLeast({
  clock: oneOf(CLOCKS),
  stage: unsigned(8),
  first_due: day,
  due: day,
  target: orNull(day),
  then: text,
});
/** A date by which somebody must act, as the service computes it. */
export type DeadlineView = Of<typeof DEADLINE>;

/** The answer to a submission. */
export const ACCEPTED = atLeast({
  concern: hex(16),
  received_on: day,
  batch_on: day,
  receipt: text,
  deadlines: list(DEADLINE),
});
/** What {@link ACCEPTED} gives. */
export type Accepted = Of<typeof ACCEPTED>;

/** Where a concern stands, as the service computes it. */
export const OUTLOOK = atLeast({
  stage: unsigned(8),
  stage_name: text,
  arrived: day,
  state: oneOf(["received", "acknowledged", "scoped", "findings_sent", "closing_proposed", "closed"]),
  urgency: oneOf(URGENCIES),
  deadlines: list(DEADLINE),
  next_date: orNull(day),
});
/** What {@link OUTLOOK} gives. */
export type OutlookView = Of<typeof OUTLOOK>;

/** `POST track`: a concern as its reporter is shown it. */
export const CONCERN_VIEW = atLeast({
  today: day,
  // Empty once the content was erased by rule.
  manifest: text,
  entries: list(atLeast({ salt: digest, entry: text, batch_day: day, index: orNull(size), proof: orNull(list(digest)) })),
  checkpoint: orNull(text),
  about: orNull(bytes),
  account: orNull(bytes),
  items: list(atLeast({ digest, sealed: bytes })),
  outlook: OUTLOOK,
});
/** What {@link CONCERN_VIEW} gives. */
export type ConcernView = Of<typeof CONCERN_VIEW>;

/** The answer to an act. */
export const ACT_ACCEPTED = atLeast({ record: digest, batch_on: day, receipt: text, followed_by: list(text) });

/** An upload that is going on: its name, how many bytes have come, how many will. */
export const UPLOAD = atLeast({ upload: hex(16), come: size, size });
/** What {@link UPLOAD} gives. */
export type Upload = Of<typeof UPLOAD>;

/** A file that has come whole. */
export const UPLOADED = atLeast({ item: digest });

/** Every refusal. */
export const API_ERROR = atLeast({
  error: text,
  message: text,
  rule: orNull(atLeast({ name: text, day: orNull(day) })),
  day: orNull(day),
  work: orNull(atLeast({ challenge: text, bits: unsigned(8) })),
});
