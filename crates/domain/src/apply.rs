//! One entry applied to a concern: whether it counts, and what it changes. Sorts entries by author and subject;
//! the rules of each subject stand in `opening`, `deciding`, `closing` and `disputes`.

use crate::act::{Audience, Cause, ClockName};
use crate::calendar::add_days;
use crate::case::{Case, Rules, State};
use crate::ceilings::BACKUPS_DAYS;
use crate::entry::Act;
use crate::refusal::Refusal;
use crate::replay::Recorded;
use crate::values::{Author, Date, Digest, OfficeId, PersonId, Urgency};

/// An act of a person who may act, with what the rules ask about it.
#[derive(Clone, Copy)]
pub(crate) struct Signed {
    pub(crate) record: Digest,
    pub(crate) person: PersonId,
    pub(crate) day: Date,
}

impl Case {
    /// Applies an entry to the state on its day; the calendar has been followed up to that day.
    pub(crate) fn apply(&mut self, rules: Rules<'_>, recorded: &Recorded) -> Result<(), Refusal> {
        let entry = &recorded.entry;
        match entry.by {
            Author::Service => self.by_service(rules, &entry.act, entry.day)?,
            _ if self.erased.is_some() => return Err(Refusal::Erased),
            Author::Reporter => self.by_reporter(rules, &entry.act, entry.day)?,
            Author::Person(person) => {
                self.by_person(
                    rules,
                    Signed {
                        record: recorded.record,
                        person,
                        day: entry.day,
                    },
                    &entry.act,
                )?;
            }
        }
        self.follow_reading(recorded);
        self.last_day = entry.day;
        // The act may have left a stage with nobody: it is passed over the same day.
        self.advance(rules, entry.day);
        Ok(())
    }

    /// The service writes what is owed, in that order, and beside that nothing but an erasure.
    fn by_service(&mut self, rules: Rules<'_>, act: &Act, day: Date) -> Result<(), Refusal> {
        if self.owed.first() == Some(act) {
            self.owed.remove(0);
            return Ok(());
        }
        match act {
            Act::Erased { months, backups_end } => self.erase(rules, day, *months, *backups_end),
            _ => Err(Refusal::NotOwed),
        }
    }

    /// The first day on which content may be erased, counted from the last closing. None while it is open, or while nobody
    /// has read what the reporter wrote last.
    pub(crate) fn erasable_from(&self, rules: Rules<'_>) -> Option<Date> {
        let closed = self
            .closed
            .filter(|_| self.state == State::Closed && !self.treatment_open() && self.unread.is_empty())?;
        Some(rules.policy.kept_until(closed))
    }

    fn erase(&mut self, rules: Rules<'_>, day: Date, months: u16, backups_end: Date) -> Result<(), Refusal> {
        if self.erased.is_some() {
            return Err(Refusal::Erased);
        }
        let from = self.erasable_from(rules).ok_or(if self.is_active() {
            Refusal::ErasedWhileOpen
        } else {
            Refusal::ErasedUnread
        })?;
        if day < from {
            return Err(Refusal::ErasedTooEarly { from });
        }
        if months != rules.policy.retention_months {
            return Err(Refusal::WrongRetention {
                months: rules.policy.retention_months,
            });
        }
        if !(day..=add_days(day, BACKUPS_DAYS)).contains(&backups_end) {
            return Err(Refusal::BackupsTooLong);
        }
        self.erased = Some(day);
        Ok(())
    }

    /// What a reporter may do, at any time until erasure.
    fn by_reporter(&mut self, rules: Rules<'_>, act: &Act, day: Date) -> Result<(), Refusal> {
        match act {
            Act::Received { .. } => Err(Refusal::NotTheBeginning),
            Act::Message { .. } | Act::Attached { .. } => Ok(()),
            Act::Disputed { matter, .. } => self.dispute(rules, *matter, day),
            Act::Withdrawn { office } => self.withdraw(rules, office),
            Act::UrgencyChanged { to, .. } => {
                self.must_be_open()?;
                if *to <= self.urgency {
                    return Err(if *to == self.urgency {
                        Refusal::SameUrgency { urgency: *to }
                    } else {
                        Refusal::ReporterLowers
                    });
                }
                self.raise_urgency(rules, *to, day);
                Ok(())
            }
            Act::TreatmentReported { ill, .. } => self.report_treatment(rules, *ill, day),
            _ => Err(Refusal::WrongAuthor),
        }
    }

    fn by_person(&mut self, rules: Rules<'_>, signed: Signed, act: &Act) -> Result<(), Refusal> {
        match act {
            Act::Approved { of } if self.auditor_judges(rules, signed, *of) => {
                self.close(rules, signed);
                return Ok(());
            }
            Act::Refused { of, .. } if self.auditor_judges(rules, signed, *of) => {
                self.void_proposal();
                return Ok(());
            }
            _ => {}
        }
        let (office, stage) = self.entitled(rules, signed)?;
        match act {
            Act::Opened { office: named, .. } => return self.open(signed.person, &office, named),
            Act::NoConflict {} => return self.declare_no_conflict(rules, signed.person),
            Act::Conflict {} => {
                self.barred.insert(signed.person);
                self.drop_proposals_of(|person, _| person == signed.person);
                return Ok(());
            }
            Act::CannotOpen {} => return self.cannot_open(rules, signed, stage, true),
            Act::Mismatch {} => return self.cannot_open(rules, signed, stage, false),
            Act::ClosingProposed { reason, receiver, .. } => {
                self.must_hold(stage)?;
                return self.propose_closing(rules, signed, *reason, *receiver);
            }
            Act::Approved { of } => return self.approve(rules, signed, stage, *of),
            Act::Refused { of, .. } => return self.refuse(rules, signed, stage, *of),
            _ => self.must_have_opened(signed.person)?,
        }
        match act {
            // Whoever opened it may go on adding these, also after it has moved up.
            Act::Note { offices, .. } => self.may_be_told(rules, offices),
            Act::Redacted { .. } => Ok(()),
            Act::UrgencyChanged { to, item } => self.change_urgency(rules, signed, *to, *item),
            _ => {
                self.must_hold(stage)?;
                self.by_holding_stage(rules, signed, act)
            }
        }
    }

