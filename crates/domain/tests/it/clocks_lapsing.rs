//! What a lapse does to the other dates, on the way and at the last stage (DESIGN section 4).

use daylight_domain::*;

use crate::world::*;

#[test]
fn a_clock_that_has_not_lapsed_keeps_its_date_when_the_concern_moves() {
    let mut world = World::new("2026-12-18");
    world.settle(day("2027-01-03"));
    let outlook = world.on("2027-01-03");
    assert_eq!(due(&outlook, ClockName::Feedback).unwrap(), "2027-03-25");
    assert_eq!(due(&outlook, ClockName::Conclude).unwrap(), "2027-06-18");
}

#[test]
fn at_the_last_stage_a_clock_is_due_again_every_seven_days_until_the_act() {
    let mut world = World::new("2026-12-18");
    // Stage 3 arrives on 3 January; its answer is due on the 10th, then on the 17th and the 24th.
    world.settle(day("2027-01-20"));
    let at_last: Vec<_> = world
        .entries
        .iter()
        .filter_map(|each| match each.entry.act {
            Act::Lapsed {
                clock: ClockName::StageAnswer,
                stage: StageNo(3),
                first_due,
                due,
                arrival,
            } => Some((first_due, due, arrival)),
            _ => None,
        })
        .collect();
    let first = day("2027-01-10");
    assert_eq!(
        at_last,
        [
            (first, first, day("2027-01-17")),
            (first, day("2027-01-17"), day("2027-01-24"))
        ]
    );
    assert_eq!(world.on("2027-01-20").stage, StageNo(3));
    world.opens(OUTSIDE, "2027-01-20");
    world.does(OUTSIDE, "2027-01-20", acknowledged());
    let outlook = world.on("2027-01-20");
    let late = outlook
        .late
        .iter()
        .find(|late| late.clock == ClockName::StageAnswer && late.stage == StageNo(3));
    assert_eq!(late.unwrap().days(outlook.today), 10);
    assert_eq!(due(&outlook, ClockName::StageAnswer), None);
}

#[test]
fn lapses_of_one_day_move_the_concern_one_stage() {
    let mut policy = policy();
    policy.clocks.first_decision_days = 7;
    let roster = People::founded().roster();
    let mut world = World::with(policy, roster, "2026-03-02", Urgency::Ordinary, &[]);
    world.settle(day("2026-03-10"));
    assert_eq!(
        world.lapsed(),
        [ClockName::Acknowledge, ClockName::FirstDecision],
        "in the order of the table"
    );
    assert_eq!(world.moves(), [(2, "2026-03-10".into(), Cause::Lapse)]);
}

#[test]
fn an_unheld_last_stage_lapses_every_seven_days_until_it_has_a_holder() {
    let mut people = People::founded();
    people.retire(OUTSIDE, AUDITOR, "2027-01-05");
    let mut world = World::with(policy(), people.roster(), "2026-12-18", Urgency::Ordinary, &[]);
    world.settle(day("2027-01-13"));
    let unheld = |world: &World| {
        let entries = world.entries.iter();
        let dates = entries.filter_map(|each| match each.entry.act {
            Act::Lapsed {
                clock: ClockName::UnheldStage,
                first_due,
                due,
                ..
            } => Some((first_due, due)),
            _ => None,
        });
        dates.collect::<Vec<_>>()
    };
    let first = day("2027-01-05");
    assert_eq!(unheld(&world), [(first, first), (first, day("2027-01-12"))]);
    assert_eq!(
        due(&world.on("2027-01-13"), ClockName::UnheldStage).unwrap(),
        "2027-01-19"
    );
    let mut held = People::founded();
    for (from, until) in [("2027-01-05", "2027-01-14"), ("2027-02-01", "2027-02-01")] {
        let away = Act::Absent {
            person: OUTSIDE,
            from: day(from),
            until: day(until),
        };
        held.add(day("2026-12-01"), OUTSIDE, away);
    }
    let mut world = World::with(policy(), held.roster(), "2026-12-18", Urgency::Ordinary, &[]);
    world.settle(day("2027-02-03"));
    // Held again on the 15th; the next gap is a new one.
    let second = day("2027-02-01");
    assert_eq!(
        unheld(&world),
        [(first, first), (first, day("2027-01-12")), (second, second)]
    );
    let outlook = world.on("2027-02-03");
    let late: Vec<_> = outlook
        .late
        .iter()
        .filter(|late| late.clock == ClockName::UnheldStage)
        .collect();
    assert_eq!(
        (late[0].first_due, late[0].until),
        (first, Some(day("2027-01-15")))
    );
    assert_eq!(
        (late[1].first_due, late[1].until),
        (second, Some(day("2027-02-02")))
    );
}

#[test]
fn a_holder_expected_for_the_next_date_does_not_unsay_that_the_last_stage_stood_empty() {
    let mut people = People::founded();
    let away = Act::Absent {
        person: OUTSIDE,
        from: day("2027-01-05"),
        until: day("2027-01-18"),
    };
    people.add(day("2026-12-01"), OUTSIDE, away);
    let mut world = World::with(policy(), people.roster(), "2026-12-18", Urgency::Ordinary, &[]);
    for (today, until) in [("2027-01-18", None), ("2027-01-19", Some(day("2027-01-19")))] {
        world.settle(day(today));
        let outlook = world.on(today);
        let mut late = outlook.late.iter();
        let unheld = late.find(|late| late.clock == ClockName::UnheldStage).unwrap();
        assert_eq!((unheld.first_due, unheld.until), (day("2027-01-05"), until));
    }
}

#[test]
fn nothing_is_late_on_its_own_date() {
    let world = World::new("2026-03-02");
    assert!(world.on("2026-03-09").late.is_empty());
    let outlook = world.on("2026-03-10");
    assert_eq!(outlook.late.len(), 1);
    assert_eq!(
        (outlook.late[0].stage, outlook.late[0].days(outlook.today)),
        (StageNo(1), 1)
    );
    let mut extended = World::new("2026-03-02");
    extended.opens(GUARDIAN, "2026-03-03");
    extended.does(GUARDIAN, "2026-03-03", acknowledged());
    let item = Some(ITEM);
    let due = day("2026-04-20");
    extended.does(
        GUARDIAN,
        "2026-03-20",
        Act::Extended {
            clock: ClockName::FirstDecision,
            due,
            item,
        },
    );
    assert!(extended.on("2026-03-30").late.is_empty());
    assert_eq!(extended.on("2026-03-31").late.len(), 1);
}
