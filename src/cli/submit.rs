//! `daylight submit`: seals a concern on this machine and sends it. The code is shown before anything leaves.

use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use clap::{Args, ValueEnum};
use daylight_domain::{OfficeId, Policy, Urgency};
use serde_json::json;

use super::connect::AtService;
use super::draft::Draft;
use super::output::Output;
use super::secrets::{self, LONGEST_ACCOUNT};
use super::{files, words};
use crate::client::log_key::words_of;
use crate::client::submit::{self, Choices, Received};
use crate::client::{Reporter, Service, Stopped, Trust};
use crate::crypto::code::TrackingCode;
use crate::crypto::seal::Plaintext;
use crate::entropy::SystemEntropy;

const HEADING: &str =
    "Say what happened, below this line. Leave out what only you could know. You need no proof.\n---\n";

/// Send a concern. Nobody at the organisation can read it or stop it
///
/// The account is read from standard input, from --account-file, or written in your editor ($EDITOR). It is sealed on
/// this machine. You get a code of seven words: write it down, it is the only way back. Do not use a work computer or
/// a work network: the seal does not hide your visit from them.
#[derive(Debug, Args)]
pub(super) struct SubmitArgs {
    #[command(flatten)]
    at: AtService,
    /// File with what happened
    #[arg(long, value_name = "FILE")]
    account_file: Option<PathBuf>,
    /// File with whom and where it concerns; reviewers see it before the rest, to say whether they have a conflict
    #[arg(long, value_name = "FILE")]
    about_file: Option<PathBuf>,
    /// An office that must not see it; may be given more than once
    #[arg(long, value_name = "OFFICE")]
    exclude: Vec<OfficeId>,
    /// Somebody is in danger now, or personal data was lost. Stands outside the seal; danger alerts at once
    #[arg(long, value_name = "URGENCY")]
    urgency: Option<Pressing>,
    /// A file to attach, sealed like the rest; may be given more than once. Files can say who made them: remove author and
    /// place from them first, where you can
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    /// Where to write the receipt. Whoever finds the file learns that you sent something, not what
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Pressing {
    Danger,
    DataLoss,
}

/// Seals, sends, checks the receipt, and says what comes next.
pub(super) fn run(args: &SubmitArgs, output: Output) -> anyhow::Result<()> {
    let service = args.at.service()?;
    let trust = args.at.trust(&service, output)?;
    // Whatever can be wrong is said before somebody writes, and before a code is shown that leads nowhere.
    secrets::place_for(args.receipt.as_deref())?;
    submit::check_excluded(&trust, &args.exclude)?;
    files::check(&args.attach)?;
    let about = match &args.about_file {
        Some(file) => secrets::read(file)?,
        None => String::new().into(),
    };
    ensure!(
        about.len() <= LONGEST_ACCOUNT,
        "the text about whom and where is longer than {} KiB: shorten it, and write the rest into the account",
        LONGEST_ACCOUNT / 1024
    );
    let about = Plaintext::new(about.trim_end().to_owned());
    let (account, draft) = secrets::text(
        args.account_file.as_deref(),
        LONGEST_ACCOUNT,
        HEADING,
        "there is nothing to send: say what happened",
        output,
    )?;

    let code = TrackingCode::generate(&SystemEntropy);
    show_code(&code, draft.as_ref(), output);
    let sent = deliver(args, &service, &trust, &code, &about, &account, output);
    let received = match (sent, draft) {
        (Ok(received), draft) => {
            if let Some(draft) = draft {
                draft.discard(output);
            }
            received
        }
        (Err(fault), draft) => {
            if let Some(draft) = draft {
                draft.keep(output);
            }
            if matches!(&fault, Stopped::Call(call) if call.is_unsettled()) && !output.is_conversation() {
                output.note(&format!(
                    "Whether it arrived is not known. If it did, this code leads to it: {}",
                    *code.words()
                ));
            }
            return Err(match fault {
                Stopped::Call(_) => {
                    anyhow::Error::from(fault).context("nothing is confirmed; it is safe to send again")
                }
                other => other.into(),
            });
        }
    };
    secrets::keep_receipt(args.receipt.as_deref(), &received.receipt, output);
    let reporter = Reporter::from_code(&code, &trust)?;
    let attached = files::attach(&reporter, &service, &trust, &args.attach, output);
    tell(args, &trust, &code, &received, &attached, output)
}

fn show_code(code: &TrackingCode, draft: Option<&Draft>, output: Output) {
    if !output.is_conversation() {
        return;
    }
    output.note("Your code, the only way back to your concern:");
    output.note(&format!("\n    {}\n", *code.words()));
    output.note(
        "Write it on paper now. If you lose it, your concern still goes ahead, but you cannot read replies.",
    );
    if let Some(draft) = draft {
        output.note(&format!(
            "Until it has arrived, your text lies in {}. If you stop here with Ctrl-C, delete that file.",
            draft.file().display()
        ));
    }
    let _ = output.ask("Press Enter when you have written it down, and it is sent.");
}

fn deliver(
    args: &SubmitArgs,
    service: &Service,
    trust: &Trust,
    code: &TrackingCode,
    about: &Plaintext,
    account: &Plaintext,
    output: Output,
) -> Result<Received, Stopped> {
    let urgency = match args.urgency {
        None => Urgency::Ordinary,
        Some(Pressing::Danger) => Urgency::Danger,
        Some(Pressing::DataLoss) => Urgency::DataLoss,
    };
    let choices = Choices {
        excluded: &args.exclude,
        urgency,
        about,
        account,
    };
    let once = |trust: &Trust| -> Result<Received, Stopped> {
        let reporter = Reporter::from_code(code, trust)?;
        let sealed = submit::prepare(trust, reporter.master(), &choices, &SystemEntropy)?;
        submit::send(service, trust, reporter.master(), &sealed)
    };
    match once(trust) {
        // Midnight came between: the same code, sealed anew for the new day.
        Err(Stopped::Call(refused)) if refused.is("day_changed") => {
            let trust = args.at.trust(service, output);
            once(&trust.map_err(|fault| Stopped::Here(format!("{fault:#}")))?)
        }
        other => other,
    }
}

fn tell(
    args: &SubmitArgs,
    trust: &Trust,
    code: &TrackingCode,
    received: &Received,
    attached: &[serde_json::Value],
    output: Output,
) -> anyhow::Result<()> {
    let (_, policy) = trust
        .policy_on(received.received_on)
        .context("the concern was received")?;
    let code = code.words();
    let value = json!({
        "tracking_code": *code,
        "concern": received.concern,
        "received_on": received.received_on,
        "batch_on": received.batch_on,
        "stage": received.outlook.stage.0,
        "stage_name": words::stage(policy, received.outlook.stage),
        "deadlines": words::deadlines(policy, &received.outlook),
        "attached": attached,
    });
    output.result(&value, &lines(args, trust, policy, &code, received));
    Ok(())
}

fn lines(args: &SubmitArgs, trust: &Trust, policy: &Policy, code: &str, received: &Received) -> Vec<String> {
    let mut lines = vec![
        format!(
            "Your concern was received on {}.",
            words::day(received.received_on)
        ),
        format!("It is now with {}.", words::stage(policy, received.outlook.stage)),
        String::new(),
        format!("Your code: {code}"),
        format!(
            "Keep it on paper. With it you come back and read replies: {}",
            args.at.command("track")
        ),
        String::new(),
    ];
    lines.extend(
        received
            .outlook
            .deadlines
            .iter()
            .map(|deadline| words::deadline(policy, deadline)),
    );
    lines.push(String::new());
    lines.push(format!(
        "From {} your concern stands in the public record, as a number alone.",
        words::day(received.batch_on)
    ));
    lines.push(format!(
        "The log key of this service: {}",
        words_of(&trust.log.vkey()).join(" ")
    ));
    lines.push("Compare these words with the poster. If they differ, tell the outside body.".to_owned());
    lines
}
