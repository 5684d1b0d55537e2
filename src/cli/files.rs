//! Files that go with a concern, on the command line: sent with a progress bar, listed, saved into a folder.

use std::path::{Path, PathBuf};

use daylight_domain::Digest;
use indicatif::ProgressBar;
use serde_json::{Value, json};

use super::output::Output;
use crate::client::attachments::{self, Source};
use crate::client::{Concern, Reporter, Service, Stopped, Trust, clean};
use crate::crypto::hybrid::HybridIdentity;

/// Fails, before anything is sent, for a file that cannot be read.
pub(super) fn check(files: &[PathBuf]) -> anyhow::Result<()> {
    for file in files {
        attachments::describe(file)?;
    }
    Ok(())
}

/// Attaches files to a concern that was received. One that does not arrive is told of, and does not stop the others.
pub(super) fn attach(
    reporter: &Reporter,
    service: &Service,
    trust: &Trust,
    files: &[PathBuf],
    output: Output,
) -> Vec<Value> {
    let one = |file: &Path| -> Result<Value, Stopped> {
        let concern = reporter.track(service, trust)?;
        let (bar, name) = bar(file, output);
        let answer = reporter.attach(service, trust, &concern, file, &|done, all| {
            bar.set_length(all);
            bar.set_position(done);
        });
        bar.finish_and_clear();
        let answer = answer?;
        output.note(&format!("{name} is attached."));
        Ok(json!({ "file": name, "record": answer.record, "batch_on": answer.batch_on }))
    };
    files
        .iter()
        .map(|file| {
            one(file).unwrap_or_else(|fault| {
                let name = name_of(file);
                output.note(&format!(
                    "{name} was not attached: {fault}. The concern itself has arrived; attach the file later with \
                     `daylight track --attach FILE`."
                ));
                json!({ "file": name, "error": fault.to_string() })
            })
        })
        .collect()
}

/// Tells of the files of a concern, and saves them if a folder is given. With the lines to show.
pub(super) fn fetch(
    concern: &Concern,
    source: Source<'_>,
    with: &HybridIdentity,
    folder: Option<&Path>,
    output: Output,
) -> (Vec<Value>, Vec<String>) {
    let (mut values, mut lines) = (Vec::new(), Vec::new());
    if concern.outlook.erased.is_some() {
        return (values, lines);
    }
    for item in attachments::attached(concern) {
        let fetched = match folder {
            None => attachments::look(source, &item, with).map(|described| (described, None)),
            Some(folder) => {
                let (bar, _) = bar(Path::new("attachment"), output);
                let saved = attachments::save(source, &item, with, folder, &|done, all| {
                    bar.set_length(all);
                    bar.set_position(done);
                });
                bar.finish_and_clear();
                saved.map(|(described, path)| (described, Some(path)))
            }
        };
        match fetched {
            Ok((described, path)) => {
                let name = clean(&described.name);
                let saved = path.map(|path| path.display().to_string());
                lines.push(match &saved {
                    None => format!(
                        "Attached: {name}, {} bytes. Save it with --out DIR.",
                        described.size
                    ),
                    Some(path) => {
                        format!("Attached: {name}, saved as {path}. Open it on a machine without a network.")
                    }
                });
                values.push(json!({
                    "item": item, "name": name, "type": clean(&described.media_type), "size": described.size,
                    "saved": saved,
                }));
            }
            Err(fault) => {
                lines.push(format!("Attached, and not readable here: {fault}."));
                values.push(json!({ "item": item, "error": fault.to_string() }));
            }
        }
    }
    (values, lines)
}

/// Saves a file as it is sealed, as a new one.
pub(super) fn save_sealed(
    source: Source<'_>,
    item: &Digest,
    path: &Path,
    output: Output,
) -> Result<(), Stopped> {
    let (bar, _) = bar(path, output);
    let saved = attachments::save_sealed(source, item, path, &|done, _| bar.set_position(done));
    bar.finish_and_clear();
    saved
}

fn name_of(file: &Path) -> String {
    clean(&file.file_name().unwrap_or_default().to_string_lossy())
}

fn bar(file: &Path, output: Output) -> (ProgressBar, String) {
    let name = name_of(file);
    let bar = output.bar("{msg} [{bar:30}] {bytes} of {total_bytes}, {bytes_per_sec}");
    bar.set_message(name.clone());
    (bar, name)
}
