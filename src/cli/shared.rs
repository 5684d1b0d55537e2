//! `daylight shared`: another body opens the parts that were sealed to its key. No service is asked.

use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use serde_json::{Value, json};

use super::output::Output;
use super::secrets;
use crate::client::clean;
use crate::client::shared::{OpenedPart, SharedFile};

/// Open parts of a concern that were shared with your body
#[derive(Debug, Args)]
pub(super) struct SharedArgs {
    /// The file that was handed over
    file: PathBuf,
    /// The key file to whose recipient it was sealed
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// File with its passphrase on the first line; asked for if left out
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// Opens every part and shows it.
pub(super) fn run(args: &SharedArgs, output: Output) -> anyhow::Result<()> {
    let file = SharedFile::parse(secrets::read(&args.file)?.as_bytes())
        .with_context(|| format!("{} cannot be used", args.file.display()))?;
    let key = secrets::key(&args.key, args.passphrase_file.as_deref(), output)?;
    let parts = file.open(&key.identity)?;
    let told =
        |part: &OpenedPart| json!({ "part": part.what, "digest": part.digest, "text": part.text.as_str() });
    let all: Value = parts.iter().map(told).collect();
    let value = json!({
        "origin": file.origin,
        "concern": file.concern,
        "record": file.record,
        "parts": all,
    });
    let mut lines = vec![format!(
        "Of concern {}, shared under the entry {} of {}.",
        file.concern,
        file.record,
        clean(&file.origin)
    )];
    for part in &parts {
        lines.push(String::new());
        lines.push(format!("{} ({})", clean(&part.what), part.digest));
        lines.push(clean(part.text.as_str().unwrap_or_default()));
    }
    lines.push(String::new());
    lines.push(
        "The digests are of the sealed words, which nobody can exchange. Whether the record names them: daylight-verify EXPORT --shared FILE."
            .to_owned(),
    );
    output.result(&value, &lines);
    Ok(())
}
