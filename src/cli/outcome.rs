//! What has come of a concern so far, in words: the scope point by point, the findings, who goes on with it, and what
//! waits for whom. Must not know where it is printed.

use daylight_domain::{Act, Digest, Disputed, Mark, Outlook, Policy, Step};
use serde_json::{Map, Value, json};

use super::words;
use crate::client::closing::{Closing, closing};
use crate::client::findings;
use crate::client::scope::Point;
pub(super) use crate::client::told::scope;
use crate::client::told::{found, text};
use crate::client::{Concern, Trust, clean};
use crate::crypto::hybrid::HybridIdentity;

/// For programs.
pub(super) fn value(
    concern: &Concern,
    trust: &Trust,
    policy: &Policy,
    with: &[HybridIdentity],
) -> Map<String, Value> {
    let outlook = &concern.outlook;
    let point = |(number, point): (usize, &Point)| json!({ "point": number, "mark": point.mark, "text": point.text, "reason": point.reason });
    let scope = scope(concern, with).map(|points| (1..).zip(&points).map(point).collect::<Vec<_>>());
    let found = found(concern, with);
    let results = found.as_ref().map(|found| {
        let one = |(finding, words): &(daylight_domain::Finding, String)| {
            json!({ "point": finding.point, "result": finding.result, "text": words })
        };
        found.results.iter().map(one).collect::<Vec<_>>()
    });
    let action = |action: &daylight_domain::Action| {
        let words =
            step_of(outlook, &action.record).and_then(|step| text(concern, step.act.items().first()?, with));
        json!({ "record": action.record, "due": action.due, "done": action.done, "text": words })
    };
    let waits = |record: &Digest| {
        let step = step_of(outlook, record);
        json!({
            "record": record,
            "kind": step.map(|step| step.act.kind()),
            "by": step.map(|step| trust.author(step.by)),
        })
    };
    let value = json!({
        "scope": scope,
        "findings": results,
        "enquiries": found.as_ref().map(|found| &found.enquiries),
        "spoken_to": found.as_ref().map(|found| found.spoken_to),
        "at_risk": found.as_ref().map(|found| found.at_risk),
        "standard": found.as_ref().map(|found| found.standard),
        "holding_offices": outlook.holding_offices,
        "handed_to": outlook.handed_to.map(|person| trust.name(person)),
        "referred": outlook.referred,
        "disputed": outlook.disputed,
        "to_approve": outlook.to_approve.iter().map(waits).collect::<Vec<_>>(),
        "reporter_time_until": outlook.reporter_time_until,
        "extended": outlook.extended,
        "actions": outlook.actions.iter().map(action).collect::<Vec<_>>(),
        "treatment_asked": outlook.treatment_asked,
        "closed": outlook.closed,
        "closing": closing(concern, policy, with).map(|closing| json!({
            "reason": closing.reason,
            "receiver": closing.receiver,
            "disputable_until": closing.disputable_until,
            "asked_on": closing.asked_on,
        })),
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// What else keeps it.
const LONGER: &str = "and longer while something of it is unread or disputed; then it is erased by rule.";

/// Who goes on with it, and what is open, for people.
pub(super) fn standing(
    concern: &Concern,
    trust: &Trust,
    policy: &Policy,
    with: &[HybridIdentity],
) -> Vec<String> {
    let outlook = &concern.outlook;
    let mut lines = closing(concern, policy, with).map_or_else(Vec::new, |closing| closed(&closing));
    if let Some(person) = outlook.handed_to {
        lines.push(format!("{} goes on with it.", trust.name(person)));
    }
    if outlook.referred {
        lines.push("Another body looks at it too. It stays open here.".to_owned());
    }
    for matter in &outlook.disputed {
        lines.push(match matter {
            Disputed::Scope => "The reporter says: this misses my point. It waits for an answer.".to_owned(),
            Disputed::Findings => "The reporter says: I disagree. It waits for an answer.".to_owned(),
        });
    }
    for record in &outlook.to_approve {
        let told = proposed(outlook, record);
        let closing =
            step_of(outlook, record).is_some_and(|step| matches!(step.act, Act::ClosingProposed { .. }));
        let last = outlook.stage >= policy.last_stage();
        let whose = match (closing, last) {
            (true, false) => "somebody of a higher stage",
            (true, true) => "another holder of the last stage, or the auditor",
            (false, _) => "another person who has opened it",
        };
        lines.push(format!("Waits for the approval of {whose}: {told}."));
        if closing {
            let until = policy.kept_until(outlook.today);
            lines.push(format!(
                "If it is approved today, what was written is kept until {}, {LONGER}",
                words::day(until)
            ));
        }
    }
    if let Some(closed) = outlook.closed.filter(|_| outlook.erased.is_none()) {
        let until = policy.kept_until(closed);
        lines.push(format!(
            "What was written is kept until {}, {LONGER}",
            words::day(until)
        ));
    }
    if let Some(month) = outlook
        .treatment_asked
        .last()
        .filter(|_| outlook.closed.is_some())
    {
        lines.push(format!(
            "{month} months after closing we ask the reporter: how have you been treated since? \
             (daylight track --treatment well, or ill)"
        ));
    }
    lines
}

/// How it was closed, and what its reporter can still do and expect.
fn closed(closing: &Closing) -> Vec<String> {
    let lead = format!("It was closed on {}: {}.", words::day(closing.on), closing.reason);
    let receiver = closing
        .receiver
        .as_ref()
        .map(|name| format!("It was passed on to {}.", flat(name)));
    let disagree = closing.disputable_until.map(|day| {
        let until = words::day(day);
        format!("Its reporter can disagree until {until} (daylight track --dispute findings, or scope).")
    });
    let asked = closing.asked_on.map(|day| {
        let on = words::day(day);
        format!("On {on} its reporter is asked how they have been treated since.")
    });
    [Some(lead), receiver, disagree, asked]
        .into_iter()
        .flatten()
        .collect()
}

/// Scope, findings and outcomes, for people.
pub(super) fn lines(concern: &Concern, with: &[HybridIdentity]) -> Vec<String> {
    let outlook = &concern.outlook;
    let mut lines = Vec::new();
    if let Some(points) = scope(concern, with) {
        lines.extend([
            String::new(),
            "What will be looked into, point by point:".to_owned(),
        ]);
        for (number, point) in (1..).zip(points) {
            let mark = if point.mark == Mark::In { "yes" } else { "no" };
            lines.push(format!("  {number}. {mark}: {}", flat(&point.text)));
            lines.extend(
                point
                    .reason
                    .map(|reason| format!("     because: {}", flat(&reason))),
            );
        }
    }
    if let Some(found) = found(concern, with) {
        lines.extend([String::new(), "What was found:".to_owned()]);
        for (finding, words) in &found.results {
            let point = found
                .point(finding)
                .map_or_else(String::new, |point| flat(&point.text));
            lines.push(format!("  {}. {point}", finding.point));
            let result = findings::result(finding.result);
            lines.push(format!("     {result}: {}", flat(words)));
        }
        let enquiries = found.enquiries.iter();
        lines.extend(enquiries.map(|enquiry| format!("  How they found out: {}", flat(enquiry))));
        lines.push(format!("  People spoken to: {}.", found.spoken_to));
        let at_risk = found.at_risk.map(findings::AtRisk::written);
        lines.extend(at_risk.map(|answer| format!("  Is anyone still at risk: {answer}.")));
        if found.standard.is_some() {
            lines.push("  Decided by what is more likely than not.".to_owned());
        }
    }
    if !outlook.actions.is_empty() {
        lines.extend([String::new(), "What follows from it:".to_owned()]);
        for action in &outlook.actions {
            let words = step_of(outlook, &action.record)
                .and_then(|step| text(concern, step.act.items().first()?, with))
                .unwrap_or_default();
            let done = match action.done {
                Some(day) => format!("done on {}", words::day(day)),
                None if action.due < outlook.today => format!("late since {}", words::day(action.due)),
                None => format!("by {}", words::day(action.due)),
            };
            let short: String = action.record.to_string().chars().take(8).collect();
            lines.push(format!("  {short}  {done}: {}", flat(&words)));
        }
    }
    lines
}

/// What waits, in a few words with its record.
pub(super) fn proposed(outlook: &Outlook, record: &Digest) -> String {
    let what = match step_of(outlook, record).map(|step| &step.act) {
        Some(Act::ClosingProposed { reason, .. }) => format!("closing as {reason}"),
        Some(Act::UrgencyChanged { to, .. }) => format!("a lower urgency ({})", words::urgency(*to)),
        _ => "a proposal".to_owned(),
    };
    let short: String = record.to_string().chars().take(8).collect();
    format!("{what} [{short}]")
}

fn step_of<'a>(outlook: &'a Outlook, record: &Digest) -> Option<&'a Step> {
    outlook.timeline.iter().find(|step| step.record == *record)
}

fn flat(text: &str) -> String {
    clean(text).lines().collect::<Vec<_>>().join(" ")
}
