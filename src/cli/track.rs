//! `daylight track`: the reporter comes back with the code, reads, and may write.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use super::connect::AtService;
use super::output::Output;
use super::secrets::{self, LONGEST_MESSAGE};
use super::{files, story, words};
use crate::client::Reporter;

const HEADING: &str = "Write your message below this line.\n---\n";

/// Come back with your code: where your concern stands, who has it, and what was written to you
#[derive(Debug, Args)]
pub(super) struct TrackArgs {
    #[command(flatten)]
    at: AtService,
    /// File with your code; asked for if left out
    #[arg(long, value_name = "FILE")]
    code_file: Option<PathBuf>,
    /// Send a message: from --message-file, standard input or your editor
    #[arg(long)]
    message: bool,
    /// File with the message to send
    #[arg(long, value_name = "FILE")]
    message_file: Option<PathBuf>,
    /// A file to attach; may be given more than once
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    /// Save the attached files into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Where to write the receipt of the message
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
}

/// Fetches, checks and tells; with a message, sends it first.
pub(super) fn run(args: &TrackArgs, output: Output) -> anyhow::Result<()> {
    let service = args.at.service()?;
    let trust = args.at.trust(&service, output)?;
    secrets::place_for(args.receipt.as_deref())?;
    files::check(&args.attach)?;
    let code = secrets::code(args.code_file.as_deref(), output)?;
    let reporter = Reporter::from_code(&code, &trust)?;
    let mut concern = reporter.track(&service, &trust)?;
    let mut sent = Value::Null;
    if args.message || args.message_file.is_some() {
        let (text, draft) = secrets::text(
            args.message_file.as_deref(),
            LONGEST_MESSAGE,
            HEADING,
            "the message is empty: nothing was sent",
            output,
        )?;
        let answer = match reporter.send_message(&service, &trust, &concern, &text) {
            Ok(answer) => answer,
            Err(fault) => {
                if let Some(draft) = draft {
                    draft.keep(output);
                }
                return Err(fault.into());
            }
        };
        if let Some(draft) = draft {
            draft.discard(output);
        }
        output.note(&format!(
            "Your message was sent. It stands in the record from {}.",
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
    let identity = reporter.master().case_identity();
    let mut value = story::value(&concern, &trust, policy, &identity);
    if !sent.is_null() {
        value.insert("sent".to_owned(), sent);
    }
    let mut lines = story::lines(&concern, &trust, policy, &identity);
    let source = |item: &_, offset| reporter.attachment(&service, *item, offset);
    let (files, about_files) = files::fetch(&concern, &source, &identity, args.out.as_deref(), output);
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
