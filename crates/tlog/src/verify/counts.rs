//! Counts over a checked record, as a table of names and numbers.

use daylight_domain::State;
use serde::Serialize;

use super::Report;

/// Counts over the whole record, for a table. These are exact: they stay in the auditor's room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Concerns ever received.
    pub received: usize,
    /// Not closed.
    pub open: usize,
    /// Closed, the erased ones among them.
    pub closed: usize,
    /// Whose content was erased by rule.
    pub erased: usize,
    /// Concerns with a date that was not kept.
    pub late: usize,
    /// Dates that were not kept.
    pub dates_not_kept: usize,
    /// Items that the record names and nobody produced.
    pub not_produced: usize,
}

/// Counts what the replay found.
pub fn counts(report: &Report) -> Counts {
    let standings = &report.verdict.standings;
    let closed = standings
        .iter()
        .filter(|each| each.state == State::Closed)
        .count();
    Counts {
        received: standings.len(),
        open: standings.len().saturating_sub(closed),
        closed,
        erased: standings.iter().filter(|each| each.erased).count(),
        late: standings.iter().filter(|each| !each.late.is_empty()).count(),
        dates_not_kept: standings.iter().map(|each| each.late.len()).sum(),
        not_produced: (report.verdict.not_produced.len())
            .saturating_add(report.verdict.manifests_missing.len()),
    }
}

/// The same as lines with a name and a number each.
pub fn table(counts: &Counts) -> Vec<String> {
    let rows = [
        ("concerns received", counts.received),
        ("open", counts.open),
        ("closed", counts.closed),
        ("erased by rule", counts.erased),
        ("with a date that was not kept", counts.late),
        ("dates that were not kept", counts.dates_not_kept),
        ("items recorded, not produced", counts.not_produced),
    ];
    rows.iter()
        .map(|(name, count)| format!("{count:>9}  {name}"))
        .collect()
}
