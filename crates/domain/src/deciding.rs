//! What the holding stage does between opening and closing: acknowledging, scope, feedback, findings, the one
//! extension, referral, urgency, actions. Each stops its own clock and no other.

use crate::act::{Cause, ClockName, Enquiries, Finding, Mark, ScopePoint};
use crate::apply::Signed;
use crate::calendar::{add_days, add_months};
use crate::case::{Action, Case, Found, Lowering, Rules, State};
use crate::clocks::{Clock, feedback_due};
use crate::refusal::Refusal;
use crate::values::{Date, Digest, PersonId, Urgency};

impl Case {
    pub(crate) fn acknowledge(&mut self, rules: Rules<'_>, day: Date) -> Result<(), Refusal> {
        let asked = [ClockName::Danger, ClockName::Acknowledge, ClockName::StageAnswer];
        if !asked.iter().any(|name| self.clocks.contains_key(name)) {
            return Err(Refusal::NothingToAcknowledge);
        }
        for name in asked {
            self.stop_clock(name, day);
        }
        if self.state == State::Received {
            self.state = State::Acknowledged;
        }
        if self.acknowledged.is_none() {
            self.acknowledged = Some(day);
            let unanswered = feedback_due(rules.policy, self.received, None);
            // Earlier, never later; `first_due` stays what the receipt says. A date given after a lapse stands.
            if let Some(clock) = self.clocks.get_mut(&ClockName::Feedback)
                && clock.due == unanswered
                && !clock.lapsed
            {
                clock.due = feedback_due(rules.policy, self.received, Some(day));
            }
        }
        Ok(())
    }

    pub(crate) fn settle_scope(&mut self, signed: Signed, points: &[ScopePoint]) -> Result<(), Refusal> {
        match self.state {
            State::Received => return Err(Refusal::NotAcknowledged),
            _ if !self.disputed.is_empty() => return Err(Refusal::DisputeOpen),
            State::Acknowledged | State::Scoped => {}
            State::FindingsSent | State::ClosingProposed | State::Closed => {
                return Err(Refusal::ScopeSettled);
            }
        }
        let mut scope = Vec::new();
        for (number, point) in (1_u16..).zip(points) {
            // R06: no point is passed over, and none is left out without a reason.
            match (point.mark, point.reason) {
                (Some(Mark::In), _) => scope.push(true),
                (Some(Mark::Out), Some(_)) => scope.push(false),
                (Some(Mark::Out), None) => return Err(Refusal::PointWithoutReason { point: number }),
                (None, _) => return Err(Refusal::PointUnmarked { point: number }),
            }
        }
        if scope.is_empty() {
            return Err(Refusal::NoPoints);
        }
        self.scope = Some(scope);
        self.state = State::Scoped;
        self.deciders.insert(signed.person);
        self.stop_clock(ClockName::FirstDecision, signed.day);
        Ok(())
    }

    pub(crate) fn give_feedback(&mut self, rules: Rules<'_>, day: Date) -> Result<(), Refusal> {
        if self.state == State::Received {
            return Err(Refusal::NotAcknowledged);
        }
        self.feedback_given(rules, day);
        Ok(())
    }

    fn feedback_given(&mut self, rules: Rules<'_>, day: Date) {
        self.stop_clock(ClockName::Feedback, day);
        self.start_clock(
            ClockName::Feedback,
            add_months(day, rules.policy.clocks.feedback_months),
        );
    }

    pub(crate) fn send_findings(
        &mut self,
        rules: Rules<'_>,
        signed: Signed,
        points: &[Finding],
        enquiries: Enquiries,
    ) -> Result<(), Refusal> {
        match self.state {
            State::Received => return Err(Refusal::NotAcknowledged),
            State::ClosingProposed => return Err(Refusal::ClosingIsProposed),
            _ if !self.disputed.is_empty() => return Err(Refusal::DisputeOpen),
            _ => {}
        }
        let scope = self.scope.as_ref().ok_or(Refusal::NotScoped)?;
        for (number, in_scope) in (1_u16..).zip(scope) {
            let given = points.iter().filter(|finding| finding.point == number).count();
            match (*in_scope, given) {
                (true, 1) | (false, 0) => {}
                (true, 0) => return Err(Refusal::PointWithoutFinding { point: number }),
                _ => return Err(Refusal::FindingOutOfScope { point: number }),
            }
        }
        if let Some(stray) = points
            .iter()
            .find(|finding| !(1..=scope.len()).contains(&usize::from(finding.point)))
        {
            return Err(Refusal::FindingOutOfScope { point: stray.point });
        }
        let day = signed.day;
        self.found = Some(Found { on: day, enquiries });
        self.state = State::FindingsSent;
        self.deciders.insert(signed.person);
        self.feedback_given(rules, day);
        let until = add_days(day, rules.policy.clocks.reporter_answer_days);
        self.clocks
            .insert(ClockName::ReporterAnswer, Clock::new(self.stage, until));
        Ok(())
    }

