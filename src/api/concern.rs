//! Sending a concern, coming back to it, and acting on it.

use daylight_domain::{ClockName, ConcernId, Date, Digest, StageNo, Urgency};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Bytes, HolderView};

/// `POST /api/v1/concerns`.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// The signed manifest, one line.
    pub manifest: String,
    /// SHA-256 of the locator.
    #[schema(value_type = String)]
    pub locator_hash: Digest,
    /// Who and where, sealed to the case recipient.
    pub about: Bytes,
    /// All the rest, sealed to the case recipient.
    pub account: Bytes,
    /// One for each office of the manifest, in its order.
    pub capsules: Vec<Bytes>,
}

/// The answer to a submission; the same manifest again gets the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Accepted {
    /// The concern's id.
    #[schema(value_type = String)]
    pub concern: ConcernId,
    /// The day it was received.
    #[schema(value_type = String, format = Date)]
    pub received_on: Date,
    /// The day in whose batch the entry will stand.
    #[schema(value_type = String, format = Date)]
    pub batch_on: Date,
    /// The signed receipt.
    pub receipt: String,
    /// The dates by which somebody must act.
    pub deadlines: Vec<DeadlineView>,
}

/// A date by which somebody must act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeadlineView {
    /// Which clock.
    #[schema(value_type = String)]
    pub clock: ClockName,
    /// The stage it binds.
    #[schema(value_type = u8)]
    pub stage: StageNo,
    /// The date it first had at this stage; lateness counts from the earlier of the two.
    #[schema(value_type = String, format = Date)]
    pub first_due: Date,
    /// The date that decides.
    #[schema(value_type = String, format = Date)]
    pub due: Date,
    /// The day the holding stage aims at, where the policy names one.
    #[schema(value_type = Option<String>, format = Date)]
    pub target: Option<Date>,
    /// What follows if nobody acts, in words.
    pub then: String,
}

/// `GET /api/v1/audit/to-approve`: what waits for the auditor's verdict on form.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ToApprove {
    /// Concerns whose closing the last stage proposed and nobody else there can judge.
    #[schema(value_type = Vec<String>)]
    pub concerns: Vec<ConcernId>,
}

/// `POST /api/v1/track`. The locator never stands in a URL.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackRequest {
    /// From the tracking code.
    #[schema(value_type = String)]
    pub locator: Digest,
}

/// A concern as its reporter, or a holder who opened it, is shown it.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ConcernView {
    /// The service's day.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// The signed manifest; empty once the content was erased by rule.
    pub manifest: String,
    /// The entries, in order.
    pub entries: Vec<FiledEntry>,
    /// To a reporter: the published checkpoint (c2sp.org/tlog-checkpoint) that the entries' proofs lead to.
    #[serde(default)]
    pub checkpoint: Option<String>,
    /// Who and where; for a holder only after `opened`.
    pub about: Option<Bytes>,
    /// All the rest; for a holder only after `no_conflict`.
    pub account: Option<Bytes>,
    /// Sealed words that the entries name.
    pub items: Vec<Item>,
    /// Where it stands, as the service computes it; clients compute it again.
    pub outlook: OutlookView,
    /// To a holder: what they may do, and what waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<HolderView>,
}

/// An entry of one concern.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct FiledEntry {
    /// 32 bytes.
    #[schema(value_type = String)]
    pub salt: Digest,
    /// The exact entry bytes.
    pub entry: String,
    /// The day in whose batch it stands or will stand.
    #[schema(value_type = String, format = Date)]
    pub batch_day: Date,
    /// Its index in the tree, once it has one.
    pub index: Option<u64>,
    /// To a reporter, once it is published: the hashes of its inclusion proof under the checkpoint beside it.
    #[schema(value_type = Option<Vec<String>>)]
    #[serde(default)]
    pub proof: Option<Vec<Digest>>,
}

/// Sealed words.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Item {
    /// SHA-256 of the sealed bytes.
    #[schema(value_type = String)]
    pub digest: Digest,
    /// The sealed bytes.
    pub sealed: Bytes,
}

/// Where a concern stands.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OutlookView {
    /// The stage that holds it.
    #[schema(value_type = u8)]
    pub stage: StageNo,
    /// The stage's name.
    pub stage_name: String,
    /// Since when that stage holds it.
    #[schema(value_type = String, format = Date)]
    pub arrived: Date,
    /// `received`, `acknowledged`, `scoped`, `findings_sent`, `closing_proposed`, `closed`.
    pub state: String,
    /// Chosen or raised.
    #[schema(value_type = String)]
    pub urgency: Urgency,
    /// Running clocks, nearest first.
    pub deadlines: Vec<DeadlineView>,
    /// The first day on which the calendar has something to do.
    #[schema(value_type = Option<String>, format = Date)]
    pub next_date: Option<Date>,
}

/// `POST /api/v1/track/acts`: a signed entry of the reporter, with the sealed words it names.
#[derive(Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReporterAct {
    /// From the tracking code.
    #[schema(value_type = String)]
    pub locator: Digest,
    /// The signed entry bytes: a `SignedEntry`, as text.
    pub entry: String,
    /// Sealed words, one for each digest of the entry that is not kept yet.
    #[serde(default)]
    pub items: Vec<Bytes>,
}

/// The answer to an act.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ActAccepted {
    /// The act's digest.
    #[schema(value_type = String)]
    pub record: Digest,
    /// The day in whose batch it will stand.
    #[schema(value_type = String, format = Date)]
    pub batch_on: Date,
    /// The signed receipt.
    pub receipt: String,
    /// Kinds of the entries that followed from it in the same transaction, `escalated` for instance.
    pub followed_by: Vec<String>,
}
