//! Why an entry does not count, in sentences that say what to do. Carries no foreign text.

use serde::{Deserialize, Serialize};

use crate::act::{ClockName, ClosingReason};
use crate::people::Role;
use crate::values::{Date, OfficeId, PersonId, StageNo, Urgency};

/// A rule that an entry would break. Nothing has changed when one is returned. Programs know it by the `name` that it has
/// as a value, `closing_is_proposed` for instance; a day that belongs to it is `day` there in every rule, so that whoever has
/// words for the name needs to know nothing else of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
#[non_exhaustive]
#[expect(missing_docs, reason = "each variant's sentence stands beside it")]
pub enum Refusal {
    // ---- the entry as such -----------------------------------------------------------------------------
    #[error("a concern begins with `received`, once; leave this entry out")]
    NotTheBeginning,
    #[error("the entry belongs to another concern; send it there")]
    OtherConcern,
    #[error("the day lies before the concern's own ({last}); sign it for that day or later")]
    DayBeforeLast {
        #[serde(rename = "day")]
        last: Date,
    },
    #[error("the day lies beyond what the calendar reckons with; check the machine's clock")]
    DayOutOfRange,
    #[error("this kind of entry says nothing about a concern; send it without one")]
    NotAboutAConcern,
    #[error("this kind of entry belongs to a concern; name the concern")]
    NotAboutTheService,
    #[error("the calendar owes no such entry now; replay the concern and write what it owes, in that order")]
    NotOwed,
    #[error("this kind of entry is not written by that author; it must be signed by somebody entitled to it")]
    WrongAuthor,
    #[error("the content has been erased by rule; nothing can be added")]
    Erased,
    #[error("content is kept until {from}; erase it on that day or later")]
    ErasedTooEarly {
        #[serde(rename = "day")]
        from: Date,
    },
    #[error("content of a concern that is open, or whose answer about treatment is open, is never erased")]
    ErasedWhileOpen,
    #[error(
        "what the reporter wrote last was read by nobody, so nothing is erased; a holder who opened it must answer first"
    )]
    ErasedUnread,
    #[error("the concern's policy keeps content for {months} months; name that rule")]
    WrongRetention { months: u16 },
    #[error("the last backup must end on the day of the erasure or at most a year after it")]
    BackupsTooLong,
    /// R30.
    #[error("the channel has been closed from {from} on; use one of the outside routes of the policy")]
    ChannelClosed {
        #[serde(rename = "day")]
        from: Date,
    },
    #[error("the first dates differ from those of the policy; compute them from the policy named")]
    WrongFirstDates,
    #[error("{stage} cannot be left out: it does not exist, is the last, or is listed out of order")]
    CannotLeaveOut { stage: StageNo },

    // ---- who -------------------------------------------------------------------------------------------
    #[error(
        "{person} is nobody whom the record knows as present on that day; have the change signed and published"
    )]
    NotPresent { person: PersonId },
    #[error("only a person with the role of {needed} may write this; ask one to sign")]
    WrongRole { needed: Role },
    #[error(
        "office {office} does not hold this concern and has not been handed it; wait until its stage is reached"
    )]
    NotHanded { office: OfficeId },
    #[error("you hold another office than {office}; open the concern for your own")]
    NotYourOffice { office: OfficeId },
    #[error("office {office} was withdrawn by the reporter; another office goes on")]
    OfficeWithdrawn { office: OfficeId },
    #[error("you passed this concern on and are barred from it; leave it to the others")]
    Barred,
    #[error("open the concern first: sign `opened`")]
    NotOpened,
    /// R24.
    #[error("say first that you have no conflict: sign `no_conflict`, or `conflict` to pass it on")]
    ConflictNotSettled,
    #[error("you have already opened this concern; go on with `no_conflict` or `conflict`")]
    AlreadyOpened,
    #[error("you have already said that you have no conflict; go on")]
    AlreadyNoConflict,
    #[error("only {holding} acts on this concern now; write a note to it instead")]
    NotTheHoldingStage { holding: StageNo },
    #[error("this needs another person than the one who decided, proposed or approved; ask one to sign")]
    SamePerson,
    #[error("somebody else is left who can answer: leave `same_person` out, or let them answer")]
    NotTheSamePerson,
    #[error("nobody else is left, so the entry must say `same_person`")]
    SamePersonUnsaid,
    #[error("approval needs a holder of a higher stage who has opened the concern; ask one to open and sign")]
    NotHigher,

    // ---- the state of the concern ----------------------------------------------------------------------
    #[error("the concern is closed; a dispute by the reporter reopens it")]
    Closed,
    #[error("there is nothing left to acknowledge")]
    NothingToAcknowledge,
    #[error("acknowledge the concern first")]
    NotAcknowledged,
    /// R06.
    #[error("settle the scope first, every point in or out")]
    NotScoped,
    #[error("findings have been sent; the scope changes only after a dispute about it")]
    ScopeSettled,
    /// R15.
    #[error("send findings first")]
    NoFindings,
    #[error("a closing is proposed; let it be approved or refused first")]
    ClosingIsProposed,
    #[error("answer the open dispute first")]
    DisputeOpen,
    #[error("there is no open dispute")]
    NoDispute,
    #[error("this is already disputed and will be answered; add to it with a message")]
    AlreadyDisputed,
    #[error("nothing is proposed under that record; name the entry you approve or refuse")]
    NothingProposed,

    // ---- what the act must say -------------------------------------------------------------------------
    #[error("the scope has no point; list every point the reporter made")]
    NoPoints,
    /// R06.
    #[error("point {point} is neither in nor out; mark it")]
    PointUnmarked { point: u16 },
    /// R06.
    #[error("point {point} is out without a reason; add the sealed reason")]
    PointWithoutReason { point: u16 },
    /// R05.
    #[error("point {point} is in scope and has no finding; give one")]
    PointWithoutFinding { point: u16 },
    #[error("there is a finding on point {point}, which is not in scope or stands twice; take it out")]
    FindingOutOfScope { point: u16 },
    /// R05.
    #[error("closing needs the enquiries made, at least one")]
    NoEnquiries,
    /// R05.
    #[error("closing as not established needs people spoken to, at least one")]
    NobodySpokenTo,
    /// R05.
    #[error("closing needs the standard used: the balance of probabilities")]
    NoStandard,
    #[error("add the sealed reason")]
    ReasonMissing,
    /// R14, R18.
    #[error("name the receiver")]
    NoReceiver,
    #[error("list at least one part")]
    NoParts,
    #[error("a person's message goes to the case; write a note to reach other offices")]
    WrongAudience,
    #[error("the policy does not allow closing as `{reason}`; choose a reason it lists")]
    ReasonNotAllowed { reason: ClosingReason },
    /// R15.
    #[error("the reporter has until {until} to answer; propose the closing after that day")]
    ReporterHasTime {
        #[serde(rename = "day")]
        until: Date,
    },
    /// R14.
    #[error("a referral is open: record its result first; another body's decision is not this one's")]
    ReferralOpen,
    #[error("there is no open referral")]
    NoReferral,
    /// R28.
    #[error("the answer about how the reporter was treated is open; answer it first")]
    TreatmentOpen,
    #[error("nothing about treatment is waiting for an answer")]
    NoTreatment,
    #[error(
        "`cannot_be_opened` is for the last stage, after its `cannot_open`, while none of it has opened the concern"
    )]
    NotUnopenable,
    #[error("the review must lie after today and no later than {latest}")]
    ReviewTooFar {
        #[serde(rename = "day")]
        latest: Date,
    },
    /// R19.
    #[error("the {clock} clock cannot be extended; only first decision and referral review can")]
    NotExtendable { clock: ClockName },
    #[error("the {clock} clock is not running")]
    ClockNotRunning { clock: ClockName },
    /// R19.
    #[error("an extension moves the date later, to {latest} at most; choose a day within that")]
    ExtensionOutOfBounds {
        #[serde(rename = "day")]
        latest: Date,
    },
    /// R19.
    #[error("the date passed on {due}; an extension comes before it")]
    DatePassed {
        #[serde(rename = "day")]
        due: Date,
    },
    /// R19.
    #[error("this stage has had its one extension; there is no second")]
    AlreadyExtended,
    #[error("the urgency is already {urgency}")]
    SameUrgency { urgency: Urgency },
    /// R22.
    #[error("only a holder lowers urgency, with a reason, and another person approves it")]
    ReporterLowers,
    #[error("a date in the past cannot be set; choose today or later")]
    PastDate,
    #[error("there is no such open action; name the record of its `action_due`")]
    NoSuchAction,
    #[error("{person} cannot be handed this concern: not a present holder at the holding stage, or barred")]
    CannotBeHanded { person: PersonId },
    #[error("the route has no office {office}; name one of the policy's")]
    UnknownOffice { office: OfficeId },
    #[error("the last stage cannot be withdrawn; the page names ways outside")]
    LastStageWithdrawn,

    // ---- people, offices, policies ---------------------------------------------------------------------
    #[error("founding steps belong to the first batch and are signed by the last stage")]
    NotFounding,
    /// R24.
    #[error("{person} already stands in the record; one person holds one role, for another make a new key")]
    PersonKnown { person: PersonId },
    #[error("{person} is nobody whom the record knows")]
    PersonUnknown { person: PersonId },
    #[error("a holder needs an office, nobody else may have one, and an inspector alone needs a last day")]
    RoleDoesNotFit,
    #[error("no such proposal; name the record of the proposal")]
    NoSuchProposal,
    #[error("a person's own entry, absence or office is never signed by that person; ask another")]
    SignsForSelf,
    #[error("this must be signed by a holder of a higher stage than {stage}; ask one")]
    NeedsHigherStage { stage: StageNo },
    #[error(
        "this must be signed by a holder of the last stage, or by the auditor if it has no other; ask one"
    )]
    NeedsLastStage,
    #[error(
        "a newcomer is admitted by a present holder of office {office}; where it has none in service, by a holder of the last stage, else the auditor"
    )]
    NeedsOfficeHolder { office: OfficeId },
    #[error("only holders are admitted; others are in effect once signed")]
    NotAdmittable,
    #[error("this is proposed already and waits for its signature; ask somebody entitled to sign it")]
    AlreadyProposed,
    #[error("you have signed this already; one signature is enough")]
    AlreadySigned,
    #[error("somebody else has signed this already; one signature is enough")]
    SignedByAnother,
    #[error("{person} has left already, or their leaving is proposed")]
    LeavesAlready { person: PersonId },
    #[error("office {office} stands on another stage; an office stays where it is")]
    OfficeMoved { office: OfficeId },
}
