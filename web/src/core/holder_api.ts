// What crosses the wire for those who sign in, as this side sees it (src/api). Values only: no rule, no key. Apart from
// api.ts, so that a reporter's page does not load it.
import { ACT_ACCEPTED, CONCERN_VIEW } from "./api.js";
import { fromBase64 } from "./bytes.js";
import {
  type Form, type Of, atLeast, bool, day, digest, hex, list, object, officeId, oneOf, orNull, personId, text, unsigned,
} from "./form.js";
import { CLOCKS, ROLES, URGENCIES } from "./values.js";

const bytes: Form<Uint8Array> = (value) => fromBase64(text(value));
/** A list that is left out where it is empty. */
const listOrNone =
  <T>(inner: Form<T>): Form<T[]> =>
  (value) =>
    value === null ? [] : list(inner)(value);
const role = oneOf(ROLES);

/** An answer that says nothing. */
export const NOTHING: Form<undefined> = () => undefined;

/** `POST sign-in/challenge`. */
export const CHALLENGE = atLeast({ challenge: text });
/** `POST sign-in`. */
export const SESSION = atLeast({ token: text, role, idle_seconds: unsigned(32) });
/** `POST sign-in/passkey`: the key file's secrets, sealed to a passkey. */
export const PASSKEY = atLeast({ sealed: bytes });

/** `GET desk`: identities of the person's offices, sealed to the person. */
export const DESK = atLeast({ today: day, offices: list(atLeast({ recipient: digest, sealed: bytes })) });

const HAND_OUT = atLeast({
  office: officeId,
  arrived: day,
  capsule: bytes,
  /** Empty if none came. */
  note: (value: unknown) => bytes(value ?? ""),
});
/** A capsule on the desk. */
export type HandOut = Of<typeof HAND_OUT>;
/** `GET desk/hand-outs`. */
export const HAND_OUTS = atLeast({ hand_outs: list(HAND_OUT), closed: listOrNone(hex(16)), next: orNull(text) });

const OPENED = atLeast({
  concern: hex(16),
  office: officeId,
  first_due: orNull(day),
  due: orNull(day),
  clock: orNull(oneOf(CLOCKS)),
  stage: unsigned(8),
  stage_name: text,
  state: text,
  urgency: oneOf(URGENCIES),
  arrived: day,
  extended: bool,
  sooner_due: orNull(day),
  sooner_clock: orNull(oneOf(CLOCKS)),
  waits: oneOf(["none", "me", "others"]),
  moved_up: bool,
  without_concern: bool,
  above: bool,
  unread: bool,
  mine: bool,
  handed_to: orNull(personId),
});
/** A concern that the office has opened. */
export type OpenedView = Of<typeof OPENED>;
/** `GET desk/opened`. */
export const OPENED_PAGE = atLeast({ today: day, total: unsigned(53), rows: list(OPENED) });

const HOLDER = atLeast({
  no_conflict: bool,
  barred: bool,
  unread: bool,
  allowed: list(text),
  to_approve: list(digest),
  disputed: list(oneOf(["scope", "findings"])),
  extendable: list(oneOf(["first_decision", "referral_review"])),
  actions: list(atLeast({ record: digest, due: day, done: bool })),
});
/** What a holder may do with a concern today: says the service. */
export type HolderView = Of<typeof HOLDER>;
/** `GET desk/concerns/ID`. */
export const HOLDER_CONCERN = (value: unknown) => ({
  ...CONCERN_VIEW(value),
  holder: orNull(HOLDER)(object(value)["holder"] ?? null),
});

const PERSON = atLeast({
  person: personId,
  name: text,
  role,
  office: orNull(officeId),
  standing: text,
  admitted: bool,
  proposal: orNull(digest),
  recipient: text,
});
/** A person as the service lists them. */
export type PersonView = Of<typeof PERSON>;
/** `GET {admin,desk,audit}/people`. */
export const PEOPLE = atLeast({ today: day, people: list(PERSON) });
/** `GET {admin,desk,audit}/policies`. */
export const POLICIES = atLeast({
  policies: list(
    atLeast({ policy: digest, standing: text, from: orNull(day), proposal: orNull(digest), toml: text }),
  ),
});

/** `GET audit/to-approve`. */
export const TO_APPROVE = atLeast({ concerns: list(hex(16)) });

/** `POST admin/invitations`. */
export const INVITED = atLeast({ id: text, token: text });
const INVITATION = atLeast({
  id: text,
  name: text,
  address: text,
  role,
  office: orNull(officeId),
  until: orNull(day),
  ends: day,
  public: orNull(text),
});
/** An invitation as the operator sees it. */
export type InvitationView = Of<typeof INVITATION>;
/** `GET admin/invitations`. */
export const INVITATIONS = atLeast({ invitations: list(INVITATION) });
/** `POST invitations/look`. */
export const LOOKED = atLeast({ name: text, role, office: orNull(officeId), ends: day, first: bool });
const FIGURE_TABLE = atLeast({ title: text, note: text, head: list(text), rows: list(list(text)), chart: text });
/** `GET audit/tables`: figures in words, with drawings (SVG). */
export const FIGURE_TABLES = atLeast({ period: text, from: day, until: day, exact: bool, tables: list(FIGURE_TABLE) });
const PACK = atLeast({ item: digest, kind: oneOf(["meeting", "half_year", "review"]), name: text, made: day });
/** `GET audit/packs`, newest first. */
export const PACKS = atLeast({ packs: list(PACK) });
const STATEMENT = atLeast({ record: digest, to: personId, name: text, sent: day, opened: orNull(day) });
/** `GET {me,audit}/statements`, newest first. */
export const STATEMENTS = atLeast({ today: day, statements: list(STATEMENT) });
/** `POST me/statements`. */
export const OPENED_STATEMENT = atLeast({
  accepted: orNull(ACT_ACCEPTED),
  statement: atLeast({ organisation: text, period: text }),
  tables: list(FIGURE_TABLE),
});
/** `GET audit/entries`: published entries, in the order of the tree. */
export const AUDIT_ENTRIES = atLeast({
  entries: list(atLeast({ salt: digest, entry: text, batch_day: day, index: orNull(unsigned(64)) })),
});
/** `GET admin/health`. */
export const HEALTH = atLeast({
  findings: list(atLeast({ weight: oneOf(["fault", "warning", "fact"]), what: text, todo: text })),
});
