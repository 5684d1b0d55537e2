// What an entry says happened: the closed list of kinds with their data (docs/LEDGER_FORMAT.md section 3;
// crates/domain/src/entry.rs). Knows no bytes, keys or rules.
import {
  BadForm, type Form, type Of, bool, day, digest, fields, hex, list, object, oneOf, officeId, orNull, personId, signature,
  text, unsigned,
} from "./form.js";
import { CAUSES, CLOCKS, CLOSING_REASONS, RESULTS, ROLES, URGENCIES } from "./values.js";

const none = fields({});
const item = fields({ item: digest });
const maybeItem = fields({ item: orNull(digest) });
const proposal = fields({ step: text, proposal: digest });
const clock = oneOf(CLOCKS);
const stage = unsigned(8);

const newPerson = fields({
  step: text,
  person: personId,
  role: oneOf(ROLES),
  office: orNull(officeId),
  key: digest,
  recipient: digest,
  until: orNull(day),
});
const officeKey = fields({ step: text, office: officeId, stage, recipient: digest });
const policyNamed = fields({ step: text, policy: digest });

/** Of several forms the one that the field `step` names. */
function bySteps<F extends Readonly<Record<string, Form<{ step: string }>>>>(
  steps: F,
): Form<{ [S in keyof F & string]: Omit<Of<F[S]>, "step"> & { readonly step: S } }[keyof F & string]> {
  return (value) => {
    const step = String(object(value)["step"]);
    const known = Object.hasOwn(steps, step) ? steps[step] : undefined;
    if (known === undefined) throw new BadForm("an unknown step");
    return known(value) as never;
  };
}

/** Kinds of a concern. */
const OF_A_CONCERN = {
  received: fields({
    manifest: digest,
    policy: digest,
    urgency: oneOf(URGENCIES),
    left_out: list(stage),
    dates: list(fields({ clock, due: day })),
  }),
  opened: fields({ office: officeId, countersign: signature }),
  no_conflict: none,
  conflict: none,
  acknowledged: maybeItem,
  scope: fields({
    points: list(fields({ mark: orNull(oneOf(["in", "out"])), reason: orNull(digest) })),
    item: digest,
  }),
  message: fields({ item: digest, audience: oneOf(["case", "above"]) }),
  note: fields({ item: digest, offices: list(officeId) }),
  feedback: item,
  findings: fields({
    points: list(fields({ point: unsigned(16), result: oneOf(RESULTS) })),
    enquiries: fields({
      made: unsigned(16),
      spoken_to: unsigned(16),
      standard: orNull(oneOf(["balance_of_probabilities"])),
    }),
    item: digest,
  }),
  extended: fields({ clock, due: day, item: orNull(digest) }),
  referred: fields({ receiver: orNull(digest), review: day, item: digest }),
  referral_result: item,
  handed_over: fields({ to: personId }),
  regulator: fields({ told: bool, item: orNull(digest) }),
  urgency_changed: fields({ to: oneOf(URGENCIES), item: orNull(digest) }),
  shared: fields({ body: digest, parts: list(digest), item: orNull(digest) }),
  redacted: fields({ original: digest, copy: digest, passages: unsigned(16) }),
  action_due: fields({ item: digest, due: day }),
  action_done: fields({ action: digest, item: digest }),
  closing_proposed: fields({ reason: oneOf(CLOSING_REASONS), receiver: orNull(digest), item: digest }),
  approved: fields({ of: digest }),
  refused: fields({ of: digest, item: digest }),
  closed: none,
  disputed: fields({ matter: oneOf(["scope", "findings"]), item: digest }),
  dispute_answered: fields({ item: digest, same_person: bool }),
  reopened: none,
  treatment_asked: fields({ month: unsigned(8) }),
  treatment_reported: fields({ ill: bool, item: orNull(digest) }),
  treatment_answered: item,
  repeat: item,
  withdrawn: fields({ office: officeId }),
  attached: item,
  lapsed: fields({ clock, stage, first_due: day, due: day, arrival: day }),
  escalated: fields({ from: stage, to: stage, arrived: day, cause: oneOf(CAUSES) }),
  cannot_open: none,
  mismatch: none,
  erased: fields({ months: unsigned(16), backups_end: day }),
} as const;

/** Kinds about people, keys, rules and the service itself. */
const OF_NO_CONCERN = {
  key: fields({
    vkey: text,
    salt: hex(16),
    kdf: fields({ version: unsigned(32), m_kib: unsigned(32), t: unsigned(32), p: unsigned(32) }),
  }),
  person: bySteps({
    founded: newPerson,
    proposed: newPerson,
    signed: proposal,
    admitted: proposal,
    retirement_proposed: fields({ step: text, person: personId }),
    retirement_signed: proposal,
  }),
  office: bySteps({ founded: officeKey, proposed: officeKey, signed: proposal }),
  policy: bySteps({ founded: policyNamed, proposed: policyNamed, signed: proposal }),
  absent: fields({ person: personId, from: day, until: day }),
  code: fields({ assets: digest }),
  export: fields({ size: unsigned(64) }),
  opinion: fields({ verdict: oneOf(["sound", "items_missing", "unsound"]), size: unsigned(64) }),
  statement: fields({ to: personId, item: digest }),
  statement_opened: fields({ of: digest }),
  pack: item,
  mail_given_up: fields({ to: personId }),
  difficulty: fields({ bits: unsigned(8) }),
  refused_day: none,
  channel_closed: none,
  clock: fields({ ledger: day, machine: day }),
  outside_check_overdue: fields({ since: day }),
  padding: none,
} as const;

const KINDS = { ...OF_A_CONCERN, ...OF_NO_CONCERN };

/** The name of a kind, as it stands in the entry. */
export type Kind = keyof typeof KINDS;
/** The data of a kind. */
export type Data<K extends Kind> = Of<(typeof KINDS)[K]>;
/** What happened: a kind with its data. */
export type Act = { [K in Kind]: { readonly kind: K; readonly data: Data<K> } }[Kind];
/** A person as an entry introduces them. */
export type NewPerson = Omit<Of<typeof newPerson>, "step">;
/** An office and its key. */
export type OfficeKey = Omit<Of<typeof officeKey>, "step">;

/** An act with its data's fields in order. Throws {@link BadForm}. */
export function readAct(kind: unknown, data: unknown): Act {
  if (typeof kind !== "string" || !Object.hasOwn(KINDS, kind)) throw new BadForm("an unknown kind");
  return { kind, data: KINDS[kind as Kind](data) } as Act;
}

/** Whether entries of this kind belong to a concern; all others have `concern` null. */
export function isOfAConcern(kind: Kind): boolean {
  return Object.hasOwn(OF_A_CONCERN, kind);
}

/** Of an erasure: the months of its rule, and the day on which the last backup is destroyed. */
export interface Erasure {
  /** 0 for all else. */
  readonly months: number;
  /** Empty for all else. */
  readonly until: string;
}

/** What an act says of an erasure. */
export function erasureOf(act: Act): Erasure {
  return act.kind === "erased" ? { months: act.data.months, until: act.data.backups_end } : { months: 0, until: "" };
}
