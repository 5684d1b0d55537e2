//! What is printed. The poster: one page that tells staff where the service is, who reads it, and by which key to know it; and
//! [`paper`], pages of headings and tables. Gets facts that somebody else has checked and gives bytes, always the same for
//! the same facts. Must not know a service, a file or a clock.

mod arrange;
mod flow;
mod letters;
pub mod paper;
mod pdf;
mod runs;
mod sheet;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use daylight_domain::Colour;

use crate::words::Words;
use letters::Letters;
use sheet::{Sheet, escape};

/// Tried one after another until everything fits on the page: per cent of the size it should have.
const SCALES: [u8; 8] = [100, 95, 90, 85, 80, 75, 70, 65];

/// What the poster says.
pub struct Poster<'a> {
    /// In which language.
    pub words: &'static Words,
    /// Whose staff it is for, as the policy names it.
    pub organisation: &'a str,
    /// The first, second and last stage of the policy's route.
    pub route: [&'a str; 3],
    /// What the QR code says, and what people type.
    pub address: &'a str,
    /// The same service through Tor.
    pub onion: Option<&'a str>,
    /// The log's verifier key (c2sp.org/signed-note).
    pub vkey: &'a str,
    /// Its six words.
    pub key_words: String,
    /// The organisation's colour.
    pub colour: Colour,
}

/// A poster's two forms.
#[derive(Clone, Debug)]
pub struct Printed {
    /// With its letters drawn, so that it needs no typeface.
    pub svg: String,
    /// With typefaces inside and text that can be searched.
    pub pdf: Vec<u8>,
}

/// Why there is no poster.
#[derive(Debug, thiserror::Error)]
pub enum CannotPrint {
    /// No QR code of a useful size.
    #[error("the address is too long for a poster: give the service a shorter one")]
    Address,
    /// A name in a script that we have no letters for.
    #[error(
        "there are no letters to print \u{201c}{0}\u{201d} with, which stands in a name of the policy or in the address: there are Latin ones and those of Urdu"
    )]
    Letters(String),
    /// Names too long for one page.
    #[error(
        "the poster does not fit on one page even in small print: the names of the organisation and its stages in the policy are too long"
    )]
    TooLong,
    /// A fault of ours.
    #[error("the poster could not be drawn, which is a fault of this program: please report it")]
    Drawing,
}

impl From<usvg::Error> for CannotPrint {
    fn from(_: usvg::Error) -> Self {
        Self::Drawing
    }
}

impl Poster<'_> {
    /// Sets the page as large as it fits. Fails when it does not fit at all, or a name has letters that we do not have.
    pub fn print(&self) -> Result<Printed, CannotPrint> {
        let letters = Letters::new();
        let sheet = self.sheet(&letters)?;
        let tree = letters.set(&sheet)?;
        if let Some(sign) = letters::missing(&tree) {
            return Err(CannotPrint::Letters(sign.to_owned()));
        }
        let from_the_right = self.words.direction() == "rtl";
        let pdf = pdf::write(&sheet, &tree, &letters, from_the_right).ok_or(CannotPrint::Drawing)?;
        Ok(Printed {
            svg: drawn(&sheet, &tree),
            pdf,
        })
    }

    fn sheet(&self, letters: &Letters) -> Result<Sheet, CannotPrint> {
        for scale in SCALES {
            if let Some(sheet) = arrange::arrange(self, letters, f32::from(scale) / 100.0)? {
                return Ok(sheet);
            }
        }
        Err(CannotPrint::TooLong)
    }

    /// A message that names the organisation, or somebody on the route.
    fn say(&self, key: &str) -> Cow<'_, str> {
        let [reader, next, last] = self.route;
        self.words.say_with(
            key,
            &[
                ("organisation", self.organisation),
                ("reader", reader),
                ("next", next),
                ("last", last),
            ],
        )
    }
}

/// The page with its letters as outlines. Drawn letters say nothing aloud, so the words stand in it as well.
fn drawn(sheet: &Sheet, tree: &usvg::Tree) -> String {
    let options = usvg::WriteOptions {
        coordinates_precision: 3,
        ..usvg::WriteOptions::default()
    };
    let svg = tree.to_string(&options);
    let told = format!(
        "<title>{}</title><desc>{}</desc>",
        escape(&sheet.title),
        escape(&sheet.read_aloud())
    );
    match svg.split_once('>') {
        Some((start, rest)) => format!(
            "{start} role=\"img\" xml:lang=\"{}\">{told}{rest}",
            sheet.language
        ),
        None => svg,
    }
}
