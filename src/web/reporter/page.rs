//! What stands on the reporter's document when it is sent: words and the policy's facts. No script's work is done here.

use std::borrow::Cow;

use askama::Template;
use daylight_domain::{ClockName, Policy, Urgency, first_dates};

use crate::actions::show_front::Front;
use crate::config::Limits;
use crate::web::assets::{Assets, assets};
use crate::web::look::{Look, look};
use crate::words::{Words, languages};

/// Beginnings of the keys of those messages that the script puts on the page itself.
const SCRIPT_WORDS: [&str; 54] = [
    "check-first-reader",
    "check-nobody",
    "check-not-given",
    "clock-",
    "code-copied",
    "concern-closed",
    "concern-danger-done",
    "concern-dispute-done",
    "concern-due",
    "concern-exclude-done",
    "concern-findings-spoken",
    "concern-from",
    "concern-holders-new",
    "concern-kept",
    "concern-late",
    "concern-no",
    "concern-promised",
    "concern-risk-",
    "concern-rules-from",
    "concern-scope-in",
    "concern-scope-out",
    "concern-sent",
    "concern-treatment-asked",
    "concern-treatment-done",
    "concern-treatment-well-done",
    "concern-with",
    "concern-write-error",
    "concern-you",
    "danger-then",
    "date",
    "enter-error",
    "error-prefix",
    "exclude-last",
    "exclude-none",
    "file-",
    "found-",
    "month-",
    "outcome-",
    "problem-",
    "prove-error",
    "prove-word",
    "says-the-service",
    "send-rush",
    "send-sealing",
    "sent-decide-by",
    "sent-feedback-by",
    "sent-missed",
    "sent-reply-by",
    "sent-return",
    "step-",
    "weekday-",
    "what-error",
    "what-too-long",
    "working",
];

/// So much of a policy's digest names its version: `daylight policy show` knows it by its beginning.
const VERSION: usize = 16;

/// The document.
#[derive(Template)]
#[template(path = "layout.html")]
pub(crate) struct Page<'a> {
    w: &'a Words,
    languages: &'static [Words],
    assets: &'static Assets,
    pub(crate) look: Option<Look>,
    pub(crate) policy: Option<&'a Policy>,
    pub(crate) vkey: &'a str,
    /// The beginning of the policy's digest, and a sentence that says from when it is in force.
    pub(crate) rules: Option<(String, Cow<'a, str>)>,
    pub(crate) key_words: &'a str,
    route: Option<Route<'a>>,
    takes_concerns: bool,
    /// That the channel was closed for good, and when.
    closed: Option<Cow<'a, str>>,
    has_form: bool,
    most_files: usize,
    file_mib: u64,
}

/// Who gets a concern sent today, and by when they must answer.
struct Route<'a> {
    first: &'a str,
    next: &'a str,
    last: &'a str,
    reply_by: Cow<'a, str>,
}

impl<'a> Page<'a> {
    /// In these words, with these facts; without them the page says less and nothing wrong.
    pub(crate) fn new(w: &'a Words, front: Option<&'a Front>, limits: &Limits) -> Self {
        Self {
            w,
            languages: languages(),
            assets: assets(),
            look: front.and_then(|front| look(front.colour)),
            policy: front.map(|front| &front.policy),
            vkey: front.map_or("", |front| &front.vkey),
            rules: front.map(|front| {
                let version = front.digest.to_string().chars().take(VERSION).collect();
                let from = w.date(front.from);
                (version, w.say_with("concern-rules-from", &[("date", &from)]))
            }),
            key_words: front.map_or("", |front| &front.key_words),
            route: front.and_then(|front| Route::of(w, front)),
            takes_concerns: front.is_some_and(|front| front.takes_concerns),
            closed: front
                .and_then(|front| front.closed)
                .map(|day| w.say_with("start-channel-closed", &[("date", &w.date(day))])),
            has_form: front.is_some_and(|front| front.without_scripts.to_come_back),
            most_files: limits.attachments,
            file_mib: limits.attachment_mib,
        }
    }

    /// Whose service it is.
    pub(crate) fn organisation(&self) -> &str {
        self.policy
            .map_or("Daylight", |policy| policy.organisation.as_str())
    }

    /// The same page in another language.
    #[expect(
        clippy::unused_self,
        reason = "what all pages have in common asks the page for it"
    )]
    fn address(&self, other: &Words) -> String {
        other.path()
    }

    /// Where the form without scripts is, if there is one.
    fn form(&self) -> Option<String> {
        self.has_form.then(|| self.w.form_path())
    }

    /// A message that names the organisation, or somebody on the route.
    pub(crate) fn say(&self, key: &str) -> Cow<'_, str> {
        let route = self.route.as_ref();
        let name = |of: fn(&Route<'a>) -> &'a str| route.map_or("", of);
        self.w.say_with(
            key,
            &[
                ("organisation", self.organisation()),
                ("reader", name(|route| route.first)),
                ("next", name(|route| route.next)),
                ("last", name(|route| route.last)),
                ("date", route.map_or("", |route| &*route.reply_by)),
            ],
        )
    }

    /// How many files, and how long.
    pub(crate) fn files_limit(&self) -> Cow<'_, str> {
        let (count, size) = (self.most_files.to_string(), self.file_mib.to_string());
        self.w
            .say_with("files-limit", &[("count", &count), ("size", &size)])
    }

    /// Whom a reporter turns to who has found that the service is not to be believed.
    fn last_stage(&self) -> &str {
        self.route.as_ref().map_or("", |route| route.last)
    }

    fn script_words(&self) -> Vec<(&str, Cow<'_, str>)> {
        self.w.for_script(&SCRIPT_WORDS)
    }

    /// The question that an answer on the last page belongs to.
    fn question(&self, answer: &str) -> Cow<'_, str> {
        match answer {
            "kind-who" => self.w.say("kind-who-label"),
            other => self.w.say(format!("{other}-heading")),
        }
    }
}

impl<'a> Route<'a> {
    fn of(w: &'a Words, front: &'a Front) -> Option<Self> {
        let stages = &front.policy.stages;
        let dates = first_dates(&front.policy, front.today, Urgency::Ordinary);
        let reply = dates.iter().find(|date| date.clock == ClockName::Acknowledge)?;
        Some(Self {
            first: &stages.first()?.name,
            next: &stages.get(1)?.name,
            last: &stages.last()?.name,
            reply_by: w.date(reply.due),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::words::languages;

    #[test]
    fn every_message_that_the_script_says_comes_with_the_page() {
        let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/src/pages");
        let w = &languages()[0];
        let sent = w.for_script(&SCRIPT_WORDS);
        let is_sent = |key: &str| sent.iter().any(|(one, _)| *one == key);
        for file in fs::read_dir(pages).unwrap() {
            let source = fs::read_to_string(file.unwrap().path()).unwrap();
            // A whole name in quotes, or the beginning of a family between backticks.
            for said in source.split("say").filter_map(|rest| rest.strip_prefix('(')) {
                let name = said.get(1..).unwrap_or_default();
                let end = name.find(|letter: char| !letter.is_ascii_lowercase() && letter != '-');
                let key = name.get(..end.unwrap_or_default()).unwrap_or_default();
                if said.starts_with('"') {
                    assert!(is_sent(key) || w.find(key).is_none(), "{key}");
                } else if said.starts_with('`') {
                    let family = w.for_script(&[key]);
                    assert!(family.iter().all(|(key, _)| is_sent(key)), "{key}");
                }
            }
        }
    }
}
