//! Acts by which somebody else goes on: handed over, passed on, or what does not open or match.

use anyhow::bail;
use clap::Args;
use daylight_domain::{Act, ConcernId};

use super::hand::{OnConcern, Signing};
use crate::cli::output::Output;
use crate::client::{Stopped, desk, unread};

/// Hand it to another holder of your stage; no date stands still
#[derive(Debug, Args)]
pub(in crate::cli) struct HandOverArgs {
    #[command(flatten)]
    on: OnConcern,
    /// Their name or id, as `daylight person list` shows it
    #[arg(long, value_name = "NAME")]
    to: String,
}

impl HandOverArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let (trust, outlook) = (&hand.holder.trust, &hand.concern.outlook);
            let offices = outlook.holding_offices.iter();
            let holders = offices.flat_map(|office| {
                let present = trust.roster.holders(office, outlook.today);
                present.map(move |person| (person, office))
            });
            let mut named: Vec<_> = holders
                .filter(|(person, _)| person.to_string() == self.to || trust.name(*person) == self.to)
                .collect();
            named.dedup();
            let (to, theirs) = match named.as_slice() {
                [one] => *one,
                [] => bail!(
                    "nobody of the stage that has it now is called {}: nothing was signed",
                    self.to
                ),
                _ => bail!("the name stands more than once: give the id from `daylight person list`"),
            };
            let mut means = vec![format!("{} goes on with it.", trust.name(to))];
            if !outlook.opened.iter().any(|(_, office)| office == theirs) {
                means.push(
                    "Nobody of their office has opened it, and the reporter may have left that office out. \
                     Ask whether it opens for them."
                        .to_owned(),
                );
            }
            let act = Act::HandedOver { to };
            Ok(Signing { act, means })
        })
    }
}

/// Pass it on because you have a conflict; you will not see it again
#[derive(Debug, Args)]
pub(in crate::cli) struct ConflictArgs {
    #[command(flatten)]
    on: OnConcern,
}

/// Say that its parts do not match what the reporter signed; it moves up at once
#[derive(Debug, Args)]
pub(in crate::cli) struct MismatchArgs {
    #[command(flatten)]
    on: OnConcern,
}

/// Say that it cannot be opened
///
/// Give its whole id, if your key opens nothing of it: another holder knows it, or an auditor.
#[derive(Debug, Args)]
pub(in crate::cli) struct CannotOpenArgs {
    #[command(flatten)]
    on: OnConcern,
}

impl ConflictArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        let means = "You have passed it on. You cannot read it or act on it any more.";
        without_reading(&self.on, &Act::Conflict {}, Some(means), output)
    }
}

impl MismatchArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        without_reading(&self.on, &Act::Mismatch {}, None, output)
    }
}

impl CannotOpenArgs {
    /// Where no capsule leads to it, its whole id does, which another holder or an auditor knows.
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        let holder = self.on.sign_in(output)?;
        let found = desk::find_one(&holder, &self.on.id);
        let (id, answer) = match (found, self.on.id.trim().to_ascii_lowercase().parse::<ConcernId>()) {
            (Ok(found), _) => (found.id, found.act_unread(&holder, &Act::CannotOpen {})?),
            (Err(Stopped::Here(_)), Ok(id)) => (id, unread::cannot_open(&holder, id)?),
            (Err(fault), _) => return Err(fault.into()),
        };
        let means = vec![
            "At the last stage it can be closed by this, when the reporter's days to answer are over: \
             `daylight act close --reason cannot-be-opened`."
                .to_owned(),
        ];
        self.on.tell_of(&id.to_string(), &answer, means, output);
        Ok(())
    }
}

/// What does not hold together can still be said: these need no opening, and no sound manifest.
fn without_reading(on: &OnConcern, act: &Act, means: Option<&str>, output: Output) -> anyhow::Result<()> {
    let (holder, found) = on.find(output)?;
    let answer = found.act_unread(&holder, act)?;
    on.tell(
        &found,
        &answer,
        means.map(str::to_owned).into_iter().collect(),
        output,
    );
    Ok(())
}
