//! A text while it is written: a file for the editor in a folder of its own, removed once the text has arrived.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use zeroize::Zeroizing;

use super::output::Output;
use super::secrets::read;
use crate::entropy::{Entropy as _, SystemEntropy};

/// A text in an editor's file that only its owner can read.
pub(super) struct Draft {
    file: PathBuf,
}

impl Draft {
    /// Opens the editor on a new file with this heading. Fails if the editor does; what was written by then stays.
    pub(super) fn write(heading: &str, output: Output) -> anyhow::Result<Self> {
        use std::os::unix::fs::DirBuilderExt as _;
        let mut tag = [0_u8; 8];
        SystemEntropy.fill(&mut tag);
        // The runtime folder lies in memory and goes with the session; the other may lie on disk.
        let base = std::env::var_os("XDG_RUNTIME_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
        let dir = base.join(format!("daylight-{}", daylight_domain::to_hex(&tag)));
        fs::DirBuilder::new()
            .mode(0o700)
            .create(&dir)
            .context("no place to write in: give the text in a file")?;
        let draft = Self {
            file: dir.join("text.txt"),
        };
        fs::write(&draft.file, heading).context("no place to write in: give the text in a file")?;
        // Editors come with options ("code --wait"), so a shell splits the words; the path is handed over apart.
        let done = Command::new("sh")
            .arg("-c")
            .arg(format!("{} \"$1\"", editor()))
            .arg("sh")
            .arg(&draft.file)
            .status();
        if !done.is_ok_and(|status| status.success()) {
            if read(&draft.file).is_ok_and(|text| *text == *heading) {
                draft.discard(output);
            } else {
                draft.keep(output);
            }
            bail!(
                "the editor did not end well: set EDITOR to one that works here (for instance EDITOR=nano), or give the text in a file"
            );
        }
        Ok(draft)
    }

    /// What was written below the heading.
    pub(super) fn text(&self, heading: &str) -> anyhow::Result<Zeroizing<String>> {
        let text = read(&self.file)?;
        Ok(Zeroizing::new(
            text.strip_prefix(heading).unwrap_or(&text).to_owned(),
        ))
    }

    /// Removes the file, the text having arrived.
    pub(super) fn discard(self, output: Output) {
        let gone = fs::remove_file(&self.file).is_ok()
            && self.file.parent().is_some_and(|dir| fs::remove_dir(dir).is_ok());
        if !gone {
            output.note(&format!(
                "Your text still lies in {}: delete it.",
                self.file.display()
            ));
        }
    }

    /// Where the text lies.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// Says where the text still is.
    pub(super) fn keep(&self, output: Output) {
        output.note(&format!(
            "Your text is still in {}. Delete it when you no longer need it.",
            self.file.display()
        ));
    }
}

/// The editor a person has chosen; else the one their system has chosen, or the one easiest to leave again.
fn editor() -> String {
    let named = |name: &&str| {
        std::env::var(name)
            .ok()
            .filter(|editor| !editor.trim().is_empty())
    };
    ["VISUAL", "EDITOR"].iter().find_map(named).unwrap_or_else(|| {
        // `command -v` answers with the first that is there.
        "$(command -v sensible-editor || command -v editor || command -v nano || command -v vi)".to_owned()
    })
}
