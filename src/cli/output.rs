//! How commands speak: results on standard output, all other talk on standard error. With `--json` standard output has
//! JSON alone. Must not know what is said.

use std::io::{self, IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

/// Where a command's words go.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    json: bool,
}

impl Output {
    /// For people, or for programs.
    pub const fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether a program reads.
    pub const fn is_json(self) -> bool {
        self.json
    }

    /// The result: for a program the value, for a person the lines.
    pub fn result(self, value: &Value, lines: &[String]) {
        if self.json {
            out(&format!("{value:#}"));
        } else {
            for line in lines {
                out(line);
            }
        }
    }

    /// What went wrong: the sentence on standard error, and for a program also `error`, a fixed word, and `message`.
    pub fn failed(self, word: &str, sentence: &str) {
        self.note(&format!("daylight: {sentence}"));
        if self.json {
            out(&format!("{:#}", json!({ "error": word, "message": sentence })));
        }
    }

    /// Part of the result for people, before its end is known. Programs get it with [`Output::result`].
    pub fn show(self, line: &str) {
        if !self.json {
            out(line);
        }
    }

    /// Talk beside the result.
    pub fn note(self, line: &str) {
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    /// A bar for long work, in this form; drawn for a person alone.
    pub fn bar(self, form: &str) -> ProgressBar {
        let bar = if self.json {
            ProgressBar::hidden()
        } else {
            ProgressBar::new(0)
        };
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style);
        }
        bar
    }

    /// Whether a person sits there who can read and answer.
    pub fn is_conversation(self) -> bool {
        !self.json && io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks and waits for a line. None at the end of input.
    pub fn ask(self, question: &str) -> Option<String> {
        let _ = write!(io::stderr().lock(), "{question} ");
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer).ok()?;
        (read > 0).then(|| answer.trim().to_owned())
    }
}

/// A reader that has gone away (`daylight … | head`) is no fault of the command.
fn out(line: &str) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}
