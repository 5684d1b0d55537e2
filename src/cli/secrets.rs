//! Secrets and texts on their way in: from a file, or asked for without an echo; never from an argument, where every
//! other program on the machine could read them. Words that a person may type there all the same are [`Typed`]. Errors
//! here name files, and never what is in them.

use std::convert::Infallible;
use std::io::{ErrorKind, IsTerminal as _, Read as _};
use std::path::Path;
use std::str::FromStr;
use std::{fmt, fs};

use anyhow::{Context as _, anyhow, bail, ensure};
use zeroize::Zeroizing;
use zxcvbn::{Score, zxcvbn};

use super::draft::Draft;
use super::output::Output;
use crate::client::GivenKey;
use crate::crypto::code::TrackingCode;
use crate::crypto::key_file::{KeyFile, KeyFileError};
use crate::crypto::seal::Plaintext;

/// The longest account, in bytes (DESIGN section 9).
pub(super) const LONGEST_ACCOUNT: usize = 256 * 1024;
/// The longest message, in bytes.
pub(super) const LONGEST_MESSAGE: usize = 64 * 1024;
/// The shortest passphrase of a new key, in characters.
const SHORTEST_PASSPHRASE: usize = 12;

/// How often a secret that does not fit is asked for: they are typed blind.
const TRIES: u8 = 3;

/// So much of a passphrase is judged, in bytes: longer ones would take long to judge, and are hard to guess by then.
const MOST_LOOKED_AT: usize = 100;

/// Words in the command itself, for tags and for searching: not shown where a command is.
#[derive(Clone)]
pub(super) struct Typed(String);

impl Typed {
    /// The words.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Typed {
    type Err = Infallible;
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(..)")
    }
}

