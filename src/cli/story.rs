//! One concern told in full: where it stands, its dates, its messages and steps. For its reporter and for holders.

use daylight_domain::{Act, Author, Digest, Policy, Step};
use serde_json::{Map, Value, json};

use super::words;
use crate::client::{Concern, Trust, clean};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::seal::Plaintext;

/// Stage, state, dates, messages and timeline for a program.
pub(super) fn value(
    concern: &Concern,
    trust: &Trust,
    policy: &Policy,
    with: &HybridIdentity,
) -> Map<String, Value> {
    let outlook = &concern.outlook;
    let mut value = Map::new();
    value.insert("concern".to_owned(), json!(concern.id));
    value.insert("received_on".to_owned(), json!(outlook.received));
    value.insert("today".to_owned(), json!(outlook.today));
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
    value.insert("messages".to_owned(), messages(concern, trust, with));
    value.insert("timeline".to_owned(), timeline(concern, trust));
    value
}

/// The same for a person.
pub(super) fn lines(concern: &Concern, trust: &Trust, policy: &Policy, with: &HybridIdentity) -> Vec<String> {
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
    if concern.service_differs {
        lines.push(
            "The service told another stage or state than follows from the record. Tell the outside body."
                .to_owned(),
        );
    }
    if !outlook.deadlines.is_empty() {
        lines.extend([String::new(), "What must happen next:".to_owned()]);
        lines.extend(
            outlook
                .deadlines
                .iter()
                .map(|deadline| format!("  {}", words::deadline(policy, deadline))),
        );
    }
    lines.extend([String::new(), "What has happened:".to_owned()]);
    for step in &outlook.timeline {
        lines.push(format!(
            "  {}: {}",
            words::day(step.day),
            words::happened(trust, policy, step)
        ));
        for text in texts(concern, step, with) {
            lines.extend(
                clean(text.as_str().unwrap_or_default())
                    .lines()
                    .map(|line| format!("      {line}")),
            );
        }
    }
    lines
}

/// Words that were sent to the reporter or by them, in order.
fn messages(concern: &Concern, trust: &Trust, with: &HybridIdentity) -> Value {
    let from = |step: &Step| trust.author(step.by);
    let of = |step: &Step| -> Vec<Value> {
        let texts = texts(concern, step, with);
        texts.iter().map(|text| json!({ "from": from(step), "day": step.day, "kind": step.act.kind(), "text": text.as_str() })).collect()
    };
    concern.outlook.timeline.iter().flat_map(of).collect()
}

fn texts(concern: &Concern, step: &Step, with: &HybridIdentity) -> Vec<Plaintext> {
    // Notes and what was kept from the first reader are sealed to others and do not open; attachments are no text.
    if matches!(step.act, Act::Attached { .. }) {
        return Vec::new();
    }
    step.act
        .items()
        .iter()
        .filter_map(|item: &Digest| concern.words(item, with))
        .collect()
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
