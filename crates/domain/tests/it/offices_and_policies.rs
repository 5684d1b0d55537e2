//! Who may bring offices and policies in, and from when they count; founding; entries about the service itself.

use daylight_domain::*;

use crate::world::*;

#[test]
fn a_new_offices_first_holder_is_admitted_by_the_last_stage() {
    let mut people = People::founded();
    let key = office_key("second", 1);
    let proposal = people.add(
        day("2026-02-01"),
        OPERATOR,
        Act::Office(OfficeChange::Proposed(key)),
    );
    people.add(
        day("2026-02-02"),
        CHAIR,
        Act::Office(OfficeChange::Signed { proposal }),
    );
    people.join(NEWCOMER, "second", CHAIR, OUTSIDE, "2026-02-04");
    assert_eq!(
        people.roster().office_of(NEWCOMER, day("2026-02-04")),
        Some(&office("second"))
    );
    // While it has a holder, that colleague admits and nobody else.
    people.join(PersonId([9; 8]), "second", CHAIR, OUTSIDE, "2026-02-10");
    assert_eq!(
        refusal(&people),
        Refusal::NeedsOfficeHolder {
            office: office("second")
        }
    );
}

#[test]
fn an_office_that_nobody_is_left_in_begins_anew_with_the_last_stage() {
    let mut people = People::founded();
    people.retire(GUARDIAN, CHAIR, "2026-02-08");
    for (admits, fits) in [(CHAIR, false), (DEPUTY, false), (AUDITOR, false), (OUTSIDE, true)] {
        let mut people = people.clone();
        people.join(NEWCOMER, "guardian", CHAIR, admits, "2026-02-10");
        assert_eq!(people.build().is_ok(), fits, "{admits}");
    }
    // Away is not gone: the holder comes back and admits.
    let mut people = People::founded();
    people.add(
        day("2026-02-08"),
        GUARDIAN,
        away(GUARDIAN, "2026-02-08", "2026-03-08"),
    );
    people.join(NEWCOMER, "guardian", CHAIR, OUTSIDE, "2026-02-10");
    let office = office("guardian");
    assert_eq!(refusal(&people), Refusal::NeedsOfficeHolder { office });
}

#[test]
fn a_last_stage_that_nobody_is_left_in_begins_anew_with_the_auditor() {
    let mut people = People::founded();
    people.retire(OUTSIDE, AUDITOR, "2026-02-08");
    let mut by_chair = people.clone();
    by_chair.join(NEWCOMER, "outside", AUDITOR, CHAIR, "2026-02-10");
    let office_of = Refusal::NeedsOfficeHolder {
        office: office("outside"),
    };
    assert_eq!(refusal(&by_chair), office_of);
    people.join(NEWCOMER, "outside", AUDITOR, AUDITOR, "2026-02-10");
    assert_eq!(
        people.roster().office_of(NEWCOMER, day("2026-02-10")),
        Some(&office("outside"))
    );
}

#[test]
fn while_the_outside_body_is_away_nobody_exchanges_its_key_or_its_people() {
    let mut people = People::founded();
    people.add(
        day("2026-02-01"),
        OUTSIDE,
        away(OUTSIDE, "2026-02-01", "2026-02-28"),
    );
    let mut key = people.clone();
    let proposal = key.add(
        day("2026-02-05"),
        OPERATOR,
        Act::Office(OfficeChange::Proposed(office_key("outside", 3))),
    );
    key.add(
        day("2026-02-05"),
        AUDITOR,
        Act::Office(OfficeChange::Signed { proposal }),
    );
    assert_eq!(refusal(&key), Refusal::NeedsLastStage);
    people.join(NEWCOMER, "outside", AUDITOR, AUDITOR, "2026-02-05");
    assert_eq!(refusal(&people), Refusal::NeedsLastStage);
}

#[cfg(test)]
fn away(person: PersonId, from: &str, until: &str) -> Act {
    Act::Absent {
        person,
        from: day(from),
        until: day(until),
    }
}

#[test]
fn an_offices_new_key_counts_from_its_day_and_the_office_stays_on_its_stage() {
    let mut people = People::founded();
    let key = OfficeKey {
        recipient: Digest([3; 32]),
        ..office_key("guardian", 1)
    };
    let proposal = people.add(
        day("2026-02-01"),
        OPERATOR,
        Act::Office(OfficeChange::Proposed(key.clone())),
    );
    people.add(
        day("2026-02-03"),
        CHAIR,
        Act::Office(OfficeChange::Signed { proposal }),
    );
    let roster = people.roster();
    assert_eq!(
        roster
            .office_key(&office("guardian"), day("2026-02-02"))
            .unwrap()
            .recipient,
        ITEM
    );
    assert_eq!(
        roster.office_key(&office("guardian"), day("2026-02-03")),
        Some(&key)
    );
    people.add(
        day("2026-02-05"),
        OPERATOR,
        Act::Office(OfficeChange::Proposed(office_key("guardian", 2))),
    );
    assert_eq!(
        refusal(&people),
        Refusal::OfficeMoved {
            office: office("guardian")
        }
    );
}

#[test]
fn an_office_is_not_proposed_on_two_stages_of_which_each_might_be_signed() {
    for (first, second) in [("2026-02-02", "2026-02-02"), ("2026-02-02", "2026-02-09")] {
        let mut people = People::founded();
        for (effect, stage) in [(first, 1), (second, 2)] {
            assert!(people.build().is_ok());
            let key = office_key("registrar", stage);
            people.add(day(effect), OPERATOR, Act::Office(OfficeChange::Proposed(key)));
        }
        let office = office("registrar");
        assert_eq!(refusal(&people), Refusal::OfficeMoved { office });
    }
}

#[test]
fn a_policy_is_signed_by_the_last_stage_and_in_force_seven_days_after_its_batch() {
    let mut people = People::founded();
    let first = Digest([1; 32]);
    people.add(
        day("2026-01-01"),
        OUTSIDE,
        Act::Policy(PolicyChange::Founded { policy: first }),
    );
    let policy = Digest([2; 32]);
    let proposal = people.add(
        day("2026-02-01"),
        OPERATOR,
        Act::Policy(PolicyChange::Proposed { policy }),
    );
    let mut low = people.clone();
    low.add(
        day("2026-02-02"),
        CHAIR,
        Act::Policy(PolicyChange::Signed { proposal }),
    );
    assert_eq!(refusal(&low), Refusal::NeedsLastStage);
    // In effect on the 2nd: it stands in the batch of the 1st.
    people.add(
        day("2026-02-02"),
        OUTSIDE,
        Act::Policy(PolicyChange::Signed { proposal }),
    );
    let roster = people.roster();
    assert_eq!(roster.policy(day("2026-02-07")), Some(first));
    assert_eq!(roster.policy(day("2026-02-08")), Some(policy));
}

#[test]
fn founding_is_over_after_the_first_batch_and_is_the_last_stages() {
    let mut people = People::founded();
    let new = new_person(NEWCOMER, Role::Viewer, None);
    people.add(
        day("2026-01-02"),
        OUTSIDE,
        Act::Person(PersonChange::Founded(new.clone())),
    );
    assert_eq!(refusal(&people), Refusal::NotFounding);
    let mut people = People::founded();
    people.add(day("2026-01-01"), CHAIR, Act::Person(PersonChange::Founded(new)));
    assert_eq!(refusal(&people), Refusal::NotFounding);
}
