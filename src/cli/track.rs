//! `daylight track`: the reporter comes back with the code, reads, and may write, object, or take an office's key back.

use std::path::PathBuf;

use anyhow::ensure;
use clap::{ArgGroup, Args, ValueEnum};
use daylight_domain::{Act, Audience, Disputed, OfficeId, Urgency};
use serde_json::{Value, json};

use super::connect::AtService;
use super::draft::Draft;
use super::output::Output;
use super::secrets::{self, LONGEST_MESSAGE};
use super::{files, story, words};
use crate::api::ActAccepted;
use crate::client::{Concern, Reporter, Service, Stopped, Trust};
use crate::crypto::seal::Plaintext;
use crate::entropy::SystemEntropy;

/// Come back with your code: where your concern stands, who has it, and what was written to you
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("one").args(["message", "dispute", "treatment", "exclude", "urgency"]))]
pub(super) struct TrackArgs {
    #[command(flatten)]
    at: AtService,
    /// File with your code; asked for if left out
    #[arg(long, value_name = "FILE")]
    code_file: Option<PathBuf>,
    /// Send a message: from --message-file, standard input or your editor
    #[arg(long)]
    message: bool,
    /// Say that the scope misses your point, or that you disagree with the findings. Only the stages above read it, and
    /// somebody else answers
    #[arg(long, value_name = "MATTER")]
    dispute: Option<Matter>,
    /// Say how you have been treated since. `ill` takes words too, which only the stages above read
    #[arg(long, value_name = "HOW")]
    treatment: Option<Treated>,
    /// Take the concern back from an office that must not see it any more. It cannot be given back
    #[arg(long, value_name = "OFFICE")]
    exclude: Option<OfficeId>,
    /// Say that somebody is in danger now, or that personal data was lost. Danger alerts at once
    #[arg(long, value_name = "URGENCY")]
    urgency: Option<Pressing>,
    /// With a message: seal it for the stages above the one that has it now
    #[arg(long, requires = "message")]
    above: bool,
    /// File with your words: a message, or what you say with --dispute or --treatment
    #[arg(long, value_name = "FILE", conflicts_with_all = ["exclude", "urgency"])]
    message_file: Option<PathBuf>,
    /// A file to attach; may be given more than once
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    /// Save the attached files into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where to write the receipt of what you send
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Matter {
    Scope,
    Findings,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Treated {
    Well,
    Ill,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Pressing {
    Danger,
    DataLoss,
}

/// For whom words are sealed.
#[derive(Clone, Copy)]
enum Readers {
    Case,
    Above,
    OfTreatment,
}

/// What the reporter sends: an act, its words, and what it means.
struct Sending<'a> {
    heading: Option<&'static str>,
    to: Readers,
    act: Box<dyn Fn(Option<daylight_domain::Digest>) -> Option<Act> + 'a>,
    means: &'static str,
}

impl TrackArgs {
    fn sending(&self) -> Option<Sending<'_>> {
        if let Some(matter) = self.dispute {
            let (heading, matter) = match matter {
                Matter::Scope => (
                    "Say below this line which point they miss.\n---\n",
                    Disputed::Scope,
                ),
                Matter::Findings => (
                    "Say below this line what you disagree with.\n---\n",
                    Disputed::Findings,
                ),
            };
            return Some(Sending {
                heading: Some(heading),
                to: Readers::Above,
                act: Box::new(move |item| Some(Act::Disputed { matter, item: item? })),
                means: "Your objection was sent. Somebody else than the one who decided answers it.",
            });
        }
        if let Some(how) = self.treatment {
            let ill = how == Treated::Ill;
            return Some(Sending {
                heading: self.message_file.as_ref().map(|_| ""),
                to: Readers::OfTreatment,
                act: Box::new(move |item| Some(Act::TreatmentReported { ill, item })),
                means: "Your answer was sent. Only the stages above read it, and the one that answers you about it already.",
            });
        }
        if let Some(office) = &self.exclude {
            return Some(Sending {
                heading: None,
                to: Readers::Case,
                act: Box::new(move |_| {
                    Some(Act::Withdrawn {
                        office: office.clone(),
                    })
                }),
                means: "That office cannot open it any more. What somebody there has read, they have read.",
            });
        }
        if let Some(pressing) = self.urgency {
            let to = match pressing {
                Pressing::Danger => Urgency::Danger,
                Pressing::DataLoss => Urgency::DataLoss,
            };
            return Some(Sending {
                heading: None,
                to: Readers::Case,
                act: Box::new(move |_| Some(Act::UrgencyChanged { to, item: None })),
                means: "The urgency was raised.",
            });
        }
        let (audience, to) = if self.above {
            (Audience::Above, Readers::Above)
        } else {
            (Audience::Case, Readers::Case)
        };
        (self.message || self.message_file.is_some()).then(|| Sending {
            heading: Some("Write your message below this line.\n---\n"),
            to,
            act: Box::new(move |item| {
                Some(Act::Message {
                    item: item?,
                    audience,
                })
            }),
            means: "Your message was sent.",
        })
    }
}

/// Fetches, checks and tells; with something to send, sends it first.
pub(super) fn run(args: &TrackArgs, output: Output) -> anyhow::Result<()> {
    ensure!(
        args.treatment != Some(Treated::Well) || args.message_file.is_none(),
        "an answer that you are treated well takes no words, for nobody is handed them: send them with --message; nothing was sent"
    );
    let service = args.at.service()?;
    let trust = args.at.trust(&service, output)?;
    secrets::place_for(args.receipt.as_deref())?;
    files::check(&args.attach)?;
    let code = secrets::code(args.code_file.as_deref(), output)?;
    let reporter = Reporter::from_code(&code, &trust)?;
    let mut concern = reporter.track(&service, &trust)?;
    let mut sent = Value::Null;
    if let Some(sending) = args.sending() {
        let answer = send(args, &sending, &reporter, (&service, &trust), &concern, output)?;
        output.note(&format!(
            "{} It stands in the record from {}.",
            sending.means,
            words::day(answer.batch_on)
        ));
        secrets::keep_receipt(args.receipt.as_deref(), &answer.receipt, output);
        sent = json!({ "record": answer.record, "batch_on": answer.batch_on });
        concern = reporter.track(&service, &trust)?;
    }
    let attached = files::attach(&reporter, &service, &trust, &args.attach, output);
    if !attached.is_empty() {
        concern = reporter.track(&service, &trust)?;
    }
    let policy = concern.policy(&trust)?;
    let with = [reporter.master().case_identity()];
    let mut value = story::value(&concern, &trust, policy, &with);
    if !sent.is_null() {
        value.insert("sent".to_owned(), sent);
    }
    let mut lines = story::lines(&concern, &trust, policy, &with);
    let source = |item: &_, offset| reporter.attachment(&service, *item, offset);
    let (files, about_files) = files::fetch(&concern, &source, &with[0], args.out.as_deref(), output);
    value.insert("attachments".to_owned(), json!(files));
    if !attached.is_empty() {
        value.insert("attached".to_owned(), json!(attached));
    }
    lines.extend(about_files);
    if let Some(next) = concern.outlook.next_date {
        lines.extend([
            String::new(),
            format!("Come back on or after {}.", words::day(next)),
        ]);
    }
    output.result(&Value::Object(value), &lines);
    Ok(())
}

fn send(
    args: &TrackArgs,
    sending: &Sending<'_>,
    reporter: &Reporter,
    (service, trust): (&Service, &Trust),
    concern: &Concern,
    output: Output,
) -> anyhow::Result<ActAccepted> {
    let (mut text, mut draft): (Option<Plaintext>, Option<Draft>) = (None, None);
    if let Some(heading) = sending.heading {
        let empty = "nothing was written: nothing was sent";
        let file = args.message_file.as_deref();
        let (written, kept) = secrets::text(file, LONGEST_MESSAGE, heading, empty, output)?;
        (text, draft) = (Some(written), kept);
    }
    let sealed = text.map(|text| match sending.to {
        Readers::Case => reporter.seal(&text),
        Readers::Above => reporter.seal_above(trust, concern, &text, &SystemEntropy),
        Readers::OfTreatment => reporter.seal_treatment(trust, concern, &text, &SystemEntropy),
    });
    let answer = sealed.transpose().and_then(|words| {
        let item = words.as_ref().map(crate::crypto::seal::Sealed::digest);
        let act = (sending.act)(item)
            .ok_or_else(|| Stopped::Here("there are no words: nothing was sent".to_owned()))?;
        reporter.sign(service, trust, concern, &act, words)
    });
    match (&answer, draft) {
        (Ok(_), Some(draft)) => draft.discard(output),
        (Err(_), Some(draft)) => draft.keep(output),
        (_, None) => {}
    }
    Ok(answer?)
}
