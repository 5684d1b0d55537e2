//! Who may bring people in and say they are away, and from when they count.

use daylight_domain::*;

use crate::world::*;

#[cfg(test)]
fn proposed(people: &mut People, role: Role, office: Option<&str>) -> Digest {
    let new = new_person(NEWCOMER, role, office);
    people.add(
        day("2026-02-02"),
        OPERATOR,
        Act::Person(PersonChange::Proposed(new)),
    )
}

#[cfg(test)]
fn signed(proposal: Digest) -> Act {
    Act::Person(PersonChange::Signed { proposal })
}

#[cfg(test)]
fn admitted(proposal: Digest) -> Act {
    Act::Person(PersonChange::Admitted { proposal })
}

#[test]
fn founded_people_count_at_once() {
    let roster = People::founded().roster();
    let first = day("2026-01-01");
    assert_eq!(roster.office_of(GUARDIAN, first), Some(&office("guardian")));
    assert_eq!(roster.role(AUDITOR, first), Some(Role::Auditor));
    assert_eq!(roster.role(AUDITOR, day("2025-12-31")), None);
    assert_eq!(
        roster.office_key(&office("chair"), first).unwrap().stage,
        StageNo(2)
    );
}

#[test]
fn a_newcomer_counts_from_the_day_both_signature_and_admission_are_in_effect() {
    let mut people = People::founded();
    let proposal = proposed(&mut people, Role::Holder, Some("guardian"));
    people.add(day("2026-02-04"), CHAIR, signed(proposal));
    assert_eq!(
        people.roster().key(NEWCOMER, day("2026-03-01")),
        None,
        "signed, not admitted"
    );
    people.add(day("2026-02-06"), GUARDIAN, admitted(proposal));
    let roster = people.roster();
    assert_eq!(roster.office_of(NEWCOMER, day("2026-02-05")), None);
    assert_eq!(
        roster.office_of(NEWCOMER, day("2026-02-06")),
        Some(&office("guardian"))
    );
    assert_eq!(roster.key(NEWCOMER, day("2026-02-06")), Some(PublicKey([8; 32])));
}

#[test]
fn only_the_operator_proposes() {
    let mut people = People::founded();
    let new = new_person(NEWCOMER, Role::Viewer, None);
    people.add(day("2026-02-02"), CHAIR, Act::Person(PersonChange::Proposed(new)));
    assert_eq!(
        refusal(&people),
        Refusal::WrongRole {
            needed: Role::Operator
        }
    );
}

#[test]
fn a_holder_is_signed_by_a_higher_stage() {
    for (signer, fits) in [
        (GUARDIAN, false),
        (DEPUTY, false),
        (AUDITOR, false),
        (OPERATOR, false),
        (CHAIR, true),
    ] {
        let mut people = People::founded();
        let proposal = proposed(&mut people, Role::Holder, Some("guardian"));
        people.add(day("2026-02-03"), signer, signed(proposal));
        assert_eq!(people.build().is_ok(), fits);
    }
}

#[test]
fn a_last_stage_holder_is_signed_by_another_of_them_else_by_the_auditor() {
    for (signer, fits) in [(CHAIR, false), (AUDITOR, false), (OUTSIDE, true)] {
        let mut people = People::founded();
        let proposal = proposed(&mut people, Role::Holder, Some("outside"));
        people.add(day("2026-02-03"), signer, signed(proposal));
        assert_eq!(people.build().is_ok(), fits);
    }
    // The only holder's going is signed by the auditor, never by that holder.
    let mut people = People::founded();
    people.retire(OUTSIDE, AUDITOR, "2026-02-03");
    assert_eq!(people.roster().role(OUTSIDE, day("2026-02-03")), None);
    let mut people = People::founded();
    people.retire(OUTSIDE, OUTSIDE, "2026-02-03");
    assert_eq!(refusal(&people), Refusal::SignsForSelf);
}

#[test]
fn others_are_signed_by_the_last_stage_and_need_no_admission() {
    for (signer, fits) in [(CHAIR, false), (AUDITOR, false), (OUTSIDE, true)] {
        let mut people = People::founded();
        let proposal = proposed(&mut people, Role::Viewer, None);
        people.add(day("2026-02-03"), signer, signed(proposal));
        assert_eq!(
            people
                .build()
                .is_ok_and(|roster| roster.role(NEWCOMER, day("2026-02-03")).is_some()),
            fits
        );
    }
    let mut people = People::founded();
    let proposal = proposed(&mut people, Role::Viewer, None);
    people.add(day("2026-02-03"), OUTSIDE, admitted(proposal));
    assert_eq!(refusal(&people), Refusal::NotAdmittable);
}

