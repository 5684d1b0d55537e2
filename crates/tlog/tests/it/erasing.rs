//! What the check demands beside each concern's own entries: that a closed channel moved everything, and that nothing was
//! erased before somebody outside, or a week of batches, bore the date.

use daylight_domain::calendar::add_days;
use daylight_domain::{
    Act, ClosingReason, ConcernId, Date, Enquiries, Finding, FindingResult, Mark, Refusal, ScopePoint,
    Standard,
};
use daylight_tlog::replay::What;
use daylight_tlog::sha256;

use crate::book::{Book, CHAIR, GUARDIAN, OPERATOR, day};
use crate::reporting::REPORTER;

const WITNESS: u8 = 40;
const NAME: &str = "witness.invalid/w1";

/// The first day on which the content of [`closed`] may be erased: 36 months after its closing.
fn erasable() -> Date {
    day("2030-01-06")
}

/// A concern closed on 6 January 2027, and its questions asked; the last batch on 5 January 2030.
fn closed() -> (Book, ConcernId) {
    let book = closed_ones(&[REPORTER]);
    let concern = crate::reporting::the_concern(&book);
    (book, concern)
}

/// The same with a concern of each of these reporters.
pub(crate) fn closed_ones(reporters: &[u8]) -> Book {
    let mut book = Book::found();
    let (on, item) = (day("2026-12-18"), sha256(b"sealed"));
    let point = ScopePoint {
        mark: Some(Mark::In),
        reason: None,
    };
    let finding = Finding {
        point: 1,
        result: FindingResult::Established,
    };
    let enquiries = Enquiries {
        made: 1,
        spoken_to: 1,
        standard: Some(Standard::BalanceOfProbabilities),
    };
    let sent: Vec<(u8, ConcernId)> = reporters
        .iter()
        .map(|seed| (*seed, book.submit(*seed, on)))
        .collect();
    for (seed, concern) in &sent {
        book.open(GUARDIAN, "guardian", *seed, *concern, on);
        let points = vec![point];
        for act in [
            Act::Acknowledged { item: None },
            Act::Scope { points, item },
            Act::Findings {
                points: vec![finding],
                enquiries,
                item,
            },
        ] {
            book.person(GUARDIAN, Some(*concern), on, act);
        }
    }
    book.tick(day("2026-12-19"));
    let on = day("2027-01-06");
    for (seed, concern) in sent {
        let act = Act::ClosingProposed {
            reason: ClosingReason::Established,
            receiver: None,
            item,
        };
        let of = book.person(GUARDIAN, Some(concern), on, act);
        book.open(CHAIR, "chair", seed, concern, on);
        book.person(CHAIR, Some(concern), on, Act::Approved { of });
    }
    book.tick(on);
    book.tick(day("2030-01-05"));
    book
}

/// Erased on that day; the manifest goes with the content.
fn erase(book: &mut Book, concern: ConcernId, on: Date) -> Result<(), What> {
    book.service(
        Some(concern),
        on,
        Act::Erased {
            months: 36,
            backups_end: add_days(on, 90),
        },
    );
    book.manifests.clear();
    book.batch(on);
    book.check().map(drop).map_err(|fault| fault.what)
}

/// A witness who is in service from 3 January 2027 on.
fn with_witness() -> (Book, ConcernId) {
    let (mut book, concern) = closed();
    let on = day("2030-01-05");
    book.sign_for_a_witness(WITNESS, on);
    book.batch(on);
    (book, concern)
}

#[test]
fn without_a_witness_nothing_is_erased_before_seven_daily_batches_bear_the_date() {
    for (batches, fits) in [(6, false), (7, true)] {
        let (mut book, concern) = closed();
        for ahead in 0..batches {
            book.batch(add_days(erasable(), ahead));
        }
        // A second batch of the same day is no further day.
        book.batch(add_days(erasable(), batches - 1));
        let erased = erase(&mut book, concern, add_days(erasable(), batches));
        let from = erasable();
        let expected = if fits {
            Ok(())
        } else {
            Err(What::ErasedUnborne { from })
        };
        assert_eq!(erased, expected);
        assert!(!fits || book.check().unwrap().erased == [concern]);
    }
}

#[test]
fn with_a_witness_nothing_is_erased_before_its_cosignature_bears_the_date() {
    let from = erasable();
    let unborne = Err(What::ErasedUnborne { from });
    // A clock that runs ahead: batches of a week, and the witness still says January 5th.
    let (mut ahead, concern) = with_witness();
    for days in 0..8 {
        ahead.batch(add_days(from, days));
        ahead.cosign(WITNESS, NAME, day("2030-01-05"));
    }
    assert_eq!(erase(&mut ahead, concern, add_days(from, 8)), unborne);
    let (mut book, concern) = with_witness();
    book.batch(from);
    book.cosign(WITNESS, NAME, from);
    assert_eq!(erase(&mut book, concern, add_days(from, 1)), Ok(()));
    // By somebody whom the record does not know, on a later checkpoint, or after the erasure: none of it counts.
    let (mut stranger, concern) = with_witness();
    stranger.batch(from);
    stranger.cosign(41, NAME, from);
    assert_eq!(erase(&mut stranger, concern, add_days(from, 1)), unborne);
    let (mut later, concern) = with_witness();
    later.batch(from);
    later.cosign(WITNESS, NAME, add_days(from, 2));
    assert_eq!(erase(&mut later, concern, add_days(from, 1)), unborne);
    let (mut over, concern) = with_witness();
    assert_eq!(erase(&mut over, concern, from), unborne);
    over.cosign(WITNESS, NAME, from);
    assert_eq!(over.check().unwrap_err().what, What::ErasedUnborne { from });
}

#[test]
fn a_witness_s_line_that_does_not_verify_condemns_the_checkpoint() {
    let (mut book, _) = with_witness();
    book.batch(erasable());
    let before = book.checkpoints.pop().unwrap();
    book.checkpoints.push(book.checkpoints[0].clone());
    book.cosign(WITNESS, NAME, erasable());
    let other = String::from_utf8(book.checkpoints.pop().unwrap()).unwrap();
    let line = other.lines().last().unwrap();
    let forged = format!("{}{line}\n", String::from_utf8(before).unwrap());
    book.checkpoints.push(forged.into_bytes());
    assert!(matches!(
        book.check().unwrap_err().what,
        What::Checkpoint(daylight_tlog::BadCheckpoint::Signature)
    ));
}

#[test]
fn a_closed_channel_that_left_a_concern_where_it_was_is_found() {
    let mut book = Book::found();
    book.submit(REPORTER, day("2026-12-18"));
    book.person(OPERATOR, None, day("2026-12-18"), Act::ChannelClosed {});
    book.tick(day("2026-12-18"));
    book.check().unwrap();
    let mut honest = book.clone();
    honest.tick(day("2026-12-19"));
    honest.check().unwrap();
    let mut silent = book.clone();
    silent.batch(day("2026-12-19"));
    let fault = silent.check().unwrap_err();
    assert!(
        matches!(
            fault.what,
            What::Owed {
                kind: "escalated",
                ..
            }
        ),
        "{fault}"
    );
    // And what comes in afterwards is no concern of this record.
    honest.submit(REPORTER + 1, day("2026-12-19"));
    honest.batch(day("2026-12-20"));
    let from = day("2026-12-19");
    assert_eq!(
        honest.check().unwrap_err().what,
        What::Refused(Refusal::ChannelClosed { from })
    );
}
