//! Another body looks at it too: referred, and what came of it. The concern stays open here.

use std::path::PathBuf;

use clap::Args;
use daylight_domain::{Act, Date};

use super::decisions::receiver;
use super::hand::{OnConcern, Signing, TO_REPORTER, Words};
use crate::cli::output::Output;
use crate::cli::words;

/// Refer it to another body; it stays open here, and is looked at again on a date
#[derive(Debug, Args)]
pub(in crate::cli) struct ReferArgs {
    #[command(flatten)]
    on: OnConcern,
    /// File with the name of the body
    #[arg(long, value_name = "FILE")]
    receiver_file: PathBuf,
    /// When it is looked at again, at most 28 days from now
    #[arg(long, value_name = "DATE")]
    review: Date,
    #[command(flatten)]
    words: Words,
}

impl ReferArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let receiver = receiver(hand, Some(&self.receiver_file))?;
            let item = hand.words(&self.words, TO_REPORTER)?;
            let means = format!(
                "It stays open here. By {} you record what came of it: daylight act refer-result {}",
                words::day(self.review),
                hand.found.id
            );
            Ok(Signing::new(
                Act::Referred {
                    receiver,
                    review: self.review,
                    item,
                },
                &means,
            ))
        })
    }
}

/// Say what came of the referral; what the other body decides is no decision here
#[derive(Debug, Args)]
pub(in crate::cli) struct ReferResultArgs {
    #[command(flatten)]
    on: OnConcern,
    #[command(flatten)]
    words: Words,
}

impl ReferResultArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let item = hand.words(&self.words, TO_REPORTER)?;
            Ok(Signing::new(
                Act::ReferralResult { item },
                "The referral is over. Your own findings are still needed.",
            ))
        })
    }
}
