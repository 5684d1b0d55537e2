//! A whole ledger checked from zero: bytes, days, what the calendar owed, what an act follows.

use daylight_domain::{Act, Author, Cause, ClockName, Date, Entry, PolicyChange, Refusal, StageNo};
use daylight_tlog::replay::{At, What, after_holds};
use daylight_tlog::{UnsignedEntry, sha256};

use crate::book::{Book, DEPUTY, GUARDIAN, OPERATOR, POLICY, day, id, key};
use crate::reporting::{REPORTER, answered};
use crate::sample::ORIGIN;

#[test]
fn an_honest_ledger_holds_and_tells_its_gaps() {
    let verdict = answered().check().unwrap();
    assert_eq!((verdict.concerns, verdict.entries % 8), (1, 0));
    assert_eq!(
        verdict.gaps,
        [
            (day("2026-12-01"), day("2026-12-19")),
            (day("2026-12-19"), day("2026-12-22")),
        ]
    );
    assert!(verdict.late_lapses.is_empty() && verdict.manifests_missing.is_empty());
}

#[test]
fn a_concern_that_nobody_answers_climbs_to_the_outside_and_late_lapses_are_told() {
    let mut book = Book::found();
    let concern = book.submit(REPORTER, day("2026-12-18"));
    book.tick(day("2026-12-19"));
    book.tick(day("2026-12-26"));
    let verdict = book.check().unwrap();
    assert!(verdict.late_lapses.is_empty());
    // The machine is off for a fortnight; downtime helps nobody, and is told.
    book.tick(day("2027-01-20"));
    let verdict = book.check().unwrap();
    assert!(!verdict.late_lapses.is_empty());
    let escalated = book
        .of(concern)
        .iter()
        .filter(|each| matches!(each.entry.act, Act::Escalated { .. }))
        .count();
    assert_eq!(escalated, 2);
}

#[test]
fn a_lapse_that_nobody_wrote_is_found() {
    let mut book = Book::found();
    book.submit(REPORTER, day("2026-12-18"));
    book.tick(day("2026-12-19"));
    book.batch(day("2026-12-26"));
    let fault = book.check().unwrap_err();
    assert!(matches!(fault.what, What::Owed { kind: "lapsed", .. }), "{fault}");
    assert!(
        fault
            .to_string()
            .contains("(acknowledge at stage 1, due 2026-12-25)"),
        "{fault}"
    );
    assert!(fault.to_string().contains("by 2026-12-26"), "{fault}");
}

#[test]
fn a_lapse_that_is_owed_counts_in_its_own_words_alone() {
    let mut book = Book::found();
    let concern = book.submit(REPORTER, day("2026-12-18"));
    book.tick(day("2026-12-19"));
    let owed = Act::Lapsed {
        clock: ClockName::Acknowledge,
        stage: StageNo(1),
        first_due: day("2026-12-25"),
        due: day("2026-12-25"),
        arrival: day("2026-12-26"),
    };
    let written = |lapse: Act, to: u8| {
        let mut book = book.clone();
        let on = day("2026-12-26");
        book.service(Some(concern), on, lapse);
        let escalated = Act::Escalated {
            from: StageNo(1),
            to: StageNo(to),
            arrived: on,
            cause: Cause::Lapse,
        };
        book.service(Some(concern), on, escalated);
        book.batch(on);
        book.check().map(drop).map_err(|fault| fault.what)
    };
    written(owed.clone(), 2).unwrap();
    let refused = Err(What::Refused(Refusal::NotOwed));
    assert_eq!(written(owed.clone(), 3), refused, "to a stage further on");
    let Act::Lapsed { first_due, due, .. } = owed else {
        unreachable!()
    };
    for (clock, stage, arrival) in [
        (ClockName::FirstDecision, 1, "2026-12-26"),
        (ClockName::Acknowledge, 2, "2026-12-26"),
        (ClockName::Acknowledge, 1, "2026-12-29"),
    ] {
        let other = Act::Lapsed {
            clock,
            stage: StageNo(stage),
            first_due,
            due,
            arrival: day(arrival),
        };
        assert_eq!(written(other, 2), refused, "{clock} at {stage}, {arrival}");
    }
}

