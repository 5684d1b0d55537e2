//! Disputes by the reporter, reopening, and how the reporter was treated afterwards (R06, R15, R28).

use crate::act::{Cause, ClockName, Disputed};
use crate::apply::Signed;
use crate::calendar::add_days;
use crate::case::{Case, Rules, State};
use crate::clocks::{Clock, taken_over_due};
use crate::entry::Act;
use crate::refusal::Refusal;
use crate::values::{Date, PersonId};

impl Case {
    /// Goes up one stage the same day; a closed concern is reopened first.
    pub(crate) fn dispute(&mut self, rules: Rules<'_>, matter: Disputed, day: Date) -> Result<(), Refusal> {
        if self.disputed.contains(&matter) {
            return Err(Refusal::AlreadyDisputed);
        }
        match matter {
            Disputed::Scope if self.scope.is_none() => return Err(Refusal::NotScoped),
            // "It cannot be opened" is a finding too, and the reporter may say that it can.
            Disputed::Findings if self.found.is_none() && self.cannot_open.is_none() => {
                return Err(Refusal::NoFindings);
            }
            _ => {}
        }
        self.void_proposal();
        self.cannot_open = None;
        if self.state == State::Closed {
            self.reopen(rules, day);
        }
        self.disputed.insert(matter);
        self.move_up(rules, Cause::Dispute, day);
        self.start_clock(
            ClockName::Dispute,
            add_days(day, rules.policy.clocks.dispute_days),
        );
        if matter == Disputed::Scope {
            // The first decision is open again, and has its own date whatever the answer says.
            self.scope = None;
            self.start_clock(
                ClockName::FirstDecision,
                add_days(day, rules.policy.clocks.first_decision_days),
            );
        }
        Ok(())
    }

    /// No clock restarts: each goes on with its date, and one whose date passed while closed gets a new one.
    fn reopen(&mut self, rules: Rules<'_>, day: Date) {
        self.owed.push(Act::Reopened {});
        self.asked_again(day);
        self.state = self.closed_from;
        self.closed = None;
        let (stage, urgency) = (self.stage, self.urgency);
        for (name, clock) in &mut self.clocks {
            if clock.due < day && *name != ClockName::LaterTreatment {
                *clock = Clock::new(stage, taken_over_due(rules.policy, *name, urgency, day));
            }
        }
    }

    /// Who held the stage while nothing was asked of it does not matter; what was asked of it goes on.
    fn asked_again(&mut self, day: Date) {
        if !self.is_active() {
            self.answerable_from = day;
            self.unheld_again = None;
        }
    }

    /// By somebody who neither decided nor approved. Where the last stage has nobody such, one of its holders
    /// answers and the entry says so.
    pub(crate) fn answer_dispute(
        &mut self,
        rules: Rules<'_>,
        signed: Signed,
        same_person: bool,
    ) -> Result<(), Refusal> {
        if self.disputed.is_empty() {
            return Err(Refusal::NoDispute);
        }
        match (self.deciders.contains(&signed.person), same_person) {
            (false, false) => {}
            (false, true) => return Err(Refusal::NotTheSamePerson),
            (true, _) if !self.is_last(rules) => return Err(Refusal::SamePerson),
            (true, _) if self.has_undecided(rules, signed.day) => {
                return Err(if same_person {
                    Refusal::NotTheSamePerson
                } else {
                    Refusal::SamePerson
                });
            }
            (true, false) => return Err(Refusal::SamePersonUnsaid),
            (true, true) => self.answered_by_same_person = self.answered_by_same_person.saturating_add(1),
        }
        // The scope is to be settled anew. A dispute of findings leaves the state that it found.
        if self.disputed.contains(&Disputed::Scope) {
            self.state = State::Acknowledged;
        }
        self.disputed.clear();
        // The answer is a decision: a dispute of it is another person's to answer.
        self.deciders.insert(signed.person);
        self.stop_clock(ClockName::Dispute, signed.day);
        Ok(())
    }

    fn has_undecided(&self, rules: Rules<'_>, day: Date) -> bool {
        self.able(rules, self.stage, day)
            .any(|person: PersonId| !self.deciders.contains(&person))
    }

    /// A "yes, badly" goes to the stage above whoever may have caused it, with a clock of its own.
    pub(crate) fn report_treatment(&mut self, rules: Rules<'_>, ill: bool, day: Date) -> Result<(), Refusal> {
        if self.found.is_none() && self.closed.is_none() {
            return Err(Refusal::NoFindings);
        }
        if ill && !self.treatment_open() {
            self.void_proposal();
            self.asked_again(day);
            self.move_up(rules, Cause::Treatment, day);
            self.start_clock(
                ClockName::LaterTreatment,
                add_days(day, rules.policy.clocks.later_treatment_days),
            );
        }
        Ok(())
    }

    pub(crate) fn answer_treatment(&mut self, day: Date) -> Result<(), Refusal> {
        if !self.treatment_open() {
            return Err(Refusal::NoTreatment);
        }
        self.stop_clock(ClockName::LaterTreatment, day);
        Ok(())
    }
}
