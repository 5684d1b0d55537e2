//! Every kind of entry against everybody who might write it: nobody writes what is not theirs.

use daylight_domain::*;

use crate::world::*;

/// One act of each kind that belongs to a concern.
#[cfg(test)]
fn of_a_concern() -> Vec<Act> {
    let (item, day) = (ITEM, day("2026-03-20"));
    let some = Some(ITEM);
    vec![
        Act::Received {
            manifest: item,
            policy: item,
            urgency: Urgency::Ordinary,
            left_out: vec![],
            dates: vec![],
        },
        Act::Opened {
            office: office("guardian"),
            countersign: Signature([0; 64]),
        },
        Act::NoConflict {},
        Act::Conflict {},
        acknowledged(),
        scope_of_one(),
        message(),
        Act::Note {
            item,
            offices: vec![office("deputy")],
        },
        feedback(),
        findings(&[1]),
        Act::Extended {
            clock: ClockName::FirstDecision,
            due: day,
            item: some,
        },
        Act::Referred {
            receiver: some,
            review: day,
            item,
        },
        Act::ReferralResult { item },
        Act::HandedOver { to: DEPUTY },
        Act::Regulator {
            told: true,
            item: some,
        },
        Act::UrgencyChanged {
            to: Urgency::Danger,
            item: some,
        },
        Act::Shared {
            body: item,
            parts: vec![item],
            item: some,
        },
        Act::Redacted {
            original: item,
            copy: item,
            passages: 1,
        },
        Act::ActionDue { item, due: day },
        Act::ActionDone { action: item, item },
        closing(ClosingReason::Established),
        Act::Approved { of: item },
        Act::Refused { of: item, item },
        Act::Closed {},
        disputed(Disputed::Findings),
        answered(false),
        Act::Reopened {},
        Act::TreatmentAsked { month: 3 },
        Act::TreatmentReported {
            ill: true,
            item: some,
        },
        Act::TreatmentAnswered { item },
        Act::Repeat { item },
        Act::Withdrawn {
            office: office("guardian"),
        },
        Act::Attached { item },
        Act::Lapsed {
            clock: ClockName::Acknowledge,
            stage: StageNo(1),
            first_due: day,
            due: day,
            arrival: day,
        },
        Act::Escalated {
            from: StageNo(1),
            to: StageNo(2),
            arrived: day,
            cause: Cause::Lapse,
        },
        Act::CannotOpen {},
        Act::Mismatch {},
        Act::Erased {
            months: 36,
            backups_end: day,
        },
    ]
}

#[cfg(test)]
const BY_SERVICE: [&str; 6] = [
    "closed",
    "reopened",
    "treatment_asked",
    "lapsed",
    "escalated",
    "erased",
];
#[cfg(test)]
const BY_REPORTER: [&str; 6] = [
    "message",
    "disputed",
    "treatment_reported",
    "withdrawn",
    "urgency_changed",
    "attached",
];

/// Opened by the guardian.
#[cfg(test)]
fn opened() -> World {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-02");
    world
}

#[cfg(test)]
fn outcome(by: Author, act: &Act) -> Result<Digest, Refusal> {
    opened().attempt(by, day("2026-03-02"), act.clone())
}

#[test]
fn nobody_without_an_office_that_was_handed_it_adds_anything_to_a_concern() {
    for act in of_a_concern() {
        for person in [AUDITOR, OPERATOR] {
            let needed = Role::Holder;
            assert_eq!(
                outcome(Author::Person(person), &act),
                Err(Refusal::WrongRole { needed }),
                "{}",
                act.kind()
            );
        }
        let stranger = outcome(Author::Person(NEWCOMER), &act);
        assert_eq!(stranger, Err(Refusal::NotPresent { person: NEWCOMER }));
        for (person, id) in [(CHAIR, "chair"), (OUTSIDE, "outside")] {
            let office = office(id);
            assert_eq!(
                outcome(Author::Person(person), &act),
                Err(Refusal::NotHanded { office })
            );
        }
    }
}

#[test]
fn the_service_writes_only_what_is_owed() {
    for act in of_a_concern() {
        let expected = match act {
            Act::Erased { .. } => Refusal::ErasedWhileOpen,
            _ => Refusal::NotOwed,
        };
        assert_eq!(outcome(Author::Service, &act), Err(expected), "{}", act.kind());
    }
}

#[test]
fn a_reporter_writes_six_kinds_and_a_holder_none_of_the_services() {
    for act in of_a_concern() {
        let kind = act.kind();
        let by_reporter = outcome(Author::Reporter, &act);
        let is_theirs = BY_REPORTER.contains(&kind);
        let foreign = matches!(by_reporter, Err(Refusal::WrongAuthor | Refusal::NotTheBeginning));
        assert_eq!(foreign, !is_theirs, "{kind}: {by_reporter:?}");
        let by_holder = outcome(Author::Person(GUARDIAN), &act);
        let only_theirs = is_theirs && !matches!(kind, "message" | "urgency_changed");
        let foreign = BY_SERVICE.contains(&kind) || kind == "received" || only_theirs;
        assert_eq!(
            by_holder == Err(Refusal::WrongAuthor),
            foreign,
            "{kind}: {by_holder:?}"
        );
    }
}

