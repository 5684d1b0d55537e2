//! What is counted: small stories, and the figures they make.

#![expect(clippy::arithmetic_side_effects, reason = "a test that overflows has failed")]

use daylight_domain::calendar::add_days;
use daylight_domain::figures::{Cell, Count, FigureId, Figures, Period, Shown, Tally, change};
use daylight_domain::*;
use proptest::prelude::*;

use crate::walking::{EVERYBODY, walk};
use crate::walks::{steps, worlds};
use crate::world::*;

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn count(worlds: &[&World], of: &str, today: &str) -> Figures {
    let first = worlds[0];
    let mut count = Count::new(&first.roster, &first.policy, period(of), day(today));
    for world in worlds {
        count.concern(&world.policy, &world.entries).unwrap();
    }
    count.finish()
}

fn shown(figures: &Figures, id: FigureId) -> Shown {
    figures
        .exact()
        .into_iter()
        .find(|figure| figure.id == id)
        .unwrap()
}

fn of(part: u32, whole: u32) -> Cell {
    Cell::Of { part, whole }
}

fn number(number: u32) -> Cell {
    Cell::Number { number }
}

fn row(figures: &Figures, id: FigureId, name: &str) -> Cell {
    let shown = shown(figures, id);
    shown.rows.iter().find(|row| row.name == name).unwrap().value
}

#[test]
fn r20_a_date_that_was_put_off_and_then_met_is_late_in_the_figures() {
    let mut world = World::new("2026-03-02");
    world.opens(GUARDIAN, "2026-03-03");
    world.does(GUARDIAN, "2026-03-03", acknowledged());
    let put_off = Act::Extended {
        clock: ClockName::FirstDecision,
        due: day("2026-04-20"),
        item: Some(ITEM),
    };
    world.does(GUARDIAN, "2026-03-20", put_off);
    world.does(GUARDIAN, "2026-04-18", scope_of_one());
    let figures = count(&[&world], "2026-Q1", "2026-05-01");
    assert_eq!(shown(&figures, FigureId::LateDates).value, number(1));
    assert_eq!(row(&figures, FigureId::LateDates, "first_decision"), number(1));
    assert_eq!(row(&figures, FigureId::LateByStage, "1"), of(1, 1));
    assert_eq!(shown(&figures, FigureId::Extensions).value, number(1));
    // Told where its first date lies, and once.
    let decision = |of: &str, today: &str| {
        row(
            &count(&[&world], of, today),
            FigureId::LateDates,
            "first_decision",
        )
    };
    assert_eq!(decision("2026-Q2", "2026-08-01"), number(0));
    // And from the first day on which it is, not once somebody acts.
    assert_eq!(decision("2026-Q1", "2026-03-30"), number(0));
    assert_eq!(decision("2026-Q1", "2026-03-31"), number(1));
}

#[test]
fn a06_a_late_date_is_the_office_s_that_opened_it_else_all_of_its_stage_and_never_nobodys() {
    let mut opened = World::new("2026-03-02");
    opened.opens(DEPUTY, "2026-03-03");
    opened.settle(day("2026-03-10"));
    let figures = count(&[&opened], "2026", "2026-03-10");
    let late = |figures: &Figures, office: &str| row(figures, FigureId::LateByOffice, office);
    assert_eq!(late(&figures, "deputy"), of(1, 1));
    assert_eq!(late(&figures, "guardian"), of(0, 1));
    let mut unopened = World::new("2026-03-02");
    unopened
        .reporter(
            "2026-03-04",
            Act::Withdrawn {
                office: office("deputy"),
            },
        )
        .unwrap();
    unopened.settle(day("2026-03-10"));
    let figures = count(&[&unopened], "2026", "2026-03-10");
    assert_eq!(
        (late(&figures, "guardian"), late(&figures, "deputy")),
        (of(1, 1), of(0, 1))
    );
    assert_eq!(late(&figures, "outside"), of(0, 0));
}

#[test]
fn r26_an_action_past_its_date_is_overdue_with_no_one_adding_it() {
    let mut world = World::new("2026-03-02");
    world.finds(GUARDIAN, "2026-03-03");
    let due = day("2026-04-10");
    world.does(GUARDIAN, "2026-03-04", Act::ActionDue { item: ITEM, due });
    let kept = world.does(
        GUARDIAN,
        "2026-03-05",
        Act::ActionDue {
            item: ITEM,
            due: day("2026-04-12"),
        },
    );
    world.does(
        GUARDIAN,
        "2026-04-11",
        Act::ActionDone {
            action: kept,
            item: ITEM,
        },
    );
    let overdue = |today: &str| {
        let figures = count(&[&world], "2026", today);
        (
            shown(&figures, FigureId::ActionsOverdue).value,
            row(&figures, FigureId::ActionsOverdue, "guardian"),
        )
    };
    assert_eq!(overdue("2026-04-10"), (of(0, 0), of(0, 0)));
    assert_eq!(overdue("2026-04-11"), (of(1, 1), of(1, 1)));
    assert_eq!(overdue("2026-05-01"), (of(1, 2), of(1, 2)));
}

