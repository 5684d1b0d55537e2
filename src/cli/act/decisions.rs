//! Acts that decide: scope, findings, closing, the regulator, urgency.

use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use clap::{ArgGroup, Args, ValueEnum};
use daylight_domain::{Act, ClosingReason, ConcernId, Digest, Mark, Urgency};

use super::hand::{Hand, OnConcern, Signing, TO_REPORTER, Words};
use crate::cli::output::Output;
use crate::cli::story;
use crate::client::{findings, scope};
use crate::crypto::seal::{Plaintext, Sealed};

const SCOPE: &str = "\
# Each point of the reporter on a line of its own. Every point is in, or out with a reason; the reporter sees them all.
#   in: The till in the canteen is short every Friday.
#   out (pay is decided by the pay panel): My pay was cut.
# A long point goes on in the next line, if that begins with a space. Lines with # in front are left out.
";

const FINDINGS: &str = "\
# What you found on each point that is looked into: upheld, partly upheld or not upheld. The reporter reads all of it.
#   point 1 upheld: The till rolls of six Fridays show it.
# Then each enquiry on a line of its own, and how many people you spoke to. Say what is more likely than not.
#   enquiry: Read the till rolls of six Fridays.
#   spoken to: 3
# Is anyone still at risk? Answer yes, no, or not known.
#   still at risk: no
# A long line goes on in the next one, if that begins with a space. Lines with # in front are left out.

";

/// Findings end nothing: whoever is at risk does not wait for the reporter's time to answer.
const STILL_AT_RISK: &str = "Somebody may still be at risk. Do not wait: make it more urgent (`daylight act urgency`), set what has to be done, \
     with an owner and a date (`daylight act action`), or bring in another body (`daylight act refer`).";

/// Say what will be looked into, point by point
///
/// The file has one line for each point of the reporter: `in: the point`, or `out (the reason): the point`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ScopeArgs {
    #[command(flatten)]
    on: OnConcern,
    /// File with the points; without it they are read from standard input, or written in your editor
    #[arg(long, value_name = "FILE")]
    points_file: Option<PathBuf>,
}

impl ScopeArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let text = hand.read(self.points_file.as_deref(), SCOPE)?;
            let points = scope::read(text.as_str().unwrap_or_default())
                .context("the scope is not complete, nothing was signed")?;
            let reasons = points.iter().filter_map(|point| point.reason.clone());
            let reasons: Vec<Sealed> = reasons
                .map(|reason| hand.found.seal(&Plaintext::new(reason)))
                .collect::<Result<_, _>>()?;
            let marks = scope::marks(&points, &reasons);
            let item = hand.seal(&Plaintext::new(scope::wording(&points)))?;
            for reason in reasons {
                hand.bring(reason);
            }
            let within = points.iter().filter(|point| point.mark == Mark::In).count();
            Ok(Signing {
                act: Act::Scope { points: marks, item },
                means: vec![format!(
                    "{within} of {} points will be looked into. The reporter can say: this misses my point.",
                    points.len()
                )],
            })
        })
    }
}

/// Send what you found on each point, and how you found out
///
/// The file has a line for each point in scope (`point 1 upheld: …`, `partly upheld`, `not upheld`), a line for each
/// enquiry (`enquiry: …`), `spoken to: 3`, `still at risk: yes` (`no`, `not known`), and `standard: balance of probabilities`.
#[derive(Debug, Args)]
pub(in crate::cli) struct FindingsArgs {
    #[command(flatten)]
    on: OnConcern,
    /// File with the findings; without it they are read from standard input, or written in your editor
    #[arg(long, value_name = "FILE")]
    findings_file: Option<PathBuf>,
}

