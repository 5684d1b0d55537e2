//! A verdict in plain sentences, for an auditor to read aloud; and the same for a program.

use daylight_domain::calendar::days_between;
use daylight_domain::{ConcernId, Date, Entry};
use serde::Serialize;

use super::counts::{Counts, counts};
use super::{Kept, Outside, Report, Shared};

/// The verdict: how it was compared, what holds, what is to be told. No sentence of it is a fault.
pub fn sentences(report: &Report) -> Vec<String> {
    let mut said = compared(report);
    said.extend(holds(report));
    said.extend(told_of_days(report));
    said.extend(not_seen(report));
    said.extend(report.receipt.as_ref().map(receipt));
    said.extend(report.shared.as_ref().map(shared));
    said.extend(report.sample.as_deref().map(drawn));
    said
}

/// Which record it is, and who else has seen it.
fn compared(report: &Report) -> Vec<String> {
    let mut said = vec![outside(&report.outside)];
    if report.outside != report.cosigned && report.cosigned != Outside::ItselfOnly {
        said.push(outside(&report.cosigned));
    }
    said
}

/// What was checked and holds, and how far.
fn holds(report: &Report) -> Vec<String> {
    let verdict = &report.verdict;
    let unchecked = verdict
        .manifests_missing
        .len()
        .saturating_add(verdict.erased.len());
    vec![
        format!(
            "Complete and unchanged up to entry {}, in {} batches, the last of {}.",
            verdict.entries,
            verdict.batch_days.len(),
            report.last_day
        ),
        match unchecked {
            0 => "Every signature was made by somebody who had the right to make it on that day.".to_owned(),
            some => format!(
                "Every signature that can be checked was made by somebody who had the right to make it on that day. Of {some} \
                 concerns without their manifests, what their reporters signed and that the openings were countersigned \
                 cannot be."
            ),
        },
        if verdict.settled.size < verdict.entries {
            format!(
                "Every deadline that passed up to {} has its escalation. The machine's clock is said to stand behind since; \
                 nothing can be said of later deadlines.",
                verdict.settled.day
            )
        } else {
            "Every deadline that passed has its escalation.".to_owned()
        },
        format!(
            "It is the record of this key, which stands on the poster too: {}",
            report.log
        ),
    ]
}

/// Days that ask for an explanation.
fn told_of_days(report: &Report) -> Vec<String> {
    let verdict = &report.verdict;
    let mut said = Vec::new();
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
    for clock in &verdict.clock_entries {
        said.push(format!(
            "The machine's clock said {} while the record stood at {}: entry {} says so. Ask why.",
            clock.machine, clock.ledger, clock.index
        ));
    }
    for (place, day) in &verdict.dated_back {
        said.push(format!(
            "Entry {place} bears the day {day}, before the batch ahead of its own, by such a clock."
        ));
    }
    said
}

/// What was not handed in, or not seen by anybody here.
fn not_seen(report: &Report) -> Vec<String> {
    let verdict = &report.verdict;
    let mut said = Vec::new();
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
    said.push(
        "That it keeps the sealed items is the service's word: an export holds none. Ask for those of a sample (--sample, --shared)."
            .to_owned(),
    );
    said
}

fn days(count: i32) -> String {
    format!("{count} {}", if count == 1 { "day" } else { "days" })
}

fn outside(outside: &Outside) -> String {
    match outside {
        Outside::Copy { day, entries } => {
            format!("Agrees with the outside copy of {day}, which ends with entry {entries}.")
        }
        Outside::Cosigned { by: 1, until } => format!("Cosigned by 1 outsider up to {until}."),
        Outside::Cosigned { by, until } => format!("Cosigned by {by} outsiders up to {until}."),
        Outside::Named { by, until } => format!(
            "Cosigned up to {until} by {by} of the keys that the export names itself: nobody whom the record knows vouches for \
             them, and they may be the operator's own. Ask the witnesses for their keys (--witnesses), or an outsider for a \
             checkpoint they kept (--against)."
        ),
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

/// A report for a program.
#[derive(Debug, Serialize)]
pub struct Told {
    /// `complete`, or `not_produced`.
    pub verdict: &'static str,
    /// The first sentence's case: `copy`, `cosigned`, `named`, `itself_only`.
    pub compared: &'static str,
    /// The day of the outside copy, or of the newest batch that was cosigned.
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
        Outside::Copy { day, .. } => ("copy", Some(day)),
        Outside::Cosigned { until, .. } => ("cosigned", Some(until)),
        Outside::Named { until, .. } => ("named", Some(until)),
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
