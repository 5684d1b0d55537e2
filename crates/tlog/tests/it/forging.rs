//! A service that holds the log's key and writes what it likes: signatures, manifests and people give it away.

use daylight_domain::{Act, Author, Entry, PersonChange, PersonId, Refusal, Role, Urgency};
use daylight_tlog::replay::What;
use daylight_tlog::{UnsignedEntry, sha256};

use crate::book::{Book, CHAIR, DEPUTY, GUARDIAN, OPERATOR, OUTSIDE, day, id, key, new_person};
use crate::reporting::{REPORTER, answered, the_concern};
use crate::sample::ORIGIN;

/// A change to a manifest before it is signed.
type Change = fn(&mut daylight_tlog::Manifest);

#[test]
fn the_service_cannot_forge_an_answer() {
    let mut book = Book::found();
    let concern = book.submit(REPORTER, day("2026-12-18"));
    book.open(GUARDIAN, "guardian", REPORTER, concern, day("2026-12-18"));
    let by = Author::Person(id(GUARDIAN));
    book.act(
        by,
        &key(DEPUTY),
        Some(concern),
        day("2026-12-18"),
        Act::Acknowledged { item: None },
    );
    book.tick(day("2026-12-19"));
    assert_eq!(book.check().unwrap_err().what, What::Signature);

    let mut book = Book::found();
    let concern = book.submit(REPORTER, day("2026-12-18"));
    book.service(Some(concern), day("2026-12-18"), Act::Acknowledged { item: None });
    book.batch(day("2026-12-19"));
    assert_eq!(book.check().unwrap_err().what, What::Refused(Refusal::NotOwed));
}

#[test]
fn an_opening_needs_the_key_in_that_office_s_capsule() {
    let mut book = Book::found();
    let concern = book.submit(REPORTER, day("2026-12-18"));
    // Signed with the deputy's capsule, for the guardian.
    let guardian = "guardian".parse().unwrap();
    let message =
        daylight_tlog::opening_message(ORIGIN, &concern, &guardian, &id(GUARDIAN), day("2026-12-18"));
    let countersign = crate::reporting::opening_key(REPORTER, "deputy").sign(&message);
    book.person(
        GUARDIAN,
        Some(concern),
        day("2026-12-18"),
        Act::Opened {
            office: guardian,
            countersign,
        },
    );
    book.tick(day("2026-12-19"));
    assert_eq!(book.check().unwrap_err().what, What::Countersignature);
}

#[test]
fn an_act_by_nobody_in_service_is_refused() {
    let mut book = answered();
    let concern = the_concern(&book);
    book.act(
        Author::Person(id(99)),
        &key(99),
        Some(concern),
        day("2026-12-22"),
        Act::Conflict {},
    );
    book.batch(day("2026-12-23"));
    assert_eq!(book.check().unwrap_err().what, What::NobodySigned);
}

#[test]
fn a_replayed_act_is_found_even_with_a_new_salt() {
    let mut book = answered();
    let concern = the_concern(&book);
    let acknowledged = book
        .of(concern)
        .into_iter()
        .find(|each| matches!(each.entry.act, Act::Acknowledged { .. }));
    let entry = acknowledged.unwrap().entry;
    let bytes = UnsignedEntry(entry.clone()).sign(ORIGIN, &key(GUARDIAN)).unwrap();
    book.write(
        Entry {
            day: day("2026-12-22"),
            ..entry
        },
        bytes,
    );
    book.batch(day("2026-12-23"));
    assert_eq!(book.check().unwrap_err().what, What::Twice);
}

#[test]
fn the_receipt_must_say_what_the_manifest_says() {
    let on = day("2026-12-18");
    let changes: [(&str, Change); 5] = [
        ("the urgency", |manifest| manifest.urgency = Urgency::Danger),
        ("the day", |manifest| manifest.day = day("2026-12-10")),
        ("the policy", |manifest| manifest.policy = sha256(b"another")),
        ("the offices", |manifest| drop(manifest.capsules.pop())),
        ("the log", |manifest| {
            let other = daylight_tlog::LogKey::new(ORIGIN, &[77; 32]).unwrap();
            manifest.log = other.verifier().vkey();
        }),
    ];
    for (about, change) in changes {
        let mut manifest = Book::manifest(REPORTER, on);
        change(&mut manifest);
        let mut book = Book::found();
        book.submit_as(REPORTER, on, &manifest);
        book.tick(day("2026-12-19"));
        assert_eq!(book.check().unwrap_err().what, What::ManifestDiffers(about));
    }
    let mut book = Book::found();
    let mut sealed_here = Book::manifest(REPORTER, on);
    sealed_here.sealed_on_arrival = true;
    book.submit_as(REPORTER, on, &sealed_here);
    book.tick(day("2026-12-19"));
    assert_eq!(book.check().unwrap_err().what, What::SealedOnArrival);

    let mut book = Book::found();
    book.submit(REPORTER, on);
    book.tick(day("2026-12-19"));
    let mut other = Book::manifest(REPORTER, on);
    other.account = sha256(b"exchanged");
    book.manifests = vec![other.sign(&key(REPORTER)).unwrap()];
    assert_eq!(book.check().unwrap_err().what, What::OtherManifest);
    book.manifests.clear();
    assert_eq!(book.check().unwrap().manifests_missing.len(), 1);
}

#[test]
fn people_come_by_the_signature_of_a_higher_stage_alone() {
    let newcomer = |seed| {
        Act::Person(PersonChange::Proposed(new_person(
            seed,
            Role::Holder,
            Some("guardian"),
        )))
    };
    let on = day("2026-12-22");
    let mut book = answered();
    let proposal = book.person(OPERATOR, None, on, newcomer(60));
    book.person(CHAIR, None, on, Act::Person(PersonChange::Signed { proposal }));
    book.person(
        GUARDIAN,
        None,
        on,
        Act::Person(PersonChange::Admitted { proposal }),
    );
    book.tick(day("2026-12-23"));
    book.check().unwrap();

    let mut signed_too_low = answered();
    let proposal = signed_too_low.person(OPERATOR, None, on, newcomer(60));
    signed_too_low.person(DEPUTY, None, on, Act::Person(PersonChange::Signed { proposal }));
    signed_too_low.tick(day("2026-12-23"));
    assert!(matches!(
        signed_too_low.check().unwrap_err().what,
        What::Refused(Refusal::NeedsHigherStage { .. })
    ));

    let mut not_proposed_by_operator = answered();
    not_proposed_by_operator.person(OUTSIDE, None, on, newcomer(60));
    not_proposed_by_operator.batch(day("2026-12-23"));
    assert!(matches!(
        not_proposed_by_operator.check().unwrap_err().what,
        What::Refused(Refusal::WrongRole { .. })
    ));

    let mut chosen_id = answered();
    let mut person = new_person(60, Role::Auditor, None);
    person.person = PersonId([1; 8]);
    chosen_id.person(OPERATOR, None, on, Act::Person(PersonChange::Proposed(person)));
    chosen_id.batch(day("2026-12-23"));
    assert_eq!(chosen_id.check().unwrap_err().what, What::PersonId);
}
