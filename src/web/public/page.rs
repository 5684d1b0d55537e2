//! What stands on the public page: facts in words.

use std::borrow::Cow;

use askama::Template;
use daylight_domain::{Date, Opinion, Policy, StageNo};

use crate::actions::show_changes::{About, Change};
use crate::actions::show_record::{PublicRecord, SignedOpinion};
use crate::web::assets::{Assets, assets};
use crate::web::look::{Look, look};
use crate::words::{Words, languages};

/// So many changes are shown at once; those before are folded.
const NEWEST: usize = 20;
/// So much of a policy's digest names it, as on the start page.
const VERSION: usize = 16;

/// The page.
#[derive(Template)]
#[template(path = "record.html")]
pub(super) struct RecordPage<'a> {
    w: &'a Words,
    languages: &'static [Words],
    assets: &'static Assets,
    look: Option<Look>,
    facts: &'a PublicRecord,
    version: String,
    opinions: Vec<String>,
    changes: Vec<String>,
    earlier: Vec<String>,
}

impl<'a> RecordPage<'a> {
    /// In these words.
    pub(super) fn new(w: &'a Words, facts: &'a PublicRecord) -> Self {
        let changes: Vec<String> = facts.changes.iter().map(|each| change(w, each)).collect();
        let (newest, earlier) = changes.split_at(changes.len().min(NEWEST));
        Self {
            w,
            languages: languages(),
            assets: assets(),
            look: look(facts.front.colour),
            facts,
            version: version(&facts.front.digest),
            opinions: facts.opinions.iter().map(|each| opinion(w, each)).collect(),
            changes: newest.to_vec(),
            earlier: earlier.to_vec(),
        }
    }

    fn organisation(&self) -> &str {
        &self.facts.front.policy.organisation
    }

    /// The same page in another language.
    #[expect(
        clippy::unused_self,
        reason = "what all pages have in common asks the page for it"
    )]
    fn address(&self, other: &Words) -> String {
        other.record_path()
    }

    /// None: the page has no script.
    #[expect(
        clippy::unused_self,
        reason = "what all pages have in common asks the page for it"
    )]
    fn script_words(&self) -> Vec<(&str, Cow<'_, str>)> {
        Vec::new()
    }

    fn policy(&self) -> &Policy {
        &self.facts.front.policy
    }

    fn date(&self, key: &str, date: &Date) -> Cow<'_, str> {
        self.w.say_with(key, &[("date", &self.w.date(*date))])
    }

    fn count(&self, key: &str, count: &impl ToString) -> Cow<'_, str> {
        self.w.say_with(key, &[("count", &count.to_string())])
    }

    /// "Last checked on …", or that nobody has.
    fn last_check(&self) -> Cow<'_, str> {
        let check = &self.facts.check;
        check.last.map_or_else(
            || self.w.say("public-check-never"),
            |last| self.date("public-check-last", &last),
        )
    }

    fn is_overdue(&self) -> bool {
        self.facts.check.is_overdue(self.facts.front.today)
    }

    /// Stages of the route with their offices.
    fn route(&self) -> impl Iterator<Item = String> {
        let policy = self.policy();
        policy.stage_numbers().map(|number: StageNo| {
            let name = policy.stage(number).map_or("", |stage| &stage.name);
            let offices = policy.offices(number).iter();
            let offices: Vec<&str> = offices.map(|office| office.name.as_str()).collect();
            format!("{name}: {}", offices.join(", "))
        })
    }
}

fn version(digest: &daylight_domain::Digest) -> String {
    digest.to_string().chars().take(VERSION).collect()
}

fn opinion(w: &Words, signed: &SignedOpinion) -> String {
    let verdict = w.say(match signed.verdict {
        Opinion::Sound => "opinion-sound",
        Opinion::ItemsMissing => "opinion-items-missing",
        Opinion::Unsound => "opinion-unsound",
    });
    let (date, size) = (w.date(signed.day), signed.size.to_string());
    let named = [
        ("date", &*date),
        ("name", &signed.by),
        ("what", &verdict),
        ("size", &size),
    ];
    w.say_with("public-opinion", &named).into_owned()
}

/// A change in a sentence, with its day before and its signer behind.
fn change(w: &Words, change: &Change) -> String {
    let (name, what) = match &change.about {
        About::Person(name, role, office) => {
            let role = w.say(format!("say-role-{role}"));
            let what = office.as_ref().map_or_else(|| role.into_owned(), Clone::clone);
            (name.clone(), what)
        }
        About::Office(name) => (String::new(), name.clone()),
        About::Policy(digest) => (String::new(), version(digest)),
        About::Service => (String::new(), String::new()),
    };
    let day = |day: Option<Date>| day.map(|day| w.date(day).into_owned()).unwrap_or_default();
    let (from, until) = (day(change.days.0), day(change.days.1));
    let key = format!("public-change-{}", change.step);
    let named = [
        ("name", name.as_str()),
        ("what", &what),
        ("day", &from),
        ("last", &until),
    ];
    let mut told = format!("{}: {}", w.date(change.day), w.say_with(&key, &named));
    // An inspector's last day, which an absence has in its own sentence.
    if change.days.0.is_none() && !until.is_empty() {
        told = format!("{told} {}", w.say_with("public-until", &[("date", &until)]));
    }
    if let Some(by) = &change.by {
        told = format!("{told} {}", w.say_with("public-signed-by", &[("who", by)]));
    }
    told
}
