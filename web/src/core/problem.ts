// Why a client stops: fixed words for the pages to put into sentences. Holds no code, key or text (src/client/problem.rs).

/** What the service asks of a sender while many send at once (DESIGN section 9). */
export interface WorkWanted {
  /** To be named again; good for two minutes. */
  readonly challenge: string;
  /** Zero bits of each piece. */
  readonly bits: number;
}

/** A rule as programs know it. There may be more of them than a page has words for. */
export interface BrokenRule {
  readonly name: string;
  /** The day that the rule sets, if it sets one. */
  readonly day: string | null;
}

/** What a refusal carries beside its status. */
export interface Refusal {
  readonly status: number;
  /** The service's fixed word for programs, `unknown` or `day_changed` for instance. */
  readonly word: string;
  /** Its sentence for people, without characters that steer a reader's screen. */
  readonly says: string;
  /** With `refused`: the rule of the record that would be broken, `closing_is_proposed` for instance, and its day; or another reason. */
  readonly rule?: BrokenRule;
  /** With `day_changed`: the day to sign for. */
  readonly day?: string;
  /** With `work`: what to do before sending again. */
  readonly work?: WorkWanted;
}

/** A call to the service came to nothing. Nothing is known to have changed there. */
export class CallFailed extends Error {
  /** `not_understood`: too long, or not of the form agreed. */
  readonly kind: "unreachable" | "not_understood" | "refused";
  /** If it was refused. */
  readonly refusal: Refusal | undefined;

  constructor(kind: "unreachable" | "not_understood" | Refusal) {
    super(typeof kind === "string" ? `the call failed: ${kind}` : kind.says);
    this.kind = typeof kind === "string" ? kind : "refused";
    this.refusal = typeof kind === "string" ? undefined : kind;
  }

  /** Whether it is unknown if the service took what was sent: no answer came, or one of something in between. */
  isUnsettled(): boolean {
    return this.kind !== "refused" || this.refusal?.word === "unavailable";
  }

  /** Whether the service refused with this status: 404 for a code that leads nowhere. */
  hasStatus(status: number): boolean {
    return this.refusal?.status === status;
  }
}

/** Something that counts once it is taken was sent, and no answer came: it may have been taken. */
export class Unsettled extends Error {
  /** Why no answer came: all there is to say once a look has shown that it was not taken. */
  readonly call: CallFailed;

  constructor(call: CallFailed) {
    super(`${call.message}, and it may have been taken`);
    this.call = call;
  }
}

/** For a failure to send what counts once it is taken: throws {@link Unsettled} where no answer came, else what failed. */
export function orUnsettled(fault: unknown): never {
  throw fault instanceof CallFailed && fault.isUnsettled() ? new Unsettled(fault) : fault;
}

/** What a client found out about a service that it must not go on with. */
export type MistrustKind =
  /** Another log key than the one given. */
  | "other_log_key"
  /** No usable log key. */
  | "no_log_key"
  /** The checkpoint is not signed by the log's key. */
  | "checkpoint"
  /** An entry is not proven to stand in the record. */
  | "not_in_record"
  /** An entry is not in its one allowed form. */
  | "not_an_entry"
  /** An entry bears a day after its batch. */
  | "wrong_day"
  /** An entry is not signed by the person it names. */
  | "signature"
  /** The record breaks its own rules of people. */
  | "rules"
  /** The record does not begin with the log's own key. */
  | "no_genesis"
  /** Codes could be guessed too easily. */
  | "derivation"
  /** The policy is not the one in the record, is not shown, or breaks the limits of every policy. */
  | "policy"
  /** An office's key is not the one in the record, or is not shown. */
  | "recipient"
  /** The last stage has no key today: nothing can be sent. No accusation. */
  | "last_stage_closed"
  /** The channel has been closed. No accusation. */
  | "channel_closed"
  /** The receipt is not signed by the log's key. */
  | "receipt_signature"
  /** The receipt is for something else than what was sent. */
  | "other_receipt"
  /** The receipt promises another batch than the service names. */
  | "receipt_day"
  /** The receipt has other dates than the policy gives. */
  | "receipt_dates"
  /** The service answers with another concern. */
  | "other_concern"
  /** What the reporter signed has been changed. */
  | "manifest"
  /** The log key is not the one the concern was sent under. */
  | "log_key_changed"
  /** A step of the concern is not as its author wrote it. */
  | "step"
  /** A sealed part is not the one that was sent. */
  | "part_changed"
  /** A sealed part does not open with its key. */
  | "part_does_not_open";

/** The service is not to be believed: do not go on, and tell the outside body. */
export class Mistrust extends Error {
  readonly kind: MistrustKind;
  /** Which entry, step or office; empty where there is nothing to add. */
  readonly detail: string;

  constructor(kind: MistrustKind, detail: string | number = "") {
    super(`the service is not to be believed: ${kind} ${detail}`.trimEnd());
    this.kind = kind;
    this.detail = String(detail);
  }
}

/** Something on this side. */
export type StoppedKind =
  /** The last stage cannot be left out or withdrawn (DESIGN section 3). */
  | "last_stage_excluded"
  /** No office of today's route. */
  | "unknown_office"
  /** The file grew or shrank while it was read. */
  | "file_changed"
  /** A file's name is absurdly long. */
  | "file_name"
  /** The file arrived changed: send it again. */
  | "file_not_whole"
  /** A file of the concern that is not of the known form, or damaged. */
  | "file_not_opened"
  /** The record does not know this key today. */
  | "unknown_person"
  /** A witness reads what is public, and needs not sign in. */
  | "no_room"
  /** The person's key opens no office yet: a colleague must let them in. */
  | "no_office"
  /** No concern of this id opens with the person's keys. */
  | "no_concern"
  /** The concern must be opened first. */
  | "not_opened"
  /** The service has taken an opening and does not hand out the concern. */
  | "not_handed_out"
  /** The part is not handed out to this person. */
  | "no_part"
  /** No such proposal stands in the published record: wait for the next batch. */
  | "not_in_record"
  /** What waits is not the proposal that was shown: look again. */
  | "no_such_proposal"
  /** The words heard are not those of the key in the record. */
  | "other_words"
  /** Nothing is taken out of a redacted copy. */
  | "nothing_redacted"
  /** A redacted copy has words that the original has not; the detail is the first of them, counted from 1. */
  | "copy_changed"
  /** More passages are taken out than an entry can count. */
  | "too_many_passages"
  /** The text is no recipient of a body, and no `.pub` file with one. */
  | "no_recipient"
  /** The policy cannot be read, or breaks a limit of every policy. */
  | "bad_policy";

/** Something on this side stopped it; `detail` names the office or file. */
export class Stopped extends Error {
  readonly kind: StoppedKind;
  readonly detail: string;

  constructor(kind: StoppedKind, detail = "") {
    super(`stopped: ${kind} ${detail}`.trimEnd());
    this.kind = kind;
    this.detail = detail;
  }
}

/** Text from elsewhere without control characters and without marks that turn the reading direction. */
export function clean(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, "");
}
