//! An entry of the ledger as a value, and the closed list of kinds. Knows no bytes, keys or rules:
//! bytes are `daylight_tlog`'s, rules are [`crate::replay`]'s.
//!
//! No variant holds free text, a clock time, a size or a byte that a reporter chose (DESIGN section 5):
//! words lie sealed outside the ledger, and an entry names them by the SHA-256 of the sealed bytes (`item`).

use serde::{Deserialize, Serialize};

use crate::act::{
    Audience, Cause, ClockName, ClosingReason, Disputed, Enquiries, Finding, FirstDate, KdfParams, Opinion,
    ScopePoint,
};
use crate::people::{OfficeChange, PersonChange, PolicyChange};
use crate::values::{Author, ConcernId, Date, Digest, OfficeId, PersonId, Signature, StageNo, Urgency};

/// One line of the record, its signature already checked (or not needed: the service's own).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The civil day the author signed, in the policy's time zone.
    pub day: Date,
    /// The concern it belongs to; none for entries about the service itself.
    pub concern: Option<ConcernId>,
    /// Who wrote it.
    pub by: Author,
    /// The record digest of this concern's last entry that had been handed to the author.
    pub after: Option<Digest>,
    /// What happened.
    pub act: Act,
}

/// What an entry says happened. Closed and complete from the first version of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "kind",
    content = "data",
    rename_all = "snake_case",
    deny_unknown_fields
)]
pub enum Act {
    // ---- the life of a concern -------------------------------------------------------------------------
    /// A sealed concern was accepted. By the reporter, whose signature is on the manifest.
    Received {
        /// SHA-256 of the manifest, which lies in the erasable store.
        manifest: Digest,
        /// The policy the concern is bound to for life: SHA-256 of its TOML.
        policy: Digest,
        /// Chosen urgency; it stands outside the seal.
        urgency: Urgency,
        /// Stages of which every office was left out, ascending.
        left_out: Vec<StageNo>,
        /// The first dates, so that nobody can move them later (DATES section 3, rule 8).
        dates: Vec<FirstDate>,
    },
    /// A person opened the concern for an office; countersigned with the capsule's opening key.
    Opened {
        /// The office whose capsule opened.
        office: OfficeId,
        /// By the opening key inside the capsule.
        countersign: Signature,
    },
    /// "I have no conflict": from here on the account may be read (R24).
    NoConflict {},
    /// The person passes the concern on; they are barred from it for good.
    Conflict {},
    /// The holding stage confirms receipt.
    Acknowledged {
        /// A sealed line to the reporter, where one was written.
        item: Option<Digest>,
    },
    /// The reporter's points, each in scope or out with a reason (R06).
    Scope {
        /// Every point, in order.
        points: Vec<ScopePoint>,
        /// The sealed wording.
        item: Digest,
    },
    /// A sealed message, in either direction.
    Message {
        /// The sealed text.
        item: Digest,
        /// Whom it is sealed to.
        audience: Audience,
    },
    /// A sealed note between holders.
    Note {
        /// The sealed text.
        item: Digest,
        /// The offices it is sealed to.
        offices: Vec<OfficeId>,
    },
    /// What has been done so far, told to the reporter.
    Feedback {
        /// The sealed text.
        item: Digest,
    },
    /// Findings point by point (R05, R15).
    Findings {
        /// A finding for every point in scope.
        points: Vec<Finding>,
        /// What was done to find out.
        enquiries: Enquiries,
        /// The sealed text.
        item: Digest,
    },
    /// First decision or referral review put off once (R19).
    Extended {
        /// Which clock.
        clock: ClockName,
        /// Its new date.
        due: Date,
        /// The sealed reason, which the reporter sees.
        item: Option<Digest>,
    },
    /// Referred to another body; stays open here (R14).
    Referred {
        /// The sealed name of the receiver.
        receiver: Option<Digest>,
        /// When the referral is looked at again.
        review: Date,
        /// The sealed words.
        item: Digest,
    },
    /// What came of the referral.
    ReferralResult {
        /// The sealed words.
        item: Digest,
    },
    /// Handed to another holder of the holding stage; stops no clock.
    HandedOver {
        /// Who goes on with it.
        to: PersonId,
    },
    /// Whether the regulator was told of lost data, with a reason (R09).
    Regulator {
        /// Told, or decided not to tell.
        told: bool,
        /// The sealed reason.
        item: Option<Digest>,
    },
    /// Urgency raised (at once) or lowered (once a second person approves, R22).
    UrgencyChanged {
        /// The new urgency.
        to: Urgency,
        /// The sealed reason.
        item: Option<Digest>,
    },
    /// Chosen parts sealed to another body's key (R33).
    Shared {
        /// SHA-256 of the body's recipient.
        body: Digest,
        /// The parts, by digest.
        parts: Vec<Digest>,
        /// The sealed purpose and legal basis.
        item: Option<Digest>,
    },
    /// A redacted copy beside the original (R11).
    Redacted {
        /// The original's digest.
        original: Digest,
        /// The copy's digest.
        copy: Digest,
        /// How many passages were taken out.
        passages: u16,
    },
    /// An outcome with an owner and a date (R26).
    ActionDue {
        /// The sealed words, owner named in them.
        item: Digest,
        /// When it is due.
        due: Date,
    },
    /// An outcome was carried out.
    ActionDone {
        /// The record of the [`Act::ActionDue`] entry.
        action: Digest,
        /// The sealed words.
        item: Digest,
    },
    /// The holding stage proposes to close.
    ClosingProposed {
        /// One of the allowed reasons.
        reason: ClosingReason,
        /// The sealed name of the receiver, for a transfer (R18).
        receiver: Option<Digest>,
        /// The sealed words.
        item: Digest,
    },
    /// A second person approves a proposed closing, or a lowered urgency.
    Approved {
        /// The record of the entry approved.
        of: Digest,
    },
    /// A second person refuses it.
    Refused {
        /// The record of the entry refused.
        of: Digest,
        /// The sealed reason.
        item: Digest,
    },
    /// Closed. By the service, in the transaction of the approval.
    Closed {},
    /// The reporter disputes the scope or the findings (R06, R15).
    Disputed {
        /// What is disputed.
        matter: Disputed,
        /// The sealed words, for the stages above the one complained of.
        item: Digest,
    },
    /// A person who neither decided nor approved answers the dispute.
    DisputeAnswered {
        /// The sealed words.
        item: Digest,
        /// Nobody else was left: a last-stage holder answers their own stage's decision. Counted.
        same_person: bool,
    },
    /// A dispute reopened a closed concern. By the service.
    Reopened {},
    /// The question "how have you been treated since?" is put. By the service (R28).
    TreatmentAsked {
        /// Months after closing.
        month: u8,
    },
    /// The reporter says how they were treated.
    TreatmentReported {
        /// Badly: starts a clock at the stage above.
        ill: bool,
        /// The sealed words.
        item: Option<Digest>,
    },
    /// The stage above answers a report of ill-treatment.
    TreatmentAnswered {
        /// The sealed words.
        item: Digest,
    },
    /// The same name has come up before; sends the concern up (R13).
    Repeat {
        /// The sealed words.
        item: Digest,
    },
    /// The reporter withdraws an office's capsule.
    Withdrawn {
        /// The office.
        office: OfficeId,
    },
    /// An attachment is durable.
    Attached {
        /// SHA-256 over its sealed pieces.
        item: Digest,
    },
    /// A date passed without its act. By the service.
    Lapsed {
        /// Which clock.
        clock: ClockName,
        /// The stage that let it pass.
        stage: StageNo,
        /// The date it first had at this stage.
        first_due: Date,
        /// The date that passed.
        due: Date,
        /// When the next stage holds it (at the last stage: the clock's next date).
        arrival: Date,
    },
    /// The concern moves up. By the service.
    Escalated {
        /// From.
        from: StageNo,
        /// To.
        to: StageNo,
        /// Since when the new stage holds it, whenever the machine noticed.
        arrived: Date,
        /// Why.
        cause: Cause,
    },
    /// The parts do not open; exempt from opening first.
    CannotOpen {},
    /// The parts do not match the manifest; moves the concern up at once.
    Mismatch {},
    /// The content was erased by rule; this entry stays. By the service.
    Erased {
        /// The rule: so many months after the last closing, as the concern's policy says.
        months: u16,
        /// The day on which the last backup with it is destroyed.
        backups_end: Date,
    },

