//! `daylight act tag`: who or what a concern is about, for the own office alone.

use std::path::PathBuf;

use anyhow::ensure;
use clap::{ArgGroup, Args};

use super::hand::{Hand, OnConcern, Signing};
use crate::cli::output::Output;
use crate::cli::secrets::Typed;
use crate::cli::words;
use crate::client::tags;

/// Tag who or what it is about, so that your office sees when the same comes up again
///
/// A person, a team, a place: write the same one always the same way. The list takes the place of the one before. It is
/// sealed like a note to your own office; the service cannot read or count it. `daylight inbox --repeats` counts.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("list").args(["tags", "tags_file", "none"]))]
pub(in crate::cli) struct TagArgs {
    #[command(flatten)]
    on: OnConcern,
    /// The tags. Your shell remembers them, and other programs of this machine can see them: better leave them out here
    #[arg(value_name = "TAG")]
    tags: Vec<Typed>,
    /// File with the tags, one a line; without it and TAG they are read from standard input, or written in your editor
    #[arg(long, value_name = "FILE")]
    tags_file: Option<PathBuf>,
    /// Take all tags away
    #[arg(long)]
    none: bool,
}

impl TagArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let before = tags::of(&hand.concern, &hand.found.office, &hand.found.readers());
            let before = words::tags(&before);
            let tags = self.tags(hand, &before)?;
            ensure!(
                self.none || !tags.is_empty(),
                "there is no tag in it: nothing was signed; to take all away, give --none"
            );
            let act = hand.note(&[], &tags::note(&tags))?;
            let mut signing = Signing::new(act, &format!("Its tags: {}.", words::tags(&tags)));
            signing.means.push(format!("Before: {before}."));
            Ok(signing)
        })
    }

    fn tags(&self, hand: &mut Hand, before: &str) -> anyhow::Result<Vec<String>> {
        if self.none {
            return Ok(Vec::new());
        }
        if !self.tags.is_empty() {
            let typed: Vec<&str> = self.tags.iter().map(Typed::as_str).collect();
            return Ok(tags::typed(&typed.join("\n")));
        }
        let heading = format!(
            "Write below this line who or what it is about, one tag a line. Before: {before}.\n---\n"
        );
        let text = hand.read(self.tags_file.as_deref(), &heading)?;
        Ok(tags::typed(text.as_str().unwrap_or_default()))
    }
}
