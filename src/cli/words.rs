//! What a concern's dates, states and steps are called, for people who may be afraid: short sentences, dates in words,
//! who has it and what comes next. Must not know where they are printed.

use daylight_domain::calendar::add_days;
use daylight_domain::{
    Act, Author, ClockName, Date, Deadline, Disputed, Outlook, Policy, StageNo, State, Step, Urgency,
};
use serde::Serialize;
use serde_json::{Value, json};

use crate::client::{Trust, clean};

/// "Tuesday 29 December 2026".
pub(super) fn day(date: Date) -> String {
    date.strftime("%A %-d %B %Y").to_string()
}

/// The fixed word of a value for programs: `first_decision`.
pub(super) fn fixed(value: &impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// A stage's name.
pub(super) fn stage(policy: &Policy, number: StageNo) -> String {
    policy
        .stage(number)
        .map_or_else(|| number.to_string(), |stage| clean(&stage.name))
}

/// Tags in a sentence.
pub(super) fn tags(tags: &[String]) -> String {
    if tags.is_empty() {
        "none".to_owned()
    } else {
        tags.join("; ")
    }
}

/// How far a concern has come.
pub(super) const fn state(state: State) -> &'static str {
    match state {
        State::Received => "received; nobody has confirmed it yet",
        State::Acknowledged => "confirmed; what will be looked into is not settled yet",
        State::Scoped => "being looked into",
        State::FindingsSent => "findings sent",
        State::ClosingProposed => "findings sent; closing is proposed",
        State::Closed => "closed",
    }
}

/// What must have happened when a clock's date comes.
pub(super) const fn wanted(clock: ClockName) -> &'static str {
    match clock {
        ClockName::Danger => "somebody must answer, because someone is in danger",
        ClockName::LostData => "they must have decided whether to tell the data regulator",
        ClockName::Acknowledge => "they must have confirmed that they have it",
        ClockName::FirstDecision => "they must have said what they will look into",
        ClockName::Feedback => "they must have said what has been done so far",
        ClockName::StageAnswer => "those who have it now must have confirmed that they do",
        ClockName::ReferralReview => "they must have looked again at what the other body does",
        ClockName::Dispute => "the objection must have been answered",
        ClockName::UnheldStage => "somebody must have taken up the empty office",
        ClockName::Conclude => "it must be finished",
        ClockName::LaterTreatment => "they must have answered how the reporter was treated",
        ClockName::ReporterAnswer => "the reporter can say whether they agree",
    }
}

/// What follows if nobody acts.
pub(super) fn then(policy: &Policy, deadline: &Deadline) -> String {
    match deadline.then {
        Some(next) => format!(
            "it goes to {} on {}",
            stage(policy, next),
            day(add_days(deadline.due, 1))
        ),
        None if deadline.clock == ClockName::ReporterAnswer => "nothing is lost; the case goes on".to_owned(),
        None => "the delay is recorded, and shown in public, every week until somebody acts".to_owned(),
    }
}

/// A deadline for people.
pub(super) fn deadline(policy: &Policy, deadline: &Deadline) -> String {
    let also = if deadline.first_due < deadline.due {
        ", later than it first was"
    } else {
        ""
    };
    let then = then(policy, deadline);
    format!(
        "By {}{also}: {}. If not, {then}.",
        day(deadline.due),
        wanted(deadline.clock)
    )
}

/// The deadlines for programs.
pub(super) fn deadlines(policy: &Policy, outlook: &Outlook) -> Value {
    let one = |deadline: &Deadline| {
        json!({
            "clock": fixed(&deadline.clock),
            "stage": deadline.stage.0,
            "first_due": deadline.first_due,
            "due": deadline.due,
            "target": deadline.target,
            "then": then(policy, deadline),
        })
    };
    outlook.deadlines.iter().map(one).collect()
}

/// Who wrote a step.
pub(super) fn author(trust: &Trust, policy: &Policy, step: &Step) -> String {
    let office = step.office.as_ref().and_then(|id| {
        let stage = policy.stage_of(id)?;
        policy
            .offices(stage)
            .iter()
            .find(|office| office.id == *id)
            .map(|office| clean(&office.name))
    });
    match (step.by, office) {
        (Author::Reporter, _) => "The reporter".to_owned(),
        (Author::Service, _) => "The calendar".to_owned(),
        (by, Some(office)) => format!("{} ({office})", trust.author(by)),
        (by, None) => trust.author(by),
    }
}