#[test]
fn a_clock_that_jumps_ahead_or_stands_behind_excuses_no_missing_lapse() {
    let clock = |book: &mut Book, on: &str, machine: &str| {
        let (ledger, machine) = (day(on), day(machine));
        book.service(None, ledger, Act::Clock { ledger, machine });
        book.batch(ledger);
    };
    let mut sent = Book::found();
    sent.submit(REPORTER, day("2026-12-18"));
    sent.tick(day("2026-12-19"));

    let mut ahead = sent.clone();
    clock(&mut ahead, "2026-12-26", "2028-12-26");
    assert!(matches!(ahead.check().unwrap_err().what, What::Owed { .. }));

    // The excuse would last for ever: every day the clock is said to be wrong.
    let mut behind = sent.clone();
    for on in ["2026-12-20", "2026-12-21"] {
        clock(&mut behind, on, "2026-12-01");
    }
    let verdict = behind.check().unwrap();
    assert_eq!(
        (verdict.clock_entries.len(), verdict.settled.day),
        (2, day("2026-12-19"))
    );
    clock(&mut behind, "2026-12-22", "2026-12-01");
    let since = day("2026-12-19");
    assert_eq!(behind.check().unwrap_err().what, What::ClockBehind { since });

    let mut empty = sent.clone();
    clock(&mut empty, "2026-12-20", "2026-12-20");
    assert_eq!(empty.check().unwrap_err().what, What::Clock);
}

#[test]
fn what_came_by_a_clock_that_stood_behind_is_told_and_no_older_than_that_clock() {
    for (sent, is_taken) in [("2026-12-10", true), ("2026-12-09", true), ("2026-12-08", false)] {
        let mut book = Book::found();
        book.tick(day("2026-12-19"));
        let ledger = day("2026-12-19");
        let machine = day("2026-12-10");
        book.service(None, ledger, Act::Clock { ledger, machine });
        book.submit(REPORTER, day(sent));
        book.batch(ledger);
        match book.check() {
            Ok(verdict) => {
                let days: Vec<Date> = verdict.dated_back.iter().map(|(_, day)| *day).collect();
                assert!(is_taken && days == [day(sent)], "{sent}: {days:?}");
            }
            Err(fault) => assert!(
                !is_taken && matches!(fault.what, What::Day { .. }),
                "{sent}: {fault}"
            ),
        }
    }
}

#[test]
fn no_change_to_any_entry_salt_or_checkpoint_goes_unseen() {
    let book = answered();
    for index in 0..book.entries.len() {
        let mut changed = book.clone();
        changed.entries[index].0[0] ^= 1;
        assert_eq!(changed.check().unwrap_err().what, What::Root, "salt {index}");
        let mut changed = book.clone();
        changed.entries.remove(index);
        assert!(changed.check().is_err(), "dropped {index}");
        let mut changed = book.clone();
        let at = changed.entries[index]
            .1
            .iter()
            .position(|byte| *byte == b'2')
            .unwrap();
        changed.entries[index].1[at] = b'3';
        assert!(changed.check().is_err(), "changed {index}");
    }
    let mut swapped = book.clone();
    swapped.entries.swap(1, 2);
    assert_eq!(swapped.check().unwrap_err().what, What::Root);
    let mut unsigned = book.clone();
    unsigned.checkpoints.pop();
    assert_eq!(unsigned.check().unwrap_err().what, What::Unsigned);
    let mut missing = book.clone();
    missing.checkpoints.remove(1);
    // One batch instead of two: its padding bears two days.
    assert_eq!(missing.check().unwrap_err().what, What::TwoDays);
    let mut doubled = book;
    doubled.checkpoints.push(doubled.checkpoints[2].clone());
    assert_eq!(doubled.check().unwrap_err().what, What::Size);
}

#[test]
fn an_entry_is_dated_between_its_batch_and_the_one_before() {
    for (dated, fits) in [
        ("2026-12-21", false),
        ("2026-12-22", true),
        ("2026-12-23", true),
        ("2026-12-24", false),
    ] {
        let mut book = answered();
        book.person(
            OPERATOR,
            None,
            day(dated),
            Act::Policy(PolicyChange::Proposed {
                policy: sha256(b"new"),
            }),
        );
        book.tick(day("2026-12-23"));
        let found = book.check();
        assert_eq!(found.is_ok(), fits, "{dated}");
        assert!(fits || matches!(found.unwrap_err().what, What::Day { .. }));
    }
}

