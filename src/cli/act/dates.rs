//! Acts that set a date: the one extension, and outcomes with an owner.

use anyhow::{Context as _, bail};
use clap::{ArgGroup, Args, ValueEnum};
use daylight_domain::{Act, ClockName, Date};

use super::hand::{OnConcern, Signing, Words};
use crate::cli::output::Output;
use crate::cli::words;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Extendable {
    FirstDecision,
    ReferralReview,
}

/// Put a date off, once at your stage, with a reason the reporter reads
///
/// Only the first decision and the review of a referral can be put off, by 28 days at most. A second try is refused: it
/// stands in the record and sends the concern up. Lateness still counts from the first date.
#[derive(Debug, Args)]
pub(in crate::cli) struct ExtendArgs {
    #[command(flatten)]
    on: OnConcern,
    /// Which date
    #[arg(long)]
    clock: Extendable,
    /// The new date, like 2027-01-31
    #[arg(long, value_name = "DATE")]
    until: Date,
    #[command(flatten)]
    words: Words,
}

impl ExtendArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        let heading = "Say below this line why more time is needed. The reporter reads it.\n---\n";
        let clock = match self.clock {
            Extendable::FirstDecision => ClockName::FirstDecision,
            Extendable::ReferralReview => ClockName::ReferralReview,
        };
        self.on.sign(output, |hand| {
            let second = hand.concern.outlook.extended;
            let item = Some(hand.words(&self.words, heading)?);
            let means = if second {
                "Your stage has had its one extension: this one changed no date.".to_owned()
            } else {
                format!(
                    "The date is {} now. It is still counted late after the first one.",
                    words::day(self.until)
                )
            };
            Ok(Signing::new(
                Act::Extended {
                    clock,
                    due: self.until,
                    item,
                },
                &means,
            ))
        })
    }
}

/// Set an outcome with its owner and a date, or say that one was carried out
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").required(true).args(["due", "done"]))]
pub(in crate::cli) struct ActionArgs {
    #[command(flatten)]
    on: OnConcern,
    /// By when it must be carried out, like 2027-01-31; name the owner in the words
    #[arg(long, value_name = "DATE")]
    due: Option<Date>,
    /// The record of the outcome that was carried out, or its beginning; `daylight open` lists them
    #[arg(long, value_name = "RECORD")]
    done: Option<String>,
    #[command(flatten)]
    words: Words,
}

impl ActionArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            if let Some(due) = self.due {
                let heading =
                    "Say below this line what will be done and who does it. The reporter reads it.\n---\n";
                let item = hand.words(&self.words, heading)?;
                let means = format!("It must be carried out by {}.", words::day(due));
                return Ok(Signing::new(Act::ActionDue { item, due }, &means));
            }
            let wanted = self
                .done
                .as_deref()
                .context("say --due or --done")?
                .to_lowercase();
            let open = hand
                .concern
                .outlook
                .actions
                .iter()
                .filter(|action| action.done.is_none());
            let mut meant = open.filter(|action| action.record.to_string().starts_with(&wanted));
            let action = match (meant.next(), meant.next()) {
                (Some(action), None) => action.record,
                (Some(_), Some(_)) => bail!("more than one outcome begins like this: give the whole record"),
                (None, _) => bail!("no open outcome has this record: look at the list with `daylight open`"),
            };
            let item = hand.words(
                &self.words,
                "Say below this line what was done. The reporter reads it.\n---\n",
            )?;
            Ok(Signing::new(
                Act::ActionDone { action, item },
                "It is carried out.",
            ))
        })
    }
}
