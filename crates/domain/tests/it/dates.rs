//! Every test value of DATES section 3.

use daylight_domain::calendar::*;
use daylight_domain::*;
use jiff::tz::TimeZone;

use crate::world::*;

#[cfg(test)]
fn holidays(division: &str, days: &[&str]) -> Holidays {
    Holidays {
        division: division.to_owned(),
        years: [2026, 2027].into(),
        days: days.iter().map(|text| day(text)).collect(),
    }
}

#[cfg(test)]
fn england_and_wales() -> Holidays {
    policy().holidays
}

/// Scotland's bank holidays around the turn of the year: 2 January (a Saturday) is kept on Monday 4 January.
#[cfg(test)]
fn scotland() -> Holidays {
    holidays(
        "Scotland",
        &["2026-12-25", "2026-12-28", "2027-01-01", "2027-01-04"],
    )
}

#[test]
fn working_days_are_those_of_the_table_in_both_divisions() {
    for (received, working, england, scottish) in [
        ("2026-12-18", 3, "2026-12-23", "2026-12-23"),
        ("2026-12-18", 7, "2026-12-31", "2026-12-31"),
        ("2026-12-18", 10, "2027-01-06", "2027-01-07"),
        ("2026-12-24", 3, "2026-12-31", "2026-12-31"),
    ] {
        assert_eq!(
            england_and_wales().add_working_days(day(received), working).date,
            day(england)
        );
        assert_eq!(
            scotland().add_working_days(day(received), working).date,
            day(scottish)
        );
    }
}

#[test]
fn seven_calendar_days_are_shown_unrolled_and_the_legal_limit_is_rolled() {
    let shown = add_days(day("2026-12-18"), 7);
    assert_eq!(shown, day("2026-12-25"));
    assert_eq!(england_and_wales().roll(shown).date, day("2026-12-29"));
    assert_eq!(scotland().roll(shown).date, day("2026-12-29"));
}

#[test]
fn three_months_from_30_november_end_on_the_last_of_february() {
    let shown = add_months(day("2026-11-30"), 3);
    assert_eq!(shown, day("2027-02-28"));
    assert_eq!(england_and_wales().roll(shown).date, day("2027-03-01"));
    assert_eq!(scotland().roll(shown).date, day("2027-03-01"));
}

#[test]
fn feedback_is_due_on_25_march_whether_acknowledged_late_or_never() {
    let mut world = World::new("2026-12-18");
    assert_eq!(
        due(&world.on("2026-12-18"), ClockName::Feedback).unwrap(),
        "2027-03-25"
    );
    world.settle(day("2026-12-30"));
    world.opens(CHAIR, "2026-12-30");
    world.does(CHAIR, "2026-12-30", acknowledged());
    assert_eq!(
        due(&world.on("2026-12-30"), ClockName::Feedback).unwrap(),
        "2027-03-25"
    );
}

#[test]
fn danger_on_christmas_eve_is_due_on_christmas_day_and_moves_on_boxing_day() {
    let mut world = World::urgent("2026-12-24", Urgency::Danger);
    assert_eq!(
        due(&world.on("2026-12-25"), ClockName::Danger).unwrap(),
        "2026-12-25"
    );
    assert_eq!(world.on("2026-12-25").stage, StageNo(1));
    world.settle(day("2026-12-26"));
    assert_eq!(world.moves(), [(2, "2026-12-26".into(), Cause::Lapse)]);
}

#[test]
fn lost_data_is_due_on_20_december() {
    let world = World::urgent("2026-12-18", Urgency::DataLoss);
    assert_eq!(
        due(&world.on("2026-12-18"), ClockName::LostData).unwrap(),
        "2026-12-20"
    );
    assert_eq!(world.on("2026-12-21").stage, StageNo(2));
}

#[test]
fn the_target_lies_in_working_days_inside_the_limit() {
    let outlook = World::new("2026-12-18").on("2026-12-18");
    let acknowledge = outlook
        .deadlines
        .iter()
        .find(|each| each.clock == ClockName::Acknowledge)
        .unwrap();
    assert_eq!(
        (acknowledge.target, acknowledge.due),
        (Some(day("2026-12-23")), day("2026-12-25"))
    );
}

#[test]
fn a_year_without_a_list_counts_monday_to_friday_and_warns() {
    let counted = england_and_wales().add_working_days(day("2028-12-22"), 3);
    assert_eq!(
        counted,
        WorkingDate {
            date: day("2028-12-27"),
            unlisted_year: Some(2028)
        }
    );
    assert_eq!(
        england_and_wales()
            .add_working_days(day("2027-12-22"), 3)
            .unlisted_year,
        None
    );
}

#[test]
fn the_receipt_date_is_the_local_one_on_both_sides_of_midnight() {
    let london = TimeZone::get("Europe/London").unwrap();
    let on =
        |utc: &str| civil_date(utc.parse::<jiff::Timestamp>().unwrap().as_millisecond(), &london).unwrap();
    // Winter time: local midnight is midnight in UTC.
    assert_eq!(on("2026-12-18T23:59:59Z"), day("2026-12-18"));
    assert_eq!(on("2026-12-19T00:00:01Z"), day("2026-12-19"));
    // Summer time: it is an hour earlier in UTC.
    assert_eq!(on("2026-07-01T22:59:59Z"), day("2026-07-01"));
    assert_eq!(on("2026-07-01T23:00:01Z"), day("2026-07-02"));
    // Both nights of the clock change.
    assert_eq!(on("2026-03-28T23:59:59Z"), day("2026-03-28"));
    assert_eq!(on("2026-03-29T22:59:59Z"), day("2026-03-29"));
    assert_eq!(on("2026-03-29T23:00:01Z"), day("2026-03-30"));
    assert_eq!(on("2026-10-24T22:59:59Z"), day("2026-10-24"));
    assert_eq!(on("2026-10-24T23:00:01Z"), day("2026-10-25"));
    assert_eq!(on("2026-10-25T23:59:59Z"), day("2026-10-25"));
}
