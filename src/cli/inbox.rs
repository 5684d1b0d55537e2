//! `daylight inbox`: every concern on the desk that a holder's key opens, by the first date.

use clap::{ArgGroup, Args};
use daylight_domain::{Author, Date, Role};
use serde_json::{Value, json};

use super::connect::AsPerson;
use super::output::Output;
use super::secrets::Typed;
use super::{look, story, words};
use crate::client::desk::{self, Found};
use crate::client::{SignedIn, unread};

/// List the concerns that your key opens, the most pressing first; an auditor's key: those that wait for its verdict
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("instead").args(["closed", "search", "repeats"]))]
pub(super) struct InboxArgs {
    #[command(flatten)]
    person: AsPerson,
    /// List instead the ids of closed concerns that your office opened
    #[arg(long)]
    closed: bool,
    /// Look instead for words in every concern that you have opened, closed ones too: on this machine, and the service
    /// learns nothing of them. Without WORDS you are asked for them, and your shell does not remember them
    #[arg(long, value_name = "WORDS", num_args = 0..=1, default_missing_value = "")]
    search: Option<Typed>,
    /// Count instead who or what comes up again: the tags (`daylight act tag`) of every concern that you have opened
    #[arg(long)]
    repeats: bool,
}

/// Signs in, opens the hand-outs and lists.
pub(super) fn run(args: &InboxArgs, output: Output) -> anyhow::Result<()> {
    let holder = args.person.sign_in(output)?;
    if let Some(words) = &args.search {
        return look::search(words.as_str(), &args.person, &holder, output);
    }
    if args.repeats {
        return look::repeats(&args.person, &holder, output);
    }
    if holder.role == Role::Auditor {
        return for_auditor(args, &holder, output);
    }
    if args.closed {
        let closed = desk::closed(&holder)?;
        let lines: Vec<String> = closed.iter().map(ToString::to_string).collect();
        output.result(&json!({ "closed": closed }), &lines);
        return Ok(());
    }
    let (found, broken) = desk::find(&holder)?;
    let mut listed = found
        .iter()
        .map(|found| list(found, &holder))
        .collect::<anyhow::Result<Vec<_>>>()?;
    listed.sort_by_key(|(first_due, ..)| first_due.unwrap_or(Date::MAX));
    let mut lines: Vec<String> = listed.iter().map(|(_, _, line)| line.clone()).collect();
    if lines.is_empty() {
        lines.push(
            "No concern opens with your key today. New ones come with the daily tick, danger at once."
                .to_owned(),
        );
    } else {
        lines.push(format!("Open one with: {}", args.person.command("open ID")));
    }
    if broken > 0 {
        output.note(&format!(
            "{broken} sealed to your office cannot be read: damaged, or of another service. Tell the outside body."
        ));
    }
    let concerns: Vec<Value> = listed.into_iter().map(|(_, value, _)| value).collect();
    output.result(&json!({ "concerns": concerns, "broken": broken }), &lines);
    Ok(())
}

/// What waits for a verdict on form. Nothing sealed is asked for.
fn for_auditor(args: &InboxArgs, auditor: &SignedIn, output: Output) -> anyhow::Result<()> {
    let (mut values, mut lines) = (Vec::new(), Vec::new());
    for concern in unread::waiting(auditor)? {
        let outlook = &concern.outlook;
        let first_due = outlook.deadlines.iter().map(|deadline| deadline.first_due).min();
        let proposed: Vec<String> = outlook
            .to_approve
            .iter()
            .map(|of| story::proposed(outlook, of))
            .collect();
        values.push(json!({
            "concern": concern.id,
            "stage": outlook.stage.0,
            "state": words::fixed(&outlook.state),
            "first_due": first_due,
            "received_on": outlook.received,
            "to_approve": outlook.to_approve,
        }));
        lines.push(format!("{}  {}", concern.id, proposed.join("; ")));
    }
    if lines.is_empty() {
        lines.push("No closing waits for you. What the last stage proposes comes with its batch.".to_owned());
    } else {
        let approve = args.person.command("act approve ID");
        lines.push(format!(
            "Judge one on its form: {approve} (or the same with --refuse)"
        ));
    }
    lines.push(format!(
        "People and keys that wait for a signature: {}",
        args.person.command("person list")
    ));
    output.result(&json!({ "concerns": values }), &lines);
    Ok(())
}

fn list(found: &Found, holder: &SignedIn) -> anyhow::Result<(Option<Date>, Value, String)> {
    let today = holder.trust.today;
    let urgency;
    let (mut passed_on, mut approves, mut waits) = (false, false, false);
    let (rung, state, first_due, told) = if let Some(concern) = found.concern(holder)? {
        let first_due = concern
            .outlook
            .deadlines
            .iter()
            .map(|deadline| deadline.first_due)
            .min();
        let state = concern.outlook.state;
        urgency = concern.outlook.urgency;
        passed_on = concern.outlook.barred.contains(&holder.person);
        let policy = concern.policy(&holder.trust)?;
        let by = Author::Person(holder.person);
        approves = concern
            .outlook
            .allowed(policy, &holder.trust.roster, by)
            .contains(&"approved");
        (
            concern.outlook.stage.0,
            words::fixed(&state),
            first_due,
            if passed_on {
                "you passed it on"
            } else {
                words::state(state)
            },
        )
    } else {
        let (_, policy) = holder.trust.policy_on(found.capsule.day)?;
        let rung = policy.stage_of(&found.office).map_or(0, |stage| stage.0);
        let standing = found.standing(&holder.trust)?;
        (urgency, waits) = (standing.urgency, standing.waits);
        (
            rung,
            "unopened".to_owned(),
            standing.first_due,
            "not opened by you yet",
        )
    };
    let value = json!({
        "concern": found.id,
        "stage": rung,
        "state": state,
        "first_due": first_due,
        "office": found.office,
        "received_on": found.capsule.day,
        "arrived": found.arrived,
        "urgency": urgency,
        "passed_on": passed_on,
        "to_approve": approves,
        "waits": waits,
    });
    let by = match first_due {
        Some(date) if date < today => format!("late since {}", words::day(date)),
        Some(date) => format!("act by {}", words::day(date)),
        None => "no date is running".to_owned(),
    };
    Ok((
        first_due,
        value,
        format!(
            "{}  {by}; {told}; {}{}",
            found.id,
            words::urgency(urgency),
            match (approves, waits) {
                (true, _) => "; WAITS FOR YOUR APPROVAL",
                (false, true) => "; something waits for approval",
                _ => "",
            }
        ),
    ))
}
