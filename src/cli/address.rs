//! `daylight person address`: sets right where a person's mail goes, on the host, without a key.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::output::Output;
use crate::server;

/// Whose, and where to.
#[derive(Debug, Args)]
pub(super) struct AddressArgs {
    /// The person: their id, or their name if it stands once
    person: String,
    /// Where their mail goes from now on; "" for nowhere
    address: String,
    /// The instance's folder, where daylight.toml lies
    #[arg(long)]
    dir: PathBuf,
}

/// Corrects it and says so.
pub(super) fn run(args: &AddressArgs, output: Output) -> anyhow::Result<()> {
    let (person, before) = server::correct_address(&args.dir, &args.person, &args.address)?;
    let line = if args.address.is_empty() {
        format!("No mail goes to {person} any more: they look at their desk unasked.")
    } else {
        format!(
            "Mail to {person} goes to {} from now on, with all that waits.",
            args.address
        )
    };
    output.result(
        &json!({ "person": person, "address": args.address, "before": before }),
        &[
            line,
            "Tell them. Nothing of this stands in the record.".to_owned(),
        ],
    );
    Ok(())
}