#[test]
fn a_closing_is_told_with_its_reason_its_days_and_whether_it_was_early() {
    let world = closed();
    let figures = count(&[&world], "2026", "2026-07-01");
    assert_eq!(row(&figures, FigureId::Closed, "not_established"), number(1));
    assert_eq!(
        shown(&figures, FigureId::DaysToClose).value,
        Cell::Days { days: 17 }
    );
    assert_eq!(shown(&figures, FigureId::ClosedEarly).value, of(1, 1));
    assert_eq!(shown(&figures, FigureId::ClosedWithAction).value, of(0, 1));
    assert_eq!(shown(&figures, FigureId::Sustained).value, of(0, 1));
    assert_eq!(shown(&figures, FigureId::AcknowledgedOnTime).value, of(1, 1));
    assert_eq!(shown(&figures, FigureId::Open).value, number(0));
    assert_eq!(
        shown(&count(&[&world], "2026", "2026-03-19"), FigureId::Open).value,
        number(1)
    );
}

#[test]
fn r25_that_a_viewer_is_let_go_is_a_change_that_names_their_role_and_nobody() {
    let mut people = People::founded();
    people.found(NEWCOMER, Role::Viewer, None);
    people.retire(NEWCOMER, OUTSIDE, "2026-06-02");
    let roster = people.roster();
    let (_, last) = people.0.last().unwrap();
    let told = change(last, &roster).unwrap();
    assert_eq!(
        (told.step.as_deref(), told.role),
        (Some("retirement_signed"), Some(Role::Viewer))
    );
    let mut count = Count::new(&roster, &policy(), period("2026"), day("2026-07-01"));
    people.0.iter().for_each(|(_, recorded)| count.service(recorded));
    // Seven persons founded, one proposal to let go, one signature to it.
    assert_eq!(row(&count.finish(), FigureId::Changes, "person"), number(9));
}

/// What only grows: the parts of a year make the year.
const FLOWS: [FigureId; 10] = [
    FigureId::Received,
    FigureId::Closed,
    FigureId::AcknowledgedOnTime,
    FigureId::LateDates,
    FigureId::Escalations,
    FigureId::Extensions,
    FigureId::Disputes,
    FigureId::IllTreatment,
    FigureId::OutOfScope,
    FigureId::Sustained,
];

fn sum(tallies: impl Iterator<Item = Tally>) -> [u64; 2] {
    tallies.fold([0, 0], |sum, tally| {
        let (one, other) = match tally {
            Tally::Count(count) => (count, 0),
            Tally::Share { part, whole } => (part, whole),
            Tally::Average { days, over } => (days, over),
        };
        [sum[0] + u64::from(one), sum[1] + u64::from(other)]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_quarters_of_a_year_make_the_year_and_rows_their_sum(
        mut world in worlds(), steps in steps(60)
    ) {
        let mut on = day("2026-03-02");
        for step in &steps {
            on = add_days(on, step.days);
            walk(&mut world, &EVERYBODY, on, step);
        }
        world.settle(on);
        let today = on.to_string();
        let year = count(&[&world], "2026", &today);
        let quarters = ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"].map(|each| count(&[&world], each, &today));
        let of = |figures: &Figures, id: FigureId| figures.figures.iter().find(|each| each.id == id).unwrap().clone();
        for id in FLOWS {
            let parts = quarters.iter().map(|quarter| of(quarter, id).value);
            prop_assert_eq!(sum(parts), sum([of(&year, id).value].into_iter()), "{:?} of {:?}", id, &world);
        }
        for id in [FigureId::Received, FigureId::Closed, FigureId::LateDates, FigureId::Escalations, FigureId::Disputes] {
            let figure = of(&year, id);
            let rows = figure.rows.iter().map(|(_, tally)| *tally);
            prop_assert_eq!(sum(rows), sum([figure.value].into_iter()), "{:?} of {:?}", id, &world);
        }
        for figure in &year.figures {
            for tally in figure.rows.iter().map(|(_, tally)| *tally).chain([figure.value]) {
                prop_assert!(!matches!(tally, Tally::Share { part, whole } if part > whole), "{:?}", figure);
            }
        }
    }
}
