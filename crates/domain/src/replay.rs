//! The pure function of DESIGN section 4: the state of a concern from its entries and the calendar. Knows no
//! clock but the day it is given; server, command line, verifier and watchdog call it alike.
//!
//! Signed acts and the calendar decide. The service's own entries (`lapsed`, `escalated`, `closed`, `reopened`,
//! `treatment_asked`) follow from them: each in the record must be the next one owed, and what is still owed at
//! the end is what the calendar must write (docs/adr/0004).

use crate::case::{Case, Rules, State};
use crate::clocks::{Clock, acknowledge_target, first_dates};
use crate::entry::{Act, Entry};
use crate::outlook::{Outlook, Step};
use crate::policy::Policy;
use crate::refusal::Refusal;
use crate::roster::Roster;
use crate::values::{Author, Date, Digest, StageNo};
use crate::{Cause, ClockName};

/// An entry with its record digest, by which other entries name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// SHA-256 over salt and entry bytes.
    pub record: Digest,
    /// The entry, its signature checked.
    pub entry: Entry,
}

/// The first entry that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {index}: {refusal}")]
pub struct Bad {
    /// Its place in what was given, from 0.
    pub index: usize,
    /// The rule it breaks.
    pub refusal: Refusal,
}

/// Beyond this year sums of dates would meet the calendar's end.
const LAST_YEAR: i16 = 9000;

/// The state of a concern on a day, from all its entries in the order of the record. `today` counts as no earlier
/// than the last entry's day. Fails at the first entry that breaks a rule.
pub fn replay(policy: &Policy, roster: &Roster, entries: &[Recorded], today: Date) -> Result<Outlook, Bad> {
    let rules = Rules { policy, roster };
    let Some((first, rest)) = entries.split_first() else {
        return Err(Bad {
            index: 0,
            refusal: Refusal::NotTheBeginning,
        });
    };
    let mut case = begin(rules, &first.entry).map_err(|refusal| Bad { index: 0, refusal })?;
    let mut timeline = vec![Step::new(&case, rules, first, true)];
    for (index, recorded) in (1..).zip(rest) {
        let counted = case
            .follow(rules, recorded)
            .map_err(|refusal| Bad { index, refusal })?;
        timeline.push(Step::new(&case, rules, recorded, counted));
    }
    let today = today.max(case.last_day);
    if today.year() > LAST_YEAR {
        return Err(Bad {
            index: entries.len(),
            refusal: Refusal::DayOutOfRange,
        });
    }
    case.advance(rules, today);
    Ok(Outlook::new(case, rules, timeline))
}

impl Case {
    /// The calendar up to the entry's day, then the entry. True if it counted: a second extension stands in the
    /// record without effect on any date (R19).
    pub(crate) fn follow(&mut self, rules: Rules<'_>, recorded: &Recorded) -> Result<bool, Refusal> {
        let entry = &recorded.entry;
        if entry.concern.is_none() || entry.concern != self.concern {
            return Err(Refusal::OtherConcern);
        }
        if !entry.act.is_of_a_concern() {
            return Err(Refusal::NotAboutAConcern);
        }
        if entry.day < self.last_day {
            return Err(Refusal::DayBeforeLast { last: self.last_day });
        }
        if entry.day.year() > LAST_YEAR {
            return Err(Refusal::DayOutOfRange);
        }
        self.advance(rules, entry.day);
        let owed_before = self.owed.len();
        self.apply(rules, recorded)?;
        let refused = matches!(entry.act, Act::Extended { .. })
            && matches!(
                self.owed.get(owed_before),
                Some(Act::Escalated {
                    cause: Cause::SecondExtension,
                    ..
                })
            );
        Ok(!refused)
    }
}

/// A concern at its receipt. Also what a submission must pass before it is accepted.
fn begin(rules: Rules<'_>, entry: &Entry) -> Result<Case, Refusal> {
    let Act::Received {
        urgency,
        left_out,
        dates,
        ..
    } = &entry.act
    else {
        return Err(Refusal::NotTheBeginning);
    };
    if entry.by != Author::Reporter {
        return Err(Refusal::WrongAuthor);
    }
    let day = entry.day;
    if entry.concern.is_none() {
        return Err(Refusal::NotAboutTheService);
    }
    if day.year() > LAST_YEAR {
        return Err(Refusal::DayOutOfRange);
    }
    if let Some(from) = rules.roster.channel_closed().filter(|from| *from <= day) {
        return Err(Refusal::ChannelClosed { from });
    }
    let start = starting_stage(rules.policy, left_out)?;
    let expected = first_dates(rules.policy, day, *urgency);
    if *dates != expected {
        return Err(Refusal::WrongFirstDates);
    }
    let mut case = Case {
        concern: entry.concern,
        received: day,
        urgency: *urgency,
        left_out: left_out.clone(),
        start,
        state: State::Received,
        stage: start,
        arrived: day,
        answerable_from: day,
        now: day,
        last_day: day,
        clocks: expected
            .iter()
            .map(|first| (first.clock, Clock::new(start, first.due)))
            .collect(),
        unheld_again: None,
        owed: Vec::new(),
        late: Vec::new(),
        acknowledged: None,
        scope: None,
        found: None,
        proposal: None,
        lowering: None,
        disputed: std::collections::BTreeSet::new(),
        closed: None,
        closed_from: State::Received,
        asked: 0,
        extended: false,
        regulator_settled: false,
        cannot_open: None,
        channel_followed: false,
        erased: None,
        unread: Vec::new(),
        records: std::collections::BTreeSet::new(),
        opened: std::collections::BTreeMap::new(),
        no_conflict: std::collections::BTreeSet::new(),
        barred: std::collections::BTreeSet::new(),
        deciders: std::collections::BTreeSet::new(),
        withdrawn: std::collections::BTreeSet::new(),
        released: None,
        handed_to: None,
        actions: Vec::new(),
        answered_by_same_person: 0,
    };
    if let Some(clock) = case.clocks.get_mut(&ClockName::Acknowledge) {
        clock.target = Some(acknowledge_target(rules.policy, day).min(clock.due));
    }
    case.advance(rules, day);
    Ok(case)
}

/// Where a concern begins: the first stage not left out. The last stage cannot be left out (R23).
fn starting_stage(policy: &Policy, left_out: &[StageNo]) -> Result<StageNo, Refusal> {
    let ascending = left_out.is_sorted_by(|a, b| a < b);
    let unfit = left_out
        .iter()
        .find(|stage| stage.0 == 0 || **stage >= policy.last_stage() || !ascending);
    if let Some(stage) = unfit {
        return Err(Refusal::CannotLeaveOut { stage: *stage });
    }
    let start = policy.stage_numbers().find(|stage| !left_out.contains(stage));
    Ok(start.unwrap_or_else(|| policy.last_stage()))
}
