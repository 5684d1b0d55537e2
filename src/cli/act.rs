//! `daylight act`: what a holder signs on a concern. Only such a signature stops a clock.

use std::path::PathBuf;

use anyhow::{Context as _, bail, ensure};
use clap::{Args, ValueEnum};
use daylight_domain::{Act, Audience};
use serde_json::json;

use super::connect::AsPerson;
use super::output::Output;
use super::secrets::{self, LONGEST_MESSAGE};
use super::words;
use crate::client::desk;

const HEADING: &str =
    "Write to the reporter below this line. Do not ask who they are, nor for more proof.\n---\n";

/// Sign an act on a concern
#[derive(Debug, Args)]
pub(super) struct ActArgs {
    /// What you sign
    kind: Kind,
    /// The concern's id, or its beginning
    id: String,
    #[command(flatten)]
    person: AsPerson,
    /// File with words to the reporter: for `message`, and if you like for `acknowledge`
    #[arg(long, value_name = "FILE")]
    message_file: Option<PathBuf>,
    /// Where to write the receipt of your signature
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Confirm to the reporter that your stage has it
    Acknowledge,
    /// Write to the reporter: from --message-file, standard input or your editor
    Message,
    /// Pass it on because you have a conflict; you will not see it again
    Conflict,
    /// Say that its parts do not match what the reporter signed; it moves up at once
    Mismatch,
    /// Say that it cannot be opened
    CannotOpen,
}

impl Kind {
    const fn what_follows(self) -> Option<&'static str> {
        match self {
            Self::Acknowledge => Some("The reporter sees it when they come back with their code."),
            Self::Message => Some("The reporter reads it when they come back with their code."),
            Self::Conflict => Some("You have passed it on. You cannot read it or act on it any more."),
            Self::Mismatch | Self::CannotOpen => None,
        }
    }
}

/// Signs the act and checks its receipt.
pub(super) fn run(args: &ActArgs, output: Output) -> anyhow::Result<()> {
    let takes_words = matches!(args.kind, Kind::Acknowledge | Kind::Message);
    ensure!(
        takes_words || args.message_file.is_none(),
        "this act carries no words: leave --message-file out"
    );
    secrets::place_for(args.receipt.as_deref())?;
    let holder = args.person.sign_in(output)?;
    let found = desk::choose(desk::find(&holder)?.0, &args.id)?;
    // What does not hold together can still be said: the other three need no opening, and no sound manifest.
    let concern = if takes_words {
        Some(found.concern(&holder)?.with_context(|| {
            let open = args.person.command(&format!("open {}", found.id));
            format!("you have not opened this concern: open it first, with {open}")
        })?)
    } else {
        found.concern(&holder).ok().flatten()
    };
    let mut items = Vec::new();
    let mut draft = None;
    if args.kind == Kind::Message || args.message_file.is_some() {
        let (text, written) = secrets::text(
            args.message_file.as_deref(),
            LONGEST_MESSAGE,
            HEADING,
            "the message is empty: nothing was signed",
            output,
        )?;
        items.push(found.seal(&text)?);
        draft = written;
    }
    let item = items.first().map(crate::crypto::seal::Sealed::digest);
    let act = match (args.kind, item) {
        (Kind::Acknowledge, item) => Act::Acknowledged { item },
        (Kind::Message, Some(item)) => Act::Message {
            item,
            audience: Audience::Case,
        },
        (Kind::Message, None) => bail!("the message is empty: nothing was signed"),
        (Kind::Conflict, _) => Act::Conflict {},
        (Kind::Mismatch, _) => Act::Mismatch {},
        (Kind::CannotOpen, _) => Act::CannotOpen {},
    };
    let answer = match &concern {
        Some(concern) => found.act_on(&holder, concern, &act, &items),
        None => found.act_unopened(&holder, &act),
    };
    let answer = match (answer, draft) {
        (Ok(answer), draft) => {
            if let Some(draft) = draft {
                draft.discard(output);
            }
            answer
        }
        (Err(fault), draft) => {
            if let Some(draft) = draft {
                draft.keep(output);
            }
            return Err(fault.into());
        }
    };
    secrets::keep_receipt(args.receipt.as_deref(), &answer.receipt, output);
    let value = json!({
        "concern": found.id,
        "record": answer.record,
        "batch_on": answer.batch_on,
        "followed_by": answer.followed_by,
    });
    let mut lines = vec![format!(
        "Signed. It stands in the record from {}.",
        words::day(answer.batch_on)
    )];
    lines.extend(args.kind.what_follows().map(str::to_owned));
    if answer.followed_by.iter().any(|kind| kind == "escalated") {
        lines.push("The concern has moved to the next stage.".to_owned());
    }
    output.result(&value, &lines);
    Ok(())
}
