//! `daylight receipt`: checks a receipt without any service, and fetches the proof that replaces it.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use daylight_domain::Entry;
use daylight_tlog::KeyUsed;
use serde_json::json;

use super::connect::{quoted, service_at};
use super::output::Output;
use super::{secrets, words};
use crate::client::log_key::words_of;
use crate::client::receipts::{Verified, is_proof, prove, verify};

/// What to do with a receipt.
#[derive(Debug, Subcommand)]
pub(super) enum ReceiptCommand {
    /// Check a receipt or its proof (`.tlog-proof`), offline
    ///
    /// A promise that is well signed and not yet in a batch is fine. Without --log-key the key in the receipt is used,
    /// which shows that the receipt is whole, not whose it is: compare the words with the poster.
    Verify(VerifyArgs),
    /// Fetch the proof that the promise was kept, once its batch is published
    ///
    /// The service sees which entry you ask for, and your network that you ask.
    Prove(ProveArgs),
}

/// A receipt and, if at hand, the log key.
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// The receipt or proof
    file: PathBuf,
    /// File with the log key as on the poster: the whole key, or its six words
    #[arg(long, value_name = "FILE")]
    log_key: Option<PathBuf>,
}

/// A receipt and where its service is.
#[derive(Debug, Args)]
pub(super) struct ProveArgs {
    /// The receipt
    file: PathBuf,
    /// The service's address
    #[arg(long)]
    url: String,
    /// File with the log key as on the poster: the whole key, or its six words
    #[arg(long, value_name = "FILE")]
    log_key: Option<PathBuf>,
    /// Where to write the proof; beside the receipt, as FILE.tlog-proof, if left out
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Checks, or fetches and checks.
pub(super) fn run(command: &ReceiptCommand, output: Output) -> anyhow::Result<()> {
    match command {
        ReceiptCommand::Verify(args) => check(args, output),
        ReceiptCommand::Prove(args) => fetch(args, output),
    }
}

fn check(args: &VerifyArgs, output: Output) -> anyhow::Result<()> {
    let given = secrets::log_key(args.log_key.as_deref())?;
    let bytes = secrets::read(&args.file)?;
    match verify(bytes.as_bytes(), given.as_ref())? {
        Verified::Promise(receipt) => {
            let key = words_of(&receipt.log.vkey()).join(" ");
            let in_receipt = receipt.key_used == KeyUsed::InReceipt;
            let entry = receipt.entry.entry();
            let value = json!({
                "verdict": "promise",
                "kind": entry.act.kind(),
                "day": entry.day,
                "concern": entry.concern,
                "batch_on": receipt.batch_day,
                "record": receipt.record(),
                "key": if in_receipt { "in_receipt" } else { "given" },
                "log": receipt.log.vkey(),
            });
            let mut lines = vec![
                format!(
                    "The receipt is whole and signed by the log {}.",
                    receipt.log.origin()
                ),
                told(receipt.entry.entry()),
                format!(
                    "It promises a place in the batch of {}. This is not yet the proof.",
                    words::day(receipt.batch_day)
                ),
                format!(
                    "From that day fetch the proof: daylight receipt prove {} --url URL",
                    quoted(&args.file.to_string_lossy())
                ),
            ];
            if in_receipt {
                lines.push(format!(
                    "Checked with the key in the receipt itself. Compare its words with the poster: {key}"
                ));
            }
            output.result(&value, &lines);
        }
        Verified::Proven(proven) => {
            let entry = proven.entry.entry();
            let value = json!({
                "verdict": "proven",
                "kind": entry.act.kind(),
                "day": entry.day,
                "concern": entry.concern,
                "index": proven.index,
                "size": proven.checkpoint.size,
                "key": "given",
            });
            let lines = [
                format!(
                    "Proven: this stands in the record of {}.",
                    proven.checkpoint.origin
                ),
                told(proven.entry.entry()),
                format!(
                    "It is entry {} of the {} that the log has signed.",
                    proven.index, proven.checkpoint.size
                ),
            ];
            output.result(&value, &lines);
        }
    }
    Ok(())
}

fn fetch(args: &ProveArgs, output: Output) -> anyhow::Result<()> {
    let given = secrets::log_key(args.log_key.as_deref())?;
    let bytes = secrets::read(&args.file)?;
    if is_proof(bytes.as_bytes()) {
        bail!("this is a proof already: check it with `daylight receipt verify`");
    }
    let Verified::Promise(receipt) = verify(bytes.as_bytes(), given.as_ref())? else {
        bail!("this is a proof already: check it with `daylight receipt verify`");
    };
    let out = args.out.clone().unwrap_or_else(|| {
        let mut name = args.file.clone().into_os_string();
        name.push(".tlog-proof");
        name.into()
    });
    secrets::place_for(Some(&out))?;
    let Some(proof) = prove(&service_at(&args.url)?, &receipt)? else {
        bail!(
            "not in the record yet; it was promised for {}: if that day has passed, show the receipt to the outside body",
            words::day(receipt.batch_day)
        );
    };
    secrets::write_new(&out, proof.as_bytes()).context("the proof was fetched and is sound")?;
    let lines = [
        format!("The promise was kept. The proof is in {}.", out.display()),
        format!("It is checked with the whole log key: {}", receipt.log.vkey()),
    ];
    output.result(
        &json!({ "verdict": "proven", "file": out, "record": receipt.record(), "log": receipt.log.vkey() }),
        &lines,
    );
    Ok(())
}

fn told(entry: &Entry) -> String {
    let kind = entry.act.kind().replace('_', " ");
    let day = words::day(entry.day);
    match entry.concern {
        Some(concern) => format!("It is about concern {concern}: {kind}, {day}."),
        None => format!("It is about the service itself: {kind}, {day}."),
    }
}
