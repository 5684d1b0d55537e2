//! A verdict in plain sentences, for an auditor to read aloud; and as a table of names and numbers.

use daylight_domain::calendar::days_between;
use daylight_domain::{ConcernId, Date, Entry, State};
use serde::Serialize;

use super::{Kept, Outside, Report, Shared};

/// The verdict: how it was compared, what holds, what is to be told. No sentence of it is a fault.
pub fn sentences(report: &Report) -> Vec<String> {
    let verdict = &report.verdict;
    let mut said = vec![
        outside(report),
        format!(
            "Complete and unchanged up to entry {}, in {} batches, the last of {}.",
            verdict.entries,
            verdict.batch_days.len(),
            report.last_day
        ),
        "Every signature was made by somebody who had the right to make it on that day.".to_owned(),
        "Every deadline that passed has its escalation.".to_owned(),
    ];
    if report.silent {
        said.push(format!(
            "Silent since {}: nothing was published after that day. Ask why, and how long it will last.",
            report.last_day
        ));
    }
    for (place, late) in &verdict.late_lapses {
        let late = days(*late);
        said.push(format!(
            "The escalation in entry {place} was written {late} late; its date counts all the same."
        ));
    }
    for (before, after) in &verdict.gaps {
        let missing = days(days_between(*before, *after).saturating_sub(1));
        said.push(format!("No batch on {missing} between {before} and {after}."));
    }
    for late in &report.late_cosignatures {
        said.push(format!(
            "{} cosigned the batch of {} {} days later.",
            late.witness, late.batch, late.days
        ));
    }
    for place in &verdict.clock_entries {
        said.push(format!(
            "The machine's clock and the record disagreed: entry {place} says so."
        ));
    }
    for missing in &verdict.not_produced {
        let whose = missing.concern.map_or_else(
            || "the service".to_owned(),
            |concern| format!("concern {concern}"),
        );
        said.push(format!(
            "Recorded, not produced: item {} of {whose}, named on {} in entry {}.",
            missing.item, missing.day, missing.entry
        ));
    }
    for concern in &verdict.manifests_missing {
        said.push(format!(
            "Recorded, not produced: the manifest of concern {concern}; its reporter's signatures could not be checked."
        ));
    }
    if !verdict.erased.is_empty() {
        said.push(format!(
            "Erased by rule: the content of {} concerns; their reporters' signatures are not checkable any more.",
            verdict.erased.len()
        ));
    }
    said.extend(report.receipt.as_ref().map(receipt));
    said.extend(report.shared.as_ref().map(shared));
    said.extend(report.sample.as_deref().map(drawn));
    said
}

fn days(count: i32) -> String {
    format!("{count} {}", if count == 1 { "day" } else { "days" })
}

fn outside(report: &Report) -> String {
    match report.outside {
        Outside::Copy { day } => format!("Agrees with the outside copy of {day}."),
        Outside::Cosigned { by: 1, until } => format!("Cosigned by 1 outsider up to {until}."),
        Outside::Cosigned { by, until } => format!("Cosigned by {by} outsiders up to {until}."),
        Outside::ItselfOnly => "Consistent with itself only: compared with nothing outside. Whoever has the log's key \
                                could have written all of it anew. Ask an outsider for a checkpoint they kept (--against)."
            .to_owned(),
    }
}

/// Which entry it is, beside its place.
pub(super) fn of_entry(entry: &Entry) -> String {
    let concern = entry.concern.map(|concern| format!(" of concern {concern}"));
    format!(
        ", `{}`{} on {}",
        entry.act.kind(),
        concern.unwrap_or_default(),
        entry.day
    )
}

fn receipt(kept: &Kept) -> String {
    match kept {
        Kept::At { index, day } => {
            format!("The receipt's entry stands in the record: entry {index}, in the batch of {day}.")
        }
        Kept::NotYet { day } => format!(
            "The receipt's entry was promised for the batch of {day}, which this export does not reach. Ask again with a \
             newer one."
        ),
        Kept::Beyond { index } => format!(
            "The proof is of a longer record: its entry stands at place {index}, and this export ends before it. Ask again \
             with a newer one; if there is none, the end of the record is missing."
        ),
    }
}

fn shared(shared: &Shared) -> String {
    let named: Vec<String> = shared
        .parts
        .iter()
        .map(|(digest, entry)| format!("{digest} (entry {entry})"))
        .collect();
    format!(
        "The parts are what was recorded: entry {} of {} shares them of concern {}, and these were named before: {}.",
        shared.index,
        shared.day,
        shared.concern,
        named.join(", ")
    )
}

fn drawn(concerns: &[ConcernId]) -> String {
    if concerns.is_empty() {
        return "No closed concern could be drawn.".to_owned();
    }
    let ids: Vec<String> = concerns.iter().map(ToString::to_string).collect();
    format!("Drawn: {}.", ids.join(", "))
}

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

/// A report for a program.
#[derive(Debug, Serialize)]
pub struct Told {
    /// `complete`, or `not_produced`.
    pub verdict: &'static str,
    /// The first sentence's case: `copy`, `cosigned`, `itself_only`.
    pub compared: &'static str,
    /// The day of the outside copy, or of the newest batch that outsiders cosigned.
    pub compared_day: Option<Date>,
    /// Entries that hold.
    pub entries: u64,
    /// The root over them, in hexadecimal.
    pub root: Option<String>,
    /// The day of the last batch.
    pub last_batch: Date,
    /// Nothing was published since, although whole days have passed.
    pub silent: bool,
    /// As in the table.
    pub counts: Counts,
    /// The concerns drawn.
    pub sample: Option<Vec<ConcernId>>,
    /// Every sentence.
    pub sentences: Vec<String>,
}

/// The same as a value.
pub fn told(report: &Report) -> Told {
    let (compared, compared_day) = match report.outside {
        Outside::Copy { day } => ("copy", Some(day)),
        Outside::Cosigned { until, .. } => ("cosigned", Some(until)),
        Outside::ItselfOnly => ("itself_only", None),
    };
    Told {
        verdict: if report.is_all_there() {
            "complete"
        } else {
            "not_produced"
        },
        compared,
        compared_day,
        entries: report.verdict.entries,
        root: report.verdict.root.map(|root| root.to_string()),
        last_batch: report.last_day,
        silent: report.silent,
        counts: counts(report),
        sample: report.sample.clone(),
        sentences: sentences(report),
    }
}
