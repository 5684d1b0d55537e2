//! The log key a person was given: from the poster as words or in full, or remembered from the first visit.
//! Without it a client compares the service with itself only.

use std::fs;
use std::path::{Path, PathBuf};

use daylight_tlog::LogVerifier;

use super::problem::Mistrust;
use crate::crypto::key_words::is_word;
pub use crate::crypto::key_words::words_of;

/// A log key in one of the two forms in which people have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenKey {
    /// The whole key (c2sp.org/signed-note verifier key).
    Whole(LogVerifier),
    /// Its six words.
    Words(Vec<String>),
}

/// Text that is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no log key: give a file with the key as on the poster, or with its six words")]
pub struct NotALogKey;

impl GivenKey {
    /// Reads a file's text: a verifier key, or six words in any case.
    pub fn parse(text: &str) -> Result<Self, NotALogKey> {
        let text = text.trim();
        if let Ok(key) = LogVerifier::from_vkey(text) {
            return Ok(Self::Whole(key));
        }
        let words: Vec<String> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '-' | ',' | '.'))
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect();
        if words.len() == 6 && words.iter().all(|word| is_word(word)) {
            Ok(Self::Words(words))
        } else {
            Err(NotALogKey)
        }
    }

    /// Whether a key is the one given.
    pub fn is(&self, key: &LogVerifier) -> bool {
        match self {
            Self::Whole(given) => given == key,
            Self::Words(given) => *given == words_of(&key.vkey()),
        }
    }

    /// Fails unless the key is the one given; a person who was given none believes the service's own.
    pub fn check(given: Option<&Self>, key: &LogVerifier) -> Result<(), Mistrust> {
        if given.is_none_or(|given| given.is(key)) {
            Ok(())
        } else {
            Err(Mistrust::OtherLogKey)
        }
    }
}

/// Where a holder's client remembers the log key it first saw: `NAME.key.log` beside `NAME.key`.
pub fn remembered_beside(key_file: &Path) -> PathBuf {
    let mut name = key_file.as_os_str().to_owned();
    name.push(".log");
    PathBuf::from(name)
}

/// The log key remembered beside a key file, if there is one yet. Fails if the file cannot be read or is damaged:
/// taking it for absent would mean believing a new key.
pub fn remembered(key_file: &Path) -> std::io::Result<Option<GivenKey>> {
    match fs::read_to_string(remembered_beside(key_file)) {
        Ok(text) => GivenKey::parse(&text).map(Some).map_err(std::io::Error::other),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Remembers a log key beside a key file, unless one is remembered already.
pub fn remember(key_file: &Path, key: &LogVerifier) -> std::io::Result<()> {
    use std::io::Write as _;
    let mut file = fs::File::create_new(remembered_beside(key_file))?;
    writeln!(file, "{}", key.vkey())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use daylight_tlog::LogKey;

    use super::*;

    fn key(seed: u8) -> LogVerifier {
        LogKey::new("demo.daylight.invalid/log", &[seed; 32])
            .unwrap()
            .verifier()
            .clone()
    }

    #[test]
    fn a_key_is_known_by_its_whole_text_and_by_its_words_and_another_is_not() {
        let words = words_of(&key(1).vkey()).join(" ");
        for given in [
            key(1).vkey(),
            words.to_uppercase(),
            format!("  {}\n", words.replace(' ', "-")),
        ] {
            let given = GivenKey::parse(&given).unwrap();
            assert_eq!(GivenKey::check(Some(&given), &key(1)), Ok(()));
            assert_eq!(GivenKey::check(Some(&given), &key(2)), Err(Mistrust::OtherLogKey));
        }
        assert_eq!(GivenKey::check(None, &key(2)), Ok(()));
    }

    #[test]
    fn five_words_or_words_of_no_list_are_no_key() {
        let words = words_of(&key(1).vkey());
        assert_eq!(GivenKey::parse(&words[..5].join(" ")), Err(NotALogKey));
        assert_eq!(GivenKey::parse("one two three four five xyzzyx"), Err(NotALogKey));
        assert_eq!(GivenKey::parse(""), Err(NotALogKey));
    }

    #[test]
    fn a_remembered_key_stays_and_a_damaged_file_is_no_first_visit() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("guardian.key");
        assert_eq!(remembered(&file).unwrap(), None);
        remember(&file, &key(1)).unwrap();
        assert!(
            remember(&file, &key(2)).is_err(),
            "the first key must not be overwritten"
        );
        assert_eq!(remembered(&file).unwrap(), Some(GivenKey::Whole(key(1))));
        fs::write(remembered_beside(&file), "rubbish").unwrap();
        assert!(remembered(&file).is_err());
    }
}
