//! The calendar at work on one concern: what lapses, when it moves up, where it arrives. Knows dates and the
//! roster, no author: nobody's act is needed here (R03, R04).

use jiff::Span;

use crate::act::{Cause, ClockName};
use crate::calendar::{add_days, add_months};
use crate::case::{Case, Rules, State};
use crate::ceilings::TREATMENT_MONTHS;
use crate::clocks::{Clock, taken_over_due};
use crate::entry::Act;
use crate::values::{Date, StageNo};

/// What the calendar does next, and on which day it takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// The clocks due on that date lapse; effective the day after. Before all else of its day: the lapse
    /// belongs to the day before.
    Lapses(Date),
    /// The channel is closed from this day on.
    ChannelClosed,
    /// Nobody is left at the stage who may act.
    Nobody,
    /// A question about treatment is put.
    Question(u8),
}

impl Case {
    /// Follows the calendar up to the beginning of `day`, however long ago the last step was: downtime helps
    /// nobody. Doing it daily or once gives the same.
    pub(crate) fn advance(&mut self, rules: Rules<'_>, day: Date) {
        while let Some((on, event)) = self.next_event(rules).filter(|(on, _)| *on <= day) {
            self.now = self.now.max(on);
            self.settle_unheld(rules);
            match event {
                Event::Lapses(due) => self.lapse(rules, due),
                Event::ChannelClosed => {
                    self.channel_followed = true;
                    self.move_up(rules, Cause::ChannelClosed, on);
                }
                Event::Nobody => self.move_up(rules, Cause::Nobody, on),
                Event::Question(month) => {
                    self.asked = self.asked.saturating_add(1);
                    self.owed.push(Act::TreatmentAsked { month });
                }
            }
        }
        self.now = self.now.max(day);
        self.settle_unheld(rules);
        // What was closed on that day and is reopened later has moved by its dispute.
        let channel_closed = rules.roster.channel_closed();
        self.channel_followed |= channel_closed.is_some_and(|closed| closed <= self.now);
        // The reporter's own time passes by itself and leaves no entry.
        let now = self.now;
        self.clocks
            .retain(|name, clock| *name != ClockName::ReporterAnswer || clock.due >= now);
    }

    /// The first day on which the calendar has something to do, as far as is known today.
    pub(crate) fn next_date(&self, rules: Rules<'_>) -> Option<Date> {
        self.next_event(rules).map(|(on, _)| on)
    }

    fn next_event(&self, rules: Rules<'_>) -> Option<(Date, Event)> {
        let clocks = self
            .running()
            .filter(|(name, _)| *name != ClockName::ReporterAnswer);
        let unheld = self.unheld(rules).map(|clock| clock.due);
        let lapse = clocks.map(|(_, clock)| clock.due).chain(unheld).min();
        let lapse = lapse.map(|due| (add_days(due, 1), Event::Lapses(due)));
        let nobody = self.nobody_from(rules).map(|on| (on, Event::Nobody));
        let channel = self.channel_closes(rules).map(|on| (on, Event::ChannelClosed));
        let events = [lapse, channel, nobody, self.next_question()];
        events.into_iter().flatten().min()
    }

    /// R30: the closing of the channel is itself an escalation of everything that is open on its day.
    fn channel_closes(&self, rules: Rules<'_>) -> Option<Date> {
        let open = self.is_open() && !self.channel_followed;
        rules.roster.channel_closed().filter(|_| open)
    }

    fn next_question(&self) -> Option<(Date, Event)> {
        let closed = self
            .closed
            .filter(|_| self.state == State::Closed && self.erased.is_none())?;
        let month = *TREATMENT_MONTHS.get(self.asked)?;
        Some((add_months(closed, u16::from(month)), Event::Question(month)))
    }

    /// Every clock due on that date lapses, in the order of the table; together they move the concern one stage.
    fn lapse(&mut self, rules: Rules<'_>, due: Date) {
        let last = self.is_last(rules);
        let arrival = if last {
            add_days(due, rules.policy.clocks.last_stage_again_days)
        } else {
            add_days(due, 1)
        };
        let mut lapsing: Vec<(ClockName, Clock)> = self
            .running()
            .filter(|(name, clock)| *name != ClockName::ReporterAnswer && clock.due == due)
            .map(|(name, clock)| (name, *clock))
            .chain(
                self.unheld(rules)
                    .filter(|clock| clock.due == due)
                    .map(|clock| (ClockName::UnheldStage, clock)),
            )
            .collect();
        lapsing.sort_by_key(|(name, _)| *name);
        for (name, clock) in lapsing {
            let Clock { stage, first_due, .. } = clock;
            self.owed.push(Act::Lapsed {
                clock: name,
                stage,
                first_due,
                due,
                arrival,
            });
            match (name, last) {
                // Nothing is above: the same date again and again until the act comes.
                (ClockName::UnheldStage, true) => {
                    self.unheld_again = Some(Clock {
                        due: arrival,
                        lapsed: true,
                        ..clock
                    });
                }
                (_, true) => drop(self.clocks.insert(
                    name,
                    Clock {
                        due: arrival,
                        lapsed: true,
                        ..clock
                    },
                )),
                (_, false) => {
                    let clock = Clock {
                        lapsed: true,
                        ..clock
                    };
                    self.note_late(name, &clock, Some(arrival));
                    if name != ClockName::UnheldStage {
                        self.clocks.insert(name, clock);
                    }
                }
            }
        }
        if !last {
            self.move_up(rules, Cause::Lapse, arrival);
        }
    }

