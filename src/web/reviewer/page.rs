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
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// What stands in the page after each of these, up to the next quote.
    fn named<'p>(page: &'p str, after: &str) -> Vec<&'p str> {
        let rest = page.split(after).skip(1);
        rest.filter_map(|rest| Some(rest.split_once('"')?.0)).collect()
    }

    /// A text that takes the place of another where that one would not be true.
    const FITTED: [&str; 2] = ["acknowledge-danger", "acknowledge-later"];

    #[test]
    fn each_place_for_a_ready_text_has_one_in_every_language() {
        let page = PortalPage::new(&languages()[0], None).render().unwrap();
        let offered = named(&page, "data-ready-kind=\"");
        assert!(offered.len() >= 14, "{offered:?}");
        let mut files = assets().files();
        let letters = files.find(|(path, _)| path.ends_with("letters.js")).unwrap().1;
        let letters = String::from_utf8_lossy(letters);
        for words in languages() {
            for kind in offered.iter().chain(&FITTED) {
                let key = format!("ready-{kind}");
                let named = [("date", "{date}"), ("stage", "{stage}")];
                let text = words.say_with(&key, named.as_slice());
                let line = format!("{}:{}", json!(key), json!(text));
                assert!(letters.contains(&line), "{}: {line}", words.code());
            }
        }
    }
}
