//! When the record must be looked at from outside again (R34).

use daylight_domain::*;

use crate::world::day;

#[cfg(test)]
fn check(opinions: &[&str]) -> OutsideCheck {
    OutsideCheck::of(day("2026-12-18"), opinions.iter().map(|text| day(text)))
}

#[test]
fn six_months_count_from_the_newest_opinion_and_before_the_first_from_the_founding() {
    let never = check(&[]);
    assert_eq!((never.last, never.due), (None, day("2027-06-18")));
    assert!(!never.is_overdue(day("2027-06-18")));
    assert!(never.is_overdue(day("2027-06-19")));
    let twice = check(&["2027-08-31", "2027-03-01"]);
    assert_eq!(twice.last, Some(day("2027-08-31")));
    assert_eq!(twice.due, day("2028-02-29"), "the last day of a shorter month");
}

#[test]
fn the_record_says_so_at_once_and_again_every_week_until_somebody_looks() {
    let never = check(&[]);
    let owes = |said: &[&str], today: &str| never.owes_entry(said.iter().map(|text| day(text)), day(today));
    assert!(!owes(&[], "2027-06-18"));
    assert!(owes(&[], "2027-06-19"));
    assert!(
        owes(&[], "2027-09-01"),
        "a machine that was down is late, not excused"
    );
    assert!(!owes(&["2027-06-19"], "2027-06-25"));
    assert!(owes(&["2027-06-19"], "2027-06-26"));
    let looked = check(&["2027-06-27"]);
    assert!(!looked.owes_entry([day("2027-06-26")], day("2027-07-03")));
    assert!(looked.owes_entry([day("2027-06-26")], day("2027-12-28")));
}
