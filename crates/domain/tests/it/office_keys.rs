//! New keys of offices: who proposes and signs them, what an old one may no longer do, and what is not said twice.

use daylight_domain::*;

use crate::world::*;

#[cfg(test)]
fn new_key(name: &str, stage: u8) -> Act {
    Act::Office(OfficeChange::Proposed(OfficeKey {
        recipient: Digest([3; 32]),
        ..office_key(name, stage)
    }))
}

#[test]
fn a_new_key_is_proposed_by_the_operator_or_by_a_present_holder_of_the_office_itself() {
    for (by, fits) in [
        (OPERATOR, true),
        (GUARDIAN, true),
        (DEPUTY, false),
        (CHAIR, false),
        (OUTSIDE, false),
        (AUDITOR, false),
    ] {
        let mut people = People::founded();
        people.add(day("2026-02-01"), by, new_key("guardian", 1));
        assert_eq!(people.build().is_ok(), fits, "{by}");
    }
}

#[test]
fn the_last_stages_only_holder_proposes_its_key_and_the_auditor_signs() {
    let mut people = People::founded();
    let proposal = people.add(day("2026-02-01"), OUTSIDE, new_key("outside", 3));
    let sign = |people: &People, by| {
        let mut people = people.clone();
        people.add(
            day("2026-02-03"),
            by,
            Act::Office(OfficeChange::Signed { proposal }),
        );
        people
    };
    assert_eq!(refusal(&sign(&people, OUTSIDE)), Refusal::SignsForSelf);
    assert_eq!(refusal(&sign(&people, CHAIR)), Refusal::NeedsLastStage);
    assert!(sign(&people, AUDITOR).build().is_ok());
    people.join(PersonId([9; 8]), "outside", OUTSIDE, OUTSIDE, "2026-02-02");
    assert_eq!(refusal(&sign(&people, AUDITOR)), Refusal::NeedsLastStage);
    assert!(sign(&people, PersonId([9; 8])).build().is_ok(), "another holder");
}

#[test]
fn the_first_signature_counts_and_an_old_proposal_brings_nothing_back() {
    let mut people = People::founded();
    let mut keys = Vec::new();
    for (number, on) in [(3, "2026-02-01"), (4, "2026-02-03")] {
        let key = OfficeKey {
            recipient: Digest([number; 32]),
            ..office_key("guardian", 1)
        };
        let proposal = people.add(day(on), GUARDIAN, Act::Office(OfficeChange::Proposed(key)));
        people.add(day(on), CHAIR, Act::Office(OfficeChange::Signed { proposal }));
        keys.push(proposal);
    }
    let proposal = keys[0];
    people.add(
        day("2026-02-09"),
        CHAIR,
        Act::Office(OfficeChange::Signed { proposal }),
    );
    let roster = people.roster();
    let newest = roster.office_key(&office("guardian"), day("2026-03-01")).unwrap();
    assert_eq!(newest.recipient, Digest([4; 32]));
}

#[test]
fn a_key_that_a_leaver_could_still_use_is_known_until_the_office_has_a_new_one() {
    let mut people = People::founded();
    people.join(NEWCOMER, "guardian", CHAIR, GUARDIAN, "2026-02-02");
    people.retire(NEWCOMER, CHAIR, "2026-02-10");
    let stale = |people: &People, on| people.roster().has_left_with_key(&office("guardian"), day(on));
    assert!(!stale(&people, "2026-02-09"));
    assert!(stale(&people, "2026-02-10"));
    let proposal = people.add(day("2026-02-12"), GUARDIAN, new_key("guardian", 1));
    people.add(
        day("2026-02-12"),
        CHAIR,
        Act::Office(OfficeChange::Signed { proposal }),
    );
    assert!(stale(&people, "2026-02-11"));
    assert!(!stale(&people, "2026-02-12"));
}

#[test]
fn what_is_proposed_or_signed_is_not_proposed_or_signed_again() {
    let mut people = People::founded();
    let entry = |by, act: &Act| Entry {
        day: day("2026-02-01"),
        concern: None,
        by: Author::Person(by),
        after: None,
        act: act.clone(),
    };
    let again = |people: &People, by, act: &Act| {
        let known: Vec<Recorded> = people.0.iter().map(|(_, recorded)| recorded.clone()).collect();
        not_doubled(&known, &entry(by, act))
    };
    let policy = Act::Policy(PolicyChange::Proposed {
        policy: Digest([2; 32]),
    });
    assert_eq!(again(&people, OPERATOR, &policy), Ok(()));
    let proposal = people.add(day("2026-02-01"), OPERATOR, policy.clone());
    assert_eq!(again(&people, OPERATOR, &policy), Err(Refusal::AlreadyProposed));
    let signed = Act::Policy(PolicyChange::Signed { proposal });
    people.add(day("2026-02-01"), OUTSIDE, signed.clone());
    assert_eq!(again(&people, OUTSIDE, &signed), Err(Refusal::AlreadySigned));
    assert_eq!(again(&people, AUDITOR, &signed), Err(Refusal::SignedByAnother));
    assert_eq!(
        again(&people, OPERATOR, &policy),
        Ok(()),
        "an old policy may come back"
    );
    let key = new_key("guardian", 1);
    people.add(day("2026-02-01"), GUARDIAN, key.clone());
    assert_eq!(again(&people, OPERATOR, &key), Err(Refusal::AlreadyProposed));
    let leaves = Act::Person(PersonChange::RetirementProposed { person: GUARDIAN });
    people.add(day("2026-02-01"), OPERATOR, leaves.clone());
    let known = Refusal::LeavesAlready { person: GUARDIAN };
    assert_eq!(again(&people, OPERATOR, &leaves), Err(known));
}
