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

/// What a ready text is for: a letter to a reporter that is only to be completed. What is to be done, with whom something is
/// shared and that it comes up again has none: there the words are all in the particulars.
const READY: [&str; 14] = [
    "acknowledge",
    "message",
    "scope",
    "feedback",
    "findings",
    "dispute-answer",
    "treatment-answer",
    "extend",
    "action-done",
    "refer",
    "refer-result",
    "regulator",
    "urgency",
    "closing",
];

/// Texts that take the place of the acknowledgement where it would not be true: in danger, and where what is looked into was
/// settled before.
const FITTED: [&str; 2] = ["acknowledge-danger", "acknowledge-later"];

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
    fn ready(&self) -> impl Iterator<Item = &'static str> {
        READY.into_iter().chain(FITTED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in the page after each of these, up to the next quote.
    fn named<'p>(page: &'p str, after: &str) -> Vec<&'p str> {
        let rest = page.split(after).skip(1);
        rest.filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
    }

    #[test]
    fn each_place_for_a_ready_text_has_one_in_every_language() {
        let page = PortalPage::new(&languages()[0], None).render().unwrap();
        let (mut offered, mut known) = (named(&page, "data-ready-kind=\""), READY.to_vec());
        offered.sort_unstable();
        known.sort_unstable();
        assert_eq!(offered, known);
        for words in languages() {
            for kind in READY.iter().chain(&FITTED) {
                let key = format!("ready-{kind}");
                let text = words.find(&key).unwrap_or_default();
                assert!(!text.is_empty(), "{}: {key}", words.code());
            }
        }
        let texts = named(&page, "data-ready=\"").len();
        assert_eq!(texts, (READY.len() + FITTED.len()) * languages().len());
    }
}
