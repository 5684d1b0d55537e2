//! Rows of REQUIREMENTS about who may act: the absent, the second person, the conflicted; each by its number.

use daylight_domain::*;

use crate::world::*;

#[test]
fn r21_a_holder_who_leaves_or_is_away_loses_the_concern() {
    // One of two leaves: the other goes on. Both gone: the next stage has it.
    let mut people = People::founded();
    people.retire(GUARDIAN, CHAIR, "2026-03-05");
    let roster = people.roster();
    let mut world = World::with(policy(), roster, "2026-03-02", Urgency::Ordinary, &[]);
    assert_eq!(world.on("2026-03-08").stage, StageNo(1));
    world.opens(DEPUTY, "2026-03-08");
    let away = Act::Absent {
        person: DEPUTY,
        from: day("2026-03-06"),
        until: day("2026-03-20"),
    };
    people.add(day("2026-03-06"), DEPUTY, away);
    let world = World::with(policy(), people.roster(), "2026-03-02", Urgency::Ordinary, &[]);
    assert_eq!(world.on("2026-03-06").stage, StageNo(1));
    assert_eq!(world.on("2026-03-07").stage, StageNo(2));
    assert_eq!(world.roster.office_of(DEPUTY, day("2026-03-20")), None);
    assert_eq!(
        world.roster.office_of(DEPUTY, day("2026-03-21")),
        Some(&office("deputy"))
    );
}

#[test]
fn r22_urgency_is_lowered_only_with_a_reason_and_a_second_person() {
    let mut world = World::urgent("2026-03-02", Urgency::Danger);
    world.opens(GUARDIAN, "2026-03-02");
    world.does(GUARDIAN, "2026-03-02", acknowledged());
    let lower = |item| Act::UrgencyChanged {
        to: Urgency::Ordinary,
        item,
    };
    assert_eq!(
        world.person(GUARDIAN, "2026-03-03", lower(None)),
        Err(Refusal::ReasonMissing)
    );
    let of = world.does(GUARDIAN, "2026-03-03", lower(Some(ITEM)));
    assert_eq!(
        world.on("2026-03-03").urgency,
        Urgency::Danger,
        "alone it changes nothing"
    );
    assert_eq!(world.on("2026-03-03").to_approve, [of]);
    assert_eq!(
        world.person(GUARDIAN, "2026-03-03", Act::Approved { of }),
        Err(Refusal::SamePerson)
    );
    assert_eq!(
        world.person(DEPUTY, "2026-03-03", Act::Approved { of }),
        Err(Refusal::NotOpened)
    );
    world.opens(DEPUTY, "2026-03-03");
    world.does(DEPUTY, "2026-03-03", Act::Approved { of });
    assert_eq!(world.on("2026-03-03").urgency, Urgency::Ordinary);
    assert_eq!(
        world
            .reporter(
                "2026-03-04",
                Act::UrgencyChanged {
                    to: Urgency::Danger,
                    item: None
                }
            )
            .map(drop),
        Ok(())
    );
    assert_eq!(
        world.reporter("2026-03-04", lower(None)),
        Err(Refusal::ReporterLowers)
    );
}

#[test]
fn r24_one_person_holds_one_role() {
    let mut people = People::founded();
    let second = new_person(AUDITOR, Role::Operator, None);
    people.add(
        day("2026-02-01"),
        OPERATOR,
        Act::Person(PersonChange::Proposed(second)),
    );
    assert_eq!(
        people.build().unwrap_err().refusal,
        Refusal::PersonKnown { person: AUDITOR }
    );
    let change = PersonChange::Proposed(new_person(GUARDIAN, Role::Holder, Some("chair")));
    let refused = may_change_people(
        &People::founded().roster(),
        Author::Person(OPERATOR),
        day("2026-02-01"),
        &change,
    );
    assert_eq!(refused, Err(Refusal::PersonKnown { person: GUARDIAN }));
}

#[test]
fn r24_a_conflict_moves_the_concern_past_the_person() {
    let mut people = People::founded();
    people.retire(DEPUTY, CHAIR, "2026-02-01");
    let mut world = World::with(policy(), people.roster(), "2026-03-02", Urgency::Ordinary, &[]);
    world.does(GUARDIAN, "2026-03-03", Act::Conflict {});
    assert_eq!(world.moves(), [(2, "2026-03-03".into(), Cause::Nobody)]);
    assert_eq!(world.on("2026-03-03").barred, [GUARDIAN]);
}
