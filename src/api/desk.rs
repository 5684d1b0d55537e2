//! Signing in, and a holder's desk.

use daylight_domain::{
    ClockName, ConcernId, Date, Digest, Disputed, OfficeId, PersonId, Role, Signature, StageNo, Urgency,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Bytes;

/// `POST /api/v1/desk/concerns/{id}/acts`: a signed entry of a holder.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HolderAct {
    /// The signed entry bytes: a `SignedEntry`, as text.
    pub entry: String,
    /// Sealed words, one for each digest of the entry that is not kept yet.
    #[serde(default)]
    pub items: Vec<Bytes>,
}

/// `POST /api/v1/sign-in/challenge` answers with this.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Challenge {
    /// Hexadecimal text to sign (with its own domain tag: it can never be an act). Good for a minute.
    pub challenge: String,
}

/// `POST /api/v1/sign-in`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Who.
    #[schema(value_type = String)]
    pub person: PersonId,
    /// The challenge.
    pub challenge: String,
    /// Its signature.
    #[schema(value_type = String)]
    pub signature: Signature,
}

/// A session. Keep the token in memory only.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
pub struct Session {
    /// For `Authorization: Bearer`.
    pub token: String,
    /// What the person may do.
    #[schema(value_type = String)]
    pub role: Role,
    /// Ends this many seconds after the last call.
    pub idle_seconds: u32,
}

/// `GET /api/v1/desk`: who is signed in and the keys of their offices.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Desk {
    /// The service's day.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// Identities of their offices, sealed to the person's own recipient.
    pub offices: Vec<OfficeSecret>,
}

/// An office's identity, sealed to a holder.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OfficeSecret {
    /// SHA-256 of the office's recipient.
    #[schema(value_type = String)]
    pub recipient: Digest,
    /// The identity (`AGE-SECRET-KEY-PQ-1…`), sealed as padded text.
    pub sealed: Bytes,
}

/// `GET /api/v1/desk/hand-outs`: a page of capsules, dummies among them. Closed concerns that the office opened are put away: the
/// capsule of one comes with `?concern=ID`, their ids with `?closed_after=ID`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HandOuts {
    /// By the day of arrival, those of a day in an order that tells nothing.
    pub hand_outs: Vec<HandOutView>,
    /// With `closed_after`: closed concerns that the office opened, in the order of their ids, at most 1000.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    pub closed: Vec<ConcernId>,
    /// For `after`, where there may be more.
    #[serde(default)]
    pub next: Option<String>,
}

/// A capsule on the desk.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HandOutView {
    /// Whose desk.
    #[schema(value_type = String)]
    pub office: OfficeId,
    /// Since when the office's stage holds what may be in it.
    #[schema(value_type = String, format = Date)]
    pub arrived: Date,
    /// The capsule.
    pub capsule: Bytes,
    /// What the calendar says of the concern (urgency, dates, whether something waits for approval), sealed with a key that follows
    /// from its case recipient; beside a dummy random bytes. 51 bytes, and others in each answer.
    #[serde(default)]
    pub note: Bytes,
}

/// `GET /api/v1/desk/opened?from=0&filter=all`: a page of the concerns that the offices of whoever asks have opened.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Opened {
    /// The service's day.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// How many there are.
    pub total: u64,
    /// At most fifty, the nearest first date first.
    pub rows: Vec<OpenedRow>,
}

/// Which opened concerns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OpenedFilter {
    /// All.
    #[default]
    All,
    /// Those whose first date is over.
    Late,
    /// Those and what is due within seven days.
    Week,
    /// Those in danger.
    Danger,
    /// Those of which something waits for approval.
    Waits,
    /// Those that a stage above holds.
    Above,
    /// Those with words of the reporter that nobody has read.
    Unread,
}

/// Where an opened concern stands, by what its holders are shown. Nothing of its content.
#[expect(clippy::struct_excessive_bools, reason = "each is a mark in a row of a list")]
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OpenedRow {
    /// Which.
    #[schema(value_type = String)]
    pub concern: ConcernId,
    /// The office that opened it.
    #[schema(value_type = String)]
    pub office: OfficeId,
    /// The nearest date, as it first was; none if no date is running.
    #[schema(value_type = Option<String>, format = Date)]
    pub first_due: Option<Date>,
    /// The same date as it decides now.
    #[schema(value_type = Option<String>, format = Date)]
    pub due: Option<Date>,
    /// Its clock.
    #[schema(value_type = Option<String>)]
    pub clock: Option<ClockName>,
    /// The stage that holds it.
    #[schema(value_type = u8)]
    pub stage: StageNo,
    /// The stage's name.
    pub stage_name: String,
    /// As in `OutlookView`.
    pub state: String,
    /// Chosen or raised.
    #[schema(value_type = String)]
    pub urgency: Urgency,
    /// Since when the stage holds it.
    #[schema(value_type = String, format = Date)]
    pub arrived: Date,
    /// Somebody put that date off.
    pub extended: bool,
    /// A date that decides sooner than `due`, of another clock; none if there is no such date.
    #[schema(value_type = Option<String>, format = Date)]
    pub sooner_due: Option<Date>,
    /// Its clock.
    #[schema(value_type = Option<String>)]
    pub sooner_clock: Option<ClockName>,
    /// Whether a proposal waits for approval, and for whose.
    pub waits: Waits,
    /// It began at a stage below the office's.
    pub moved_up: bool,
    /// Nothing is looked into, nothing was found, and nobody told of ill-treatment or danger: it can be closed with others as
    /// `no_concern_stated`.
    pub without_concern: bool,
    /// A stage above the office's holds it.
    pub above: bool,
    /// Nobody who has opened it has signed after what the reporter wrote last: a closed one lies here for that alone.
    pub unread: bool,
    /// Whoever asks has opened it, not a colleague alone.
    pub mine: bool,
    /// Who goes on with it, since somebody handed it over; none while nobody has.
    #[schema(value_type = Option<String>)]
    pub handed_to: Option<PersonId>,
}

/// For whose approval something waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    /// Nothing waits.
    None,
    /// Whoever asks may judge it.
    Me,
    /// Others may.
    Others,
}

/// What a holder is told beside a concern: what they may do, and what waits.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct HolderView {
    /// They signed that they have no conflict.
    pub no_conflict: bool,
    /// They passed it on.
    pub barred: bool,
    /// Nobody who has opened it has signed anything the reporter sees since the reporter's last words.
    pub unread: bool,
    /// Kinds of entries that they may sign today with fitting content.
    pub allowed: Vec<String>,
    /// Proposals that wait for approval.
    #[schema(value_type = Vec<String>)]
    pub to_approve: Vec<Digest>,
    /// What the reporter disputes and nobody has answered.
    #[schema(value_type = Vec<String>)]
    pub disputed: Vec<Disputed>,
    /// Clocks that can be put off once.
    #[schema(value_type = Vec<String>)]
    pub extendable: Vec<ClockName>,
    /// Outcomes with dates.
    pub actions: Vec<ActionView>,
}

/// An outcome that somebody owes by a date.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ActionView {
    /// The record of its `action_due`.
    #[schema(value_type = String)]
    pub record: Digest,
    /// The date.
    #[schema(value_type = String, format = Date)]
    pub due: Date,
    /// Somebody signed that it is done.
    pub done: bool,
}