/// What happened, for people.
pub(super) fn happened(trust: &Trust, policy: &Policy, step: &Step) -> String {
    let who = author(trust, policy, step);
    match &step.act {
        Act::Received { .. } => "The concern was received.".to_owned(),
        Act::Opened { .. } => format!("{who} opened it."),
        Act::NoConflict {} => format!("{who} said: I have no conflict. They can read all of it now."),
        Act::Conflict {} => format!("{who} has a conflict and will not see it again."),
        Act::Acknowledged { .. } => format!("{who} confirmed that they have it."),
        Act::Message { .. } => format!("{who} wrote a message."),
        Act::Note { .. } => format!("{who} wrote a note to other reviewers."),
        Act::Scope { .. } => format!("{who} said what will be looked into."),
        Act::Feedback { .. } => format!("{who} said what has been done so far."),
        Act::Findings { .. } => format!("{who} sent findings."),
        Act::Disputed {
            matter: Disputed::Scope,
            ..
        } => format!("{who} said: this misses my point."),
        Act::Disputed {
            matter: Disputed::Findings,
            ..
        } => format!("{who} said: I disagree."),
        Act::Lapsed {
            clock,
            stage: late,
            due,
            ..
        } => {
            let late = stage(policy, *late);
            format!("{late} let a date pass. By {}: {}.", day(*due), wanted(*clock))
        }
        Act::Escalated {
            from, to, arrived, ..
        } => {
            format!(
                "Passed on from {} to {} on {}.",
                stage(policy, *from),
                stage(policy, *to),
                day(*arrived)
            )
        }
        Act::UrgencyChanged { to, .. } => format!("{who} changed the urgency: {}.", urgency(*to)),
        Act::Closed {} => "Closed. The reporter can still say: I disagree.".to_owned(),
        Act::Reopened {} => "Opened again.".to_owned(),
        Act::Mismatch {} => format!("{who} found parts that do not match what was sent."),
        Act::CannotOpen {} => format!("{who} could not open it."),
        other => also_happened(trust, &who, other),
    }
}

fn also_happened(trust: &Trust, who: &str, act: &Act) -> String {
    match act {
        Act::Extended { due, .. } => format!("{who} asked for more time, until {}.", day(*due)),
        Act::Referred { review, .. } => {
            format!(
                "{who} referred it to another body too, and looks again by {}.",
                day(*review)
            )
        }
        Act::ReferralResult { .. } => format!("{who} said what came of the referral."),
        Act::HandedOver { to } => format!("{who} handed it to {}.", trust.name(*to)),
        Act::Regulator { told: true, .. } => format!("{who} told the data regulator."),
        Act::Regulator { told: false, .. } => format!("{who} decided not to tell the data regulator."),
        Act::Shared { parts, .. } => format!("{who} shared {} parts with another body.", parts.len()),
        Act::Redacted { passages, .. } => {
            format!("{who} made a copy with {passages} passages taken out. The original stays.")
        }
        Act::ActionDue { due, .. } => format!("{who} set what follows, by {}.", day(*due)),
        Act::ActionDone { .. } => format!("{who} said that it was carried out."),
        Act::ClosingProposed { reason, .. } => format!("{who} proposed to close it as {reason}."),
        Act::Approved { .. } => format!("{who} approved."),
        Act::Refused { .. } => format!("{who} refused."),
        Act::DisputeAnswered {
            same_person: true, ..
        } => {
            format!("{who} answered the objection to their own decision, because nobody else was left.")
        }
        Act::DisputeAnswered { .. } => format!("{who} answered the objection."),
        Act::TreatmentAsked { month } => {
            format!("{month} months after closing: how have you been treated since?")
        }
        Act::TreatmentReported { ill: true, .. } => format!("{who} said: I have been treated badly since."),
        Act::TreatmentReported { .. } => format!("{who} said how they were treated since: well."),
        Act::TreatmentAnswered { .. } => format!("{who} answered how the reporter was treated."),
        Act::Repeat { .. } => format!("{who} said that this has come up before."),
        Act::Withdrawn { office } => format!("{who} took it back from the office {office}."),
        Act::Attached { .. } => format!("{who} added a file."),
        Act::Erased { months, backups_end } => format!(
            "The content was erased by rule, {months} months after the last closing. The last backup with it is destroyed by \
             {backups_end}."
        ),
        other => format!("{who}: {}.", other.kind().replace('_', " ")),
    }
}

/// An urgency for people.
pub(super) const fn urgency(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Ordinary => "nobody is said to be in danger",
        Urgency::DataLoss => "personal data is said to be lost",
        Urgency::Danger => "somebody is said to be in danger now",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_written_in_words() {
        assert_eq!(day("2026-12-29".parse().unwrap()), "Tuesday 29 December 2026");
        assert_eq!(day("2027-01-01".parse().unwrap()), "Friday 1 January 2027");
    }
}
