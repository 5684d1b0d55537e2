//! `daylight backup` and `daylight restore`: a copy of the embedded instance, and the way back.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::output::Output;
use super::{Told, doctor};
use crate::server;

/// Copy an instance, also while it is served. Without the log's key, which is kept apart
#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// The instance's folder, where daylight.toml lies
    #[arg(long)]
    dir: PathBuf,
    /// The folder to make
    #[arg(long, value_name = "FOLDER")]
    out: PathBuf,
}

/// Put a backup where no instance is
#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// The folder that `daylight backup` made
    #[arg(long, value_name = "FOLDER")]
    from: PathBuf,
    /// The folder to put it into. A high-water file that lies there stays: it shows what is missing
    #[arg(long)]
    dir: PathBuf,
    /// The log's key, from where it is kept
    #[arg(long, value_name = "FILE")]
    log_key_file: PathBuf,
}

/// Copies.
pub(super) fn run(args: &BackupArgs, output: Output) -> anyhow::Result<()> {
    server::backup(&args.dir, &args.out)?;
    output.result(
        &json!({ "backup": args.out }),
        &[
            format!("Copied to {}. The log's key and the high-water file are not in it.", args.out.display()),
            "Keep it where the operators of this machine alone come; destroy it when it is older than your rule says."
                .to_owned(),
        ],
    );
    Ok(())
}

/// Puts it back and says what is missing.
pub(super) fn restore(args: &RestoreArgs, output: Output) -> anyhow::Result<()> {
    let health = server::restore(&args.from, &args.dir, &args.log_key_file)?;
    let mut lines = vec![
        format!(
            "Restored to {}. Everything since the backup is missing, and people may hold receipts for it.",
            args.dir.display()
        ),
        "Before you serve it: tell the auditor and the last stage which days are missing.".to_owned(),
    ];
    lines.extend(doctor::lines(&health));
    output.result(&serde_json::to_value(&health)?, &lines);
    if health.is_healthy() {
        Ok(())
    } else {
        Err(Told("it is not as it was; see the lines marked fault").into())
    }
}