    /// R19: once a stage. The second try stands in the record, changes no date, and sends the concern up.
    pub(crate) fn extend(
        &mut self,
        rules: Rules<'_>,
        name: ClockName,
        due: Date,
        item: Option<Digest>,
        day: Date,
    ) -> Result<(), Refusal> {
        if !matches!(name, ClockName::FirstDecision | ClockName::ReferralReview) {
            return Err(Refusal::NotExtendable { clock: name });
        }
        let last = self.is_last(rules);
        let clock = self
            .clocks
            .get_mut(&name)
            .ok_or(Refusal::ClockNotRunning { clock: name })?;
        item.ok_or(Refusal::ReasonMissing)?;
        if clock.lapsed {
            return Err(Refusal::DatePassed { due: clock.first_due });
        }
        let latest = add_days(clock.due, rules.policy.clocks.extension_days);
        if due <= clock.due || due > latest {
            return Err(Refusal::ExtensionOutOfBounds { latest });
        }
        if self.extended {
            if last {
                return Err(Refusal::AlreadyExtended);
            }
            self.move_up(rules, Cause::SecondExtension, day);
        } else {
            clock.due = due;
            self.extended = true;
        }
        Ok(())
    }

    /// R14: referred is open, with a review of its own.
    pub(crate) fn refer(
        &mut self,
        rules: Rules<'_>,
        receiver: Option<Digest>,
        review: Date,
        day: Date,
    ) -> Result<(), Refusal> {
        receiver.ok_or(Refusal::NoReceiver)?;
        if self.state == State::ClosingProposed {
            return Err(Refusal::ClosingIsProposed);
        }
        if self.clocks.contains_key(&ClockName::ReferralReview) {
            return Err(Refusal::ReferralOpen);
        }
        let latest = add_days(day, rules.policy.clocks.referral_review_days);
        if review <= day || review > latest {
            return Err(Refusal::ReviewTooFar { latest });
        }
        self.start_clock(ClockName::ReferralReview, review);
        Ok(())
    }

    pub(crate) fn referral_result(&mut self, day: Date) -> Result<(), Refusal> {
        if !self.clocks.contains_key(&ClockName::ReferralReview) {
            return Err(Refusal::NoReferral);
        }
        self.stop_clock(ClockName::ReferralReview, day);
        Ok(())
    }

    /// Says who goes on with it; stops and restarts nothing.
    pub(crate) fn hand_over(&mut self, rules: Rules<'_>, to: PersonId, day: Date) -> Result<(), Refusal> {
        if !self.able(rules, self.stage, day).any(|able| able == to) {
            return Err(Refusal::CannotBeHanded { person: to });
        }
        self.handed_to = Some(to);
        Ok(())
    }

    /// Raising is anybody's who has opened; lowering is the holding stage's, with a reason, and waits for a
    /// second person (R22).
    pub(crate) fn change_urgency(
        &mut self,
        rules: Rules<'_>,
        signed: Signed,
        to: Urgency,
        item: Option<Digest>,
    ) -> Result<(), Refusal> {
        self.must_be_open()?;
        if to == self.urgency {
            return Err(Refusal::SameUrgency { urgency: to });
        }
        if to > self.urgency {
            self.raise_urgency(rules, to, signed.day);
            return Ok(());
        }
        let stage = self
            .opened
            .get(&signed.person)
            .and_then(|office| rules.policy.stage_of(office));
        if stage != Some(self.stage) {
            return Err(Refusal::NotTheHoldingStage { holding: self.stage });
        }
        item.ok_or(Refusal::ReasonMissing)?;
        self.lowering = Some(Lowering {
            record: signed.record,
            by: signed.person,
            to,
        });
        Ok(())
    }

    pub(crate) fn set_action(&mut self, signed: Signed, due: Date) -> Result<(), Refusal> {
        if due < signed.day {
            return Err(Refusal::PastDate);
        }
        self.actions.push(Action {
            record: signed.record,
            due,
            done: None,
        });
        Ok(())
    }

    pub(crate) fn finish_action(&mut self, action: Digest, day: Date) -> Result<(), Refusal> {
        let open = self
            .actions
            .iter_mut()
            .find(|each| each.record == action && each.done.is_none());
        open.ok_or(Refusal::NoSuchAction)?.done = Some(day);
        Ok(())
    }
}