#[test]
fn a_batch_is_not_dated_before_the_one_before_it() {
    let mut book = answered();
    book.batch(day("2026-12-21"));
    assert!(matches!(book.check().unwrap_err().what, What::BatchBefore { .. }));
}

#[test]
fn a_policy_must_have_been_in_force_and_be_there_to_read() {
    let mut book = answered();
    book.policies.clear();
    assert_eq!(book.check().unwrap_err().what, What::PolicyMissing);
    let other = format!("{POLICY}\n").into_bytes();
    book.policies.push(other.clone());
    assert_eq!(book.check().unwrap_err().what, What::PolicyMissing);

    // There to be read, and in force on no day: a longer one could be slipped in this way.
    let (mut book, on) = (Book::found(), day("2026-12-18"));
    let mut manifest = Book::manifest(REPORTER, on);
    manifest.policy = sha256(&other);
    book.policies.push(other);
    book.submit_under(manifest.policy, REPORTER, on, &manifest);
    book.tick(day("2026-12-19"));
    assert_eq!(book.check().unwrap_err().what, What::PolicyNotInForce);
}

#[test]
fn the_ledger_begins_with_its_own_key_once() {
    let mut book = answered();
    let entry = book
        .entries
        .iter()
        .find(|(_, bytes)| bytes.windows(10).any(|w| w == b"\"kind\":\"ke"))
        .unwrap();
    let again = daylight_tlog::UncheckedEntry::parse(&entry.1)
        .unwrap()
        .into_entry();
    book.service(None, day("2026-12-22"), again.act);
    book.batch(day("2026-12-23"));
    let fault = book.check().unwrap_err();
    assert!(
        matches!(fault.at, At::Entry { .. }) && fault.what == What::Key,
        "{fault}"
    );
}

#[test]
fn a_holder_who_has_not_opened_yet_may_pass_on_without_having_seen_an_entry() {
    let mut book = Book::found();
    let concern = book.submit(REPORTER, day("2026-12-18"));
    let (by, on) = (Author::Person(id(DEPUTY)), day("2026-12-18"));
    let entry = Entry {
        day: on,
        concern: Some(concern),
        by,
        after: None,
        act: Act::Conflict {},
    };
    let bytes = UnsignedEntry(entry.clone()).sign(ORIGIN, &key(DEPUTY)).unwrap();
    book.write(entry, bytes);
    book.tick(day("2026-12-19"));
    book.check().unwrap();
}

#[test]
fn an_act_follows_what_its_author_had_been_handed() {
    let entry = |by: Author, on: Date, after| Entry {
        day: on,
        concern: None,
        by,
        after,
        act: Act::NoConflict {},
    };
    let (guardian, deputy) = (Author::Person(id(GUARDIAN)), Author::Person(id(DEPUTY)));
    let (first, second) = (day("2026-12-18"), day("2026-12-19"));
    let r = |n: u8| sha256(&[n]);
    let earlier = [
        (r(0), entry(Author::Reporter, first, None)),
        (r(1), entry(guardian, first, Some(r(0)))),
        (r(2), entry(Author::Service, second, None)),
        (r(3), entry(Author::Reporter, second, Some(r(0)))),
    ];
    let holds = |by, on, after| {
        after_holds(
            earlier.iter().map(|(record, entry)| (*record, entry)),
            &entry(by, on, after),
        )
    };
    assert!(holds(guardian, second, Some(r(3))) && holds(guardian, second, Some(r(2))));
    // The tick of the same day may have come between; what an earlier day brought was seen.
    assert!(holds(deputy, second, Some(r(1))) && !holds(deputy, second, Some(r(0))));
    assert!(!holds(deputy, day("2026-12-20"), Some(r(1))));
    assert!(holds(Author::Reporter, second, Some(r(3))) && !holds(Author::Reporter, second, Some(r(2))));
    assert!(!holds(guardian, second, None) && !holds(guardian, second, Some(r(9))));
    // The service stands directly behind the entry it names.
    assert!(holds(Author::Service, second, Some(r(3))) && !holds(Author::Service, second, Some(r(2))));
}
