//! Rows of REQUIREMENTS about dates and escalation, each by its number.

use daylight_domain::*;

use crate::world::*;

#[test]
fn r03_a_missed_clock_sends_the_concern_up_and_no_human_acted() {
    let mut world = World::new("2026-03-02");
    world.settle(day("2026-03-10"));
    assert!(
        world.entries[1..]
            .iter()
            .all(|each| each.entry.by == Author::Service)
    );
    assert_eq!(world.on("2026-03-10").stage, StageNo(2));
    world.opens(CHAIR, "2026-03-10");
    assert_eq!(
        world.on("2026-03-10").handed_offices,
        ["guardian", "deputy", "chair"].map(office)
    );
}

#[test]
fn r04_nothing_but_the_date_is_needed_for_an_escalation() {
    // No entry about mail, reading or opening exists: the days alone decide.
    let world = World::new("2026-03-02");
    assert_eq!(world.on("2026-03-09").stage, StageNo(1));
    assert_eq!(world.on("2026-03-10").stage, StageNo(2));
}

#[test]
fn r09_lost_data_with_nothing_done_escalates_within_72_hours() {
    let mut world = World::urgent("2026-12-18", Urgency::DataLoss);
    world.settle(day("2026-12-21"));
    assert_eq!(world.lapsed(), [ClockName::LostData]);
    assert_eq!(world.moves(), [(2, "2026-12-21".into(), Cause::Lapse)]);
}

#[test]
fn r17_danger_with_nothing_done_escalates_the_day_after_next() {
    let world = World::urgent("2026-03-02", Urgency::Danger);
    assert_eq!(world.on("2026-03-03").stage, StageNo(1));
    assert_eq!(world.on("2026-03-04").stage, StageNo(2));
    // Every further stage has one day.
    assert_eq!(world.on("2026-03-06").stage, StageNo(3));
}

#[cfg(test)]
fn extended(due: &str) -> Act {
    Act::Extended {
        clock: ClockName::FirstDecision,
        due: day(due),
        item: Some(ITEM),
    }
}

#[test]
fn r19_a_second_extension_is_refused_and_escalates() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world.does(GUARDIAN, "2026-03-20", extended("2026-04-20"));
    assert_eq!(
        due(&world.on("2026-03-20"), ClockName::FirstDecision).unwrap(),
        "2026-04-20"
    );
    let before = world.on("2026-04-10");
    let guardian = Author::Person(GUARDIAN);
    let follows = before
        .check(
            &world.policy,
            &world.roster,
            guardian,
            day("2026-04-10"),
            &extended("2026-05-10"),
        )
        .unwrap();
    assert!(matches!(
        follows[..],
        [Act::Escalated {
            cause: Cause::SecondExtension,
            ..
        }]
    ));
    world.does(GUARDIAN, "2026-04-10", extended("2026-05-10"));
    assert_eq!(world.moves(), [(2, "2026-04-10".into(), Cause::SecondExtension)]);
    let outlook = world.on("2026-04-10");
    let uncounted: Vec<_> = outlook.timeline.iter().filter(|step| !step.counted).collect();
    assert_eq!(uncounted.len(), 1);
    assert_eq!(uncounted[0].act.kind(), "extended");
    assert_eq!(
        due(&outlook, ClockName::FirstDecision).unwrap(),
        "2026-05-08",
        "28 days at the next stage"
    );
    // The next stage has one of its own.
    world.opens(CHAIR, "2026-04-11");
    world.does(CHAIR, "2026-04-11", acknowledged());
    world.does(CHAIR, "2026-04-11", extended("2026-05-20"));
    assert_eq!(world.on("2026-04-11").stage, StageNo(2));
}

#[test]
fn r19_an_extension_is_bounded_and_has_a_reason() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    let refused = |act: Act| world.clone().person(GUARDIAN, "2026-03-10", act).unwrap_err();
    let latest = day("2026-04-27");
    assert_eq!(
        refused(extended("2026-04-28")),
        Refusal::ExtensionOutOfBounds { latest }
    );
    assert_eq!(
        refused(extended("2026-03-30")),
        Refusal::ExtensionOutOfBounds { latest }
    );
    let silent = Act::Extended {
        clock: ClockName::FirstDecision,
        due: latest,
        item: None,
    };
    assert_eq!(refused(silent), Refusal::ReasonMissing);
    for clock in [ClockName::Feedback, ClockName::Conclude, ClockName::Dispute] {
        let other = Act::Extended {
            clock,
            due: day("2026-12-01"),
            item: Some(ITEM),
        };
        assert_eq!(refused(other), Refusal::NotExtendable { clock });
    }
    let clock = ClockName::ReferralReview;
    let stopped = Act::Extended {
        clock,
        due: latest,
        item: Some(ITEM),
    };
    assert_eq!(refused(stopped), Refusal::ClockNotRunning { clock });
}

#[test]
fn r20_an_extended_date_that_is_met_is_still_late_against_the_first() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    world.does(GUARDIAN, "2026-03-20", extended("2026-04-20"));
    let deadline = world.on("2026-03-20").deadlines[0];
    assert_eq!(
        (deadline.first_due, deadline.due),
        (day("2026-03-30"), day("2026-04-20"))
    );
    // Already late while it runs, though nothing has lapsed.
    assert_eq!(world.on("2026-04-01").late[0].days(day("2026-04-01")), 2);
    world.does(GUARDIAN, "2026-04-18", scope_of_one());
    let outlook = world.on("2026-05-01");
    assert_eq!(outlook.late.len(), 1);
    let late = &outlook.late[0];
    assert_eq!(
        (late.clock, late.stage, late.lapsed),
        (ClockName::FirstDecision, StageNo(1), false)
    );
    assert_eq!(
        (late.first_due, late.until),
        (day("2026-03-30"), Some(day("2026-04-18")))
    );
    assert_eq!(late.days(outlook.today), 19);
}
