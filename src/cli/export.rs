//! `daylight export`: the record for an auditor, in the open or sealed, and how a sealed one is opened.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use serde_json::json;

use super::output::Output;
use super::secrets;
use crate::client::public_file::PublicFile;
use crate::crypto::hybrid::HybridRecipient;
use crate::server;

/// Write the record for an auditor, to be checked offline with `daylight-verify`. Holds no sealed byte and no name
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(super) struct ExportArgs {
    #[command(subcommand)]
    command: Option<ExportCommand>,
    /// The instance's folder, where daylight.toml lies
    #[arg(long, required = true)]
    dir: Option<PathBuf>,
    /// The folder to make; with --seal-to the file
    #[arg(long, value_name = "PATH", required = true)]
    out: Option<PathBuf>,
    /// Seal it to the auditor, in one file: their recipient (age1pq1…), or their `.pub` file
    #[arg(long, value_name = "RECIPIENT|FILE")]
    seal_to: Option<String>,
}

/// What else there is to do.
#[derive(Debug, Subcommand)]
enum ExportCommand {
    /// Open an export that was sealed to you
    Open(OpenArgs),
}

/// A sealed export.
#[derive(Debug, Args)]
struct OpenArgs {
    /// The sealed file
    file: PathBuf,
    /// Your key file
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// File with its passphrase on the first line; asked for if left out
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// The folder to make
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

/// Exports and says what to do with it.
pub(super) fn run(args: &ExportArgs, output: Output) -> anyhow::Result<()> {
    if let Some(ExportCommand::Open(args)) = &args.command {
        return open(args, output);
    }
    let (Some(dir), Some(out)) = (&args.dir, &args.out) else {
        bail!("name the instance with --dir, and what to make with --out");
    };
    let to = args.seal_to.as_deref().map(recipient).transpose()?;
    let bar = output.bar("{bar:40} {pos} of {len} entries, {eta} left");
    let mut progress = |at, all| {
        bar.set_length(all);
        bar.set_position(at);
    };
    let done = match &to {
        Some(to) => server::export_sealed(dir, out, to, &mut progress),
        None => server::export(dir, out, &mut progress),
    };
    bar.finish_and_clear();
    let done = done?;
    let (items, missing) = done.items;
    let mut lines = vec![format!(
        "Written to {}: {} entries, and of {items} items whether they are kept.",
        out.display(),
        done.entries
    )];
    lines.extend(what_to_do(out, to.is_some()));
    lines.push("That it was made stands in the record from the next batch on.".to_owned());
    if missing > 0 {
        lines.push(format!("{missing} items are recorded and not kept: the auditor will ask for them. `daylight doctor` names them."));
    }
    output.result(
        &json!({
            "export": out,
            "sealed": to.is_some(),
            "entries": done.entries,
            "items": items,
            "not_produced": missing,
        }),
        &lines,
    );
    Ok(())
}

fn what_to_do(out: &Path, is_sealed: bool) -> Vec<String> {
    let out = out.display();
    if is_sealed {
        vec![
            "Give it to the auditor, who opens it on another machine and checks it there:".to_owned(),
            format!("  daylight export open {out} --key KEYFILE --out FOLDER"),
            "  daylight-verify FOLDER".to_owned(),
        ]
    } else {
        vec![format!(
            "Give it to the auditor, who checks it on another machine: daylight-verify {out}"
        )]
    }
}

/// To whom: a recipient, or whoever's `.pub` file it is.
fn recipient(given: &str) -> anyhow::Result<HybridRecipient> {
    if given.starts_with("age1") {
        return Ok(given.parse()?);
    }
    let text = secrets::read(Path::new(given))?;
    let recipient = match PublicFile::parse(&text) {
        Some(public) => public.recipient,
        None => text.trim().to_owned(),
    };
    recipient
        .parse()
        .with_context(|| format!("{given} is no `.pub` file and holds no recipient"))
}

fn open(args: &OpenArgs, output: Output) -> anyhow::Result<()> {
    let key = secrets::key(&args.key, args.passphrase_file.as_deref(), output)?;
    let files = server::open_export(&args.file, &key.identity, &args.out)?;
    let out = args.out.display();
    let lines = [
        format!("Opened into {out}: {files} files."),
        format!("Check it: daylight-verify {out}"),
    ];
    output.result(&json!({ "export": args.out, "files": files }), &lines);
    Ok(())
}
