//! Key words compared aloud: somebody reads them to the person at this terminal, who types what they heard. They tie a key
//! to a voice; a service that exchanged the key would have to know the voice too.

use anyhow::{bail, ensure};
use clap::Args;

use super::output::Output;

/// Words heard.
#[derive(Debug, Args)]
pub(super) struct Heard {
    /// The six words as they were read to you; asked for if left out
    #[arg(long)]
    pub(super) words: Option<String>,
}

impl Heard {
    /// Fails unless the words heard are those of the record. `whose` says who reads them.
    pub(super) fn compare(&self, recorded: &[String], whose: &str, output: Output) -> anyhow::Result<()> {
        let heard = match &self.words {
            Some(words) => words.clone(),
            None if output.is_conversation() => output
                .ask(&format!("The six words that {whose} reads to you:"))
                .unwrap_or_default(),
            None => bail!("there is nobody to ask: give the words that {whose} read to you with --words"),
        };
        ensure!(
            split(&heard) == recorded,
            "these are not the words of the key in the record: have them read to you once more, over a line that the operator has no hand in; if they still differ, do not sign, and tell the outside body"
        );
        Ok(())
    }
}

fn split(heard: &str) -> Vec<String> {
    heard
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | ',' | '.'))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_of_the_pauses_does_not_matter_and_a_word_does() {
        let recorded = split("one two three four five six");
        let compare = |words: &str| {
            let words = Some(words.to_owned());
            Heard { words }.compare(&recorded, "the newcomer", Output::new(true))
        };
        assert!(compare("One, two - three four.five SIX").is_ok());
        for wrong in ["one two three four five", "one two three four five seven", ""] {
            assert!(compare(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_script_that_heard_nothing_does_not_pass() {
        let asked = Heard { words: None }.compare(&[], "the newcomer", Output::new(true));
        assert!(asked.unwrap_err().to_string().contains("--words"));
    }
}
