//! Secrets and texts on their way in: from a file, or asked for without an echo; never from an argument, where every
//! other program on the machine could read them. Errors here name files, and never what is in them.

use std::fs;
use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, anyhow, bail, ensure};
use zeroize::Zeroizing;

use super::output::Output;
use crate::client::GivenKey;
use crate::crypto::code::TrackingCode;
use crate::crypto::key_file::KeyFile;
use crate::crypto::seal::Plaintext;
use crate::entropy::{Entropy as _, SystemEntropy};

/// The longest account, in bytes (DESIGN section 9).
pub(super) const LONGEST_ACCOUNT: usize = 256 * 1024;
/// The longest message, in bytes.
pub(super) const LONGEST_MESSAGE: usize = 64 * 1024;
/// The shortest passphrase of a new key, in characters.
const SHORTEST_PASSPHRASE: usize = 12;

/// A passphrase from the first line of a file, or asked for.
pub(super) fn passphrase(file: Option<&Path>, question: &str) -> anyhow::Result<Zeroizing<String>> {
    let Some(file) = file else {
        let asked = rpassword::prompt_password(format!("{question}: "));
        return asked.map(Zeroizing::new).map_err(|_| {
            anyhow!("there is no terminal to ask for the passphrase: give a file with --passphrase-file")
        });
    };
    let text = read(file)?;
    let line = text.lines().next().unwrap_or_default();
    ensure!(
        !line.is_empty(),
        "the passphrase file {} is empty: write the passphrase on its first line",
        file.display()
    );
    Ok(Zeroizing::new(line.to_owned()))
}

/// A passphrase for a new key, asked for twice.
pub(super) fn new_passphrase(file: Option<&Path>) -> anyhow::Result<Zeroizing<String>> {
    let first = passphrase(file, "A passphrase for the new key (several words)")?;
    ensure!(
        first.chars().count() >= SHORTEST_PASSPHRASE,
        "the passphrase is too short: take at least {SHORTEST_PASSPHRASE} characters, best four or more words"
    );
    if file.is_none() {
        let second = passphrase(None, "The same once more")?;
        ensure!(
            *first == *second,
            "the two passphrases differ: start again, nothing was written"
        );
    }
    Ok(first)
}

/// A person's key, opened.
pub(super) fn key(file: &Path, passphrase_file: Option<&Path>) -> anyhow::Result<KeyFile> {
    let sealed = fs::read(file).map_err(|fault| cannot_read(file, &fault))?;
    let passphrase = passphrase(passphrase_file, &format!("Passphrase of {}", file.display()))?;
    KeyFile::read(&sealed, &passphrase)
        .with_context(|| format!("the key {} cannot be opened", file.display()))
}

/// A tracking code from a file, or asked for. The error says which word is wrong, not what it was.
pub(super) fn code(file: Option<&Path>) -> anyhow::Result<TrackingCode> {
    let text = match file {
        Some(file) => read(file)?,
        None => rpassword::prompt_password("Your code (seven words; they do not show): ")
            .map(Zeroizing::new)
            .map_err(|_| anyhow!("there is no terminal to ask for the code: give a file with --code-file"))?,
    };
    // Files are often written by hand: only the words count.
    TrackingCode::parse(&text).map_err(|bad| anyhow!("this is no code of ours: {bad}"))
}

/// A log key from a file.
pub(super) fn log_key(file: Option<&Path>) -> anyhow::Result<Option<GivenKey>> {
    let Some(file) = file else { return Ok(None) };
    let text = read(file)?;
    GivenKey::parse(&text)
        .map(Some)
        .with_context(|| format!("{} cannot be used", file.display()))
}

/// A text from a file, else from standard input, else from the editor. The second value is the editor's file, to be
/// removed once the text has arrived.
pub(super) fn text(
    file: Option<&Path>,
    longest: usize,
    heading: &str,
) -> anyhow::Result<(Plaintext, Option<Draft>)> {
    let (text, draft) = match file {
        Some(file) => (read(file)?, None),
        None if !std::io::stdin().is_terminal() => {
            let mut text = Zeroizing::new(String::new());
            // One byte more than allowed shows that there is too much.
            let limit = u64::try_from(longest)?.saturating_add(1);
            std::io::stdin()
                .take(limit)
                .read_to_string(&mut text)
                .map_err(|_| {
                    anyhow!("the text on standard input is not UTF-8: save it as plain text and try again")
                })?;
            (text, None)
        }
        None => {
            let draft = Draft::write(heading)?;
            (draft.text(heading)?, Some(draft))
        }
    };
    ensure!(
        text.len() <= longest,
        "the text is longer than {} KiB: shorten it, and send the rest later",
        longest / 1024
    );
    Ok((Plaintext::new(text.trim_end().to_owned()), draft))
}

/// A text in an editor's file that only its owner can read.
pub(super) struct Draft {
    file: PathBuf,
}

impl Draft {
    fn write(heading: &str) -> anyhow::Result<Self> {
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
        let editor = std::env::var("VISUAL")
            .or_else(|_| std::env::var("EDITOR"))
            .unwrap_or_else(|_| "vi".to_owned());
        // Editors come with options ("code --wait"), so a shell splits the words; the path is handed over apart.
        let done = Command::new("sh")
            .arg("-c")
            .arg(format!("{editor} \"$1\""))
            .arg("sh")
            .arg(&draft.file)
            .status();
        if !done.is_ok_and(|status| status.success()) {
            bail!(
                "the editor did not end well: your text is in {}",
                draft.file.display()
            );
        }
        Ok(draft)
    }

    fn text(&self, heading: &str) -> anyhow::Result<Zeroizing<String>> {
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

    /// Says where the text still is.
    pub(super) fn keep(&self, output: Output) {
        output.note(&format!(
            "Your text is still in {}. Delete it when you no longer need it.",
            self.file.display()
        ));
    }
}

/// Reads a text file.
pub(super) fn read(file: &Path) -> anyhow::Result<Zeroizing<String>> {
    fs::read_to_string(file)
        .map(Zeroizing::new)
        .map_err(|fault| cannot_read(file, &fault))
}

/// Writes a file that only its owner can read. Fails if there is one already.
pub(super) fn write_new(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let opened = fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(file);
    let mut opened = opened.map_err(|fault| match fault.kind() {
        std::io::ErrorKind::AlreadyExists => {
            anyhow!("{} is there already: choose another name", file.display())
        }
        kind => anyhow!(
            "{} cannot be written ({kind}): choose another place",
            file.display()
        ),
    })?;
    opened
        .write_all(bytes)
        .and_then(|()| opened.sync_all())
        .with_context(|| format!("{} is not whole", file.display()))
}

fn cannot_read(file: &Path, fault: &std::io::Error) -> anyhow::Error {
    anyhow!(
        "{} cannot be read ({}): look whether it is there and is yours",
        file.display(),
        fault.kind()
    )
}
