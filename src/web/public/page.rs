//! What stands on the public page: facts in words.

use std::borrow::Cow;

use askama::Template;
use daylight_domain::figures::{Change, FigureId, Shown};
use daylight_domain::{Date, Digest, Opinion, Policy, StageNo};

use crate::actions::show_record::{PublicRecord, SignedOpinion};
use crate::api::FigureTable;
use crate::web::assets::{Assets, assets};
use crate::web::look::{Look, look};
use crate::web::tables::{cell, office_name, table};
use crate::words::{Words, languages};

/// So many changes are shown at once; those before are folded.
const NEWEST: usize = 20;
/// What everybody asks first: answered in time, late, moved up (A11).
const SHARES: [FigureId; 3] = [FigureId::AcknowledgedOnTime, FigureId::LateByStage, FigureId::Escalated];
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
    /// Which days the figures are of, if any were released.
    days: Option<Cow<'a, str>>,
    shares: Vec<(String, String)>,
    tables: Vec<FigureTable>,
    version: String,
    opinions: Vec<String>,
    changes: Vec<String>,
    earlier: Vec<String>,
}

impl<'a> RecordPage<'a> {
    /// In these words.
    pub(super) fn new(w: &'a Words, facts: &'a PublicRecord) -> Self {
        let policy = &facts.front.policy;
        let changes = facts.changes.iter().map(|each| change(w, policy, each));
        let changes: Vec<String> = changes.collect();
        let release = facts.figures.releases.last();
        let figures = release.map_or(&[][..], |release| &release.figures);
        let (newest, earlier) = changes.split_at(changes.len().min(NEWEST));
        Self {
            w,
            languages: languages(),
            assets: assets(),
            look: look(facts.front.colour),
            facts,
            days: release.map(|release| {
                let (from, until) = (w.date(release.from), w.date(release.until));
                w.say_with("say-figures-on", &[("date", &from), ("last", &until)])
            }),
            shares: SHARES.map(|id| share(w, figures, id)).into_iter().flatten().collect(),
            tables: figures.iter().map(|shown| table(w, policy, shown)).collect(),
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

    fn day(&self, day: &Date) -> Cow<'_, str> {
        self.w.date(*day)
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

/// A figure's name and what was counted, for the whole organisation.
fn share(w: &Words, figures: &[Shown], id: FigureId) -> Option<(String, String)> {
    let shown = figures.iter().find(|shown| shown.id == id)?;
    Some((w.say(format!("figure-{}", id.name())).into_owned(), cell(w, shown.value)))
}

fn version(digest: &Digest) -> String {
    digest.to_string().chars().take(VERSION).collect()
}

fn opinion(w: &Words, signed: &SignedOpinion) -> String {
    let verdict = w.say(match signed.verdict {
        Opinion::Sound => "verdict-sound",
        Opinion::ItemsMissing => "verdict-items_missing",
        Opinion::Unsound => "verdict-unsound",
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

/// A change in a sentence, with its day before. Nobody is named: people by their role and office.
fn change(w: &Words, policy: &Policy, change: &Change) -> String {
    let role = change.role.map(|role| w.say(format!("say-role-{role}")));
    let office = change.office.as_ref().map(|id| office_name(policy, id.as_str()));
    let rules = change.policy.as_ref().map(version);
    let said = [office.or(rules), role.map(Cow::into_owned)];
    let what: Vec<String> = said.into_iter().flatten().collect();
    let key = match &change.step {
        Some(step) => format!("public-change-{}-{step}", change.kind),
        None => format!("public-change-{}", change.kind),
    };
    let told = w.say_with(&key, &[("what", &what.join(", "))]);
    format!("{}: {told}", w.date(change.day))
}