#[test]
fn before_it_is_opened_a_holder_may_open_pass_on_or_say_that_it_does_not_open() {
    for act in of_a_concern() {
        let unopened = opened().person(DEPUTY, "2026-03-02", act.clone());
        let exempt = matches!(act.kind(), "conflict" | "cannot_open" | "mismatch");
        let opening = Refusal::NotYourOffice {
            office: office("guardian"),
        };
        let expected = match act.kind() {
            "opened" => Err(opening),
            // Not approvals of anything that is proposed.
            "approved" | "refused" => Err(Refusal::NothingProposed),
            "closing_proposed" => Err(Refusal::NotOpened),
            _ if exempt => Ok(()),
            _ => Err(Refusal::NotOpened),
        };
        assert_eq!(unopened.map(drop), expected, "{}", act.kind());
    }
}

/// The kinds that are about people, rules and the service, with those who may write them.
#[cfg(test)]
fn about_the_service() -> Vec<(Act, Vec<Author>)> {
    let person = |id| Author::Person(id);
    let everybody = [GUARDIAN, CHAIR, OUTSIDE, AUDITOR, OPERATOR].map(person).to_vec();
    let service = vec![Author::Service];
    let day = day("2026-02-01");
    let away = Act::Absent {
        person: GUARDIAN,
        from: day,
        until: day,
    };
    let size = 64;
    let opinion = Act::Opinion {
        verdict: Opinion::Sound,
        size,
    };
    let newcomer = new_person(NEWCOMER, Role::Witness, None);
    let key = Act::Key {
        vkey: String::new(),
        salt: String::new(),
        kdf: KdfParams::CURRENT,
    };
    let statement = Act::Statement {
        to: CHAIR,
        item: ITEM,
    };
    let founded = Act::Person(PersonChange::Founded(newcomer.clone()));
    let clock = Act::Clock {
        ledger: day,
        machine: day,
    };
    let unheard_of = PersonChange::Signed { proposal: ITEM };
    let operator = || vec![person(OPERATOR)];
    vec![
        (key, vec![]),
        (founded, vec![]),
        (Act::Person(PersonChange::Proposed(newcomer)), operator()),
        (Act::Person(unheard_of), vec![]),
        (
            Act::Person(PersonChange::RetirementProposed { person: GUARDIAN }),
            operator(),
        ),
        (
            Act::Office(OfficeChange::Proposed(office_key("guardian", 1))),
            vec![person(OPERATOR), person(GUARDIAN)],
        ),
        (Act::Office(OfficeChange::Signed { proposal: ITEM }), vec![]),
        (Act::Policy(PolicyChange::Proposed { policy: ITEM }), operator()),
        (Act::Policy(PolicyChange::Signed { proposal: ITEM }), vec![]),
        (away, vec![person(GUARDIAN), person(CHAIR), person(OUTSIDE)]),
        (opinion, vec![person(AUDITOR)]),
        (Act::StatementOpened { of: ITEM }, everybody),
        (Act::ChannelClosed {}, vec![person(OPERATOR), person(OUTSIDE)]),
        (Act::Code { assets: ITEM }, service.clone()),
        (Act::Export { size }, service.clone()),
        (statement, service.clone()),
        (Act::Pack { item: ITEM }, service.clone()),
        (Act::MailGivenUp { to: CHAIR }, service.clone()),
        (Act::Difficulty { bits: 8 }, service.clone()),
        (Act::RefusedDay {}, service.clone()),
        (clock, service.clone()),
        (Act::OutsideCheckOverdue { since: day }, service.clone()),
        (Act::Padding {}, service),
    ]
}

#[test]
fn entries_about_people_and_the_service_have_their_authors_and_no_concern() {
    let roster = People::founded().roster();
    let may = |by, concern, act: &Act| {
        let entry = Entry {
            day: day("2026-02-01"),
            concern,
            by,
            after: None,
            act: act.clone(),
        };
        may_write(&roster, &entry)
    };
    let people = [GUARDIAN, CHAIR, OUTSIDE, AUDITOR, OPERATOR, NEWCOMER];
    let authors = people.map(Author::Person);
    for (act, theirs) in about_the_service() {
        for by in authors.into_iter().chain([Author::Service, Author::Reporter]) {
            let allowed = may(by, None, &act);
            assert_eq!(allowed.is_ok(), theirs.contains(&by), "{} by {by}", act.kind());
            assert_eq!(may(by, Some(CONCERN), &act), Err(Refusal::NotAboutAConcern));
            assert_eq!(outcome(by, &act), Err(Refusal::NotAboutAConcern));
        }
    }
    for act in of_a_concern() {
        let alone = may(Author::Person(GUARDIAN), None, &act);
        assert_eq!(alone, Err(Refusal::NotAboutTheService), "{}", act.kind());
    }
}

#[test]
fn the_closed_list_has_56_kinds_and_every_one_stands_in_these_tables() {
    let house = about_the_service().into_iter().map(|(act, _)| act);
    let kinds = of_a_concern().into_iter().chain(house).map(|act| act.kind());
    let kinds: std::collections::BTreeSet<_> = kinds.collect();
    assert_eq!(kinds.len(), 56);
}

#[test]
fn a_day_beyond_what_the_calendar_reckons_with_is_refused() {
    let mut world = opened();
    world.push(Author::Reporter, day("9001-01-01"), message());
    let bad = replay(&world.policy, &world.roster, &world.entries, day("2026-03-02")).unwrap_err();
    assert_eq!(bad.refusal, Refusal::DayOutOfRange);
    let world = opened();
    let bad = replay(&world.policy, &world.roster, &world.entries, day("9001-01-01")).unwrap_err();
    assert_eq!(bad.refusal, Refusal::DayOutOfRange);
}
