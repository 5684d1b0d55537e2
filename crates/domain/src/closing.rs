//! Closing: what must stand before it, and who approves (DESIGN section 4). The person who proposes never
//! closes; the service writes `closed` in the transaction of the approval.

use crate::act::{ClockName, ClosingReason};
use crate::apply::Signed;
use crate::calendar::add_days;
use crate::case::{Case, Proposal, Rules, State};
use crate::clocks::Clock;
use crate::entry::Act;
use crate::people::Role;
use crate::refusal::Refusal;
use crate::values::{Date, Digest, StageNo};

impl Case {
    pub(crate) fn propose_closing(
        &mut self,
        rules: Rules<'_>,
        signed: Signed,
        reason: ClosingReason,
        receiver: Option<Digest>,
    ) -> Result<(), Refusal> {
        self.must_be_open()?;
        if self.state == State::ClosingProposed {
            return Err(Refusal::ClosingIsProposed);
        }
        if !rules.policy.closing_reasons.contains(&reason) {
            return Err(Refusal::ReasonNotAllowed { reason });
        }
        if reason == ClosingReason::CannotBeOpened {
            // What is open could only be answered by somebody who opened it.
            self.is_unopenable(rules, signed.day)?;
        } else {
            self.nothing_is_open()?;
            self.must_have_opened(signed.person)?;
            self.is_decided(rules, signed.day)?;
        }
        let spoken_to = self.found.map_or(0, |found| found.enquiries.spoken_to);
        if reason == ClosingReason::NotEstablished && spoken_to == 0 {
            return Err(Refusal::NobodySpokenTo);
        }
        if reason == ClosingReason::Transferred {
            receiver.ok_or(Refusal::NoReceiver)?;
        }
        let Signed {
            record, person: by, ..
        } = signed;
        self.proposal = Some(Proposal {
            record,
            by,
            reason,
            before: self.state,
        });
        self.state = State::ClosingProposed;
        self.deciders.insert(by);
        // Releases the capsule of the stage that is asked to approve, which is not arrival there.
        self.released = self.stage_above(rules);
        Ok(())
    }

    fn nothing_is_open(&self) -> Result<(), Refusal> {
        if !self.disputed.is_empty() {
            return Err(Refusal::DisputeOpen);
        }
        if self.clocks.contains_key(&ClockName::ReferralReview) {
            return Err(Refusal::ReferralOpen);
        }
        if self.treatment_open() {
            return Err(Refusal::TreatmentOpen);
        }
        Ok(())
    }

    /// Findings, the enquiries behind them (R05), and the reporter's time to answer (R15).
    fn is_decided(&self, rules: Rules<'_>, day: Date) -> Result<(), Refusal> {
        let found = self
            .found
            .filter(|_| self.state == State::FindingsSent)
            .ok_or(Refusal::NoFindings)?;
        reporter_time_over(rules, found.on, day)?;
        if found.enquiries.made == 0 {
            return Err(Refusal::NoEnquiries);
        }
        let any_in_scope = self.scope.as_ref().is_some_and(|points| points.contains(&true));
        if any_in_scope && found.enquiries.standard.is_none() {
            return Err(Refusal::NoStandard);
        }
        Ok(())
    }

    fn is_unopenable(&self, rules: Rules<'_>, day: Date) -> Result<(), Refusal> {
        let said = self
            .cannot_open
            .filter(|_| self.is_last(rules) && !self.last_stage_has_read(rules));
        reporter_time_over(rules, said.ok_or(Refusal::NotUnopenable)?, day)
    }

    /// The auditor judges on form alone where the last stage has no other holder.
    pub(crate) fn auditor_judges(&self, rules: Rules<'_>, signed: Signed, of: Digest) -> bool {
        let Some(proposal) = self.proposal.as_ref().filter(|proposal| proposal.record == of) else {
            return false;
        };
        let alone = !self
            .able(rules, self.stage, signed.day)
            .any(|able| able != proposal.by);
        self.is_last(rules) && alone && rules.roster.role(signed.person, signed.day) == Some(Role::Auditor)
    }

    pub(crate) fn approve(
        &mut self,
        rules: Rules<'_>,
        signed: Signed,
        stage: StageNo,
        of: Digest,
    ) -> Result<(), Refusal> {
        if let Some(lowering) = self.lowering.clone().filter(|lowering| lowering.record == of) {
            self.must_have_opened(signed.person)?;
            if lowering.by == signed.person {
                return Err(Refusal::SamePerson);
            }
            self.lower_urgency(rules, lowering.to, signed.day);
            return Ok(());
        }
        self.may_judge_closing(rules, signed, stage, of)?;
        self.close(rules, signed);
        Ok(())
    }

    pub(crate) fn refuse(
        &mut self,
        rules: Rules<'_>,
        signed: Signed,
        stage: StageNo,
        of: Digest,
    ) -> Result<(), Refusal> {
        if self
            .lowering
            .as_ref()
            .is_some_and(|lowering| lowering.record == of)
        {
            self.must_have_opened(signed.person)?;
            self.lowering = None;
            return Ok(());
        }
        self.may_judge_closing(rules, signed, stage, of)?;
        self.void_proposal();
        Ok(())
    }

    /// A holder of a higher stage who has opened it; at the last stage another of its holders.
    fn may_judge_closing(
        &self,
        rules: Rules<'_>,
        signed: Signed,
        stage: StageNo,
        of: Digest,
    ) -> Result<(), Refusal> {
        let proposal = self.proposal.as_ref().filter(|proposal| proposal.record == of);
        let proposal = proposal.ok_or(Refusal::NothingProposed)?;
        if proposal.by == signed.person {
            return Err(Refusal::SamePerson);
        }
        if stage < self.stage || (stage == self.stage && !self.is_last(rules)) {
            return Err(Refusal::NotHigher);
        }
        if proposal.reason == ClosingReason::CannotBeOpened {
            return Ok(());
        }
        self.must_have_opened(signed.person)
    }

    pub(crate) fn close(&mut self, rules: Rules<'_>, signed: Signed) {
        if let Some(proposal) = self.proposal.take() {
            self.closed_from = proposal.before;
        }
        self.lowering = None;
        self.deciders.insert(signed.person);
        // Open only where nobody could open the concern; the reporter may dispute again.
        self.disputed.clear();
        self.stop_clock(ClockName::Dispute, signed.day);
        // The others wait: a reopening goes on with their dates. What was late by now stays told (R20).
        let waiting: Vec<(ClockName, Clock)> = self
            .running_now(rules)
            .filter(|(name, _)| *name != ClockName::LaterTreatment)
            .collect();
        for (name, clock) in waiting {
            self.note_late(name, &clock, Some(signed.day));
        }
        self.state = State::Closed;
        self.closed = Some(signed.day);
        self.asked = 0;
        self.owed.push(Act::Closed {});
    }
}

fn reporter_time_over(rules: Rules<'_>, since: Date, day: Date) -> Result<(), Refusal> {
    let until = add_days(since, rules.policy.clocks.reporter_answer_days);
    if until < day {
        Ok(())
    } else {
        Err(Refusal::ReporterHasTime { until })
    }
}
