//! What stands on the portal's document when it is sent: words, and whose service it is. Nothing on it is about a concern
//! or a person.

use std::borrow::Cow;

use askama::Template;

use crate::actions::show_front::Front;
use crate::web::assets::{Assets, assets};
use crate::web::look::{Look, look};
use crate::words::{Words, languages};

/// Beginnings of the keys of those messages that the script puts on the page itself. Those of the portal begin with `say-`.
const SCRIPT_WORDS: [&str; 8] = [
    "date",
    "error-prefix",
    "file-away-fetch",
    "file-fetching",
    "month-",
    "problem-clock",
    "say-",
    "weekday-",
];

/// The same for dates in ready texts of the other languages.
const DATE_WORDS: [&str; 3] = ["date", "month-", "weekday-"];

/// What a ready text is for: a letter to a reporter that is only to be completed.
const READY: [&str; 5] = ["acknowledge", "scope", "feedback", "findings", "closing"];

/// The document.
#[derive(Template)]
#[template(path = "portal/layout.html")]
pub(crate) struct PortalPage<'a> {
    w: &'a Words,
    languages: &'static [Words],
    assets: &'static Assets,
    look: Option<Look>,
    organisation: &'a str,
}

impl<'a> PortalPage<'a> {
    /// In these words, with these facts; without them the page says less and nothing wrong.
    pub(crate) fn new(w: &'a Words, front: Option<&'a Front>) -> Self {
        Self {
            w,
            languages: languages(),
            assets: assets(),
            look: front.and_then(|front| look(front.colour)),
            organisation: front.map_or("Daylight", |front| &front.policy.organisation),
        }
    }

    fn organisation(&self) -> &str {
        self.organisation
    }

    /// The same page in another language.
    #[expect(
        clippy::unused_self,
        reason = "what all pages have in common asks the page for it"
    )]
    fn address(&self, other: &Words) -> String {
        other.portal_path()
    }

    fn script_words(&self) -> Vec<(&str, Cow<'_, str>)> {
        self.w.for_script(&SCRIPT_WORDS)
    }

    /// What the script makes a date of in another language than the page's.
    fn date_words(&self, other: &'static Words) -> Vec<(&str, Cow<'_, str>)> {
        if other.code() == self.w.code() {
            return Vec::new();
        }
        other.for_script(&DATE_WORDS)
    }

    #[expect(clippy::unused_self, reason = "a template asks the page for it")]
    fn ready(&self) -> [&'static str; 5] {
        READY
    }
}