/// A passphrase from the first line of a file, or asked for.
pub(super) fn passphrase(file: Option<&Path>, question: &str) -> anyhow::Result<Zeroizing<String>> {
    let Some(file) = file else {
        return ask_hidden(question, "the passphrase", "--passphrase-file");
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

fn ask_hidden(question: &str, what: &str, option: &str) -> anyhow::Result<Zeroizing<String>> {
    let asked = rpassword::prompt_password(format!("{question}: "));
    asked.map(Zeroizing::new).map_err(|fault| match fault.kind() {
        ErrorKind::UnexpectedEof => anyhow!("nothing was entered: give {what}, or a file with {option}"),
        _ => anyhow!("there is no terminal to ask for {what}: give a file with {option}"),
    })
}

/// A passphrase for a new key, asked for twice.
pub(super) fn new_passphrase(file: Option<&Path>) -> anyhow::Result<Zeroizing<String>> {
    let first = passphrase(file, "A passphrase for the new key (several words)")?;
    ensure!(
        first.chars().count() >= SHORTEST_PASSPHRASE,
        "the passphrase is too short: take at least {SHORTEST_PASSPHRASE} characters, best four or more words"
    );
    let guesses = zxcvbn(first.get(..MOST_LOOKED_AT).unwrap_or(&first), &["daylight"]);
    ensure!(
        guesses.score() >= Score::Three,
        "the passphrase is too easy to guess: take four or more words that do not belong together; nothing was written"
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
pub(super) fn key(file: &Path, passphrase_file: Option<&Path>, output: Output) -> anyhow::Result<KeyFile> {
    Ok(key_and_passphrase(file, passphrase_file, output)?.0)
}

/// A person's key, opened, and the passphrase that did it.
pub(super) fn key_and_passphrase(
    file: &Path,
    passphrase_file: Option<&Path>,
    output: Output,
) -> anyhow::Result<(KeyFile, Zeroizing<String>)> {
    let sealed = fs::read(file).map_err(|fault| cannot_read(file, &fault))?;
    let question = format!("Passphrase of {}", file.display());
    let mut left = if passphrase_file.is_some() { 1 } else { TRIES };
    loop {
        left = left.saturating_sub(1);
        let passphrase = passphrase(passphrase_file, &question)?;
        match KeyFile::read(&sealed, &passphrase) {
            Ok(key) => return Ok((key, passphrase)),
            Err(KeyFileError::WrongPassphrase) if left > 0 => {
                output.note("That passphrase does not open the key. Try again.");
            }
            Err(KeyFileError::WrongPassphrase) => bail!(
                "the passphrase does not open the key {}: look whether it is the right key, and try again",
                file.display()
            ),
            Err(other) => return Err(other).with_context(|| format!("the key {} cannot be opened: look whether it is the right file (a .pub file is not), and whole", file.display())),
        }
    }
}

/// A tracking code from a file, or asked for. The error says which word is wrong, not what it was.
pub(super) fn code(file: Option<&Path>, output: Output) -> anyhow::Result<TrackingCode> {
    let mut left = if file.is_some() { 1 } else { TRIES };
    loop {
        left = left.saturating_sub(1);
        let text = match file {
            Some(file) => read(file)?,
            None => ask_hidden(
                "Your code (seven words; they do not show)",
                "the code",
                "--code-file",
            )?,
        };
        // Files are often written by hand: only the words count.
        match TrackingCode::parse(&text) {
            Ok(code) => return Ok(code),
            Err(bad) if left > 0 => output.note(&format!("This is no code of ours, try again: {bad}")),
            Err(bad) => bail!("this is no code of ours: {bad}: look at the paper, and try again"),
        }
    }
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
/// removed once the text has arrived. Fails with `empty` if nothing was written.
pub(super) fn text(
    file: Option<&Path>,
    longest: usize,
    heading: &str,
    empty: &'static str,
    output: Output,
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
            let draft = Draft::write(heading, output)?;
            (draft.text(heading)?, Some(draft))
        }
    };
    if text.trim().is_empty() {
        if let Some(draft) = draft {
            draft.discard(output);
        }
        bail!(empty);
    }
    if text.len() > longest {
        if let Some(draft) = &draft {
            draft.keep(output);
        }
        bail!(
            "the text is longer than {} KiB: shorten it, and send the rest later",
            longest / 1024
        );
    }
    Ok((Plaintext::new(text.trim_end().to_owned()), draft))
}

/// Reads a text file.
pub(super) fn read(file: &Path) -> anyhow::Result<Zeroizing<String>> {
    fs::read_to_string(file)
        .map(Zeroizing::new)
        .map_err(|fault| cannot_read(file, &fault))
}

/// Fails if a new file cannot be made there: asked before something is signed or sent that cannot be taken back.
pub(super) fn place_for(file: Option<&Path>) -> anyhow::Result<()> {
    let Some(file) = file else { return Ok(()) };
    ensure!(
        !file.exists(),
        "{} is there already: choose another name; nothing was sent",
        file.display()
    );
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    ensure!(
        folder.is_dir(),
        "there is no folder {}: make it, or choose another place; nothing was sent",
        folder.display()
    );
    Ok(())
}

/// Writes the receipt of what has been sent. It is too late to fail, so a fault is only told.
pub(super) fn keep_receipt(file: Option<&Path>, receipt: &str, output: Output) {
    if let Some(file) = file
        && let Err(fault) = write_new(file, receipt.as_bytes())
    {
        output.note(&format!("It was sent, but the receipt was not written: {fault}"));
    }
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
        ErrorKind::AlreadyExists => {
            anyhow!("{} is there already: choose another name", file.display())
        }
        ErrorKind::NotFound => anyhow!(
            "{} cannot be written: there is no such folder; make it, or choose another place",
            file.display()
        ),
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
    let file = file.display();
    match fault.kind() {
        ErrorKind::NotFound => anyhow!("there is no file {file}: look at its name and folder"),
        ErrorKind::InvalidData => {
            anyhow!("{file} is not plain text (UTF-8): look whether it is the right file")
        }
        ErrorKind::IsADirectory => anyhow!("{file} is a folder: name a file in it"),
        kind => anyhow!("{file} cannot be read ({kind}): look whether it is yours"),
    }
}