#[test]
fn a_newcomer_is_admitted_by_a_present_holder_of_the_office() {
    for (signer, fits) in [
        (DEPUTY, false),
        (CHAIR, false),
        (OUTSIDE, false),
        (GUARDIAN, true),
    ] {
        let mut people = People::founded();
        let proposal = proposed(&mut people, Role::Holder, Some("guardian"));
        people.add(day("2026-02-03"), signer, admitted(proposal));
        assert_eq!(people.build().is_ok(), fits);
    }
}

#[test]
fn the_order_within_a_batch_does_not_matter() {
    let mut people = People::founded();
    let mut founding = people.0.clone();
    founding.reverse();
    assert_eq!(People(founding).roster(), people.roster());
    people.join(NEWCOMER, "guardian", CHAIR, GUARDIAN, "2026-02-04");
    let mut shuffled = people.clone();
    let length = shuffled.0.len();
    shuffled.0[length - 3..].reverse();
    assert_eq!(shuffled.roster(), people.roster());
}

#[test]
fn an_absence_is_said_by_oneself_or_a_higher_stage_never_by_a_colleague() {
    for (signer, fits) in [
        (OPERATOR, false),
        (DEPUTY, false),
        (AUDITOR, false),
        (NEWCOMER, false),
        (GUARDIAN, true),
        (CHAIR, true),
    ] {
        let mut people = People::founded();
        people.found(NEWCOMER, Role::Holder, Some("guardian"));
        let away = Act::Absent {
            person: GUARDIAN,
            from: day("2026-02-01"),
            until: day("2026-02-10"),
        };
        people.add(day("2026-02-05"), signer, away);
        assert_eq!(people.build().is_ok(), fits);
        if fits {
            let roster = people.roster();
            // Never back-dated: it counts from its day of effect.
            assert!(roster.office_of(GUARDIAN, day("2026-02-04")).is_some());
            assert!(roster.office_of(GUARDIAN, day("2026-02-05")).is_none());
            assert!(roster.office_of(GUARDIAN, day("2026-02-11")).is_some());
        }
    }
}

#[test]
fn nobody_is_away_from_a_day_whose_year_has_no_four_digits() {
    for (from, fits) in [(Date::new(-1, 12, 31), false), (Date::new(0, 1, 1), true)] {
        let mut people = People::founded();
        let away = Act::Absent {
            person: GUARDIAN,
            from: from.unwrap(),
            until: day("2026-02-10"),
        };
        people.add(day("2026-02-05"), GUARDIAN, away);
        assert_eq!(people.build().is_ok(), fits);
    }
}

#[test]
fn an_inspector_has_a_last_day_and_nobody_else() {
    let mut people = People::founded();
    let inspector = NewPerson {
        until: Some(day("2026-03-31")),
        ..new_person(NEWCOMER, Role::Inspector, None)
    };
    let proposal = people.add(
        day("2026-02-02"),
        OPERATOR,
        Act::Person(PersonChange::Proposed(inspector)),
    );
    people.add(day("2026-02-03"), OUTSIDE, signed(proposal));
    let roster = people.roster();
    assert_eq!(roster.role(NEWCOMER, day("2026-03-31")), Some(Role::Inspector));
    assert_eq!(roster.role(NEWCOMER, day("2026-04-01")), None);
    let past = NewPerson {
        until: Some(day("2026-01-31")),
        ..new_person(NEWCOMER, Role::Inspector, None)
    };
    let mut people = People::founded();
    people.add(
        day("2026-02-02"),
        OPERATOR,
        Act::Person(PersonChange::Proposed(past)),
    );
    assert_eq!(refusal(&people), Refusal::PastDate);
    let mut people = People::founded();
    proposed(&mut people, Role::Inspector, None);
    assert_eq!(refusal(&people), Refusal::RoleDoesNotFit);
    let mut people = People::founded();
    proposed(&mut people, Role::Auditor, Some("guardian"));
    assert_eq!(refusal(&people), Refusal::RoleDoesNotFit);
}
