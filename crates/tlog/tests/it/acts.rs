//! One act of every kind, and of every step of a kind that has steps: invented content.

use daylight_domain::{
    Act, Audience, Cause, ClockName, ClosingReason, Digest, Disputed, Enquiries, Finding, FindingResult,
    FirstDate, KdfParams, Mark, NewPerson, OfficeChange, OfficeKey, Opinion, PersonChange, PersonId,
    PolicyChange, PublicKey, Role, ScopePoint, Signature, StageNo, Standard, Urgency,
};

use crate::sample::{self, day};

const fn digest(n: u8) -> Digest {
    Digest([n; 32])
}

fn new_person(role: Role) -> NewPerson {
    NewPerson {
        person: PersonId([9; 8]),
        role,
        office: (role == Role::Holder).then(|| "guardian".parse().unwrap()),
        key: PublicKey([2; 32]),
        recipient: digest(3),
        until: (role == Role::Inspector).then(|| day("2027-03-31")),
    }
}

fn office_key() -> OfficeKey {
    OfficeKey {
        office: "guardian".parse().unwrap(),
        stage: StageNo(1),
        recipient: digest(3),
    }
}

/// One act of every kind, and of every step of a kind that has steps.
pub(crate) fn acts() -> Vec<Act> {
    let mut acts = about_concerns();
    acts.extend(about_outcomes());
    acts.extend(about_people());
    acts.extend(about_the_service());
    acts
}

fn about_concerns() -> Vec<Act> {
    let (item, some) = (digest(1), Some(digest(1)));
    let due = day("2027-01-15");
    let first = FirstDate {
        clock: ClockName::Acknowledge,
        due: day("2026-12-25"),
    };
    let office = || "guardian".parse().unwrap();
    vec![
        Act::Received {
            manifest: item,
            policy: digest(2),
            urgency: Urgency::DataLoss,
            left_out: vec![StageNo(1)],
            dates: vec![first],
        },
        Act::Opened {
            office: office(),
            countersign: Signature([4; 64]),
        },
        Act::NoConflict {},
        Act::Conflict {},
        Act::Acknowledged { item: None },
        Act::Scope {
            points: vec![
                ScopePoint {
                    mark: Some(Mark::In),
                    reason: None,
                },
                ScopePoint {
                    mark: Some(Mark::Out),
                    reason: some,
                },
            ],
            item,
        },
        Act::Message {
            item,
            audience: Audience::Case,
        },
        Act::Note {
            item,
            offices: vec![office()],
        },
        Act::Feedback { item },
        Act::Findings {
            points: vec![Finding {
                point: 1,
                result: FindingResult::PartlyEstablished,
            }],
            enquiries: Enquiries {
                made: 3,
                spoken_to: 2,
                standard: Some(Standard::BalanceOfProbabilities),
            },
            item,
        },
        Act::Extended {
            clock: ClockName::FirstDecision,
            due,
            item: some,
        },
        Act::Referred {
            receiver: some,
            review: due,
            item,
        },
        Act::ReferralResult { item },
    ]
}

fn about_outcomes() -> Vec<Act> {
    let (item, some) = (digest(1), Some(digest(1)));
    let due = day("2027-01-15");
    let office = || "guardian".parse().unwrap();
    vec![
        Act::HandedOver { to: PersonId([9; 8]) },
        Act::Regulator {
            told: false,
            item: some,
        },
        Act::UrgencyChanged {
            to: Urgency::Danger,
            item: None,
        },
        Act::Shared {
            body: digest(5),
            parts: vec![item],
            item: some,
        },
        Act::Redacted {
            original: item,
            copy: digest(2),
            passages: 4,
        },
        Act::ActionDue { item, due },
        Act::ActionDone {
            action: digest(6),
            item,
        },
        Act::ClosingProposed {
            reason: ClosingReason::Transferred,
            receiver: some,
            item,
        },
        Act::Approved { of: digest(6) },
        Act::Refused { of: digest(6), item },
        Act::Closed {},
        Act::Disputed {
            matter: Disputed::Findings,
            item,
        },
        Act::DisputeAnswered {
            item,
            same_person: false,
        },
        Act::Reopened {},
        Act::TreatmentAsked { month: 3 },
        Act::TreatmentReported {
            ill: true,
            item: some,
        },
        Act::TreatmentAnswered { item },
        Act::Repeat { item },
        Act::Withdrawn { office: office() },
        Act::Attached { item },
        Act::Lapsed {
            clock: ClockName::Acknowledge,
            stage: StageNo(1),
            first_due: due,
            due,
            arrival: day("2027-01-16"),
        },
        Act::Escalated {
            from: StageNo(1),
            to: StageNo(2),
            arrived: due,
            cause: Cause::Lapse,
        },
        Act::CannotOpen {},
        Act::Mismatch {},
        Act::Erased {
            months: 36,
            backups_end: due,
        },
    ]
}

fn about_people() -> Vec<Act> {
    let proposal = digest(6);
    vec![
        Act::Key {
            vkey: sample::log_key().verifier().vkey(),
            salt: "00112233445566778899aabbccddeeff".to_owned(),
            kdf: KdfParams {
                version: 1,
                m_kib: 19_456,
                t: 2,
                p: 1,
            },
        },
        Act::Person(PersonChange::Founded(new_person(Role::Holder))),
        Act::Person(PersonChange::Proposed(new_person(Role::Inspector))),
        Act::Person(PersonChange::Signed { proposal }),
        Act::Person(PersonChange::Admitted { proposal }),
        Act::Person(PersonChange::RetirementProposed {
            person: PersonId([9; 8]),
        }),
        Act::Person(PersonChange::RetirementSigned { proposal }),
        Act::Office(OfficeChange::Founded(office_key())),
        Act::Office(OfficeChange::Proposed(office_key())),
        Act::Office(OfficeChange::Signed { proposal }),
        Act::Policy(PolicyChange::Founded { policy: digest(2) }),
        Act::Policy(PolicyChange::Proposed { policy: digest(2) }),
        Act::Policy(PolicyChange::Signed { proposal }),
        Act::Absent {
            person: PersonId([9; 8]),
            from: day("2027-01-01"),
            until: day("2027-01-15"),
        },
    ]
}

fn about_the_service() -> Vec<Act> {
    let item = digest(1);
    vec![
        Act::Code { assets: digest(8) },
        Act::Export { size: 64 },
        Act::Opinion {
            verdict: Opinion::Sound,
            size: 64,
        },
        Act::Statement {
            to: PersonId([9; 8]),
            item,
        },
        Act::StatementOpened { of: digest(6) },
        Act::Pack { item },
        Act::MailGivenUp { to: PersonId([9; 8]) },
        Act::Difficulty { bits: 12 },
        Act::RefusedDay {},
        Act::ChannelClosed {},
        Act::Clock {
            ledger: day("2027-01-01"),
            machine: day("2026-12-01"),
        },
        Act::OutsideCheckOverdue {
            since: day("2026-06-01"),
        },
        Act::Padding {},
    ]
}
