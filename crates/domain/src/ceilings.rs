//! The limits that no policy may exceed (DESIGN section 4, DATES section 1). They stand in code so that an
//! organisation cannot give itself more time by editing a file.

/// Most stages a route may have: each adds its own days before the concern is outside.
pub const STAGES: usize = 9;
/// Most offices on one stage: every submission carries a capsule for each.
pub const OFFICES_PER_STAGE: usize = 8;
/// Most categories, so that published counts stay large enough to say nothing about a person (R35).
pub const CATEGORIES: usize = 8;

/// Days after *danger* was chosen or raised (R17).
pub const DANGER_DAYS: u16 = 1;
/// Days to settle whether the regulator is told of lost data: never more than 72 hours (UK GDPR Art 33, R09).
pub const LOST_DATA_DAYS: u16 = 2;
/// Days to acknowledge (Directive 2019/1937 Art 9(1)(b)).
pub const ACKNOWLEDGE_DAYS: u16 = 7;
/// Working days within which acknowledging is aimed at (ISO 37002 cl. 8.1); nothing happens when it is missed.
pub const ACKNOWLEDGE_TARGET_WORKING_DAYS: u16 = 5;
/// Days to settle the scope.
pub const FIRST_DECISION_DAYS: u16 = 28;
/// Months to feedback (Directive 2019/1937 Art 9(1)(f)).
pub const FEEDBACK_MONTHS: u16 = 3;
/// Days in which a stage says that it holds the concern.
pub const STAGE_ANSWER_DAYS: u16 = 7;
/// The same while somebody is in danger.
pub const STAGE_ANSWER_DANGER_DAYS: u16 = 1;
/// Days after which a referral is looked at again (R14).
pub const REFERRAL_REVIEW_DAYS: u16 = 28;
/// Days to answer a dispute (R15).
pub const DISPUTE_DAYS: u16 = 14;
/// Days a stage may stand without a holder (R21).
pub const UNHELD_STAGE_DAYS: u16 = 1;
/// Months to the end.
pub const CONCLUDE_MONTHS: u16 = 6;
/// Days to answer a report of ill-treatment (R28).
pub const LATER_TREATMENT_DAYS: u16 = 7;
/// Days between two lapses of one clock at the last stage.
pub const LAST_STAGE_AGAIN_DAYS: u16 = 7;
/// Days by which the one extension of a stage may move a date (R19).
pub const EXTENSION_DAYS: u16 = 28;

/// Most days a clock that had lapsed gets at the stage that takes over.
pub const TAKEN_OVER_DAYS: u16 = 28;

/// Fewest and most days the reporter has to answer findings (R15). Fewer would help only the organisation.
pub const REPORTER_ANSWER_DAYS: (u16, u16) = (14, 28);
/// Fewest and most months content is kept after the last closing: the question put after 12 months (R28) must
/// still find it, and there is no "for ever" (Directive 2019/1937 Art 18).
pub const RETENTION_MONTHS: (u16, u16) = (15, 240);

/// Most days a backup is kept with what has been erased since: beyond that nothing would have been erased.
pub const BACKUPS_DAYS: u16 = 366;

/// Most meetings a policy may name; a new policy names the next ones.
pub const MEETINGS: usize = 60;
/// Fewest and most days before a meeting on which its pack is made (absent: 7).
pub const PAPERS_DAYS: (u16, u16) = (1, 28);

/// Months after the last closing at which the reporter is asked how they were treated (R28).
pub const TREATMENT_MONTHS: [u8; 3] = [3, 6, 12];