    // ---- people, keys and rules ------------------------------------------------------------------------
    /// The log's key and the salt of tracking codes: the first entry of all.
    Key {
        /// The log's verifier key (c2sp.org/signed-note).
        vkey: String,
        /// Salt of the tracking codes' key derivation, 16 bytes in hexadecimal.
        salt: String,
        /// Parameters of that derivation.
        kdf: KdfParams,
    },
    /// A person proposed, signed, admitted or retired.
    Person(PersonChange),
    /// An office founded, proposed or signed.
    Office(OfficeChange),
    /// A policy founded, proposed or signed.
    Policy(PolicyChange),
    /// A holder is away.
    Absent {
        /// Who.
        person: PersonId,
        /// First day.
        from: Date,
        /// Last day.
        until: Date,
    },

    // ---- the service about itself ----------------------------------------------------------------------
    /// Hashes of everything served to browsers.
    Code {
        /// SHA-256 over the list of asset hashes.
        assets: Digest,
    },
    /// An export was made.
    Export {
        /// The tree size it ends at.
        size: u64,
    },
    /// An auditor's signed opinion.
    Opinion {
        /// The verdict.
        verdict: Opinion,
        /// The tree size it speaks of.
        size: u64,
    },
    /// A statement was sent to a named senior officer (R27).
    Statement {
        /// To whom.
        to: PersonId,
        /// SHA-256 of the statement.
        item: Digest,
    },
    /// The statement was opened.
    StatementOpened {
        /// The record of the [`Act::Statement`] entry.
        of: Digest,
    },
    /// A scrutiny pack was made.
    Pack {
        /// SHA-256 of its data.
        item: Digest,
    },
    /// A mail could not be delivered and was given up.
    MailGivenUp {
        /// To whom.
        to: PersonId,
    },
    /// The difficulty of the proof of work changed.
    Difficulty {
        /// Leading zero bits asked for.
        bits: u8,
    },
    /// Submission had to be refused today: the last stage had no usable key.
    RefusedDay {},
    /// The channel was closed; every open concern has moved up (R30).
    ChannelClosed {},
    /// The machine's clock jumped, or stands behind the ledger.
    Clock {
        /// The day the ledger goes by.
        ledger: Date,
        /// The day the machine's clock says.
        machine: Date,
    },
    /// No outsider has checked the record since that day.
    OutsideCheckOverdue {
        /// The last check.
        since: Date,
    },
    /// Says nothing; fills the batch.
    Padding {},
}
