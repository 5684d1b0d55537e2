//! One concern told in full: where it stands, its dates, its messages and steps. For its reporter and for holders.

use daylight_domain::{Author, Policy, Step};
use serde_json::{Map, Value, json};

use super::outcome;
pub(super) use super::outcome::{proposed, scope};
use super::words;
use crate::client::told::{Numbered, is_withheld, numbered};
use crate::client::{Concern, Trust, clean, tags};
use crate::crypto::hybrid::HybridIdentity;

/// Stage, state, dates, messages and timeline for a program.
pub(super) fn value(
    concern: &Concern,
    trust: &Trust,
    policy: &Policy,
    with: &[HybridIdentity],
) -> Map<String, Value> {
    let outlook = &concern.outlook;
    let mut value = Map::new();
    value.insert("concern".to_owned(), json!(concern.id));
    value.insert("received_on".to_owned(), json!(outlook.received));
    value.insert("today".to_owned(), json!(outlook.today));
    value.insert(
        "sealed_on_arrival".to_owned(),
        json!(is_sealed_on_arrival(concern)),
    );
    value.insert("stage".to_owned(), json!(outlook.stage.0));
    value.insert(
        "stage_name".to_owned(),
        json!(words::stage(policy, outlook.stage)),
    );
    value.insert("arrived".to_owned(), json!(outlook.arrived));
    value.insert("state".to_owned(), json!(outlook.state));
    value.insert("urgency".to_owned(), json!(outlook.urgency));
    value.insert("deadlines".to_owned(), words::deadlines(policy, outlook));
    value.insert("next_date".to_owned(), json!(outlook.next_date));
    value.insert("erased_on".to_owned(), json!(outlook.erased));
    value.append(&mut outcome::value(concern, trust, policy, with));
    value.insert("messages".to_owned(), messages(concern, trust, with));
    value.insert("timeline".to_owned(), timeline(concern, trust));
    value
}

/// The same for a person.
pub(super) fn lines(
    concern: &Concern,
    trust: &Trust,
    policy: &Policy,
    with: &[HybridIdentity],
) -> Vec<String> {
    let outlook = &concern.outlook;
    let mut lines = vec![
        format!(
            "Concern {}, received on {}.",
            concern.id,
            words::day(outlook.received)
        ),
        format!(
            "It is with {} since {}: {}.",
            words::stage(policy, outlook.stage),
            words::day(outlook.arrived),
            words::state(outlook.state)
        ),
    ];
    if is_sealed_on_arrival(concern) {
        lines.push(
            "It came from a browser without scripts: the server sealed it, and saw what was written for a moment."
                .to_owned(),
        );
    }
    if concern.service_differs {
        lines.push(
            "The service told another stage or state than follows from the record. Tell the outside body."
                .to_owned(),
        );
    }
    if let (Some(day), Some(closed)) = (outlook.erased, outlook.closed) {
        lines.push(format!(
            "Its content was erased by rule on {}: it was closed on {}, and its policy keeps content for {} months \
             after that. Nobody can read it any more. The record of what was done, and when, stays.",
            words::day(day),
            words::day(closed),
            policy.retention_months
        ));
    }
    lines.extend(outcome::standing(concern, trust, policy, with));
    if !outlook.deadlines.is_empty() {
        lines.extend([String::new(), "What must happen next:".to_owned()]);
        lines.extend(
            outlook
                .deadlines
                .iter()
                .map(|deadline| format!("  {}", words::deadline(policy, deadline))),
        );
    }
    lines.extend(outcome::lines(concern, with));
    lines.extend([String::new(), "What has happened:".to_owned()]);
    let texts = numbered(concern, with);
    for step in &outlook.timeline {
        lines.push(format!(
            "  {}: {}",
            words::day(step.day),
            words::happened(trust, policy, step)
        ));
        if is_withheld(concern, trust, policy, step, with) {
            lines.push(
                "      The record names words here that were not handed out, or do not open. Tell the outside body."
                    .to_owned(),
            );
        }
        for Numbered { number, told, .. } in texts.iter().filter(|each| std::ptr::eq(each.step, step)) {
            if let Some(tags) = tags::read(&step.act, &told.text) {
                lines.push(format!("      Tags: {}", words::tags(&tags)));
                continue;
            }
            let text = clean(told.text.as_str().unwrap_or_default());
            let mut first = format!("      ({number}) ");
            for line in text.lines() {
                lines.push(format!("{first}{line}"));
                " ".repeat(10).clone_into(&mut first);
            }
        }
    }
    lines
}

/// Once it was erased nobody can tell any more.
fn is_sealed_on_arrival(concern: &Concern) -> bool {
    let manifest = concern.manifest.as_ref();
    manifest.is_some_and(|manifest| manifest.sealed_on_arrival)
}

/// Words that were sent to the reporter or by them, or between offices, in order, as far as they open. Tags have a number
/// as all words do, and are told by themselves.
fn messages(concern: &Concern, trust: &Trust, with: &[HybridIdentity]) -> Value {
    let texts = numbered(concern, with).into_iter();
    let texts = texts.filter(|each| tags::read(&each.step.act, &each.told.text).is_none());
    let texts = texts.map(|Numbered { number, step, told }| {
        json!({
            "number": number,
            "from": trust.author(step.by),
            "day": step.day,
            "kind": step.act.kind(),
            "text": told.text.as_str(),
        })
    });
    texts.collect()
}

fn timeline(concern: &Concern, trust: &Trust) -> Value {
    let one = |step: &Step| {
        let mut line = json!({
            "day": step.day,
            "kind": step.act.kind(),
            "by": trust.author(step.by),
            "office": step.office,
            "stage": step.stage.0,
            "record": step.record,
        });
        if let (Author::Service, Ok(mut act)) = (step.by, serde_json::to_value(&step.act))
            && let (Some(line), Some(data)) = (
                line.as_object_mut(),
                act.get_mut("data").and_then(Value::as_object_mut),
            )
        {
            // What the calendar derived says from where to where and why.
            data.remove("stage");
            line.append(data);
        }
        line
    };
    concern.outlook.timeline.iter().map(one).collect()
}