    fn by_holding_stage(&mut self, rules: Rules<'_>, signed: Signed, act: &Act) -> Result<(), Refusal> {
        let day = signed.day;
        match act {
            Act::Message {
                audience: Audience::Case,
                ..
            } => return Ok(()),
            Act::Message { .. } => return Err(Refusal::WrongAudience),
            Act::ActionDue { due, .. } => return self.set_action(signed, *due),
            Act::ActionDone { action, .. } => return self.finish_action(*action, day),
            Act::TreatmentAnswered { .. } => return self.answer_treatment(day),
            _ => self.must_be_open()?,
        }
        match act {
            Act::Acknowledged { .. } => self.acknowledge(rules, day),
            Act::Scope { points, .. } => self.settle_scope(signed, points),
            Act::Feedback { .. } => self.give_feedback(rules, day),
            Act::Findings {
                points, enquiries, ..
            } => self.send_findings(rules, signed, points, *enquiries),
            Act::Extended { clock, due, item } => self.extend(rules, *clock, *due, *item, day),
            Act::Referred { receiver, review, .. } => self.refer(rules, *receiver, *review, day),
            Act::ReferralResult { .. } => self.referral_result(day),
            Act::HandedOver { to } => self.hand_over(rules, *to, day),
            Act::Regulator { item, .. } => {
                item.ok_or(Refusal::ReasonMissing)?;
                self.regulator_settled = true;
                self.stop_clock(ClockName::LostData, day);
                Ok(())
            }
            Act::Shared { parts, item, .. } => {
                item.ok_or(Refusal::ReasonMissing)?;
                if parts.is_empty() {
                    Err(Refusal::NoParts)
                } else {
                    Ok(())
                }
            }
            Act::DisputeAnswered { same_person, .. } => self.answer_dispute(rules, signed, *same_person),
            Act::Repeat { .. } => {
                self.move_up(rules, Cause::Repeat, day);
                Ok(())
            }
            _ => Err(Refusal::WrongAuthor),
        }
    }

    /// A note goes to offices of the route that the reporter has not kept it from (R23). A name that is none would
    /// be free text in the record.
    fn may_be_told(&self, rules: Rules<'_>, offices: &[OfficeId]) -> Result<(), Refusal> {
        for office in offices {
            let office = office.clone();
            match rules.policy.stage_of(&office) {
                None => return Err(Refusal::UnknownOffice { office }),
                Some(_) if self.withdrawn.contains(&office) => {
                    return Err(Refusal::OfficeWithdrawn { office });
                }
                Some(stage) if self.left_out.contains(&stage) => return Err(Refusal::NotHanded { office }),
                Some(_) => {}
            }
        }
        Ok(())
    }

    fn withdraw(&mut self, rules: Rules<'_>, office: &OfficeId) -> Result<(), Refusal> {
        let unknown = Refusal::UnknownOffice {
            office: office.clone(),
        };
        if rules.policy.stage_of(office).ok_or(unknown)? == rules.policy.last_stage() {
            return Err(Refusal::LastStageWithdrawn);
        }
        if !self.withdrawn.insert(office.clone()) {
            return Err(Refusal::OfficeWithdrawn {
                office: office.clone(),
            });
        }
        self.drop_proposals_of(|_, opened_for| opened_for == Some(office));
        Ok(())
    }

    /// What a person proposed before they were barred, or their office withdrawn, is off the table.
    fn drop_proposals_of(&mut self, is_gone: impl Fn(PersonId, Option<&OfficeId>) -> bool) {
        let gone = |by: PersonId| is_gone(by, self.opened.get(&by));
        let closing = self.proposal.as_ref().is_some_and(|proposal| gone(proposal.by));
        let lowering = self.lowering.as_ref().is_some_and(|lowering| gone(lowering.by));
        if closing {
            self.void_proposal();
        }
        if lowering {
            self.lowering = None;
        }
    }

    /// Raises at once; the clock that belongs to the new urgency starts the same day.
    pub(crate) fn raise_urgency(&mut self, rules: Rules<'_>, to: Urgency, day: Date) {
        self.urgency = to;
        self.lowering = None;
        let lengths = &rules.policy.clocks;
        match to {
            Urgency::Danger => self.start_clock(ClockName::Danger, add_days(day, lengths.danger_days)),
            Urgency::DataLoss => self.start_clock(ClockName::LostData, add_days(day, lengths.lost_data_days)),
            Urgency::Ordinary => {}
        }
    }

    /// Lowers what a second person approved. No clock stops; lost data not yet decided on begin theirs (R09).
    pub(crate) fn lower_urgency(&mut self, rules: Rules<'_>, to: Urgency, day: Date) {
        self.urgency = to;
        self.lowering = None;
        if to == Urgency::DataLoss && !self.regulator_settled {
            let due = add_days(day, rules.policy.clocks.lost_data_days);
            self.start_clock(ClockName::LostData, due);
        }
    }
}