impl FindingsArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        self.on.sign(output, |hand| {
            let points = story::scope(&hand.concern, &hand.found.readers())
                .context("say first what is looked into, with `daylight act scope`")?;
            let form = format!("{FINDINGS}{}", findings::form(&points));
            let text = hand.read(self.findings_file.as_deref(), &form)?;
            let found = findings::Findings::read(text.as_str().unwrap_or_default(), &points)
                .context("the findings are not complete, nothing was signed")?;
            let item = hand.seal(&Plaintext::new(found.wording()))?;
            let (points, enquiries) = found.signed();
            let mut means =
                vec!["The reporter has time to answer now. After it you can propose to close.".to_owned()];
            if found.at_risk != Some(findings::AtRisk::No) {
                means.push(STILL_AT_RISK.to_owned());
            }
            let act = Act::Findings {
                points,
                enquiries,
                item,
            };
            Ok(Signing { act, means })
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Reason {
    Established,
    PartlyEstablished,
    NotEstablished,
    /// To a named receiver (--receiver-file)
    Transferred,
    NoConcernStated,
    /// By the last stage alone, after `cannot-open`
    CannotBeOpened,
}

impl Reason {
    const fn reason(self) -> ClosingReason {
        match self {
            Self::Established => ClosingReason::Established,
            Self::PartlyEstablished => ClosingReason::PartlyEstablished,
            Self::NotEstablished => ClosingReason::NotEstablished,
            Self::Transferred => ClosingReason::Transferred,
            Self::NoConcernStated => ClosingReason::NoConcernStated,
            Self::CannotBeOpened => ClosingReason::CannotBeOpened,
        }
    }
}

/// Propose to close; a person of a higher stage approves or refuses
#[derive(Debug, Args)]
pub(in crate::cli) struct CloseArgs {
    #[command(flatten)]
    on: OnConcern,
    /// Why it can be closed
    #[arg(long)]
    reason: Reason,
    /// File with the name of the body that it goes to; for `transferred`
    #[arg(long, value_name = "FILE", required_if_eq("reason", "transferred"))]
    receiver_file: Option<PathBuf>,
    #[command(flatten)]
    words: Words,
}

impl CloseArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        ensure!(
            self.receiver_file.is_none() || self.reason == Reason::Transferred,
            "a receiver belongs to `--reason transferred`: leave --receiver-file out, or change the reason"
        );
        if self.reason == Reason::CannotBeOpened {
            let person = self.on.sign_in(output)?;
            return self.on.sign_unread(&person, output, |hand| {
                let item = hand.words(&self.words, TO_REPORTER)?;
                Ok(self.signing(None, item, &hand.concern.id))
            });
        }
        self.on.sign(output, |hand| {
            let receiver = receiver(hand, self.receiver_file.as_ref())?;
            let item = hand.words(&self.words, TO_REPORTER)?;
            Ok(self.signing(receiver, item, &hand.found.id))
        })
    }

    fn signing(&self, receiver: Option<Digest>, item: Digest, id: &ConcernId) -> Signing {
        let act = Act::ClosingProposed {
            reason: self.reason.reason(),
            receiver,
            item,
        };
        let proposed = "Proposed. It is not closed before somebody else approves, and no date stands still.";
        Signing {
            act,
            means: vec![
                proposed.to_owned(),
                format!("They do so with: daylight act approve {id}"),
            ],
        }
    }
}

/// The name of a receiver, sealed.
pub(super) fn receiver(hand: &mut Hand, file: Option<&PathBuf>) -> anyhow::Result<Option<Digest>> {
    let Some(file) = file else { return Ok(None) };
    let name = hand.read(Some(file), "")?;
    hand.seal(&name).map(Some)
}

/// Say whether the data regulator was told of lost data, and why
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("decision").required(true).args(["told", "not_told"]))]
pub(in crate::cli) struct RegulatorArgs {
    #[command(flatten)]
    on: OnConcern,
    /// The regulator was told
    #[arg(long)]
    told: bool,
    /// It was decided not to tell
    #[arg(long)]
    not_told: bool,
    #[command(flatten)]
    words: Words,
}

impl RegulatorArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        let heading = "Say why below this line. The reporter reads it.\n---\n";
        self.on.sign(output, |hand| {
            let item = Some(hand.words(&self.words, heading)?);
            let told = self.told && !self.not_told;
            Ok(Signing::new(
                Act::Regulator { told, item },
                "The decision and its day stand in the record for good.",
            ))
        })
    }
}

/// How pressing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Pressing {
    /// Nobody is in danger now
    Ordinary,
    /// Personal data was lost
    DataLoss,
    /// Somebody is in danger now
    Danger,
}

impl Pressing {
    /// As the record says it.
    pub(crate) const fn urgency(self) -> Urgency {
        match self {
            Self::Ordinary => Urgency::Ordinary,
            Self::DataLoss => Urgency::DataLoss,
            Self::Danger => Urgency::Danger,
        }
    }
}

/// Raise the urgency at once, or lower it once a second person approves
#[derive(Debug, Args)]
pub(in crate::cli) struct UrgencyArgs {
    #[command(flatten)]
    on: OnConcern,
    /// The new urgency
    #[arg(long)]
    to: Pressing,
    #[command(flatten)]
    words: Words,
}

impl UrgencyArgs {
    pub(super) fn run(&self, output: Output) -> anyhow::Result<()> {
        let to = self.to.urgency();
        self.on.sign(output, |hand| {
            let lowers = to < hand.concern.outlook.urgency;
            let mut item = None;
            if lowers || self.words.words_file.is_some() {
                let heading = "Say why below this line: who could be harmed, and how soon? The reporter reads it.\n---\n";
                item = Some(hand.words(&self.words, heading)?);
            }
            let means = if lowers {
                "It is lowered once another person approves: daylight act approve ID"
            } else {
                "It is raised at once, and the dates that belong to it run from today."
            };
            Ok(Signing::new(Act::UrgencyChanged { to, item }, means))
        })
    }
}
