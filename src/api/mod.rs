//! What crosses the wire, as both sides see it. Values only: no rule, no key, no HTTP.
//!
//! Sealed bytes travel in standard base64, ids, digests and keys in lower-case hexadecimal, dates as `2026-12-18`.

mod attachment;
mod checking;
mod concern;
mod desk;
mod figures;
mod instance;
mod invitation;
mod pack;
mod people;

pub use attachment::{AttachmentRequest, BeginUpload, Upload, Uploaded};
pub use checking::{FigureTable, FigureTables, TakeExport};
pub use concern::{
    Accepted, ActAccepted, ConcernView, DeadlineView, FiledEntry, Item, OutlookView, ReporterAct, Submission,
    ToApprove, TrackRequest,
};
pub use desk::{
    ActionView, Challenge, Desk, HandOutView, HandOuts, HolderAct, HolderView, OfficeSecret, Opened,
    OpenedFilter, OpenedRow, Session, SignIn, Waits,
};
pub use figures::{CellShape, ChangeShape, Changes, FigureShape, FiguresView, OpenData, Release, RowShape};
pub use instance::{Code, Instance, PersonName, ProvenEntry};
pub use invitation::{
    AnsweredInvitation, Done, Invitation, InvitationToken, InvitationView, Invitations, Invite, Invited,
    Passkey, PasskeyOf,
};
pub use pack::{
    Ask, Asked, Checked, LastPack, OpenStatement, OpenedStatement, Pack, PackKind, PackOffice, PackView,
    Packs, Question, Statement, StatementView, Statements,
};
pub use people::{
    AuditEntries, OfficeShare, People, PeopleAct, PersonDetails, PersonView, Policies, PolicyAct, PolicyView,
};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight_domain::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use utoipa::ToSchema;

/// Bytes that only a key can open, or other bytes without a text form.
#[derive(Clone, Debug, Default, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, format = Byte)]
pub struct Bytes(pub Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut text = String::with_capacity(self.0.len().div_ceil(3).saturating_mul(4).saturating_add(2));
        text.push('"');
        STANDARD.encode_string(&self.0, &mut text);
        text.push('"');
        // Nothing in it is to be escaped: looking for that would take longer than all the rest of a desk's list.
        let raw = RawValue::from_string(text).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        STANDARD
            .decode(text.as_bytes())
            .map(Self)
            .map_err(|_| serde::de::Error::custom("not standard base64"))
    }
}

/// Every refusal has this shape.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ApiError {
    /// A short fixed word for programs.
    pub error: String,
    /// What is wrong and what to do, for people.
    pub message: String,
    /// With `refused`: the rule of the record that would be broken, or another reason that people meet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<BrokenRule>,
    /// With `day_changed`: the day to sign for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub day: Option<Date>,
    /// With `work`: what to do before sending again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<WorkWanted>,
}

/// A rule of the record, or another reason, as programs know it, so that a page can say it in its reader's language. `message`
/// says the same in English.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BrokenRule {
    /// A fixed word: `closing_is_proposed`. There may be more of them than a program knows.
    pub name: String,
    /// The day that the rule sets, if it sets one: with `reporter_has_time` the reporter's last to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub day: Option<Date>,
}

/// Work that is asked of a sender while many send at once: for each piece `n` from 0 to 7 a number of which
/// SHA-256(`daylight/work/v1` LF challenge LF manifest digest, `n` in a byte, the number in eight) begins with so many
/// zero bits. Sent with the submission in the header `Daylight-Work: challenge:manifest:number,number,…`, the manifest's
/// SHA-256 in hexadecimal, the numbers in decimal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkWanted {
    /// To be named again; good for two minutes.
    pub challenge: String,
    /// Zero bits of each piece.
    pub bits: u8,
}
