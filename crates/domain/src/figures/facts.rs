//! What one concern's entries say up to the last day that is counted: which stage held it when, what was late and whose
//! that was. Counts nothing.

use std::collections::BTreeSet;

use super::period::{Period, day_after};
use crate::act::Cause;
use crate::case::Late;
use crate::entry::Act;
use crate::outlook::{Outlook, Step};
use crate::policy::Policy;
use crate::replay::{Bad, Recorded, replay};
use crate::roster::Roster;
use crate::values::{Date, Digest, OfficeId, StageNo};

/// A concern as it stood at the end of a day.
pub(super) struct Facts<'a> {
    policy: &'a Policy,
    period: Period,
    until: Date,
    outlook: Outlook,
}

/// Days on which a stage held it open: from the first to before the second.
struct Held {
    stage: StageNo,
    from: Date,
    to: Option<Date>,
}

/// An outcome with its date.
pub(super) struct Outcome {
    pub(super) owners: BTreeSet<OfficeId>,
    pub(super) is_done: bool,
}

impl<'a> Facts<'a> {
    /// None for a concern that came later. Fails where its entries break a rule.
    pub(super) fn of(
        policy: &'a Policy,
        roster: &Roster,
        entries: &[Recorded],
        period: Period,
        until: Date,
    ) -> Result<Option<Self>, Bad> {
        // Days never fall within a concern: this is its beginning.
        let count = entries.partition_point(|each| each.entry.day <= until);
        let entries = entries.get(..count).unwrap_or_default();
        if entries.is_empty() {
            return Ok(None);
        }
        // The day after: what was due on the last day and not done is late by then.
        let outlook = replay(policy, roster, entries, day_after(until))?;
        Ok(Some(Self {
            policy,
            period,
            until,
            outlook,
        }))
    }

    pub(super) fn outlook(&self) -> &Outlook {
        &self.outlook
    }

    /// Whether a day is counted.
    pub(super) fn counts(&self, day: Date) -> bool {
        day <= self.until && self.period.contains(day)
    }

    /// Every step so far.
    pub(super) fn steps(&self) -> impl Iterator<Item = &Step> {
        self.outlook.timeline.iter()
    }

    /// Steps of the period.
    pub(super) fn steps_counted(&self) -> impl Iterator<Item = &Step> {
        self.steps().filter(|step| self.counts(step.day))
    }

    /// Why it moved up in the period, also where the calendar has yet to write it: what counts is the day of arrival.
    pub(super) fn moves(&self) -> impl Iterator<Item = Cause> + '_ {
        let written = self.steps().map(|step| &step.act);
        written.chain(&self.outlook.owed).filter_map(|act| match act {
            Act::Escalated { arrived, cause, .. } if self.counts(*arrived) => Some(*cause),
            _ => None,
        })
    }

    /// First dates of the period that passed without their act.
    pub(super) fn late(&self) -> impl Iterator<Item = &Late> {
        self.outlook
            .late
            .iter()
            .filter(|late| self.counts(late.first_due))
    }

    /// The stages that held it open on a day of the period, and those that were late.
    pub(super) fn held_by(&self) -> BTreeSet<StageNo> {
        let late = self.late().map(|late| late.stage);
        let held = self.spans().into_iter().filter(|span| {
            let from = span.from.max(self.period.start());
            from <= self.until && span.to.is_none_or(|to| to > from)
        });
        held.map(|span| span.stage).chain(late).collect()
    }

    fn spans(&self) -> Vec<Held> {
        let mut spans: Vec<Held> = Vec::new();
        let owed = self.outlook.owed.iter().map(|act| (self.until, act));
        let all = self.steps().map(|step| (step.day, &step.act)).chain(owed);
        let mut stage = StageNo::FIRST;
        for (day, act) in all {
            let from = match act {
                Act::Received { left_out, .. } => {
                    let mut open = self
                        .policy
                        .stage_numbers()
                        .filter(|each| !left_out.contains(each));
                    stage = open.next().unwrap_or(self.policy.last_stage());
                    Some(day)
                }
                Act::Escalated { to, arrived, .. } => {
                    stage = *to;
                    let is_open = spans.last().is_some_and(|span| span.to.is_none());
                    end_last(&mut spans, *arrived);
                    is_open.then_some(*arrived)
                }
                Act::Closed {} => {
                    end_last(&mut spans, day_after(day));
                    None
                }
                Act::Reopened {} => Some(day),
                _ => None,
            };
            spans.extend(from.map(|from| Held {
                stage,
                from,
                to: None,
            }));
        }
        spans
    }

    /// Whose a late date is: the offices of that stage that had opened the concern by then, else all of them that the
    /// reporter had not withdrawn, else all. Never nobody (A06).
    pub(super) fn responsible(&self, late: &Late) -> BTreeSet<OfficeId> {
        let offices = || {
            self.policy
                .offices(late.stage)
                .iter()
                .map(|office| office.id.clone())
        };
        let by_then = || self.steps().filter(|step| step.day <= late.first_due);
        let opened: BTreeSet<OfficeId> = by_then()
            .filter_map(|step| match &step.act {
                Act::Opened { office, .. } => Some(office.clone()),
                _ => None,
            })
            .filter(|office| self.policy.stage_of(office) == Some(late.stage))
            .collect();
        if !opened.is_empty() {
            return opened;
        }
        let is_withdrawn = |office: &OfficeId| {
            by_then().any(|step| matches!(&step.act, Act::Withdrawn { office: gone } if gone == office))
        };
        let kept: BTreeSet<OfficeId> = offices().filter(|office| !is_withdrawn(office)).collect();
        if kept.is_empty() {
            offices().collect()
        } else {
            kept
        }
    }

    /// Outcomes whose date has come, and that were still to be carried out when the period began.
    pub(super) fn outcomes(&self) -> Vec<Outcome> {
        let due = self
            .outlook
            .actions
            .iter()
            .filter(|action| action.due <= self.until);
        let open = due.filter(|action| action.done.is_none_or(|done| done >= self.period.start()));
        open.map(|action| Outcome {
            owners: self.owners(action.record),
            is_done: action.done.is_some(),
        })
        .collect()
    }

    /// The office of whoever promised it, else all of the stage that held the concern.
    fn owners(&self, action: Digest) -> BTreeSet<OfficeId> {
        let promised = self.steps().find(|step| step.record == action);
        match promised.and_then(|step| step.office.clone()) {
            Some(office) => BTreeSet::from([office]),
            None => {
                let stage = promised.map_or(self.outlook.stage, |step| step.stage);
                let offices = self.policy.offices(stage).iter();
                offices.map(|office| office.id.clone()).collect()
            }
        }
    }
}

fn end_last(spans: &mut [Held], day: Date) {
    if let Some(span) = spans.last_mut().filter(|span| span.to.is_none()) {
        span.to = Some(day);
    }
}
