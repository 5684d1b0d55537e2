//! The small values that entries carry: clocks, reasons, points, causes. Each list is closed.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::values::{Date, Digest};

/// The clocks of DESIGN section 4, in the order of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockName {
    /// Somebody is in danger: the end of the next day.
    Danger,
    /// Personal data lost: the regulator told or not.
    LostData,
    /// Receipt confirmed.
    Acknowledge,
    /// Scope settled point by point.
    FirstDecision,
    /// The reporter told what has been done.
    Feedback,
    /// A stage confirms that it holds the concern.
    StageAnswer,
    /// A referral looked at again.
    ReferralReview,
    /// A dispute answered.
    Dispute,
    /// A stage that nobody holds.
    UnheldStage,
    /// Closed.
    Conclude,
    /// Ill-treatment answered by the stage above.
    LaterTreatment,
    /// The reporter's own time to answer findings; passes by itself.
    ReporterAnswer,
}

impl fmt::Display for ClockName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Danger => "danger",
            Self::LostData => "lost data",
            Self::Acknowledge => "acknowledge",
            Self::FirstDecision => "first decision",
            Self::Feedback => "feedback",
            Self::StageAnswer => "stage answer",
            Self::ReferralReview => "referral review",
            Self::Dispute => "dispute",
            Self::UnheldStage => "unheld stage",
            Self::Conclude => "conclude",
            Self::LaterTreatment => "later treatment",
            Self::ReporterAnswer => "reporter's time to answer",
        })
    }
}

/// A clock's first date, as the receipt carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FirstDate {
    /// The clock.
    pub clock: ClockName,
    /// Its first date.
    pub due: Date,
}

/// Why a concern was closed. There is no reason for "left", "settled", "hearsay", "wrong procedure" or
/// "the police took no action" (R12, R14, R18, R29).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosingReason {
    /// Established.
    Established,
    /// Partly established.
    PartlyEstablished,
    /// Not established, on the balance of probabilities, after enquiries.
    NotEstablished,
    /// Transferred to a named receiver.
    Transferred,
    /// The text states no concern.
    NoConcernStated,
    /// The last stage cannot open it.
    CannotBeOpened,
}

impl fmt::Display for ClosingReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Established => "established",
            Self::PartlyEstablished => "partly established",
            Self::NotEstablished => "not established",
            Self::Transferred => "transferred",
            Self::NoConcernStated => "no concern stated",
            Self::CannotBeOpened => "cannot be opened",
        })
    }
}

/// One of the reporter's points in the scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopePoint {
    /// In, out, or not yet marked (refused, R06).
    pub mark: Option<Mark>,
    /// The sealed reason, needed where the point is out.
    pub reason: Option<Digest>,
}

impl ScopePoint {
    /// The sealed reason, if there is one.
    pub fn reason(&self) -> Option<Digest> {
        self.reason
    }
}

/// Whether a point is looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// It is.
    In,
    /// It is not.
    Out,
}

/// The finding on one point in scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    /// The point's place in the scope, from 1.
    pub point: u16,
    /// The result.
    pub result: FindingResult,
}

/// On the balance of probabilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingResult {
    /// It happened.
    Established,
    /// Part of it happened.
    PartlyEstablished,
    /// The enquiries do not show it.
    NotEstablished,
}

/// What was done to find out (R05).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enquiries {
    /// How many enquiries are listed in the sealed text.
    pub made: u16,
    /// How many people were spoken to.
    pub spoken_to: u16,
    /// The standard used.
    pub standard: Option<Standard>,
}

/// The standard of proof. There is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standard {
    /// More likely than not.
    BalanceOfProbabilities,
}

/// What a reporter disputes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disputed {
    /// "This misses my point."
    Scope,
    /// "I disagree."
    Findings,
}

/// Whom a message is sealed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// The case recipient: the reporter and every office that opened.
    Case,
    /// The offices of the stages above the holding one (at the last stage: of it).
    Above,
}

/// Why a concern moved up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// One or more clocks lapsed on one day.
    Lapse,
    /// Nobody is left at the stage who may act.
    Nobody,
    /// The reporter disputes.
    Dispute,
    /// A second extension was tried (R19).
    SecondExtension,
    /// The parts do not match the manifest, or cannot be opened.
    Mismatch,
    /// A holder signed *repeat* (R13).
    Repeat,
    /// The reporter was badly treated (R28).
    Treatment,
    /// The channel was closed (R30).
    ChannelClosed,
}

/// An auditor's verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opinion {
    /// Complete and unchanged.
    Sound,
    /// Complete, but items were not produced.
    ItemsMissing,
    /// Something is wrong.
    Unsound,
}

/// Parameters of the tracking code's key derivation (Argon2id).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KdfParams {
    /// Version of the whole derivation.
    pub version: u32,
    /// Memory in KiB.
    pub m_kib: u32,
    /// Passes.
    pub t: u32,
    /// Lanes.
    pub p: u32,
}

impl KdfParams {
    /// What instances publish today, and the least that clients accept: 19 MiB, two passes, one lane (DESIGN
    /// section 3).
    pub const CURRENT: Self = Self {
        version: 1,
        m_kib: 19_456,
        t: 2,
        p: 1,
    };
}
