//! `daylight inbox --search` and `--repeats`: what a person learns by looking through all that they have opened. Decides
//! nothing.

use anyhow::ensure;
use serde_json::{Value, json};

use super::connect::AsPerson;
use super::output::Output;
use super::words;
use crate::client::desk::Found;
use crate::client::search::{self, Looked, Place};
use crate::client::tags::{self, Tagged};
use crate::client::{Concern, Mistrust, SignedIn};

/// Places where these words stand; without any they are asked for.
pub(super) fn search(
    typed: &str,
    person: &AsPerson,
    holder: &SignedIn,
    output: Output,
) -> anyhow::Result<()> {
    let mut wanted = search::plain(typed);
    if wanted.is_empty() {
        let asked = output.ask("Which words do you look for?");
        wanted = search::plain(&asked.unwrap_or_default());
    }
    ensure!(
        !wanted.is_empty(),
        "say which words you look for: nothing was opened"
    );
    let Looked { seen, passed_over } = look_through(holder, output, |found, concern| {
        search::places(found, concern, &wanted)
    })?;
    let places: Vec<Place> = seen.into_iter().flatten().collect();
    let line = |place: &Place| format!("{}  {}: {}", place.concern, words::day(place.day), place.around);
    let mut lines: Vec<String> = places.iter().map(line).collect();
    lines.push(if lines.is_empty() {
        "These words stand in no concern that you have opened.".to_owned()
    } else {
        format!("Open one with: {}", person.command("open ID"))
    });
    let value = |place: &Place| json!({ "concern": place.concern, "day": place.day, "around": place.around });
    let places: Vec<Value> = places.iter().map(value).collect();
    output.result(&json!({ "places": places, "passed_over": passed_over }), &lines);
    Ok(())
}

/// Each tag with the concerns that have it, the most frequent first.
pub(super) fn repeats(person: &AsPerson, holder: &SignedIn, output: Output) -> anyhow::Result<()> {
    let Looked { seen, passed_over } = look_through(holder, output, |found, concern| {
        let tags = tags::of(concern, &found.office, &found.readers());
        Ok((concern.outlook.received, concern.id, tags))
    })?;
    let counted = tags::count(seen);
    let is_repeated = |tagged: &Tagged| tagged.concerns.len() >= tags::REPEATS_TO_TELL;
    let mut lines = Vec::new();
    for Tagged { tag, concerns } in &counted {
        lines.push(format!("{}  {tag}", concerns.len()));
        let concern = |(sent_on, id)| format!("     {id}, received on {}", words::day(sent_on));
        lines.extend(concerns.iter().copied().map(concern));
    }
    if counted.is_empty() {
        let tag = person.command("act tag ID");
        lines.push(format!(
            "No concern that you have opened has a tag. Tag one with: {tag}"
        ));
    }
    if counted.iter().any(is_repeated) {
        lines.push(format!(
            "From {} concerns with one tag on, send the newest to the next stage: {}",
            tags::REPEATS_TO_TELL,
            person.command("act repeat ID")
        ));
    }
    let concern = |(sent_on, id): &(_, _)| json!({ "concern": id, "received_on": sent_on });
    let value = |tagged: &Tagged| {
        let concerns: Vec<Value> = tagged.concerns.iter().map(concern).collect();
        json!({ "tag": tagged.tag, "concerns": concerns, "repeated": is_repeated(tagged) })
    };
    let counted: Vec<Value> = counted.iter().map(value).collect();
    output.result(&json!({ "tags": counted, "passed_over": passed_over }), &lines);
    Ok(())
}

/// Looks through all with a bar, and says which were passed over.
fn look_through<T>(
    holder: &SignedIn,
    output: Output,
    look: impl Fn(&Found, &Concern) -> Result<T, Mistrust>,
) -> anyhow::Result<Looked<T>> {
    let bar = output.bar("[{bar:30}] {pos} of {len} concerns, {eta} left");
    let looked = search::look_through(
        holder,
        &|done, all| {
            bar.set_length(all);
            bar.set_position(done);
        },
        look,
    );
    bar.finish_and_clear();
    let looked = looked?;
    for id in &looked.passed_over {
        output.note(&format!("{id} was passed over: open it to see why."));
    }
    Ok(looked)
}
