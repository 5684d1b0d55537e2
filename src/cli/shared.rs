//! `daylight shared`: another body opens the parts that were sealed to its key. No service is asked.

use std::fs::File;
use std::io::{Read, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::Args;
use daylight_domain::Digest;
use serde_json::json;

use super::output::Output;
use super::secrets;
use crate::client::shared::{Content, SharedFile, beside};
use crate::client::{CallFailed, attachments, clean};
use crate::crypto::opening::Opening;

/// Open parts of a concern that were shared with your body
#[derive(Debug, Args)]
pub(super) struct SharedArgs {
    /// The file that was handed over
    file: PathBuf,
    /// The key file to whose recipient it was sealed
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Open the attachments beside the file too, and save them in this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
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
    let mut all = Vec::new();
    let mut lines = vec![format!(
        "Of concern {}, shared under the entry {} of {}.",
        file.concern,
        file.record,
        clean(&file.origin)
    )];
    for part in &parts {
        lines.push(String::new());
        lines.push(format!("{} ({})", clean(&part.what), part.digest));
        let (mut text, mut saved) = (None, None);
        match (&part.content, &args.out) {
            (Content::Words(words), _) => {
                text = words.as_str();
                lines.push(clean(text.unwrap_or_default()));
            }
            (Content::File(_), None) => lines.push("An attachment: save it with --out DIR.".to_owned()),
            (Content::File(opening), Some(folder)) => {
                let path = save(&args.file, &part.digest, opening, folder)?
                    .display()
                    .to_string();
                lines.push(format!(
                    "Saved as {path}. Open it on a machine without a network."
                ));
                saved = Some(path);
            }
        }
        all.push(json!({ "part": part.what, "digest": part.digest, "text": text, "saved": saved }));
    }
    let value = json!({
        "origin": file.origin,
        "concern": file.concern,
        "record": file.record,
        "parts": all,
    });
    lines.push(String::new());
    lines.push(
        "The digests are of the sealed words, which nobody can exchange. Whether the record names them: daylight-verify EXPORT --shared FILE."
            .to_owned(),
    );
    output.result(&value, &lines);
    Ok(())
}

/// Opens the attachment that lies beside the file of parts.
fn save(parts: &Path, item: &Digest, opening: &Opening, folder: &Path) -> anyhow::Result<PathBuf> {
    let beside = parts.parent().unwrap_or_else(|| Path::new("")).join(beside(item));
    ensure!(
        beside.is_file(),
        "{} is missing: it was handed over with {}",
        beside.display(),
        parts.display()
    );
    let source = |_: &Digest, offset: u64| -> Result<Box<dyn Read>, CallFailed> {
        let from = File::open(&beside).and_then(|mut file| file.seek(SeekFrom::Start(offset)).map(|_| file));
        let file = from.map_err(|_| CallFailed::NotUnderstood)?;
        Ok(Box::new(file))
    };
    let (_, path) = attachments::save(&source, item, opening, folder, &|_, _| {})?;
    Ok(path)
}