    /// Moves up one stage, with the entry that says so. At the last stage it stays, and there is no entry.
    pub(crate) fn move_up(&mut self, rules: Rules<'_>, cause: Cause, arrived: Date) {
        if self.is_last(rules) {
            return;
        }
        let (from, to) = (self.stage, self.stage.above());
        self.owed.push(Act::Escalated {
            from,
            to,
            arrived,
            cause,
        });
        self.arrive(rules, to, arrived);
    }

    fn arrive(&mut self, rules: Rules<'_>, stage: StageNo, arrived: Date) {
        self.void_proposal();
        self.stage = stage;
        self.arrived = arrived;
        self.answerable_from = arrived;
        self.unheld_again = None;
        self.extended = false;
        self.lowering = None;
        self.handed_to = None;
        let urgency = self.urgency;
        for (name, clock) in std::mem::take(&mut self.clocks) {
            let asks_who_holds = matches!(
                name,
                ClockName::Danger | ClockName::Acknowledge | ClockName::StageAnswer
            );
            let own_days_here = asks_who_holds || name == ClockName::FirstDecision;
            let here = match name {
                ClockName::ReporterAnswer => clock,
                _ if clock.lapsed || own_days_here => {
                    if !clock.lapsed {
                        self.note_late(name, &clock, Some(arrived));
                    }
                    Clock::new(stage, taken_over_due(rules.policy, name, urgency, arrived))
                }
                // A clock that has not lapsed keeps its dates: moving up early wins nobody time.
                _ => Clock { stage, ..clock },
            };
            self.clocks.insert(name, here);
        }
        if self.is_open() {
            let due = taken_over_due(rules.policy, ClockName::StageAnswer, urgency, arrived);
            self.start_clock(ClockName::StageAnswer, due);
        }
    }

    /// A change of stage, a dispute or a refusal takes a proposed closing off the table.
    pub(crate) fn void_proposal(&mut self) {
        if let Some(proposal) = self.proposal.take() {
            self.state = proposal.before;
        }
    }

    /// The clock of a stage without a holder, if it runs or is known to start.
    pub(crate) fn unheld(&self, rules: Rules<'_>) -> Option<Clock> {
        if !self.is_active() {
            return None;
        }
        let mut from = self.answerable_from;
        if let Some(again) = self.unheld_again {
            match self.held_since_lapse(rules, again) {
                Some(held) => from = held,
                None => return Some(again),
            }
        }
        let start = from;
        [from]
            .into_iter()
            .chain(rules.roster.changes_after(from))
            .find_map(|day| {
                if !self.is_unheld(rules, day) {
                    return None;
                }
                // Held until the day before: that day + 1 is this one. Unheld on arrival: arrival + 1.
                let due = if day == start {
                    add_days(day, rules.policy.clocks.unheld_stage_days)
                } else {
                    day
                };
                (due == day || self.is_unheld(rules, due)).then(|| Clock::new(self.stage, due))
            })
    }

    /// Remembers how long the last stage stood without a holder, once it has one again.
    fn settle_unheld(&mut self, rules: Rules<'_>) {
        let Some(again) = self.unheld_again else { return };
        if let Some(held) = self
            .held_since_lapse(rules, again)
            .filter(|held| *held <= self.now)
        {
            self.note_late(ClockName::UnheldStage, &again, Some(held));
            self.unheld_again = None;
            self.answerable_from = held;
        }
    }

    /// The day in the current repetition on which the last stage has a holder again.
    fn held_since_lapse(&self, rules: Rules<'_>, again: Clock) -> Option<Date> {
        let lapse = again
            .due
            .saturating_sub(Span::new().days(i64::from(rules.policy.clocks.last_stage_again_days)));
        let held = rules
            .roster
            .changes_after(lapse)
            .find(|day| !self.is_unheld(rules, *day));
        held.filter(|held| *held <= again.due)
    }

    /// No present holder in any office of the stage, though some office could act.
    pub(crate) fn is_unheld(&self, rules: Rules<'_>, on: Date) -> bool {
        let offices = rules.policy.offices(self.stage);
        let open = offices.iter().any(|office| !self.withdrawn.contains(&office.id));
        open && offices
            .iter()
            .all(|office| rules.roster.holders(&office.id, on).next().is_none())
    }

    /// The first day, from now on, on which a stage below the last is known to have nobody left who may act.
    fn nobody_from(&self, rules: Rules<'_>) -> Option<Date> {
        if self.is_last(rules) || !self.is_active() {
            return None;
        }
        let from = self.now.max(self.arrived);
        [from]
            .into_iter()
            .chain(rules.roster.changes_after(from))
            .find(|day| self.has_nobody(rules, *day))
    }

    fn has_nobody(&self, rules: Rules<'_>, on: Date) -> bool {
        let left_out = self.left_out.contains(&self.stage);
        left_out || (self.able(rules, self.stage, on).next().is_none() && !self.is_unheld(rules, on))
    }
}
