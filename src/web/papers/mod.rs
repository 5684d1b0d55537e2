//! Packs as people read them: one arrangement in words, and from it HTML, PDF and CSV, so that all three say the same (A08).
//! Must not know how a pack is made.

mod arrange;
mod csv;
mod html;

use std::str::FromStr;

use crate::api::Pack;
use crate::poster::CannotPrint;
use crate::words::Words;

/// What a pack is given out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Html,
    Pdf,
    Csv,
}

impl Form {
    /// Of the answer.
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Html => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// Of the file's name.
    pub(crate) const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
        }
    }
}

impl FromStr for Form {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let all = [Self::Html, Self::Pdf, Self::Csv];
        all.into_iter().find(|form| form.ending() == text).ok_or(())
    }
}

/// The pack in a language and a form. Fails only as a PDF, where a name has letters that cannot be printed.
pub(crate) fn write(pack: &Pack, words: &'static Words, form: Form) -> Result<Vec<u8>, CannotPrint> {
    let paper = arrange::arrange(pack, words);
    match form {
        Form::Html => html::write(&paper).map(String::into_bytes),
        Form::Pdf => paper.pdf(),
        Form::Csv => Ok(csv::write(&paper).into_bytes()),
    }
}

#[cfg(test)]
mod tests;
