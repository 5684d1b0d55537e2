//! What stands on the pages without scripts: words, facts, and what was typed. Must not know how anything is sealed.

use std::borrow::Cow;

use askama::Template;
use daylight_domain::{ClockName, Date, Urgency, first_dates};
use zeroize::Zeroizing;

use super::Visit;
use super::answers::{PROOFS, kinds};
use super::typed::Typed;
use super::view::View;
use crate::client::Seat;
use crate::crypto::code::TrackingCode;
use crate::web::assets::{Assets, assets};
use crate::web::reporter::Page;
use crate::words::{Words, languages};

/// Something to put right.
pub(super) struct Problem {
    /// The field it is about, by its id on the page.
    pub(super) field: Option<&'static str>,
    /// What is wrong and what to do.
    pub(super) text: String,
}

impl Problem {
    pub(super) fn at<'a>(field: &'static str, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            field: Some(field),
            text: text.into().into_owned(),
        }
    }

    pub(super) fn whole<'a>(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            field: None,
            text: text.into().into_owned(),
        }
    }
}

/// What every page has around its own.
pub(super) struct Frame<'a> {
    w: &'static Words,
    languages: &'static [Words],
    assets: &'static Assets,
    start: Page<'a>,
    problems: Vec<Problem>,
    /// Not where following a link would lose what is on the page.
    offers_languages: bool,
}

impl<'a> Frame<'a> {
    pub(super) fn new(visit: &Visit<'a>, problems: Vec<Problem>) -> Self {
        Self {
            w: visit.words,
            languages: languages(),
            assets: assets(),
            start: Page::new(
                visit.words,
                Some(&visit.facts.front),
                &visit.service.config.limits,
            ),
            problems,
            offers_languages: false,
        }
    }

    fn problem(&self, field: &str) -> Option<&str> {
        let problem = self.problems.iter().find(|problem| problem.field == Some(field));
        problem.map(|problem| problem.text.as_str())
    }
}

/// The form itself, and the way back.
#[derive(Template)]
#[template(path = "arrival_form.html")]
pub(super) struct FormPage<'a> {
    frame: Frame<'a>,
    typed: &'a Typed,
    raises: bool,
    entered: &'a str,
    danger_then: String,
    offices: Vec<(String, String)>,
    exclude_last: String,
    kinds: Vec<(String, String)>,
    code: Zeroizing<String>,
    proofs: Vec<(&'static str, String)>,
}

impl<'a> FormPage<'a> {
    pub(super) fn new(visit: &Visit<'a>, typed: &'a Typed, problems: Vec<Problem>) -> Self {
        let (w, facts) = (visit.words, visit.facts);
        let policy = facts.policy();
        let seats = facts.seats();
        let (outside, inside): (Vec<Seat>, Vec<Seat>) = seats
            .into_iter()
            .partition(|seat| seat.stage == policy.last_stage());
        let nobody = w.say("exclude-none-held");
        let label = |seat: Seat| {
            let holders = seat.holders.join(", ");
            let holders = if holders.is_empty() { &*nobody } else { &holders };
            (seat.office.to_string(), format!("{}: {holders}", seat.name))
        };
        let outside: Vec<&str> = outside.iter().map(|seat| seat.name.as_str()).collect();
        let danger = first_dates(policy, facts.front.today, Urgency::Danger)
            .into_iter()
            .find(|date| date.clock == ClockName::Danger);
        let danger = danger.map(|date| w.date(date.due)).unwrap_or_default();
        // A form that comes back has its code still; it may be on paper already.
        let was_sent = typed.is("do", "send");
        let code = if was_sent && !typed.get("code").is_empty() {
            Zeroizing::new(typed.get("code").to_owned())
        } else {
            TrackingCode::generate(&*visit.service.entropy).words()
        };
        let proof = |(name, number): (&'static str, usize)| {
            let number = number.to_string();
            (
                name,
                w.say_with("prove-word", &[("number", &number)]).into_owned(),
            )
        };
        Self {
            frame: Frame {
                offers_languages: problems.is_empty(),
                ..Frame::new(visit, problems)
            },
            typed,
            raises: facts.front.without_scripts.to_raise && facts.front.takes_concerns,
            entered: if was_sent { "" } else { typed.get("code") },
            danger_then: w.say_with("danger-then", &[("date", &danger)]).into_owned(),
            offices: inside.into_iter().map(label).collect(),
            exclude_last: w
                .say_with(
                    "exclude-last",
                    &[
                        ("office", &outside.join(", ")),
                        ("organisation", &policy.organisation),
                    ],
                )
                .into_owned(),
            kinds: (1..)
                .zip(kinds(w, facts))
                .map(|(number, kind)| (format!("kind-{number}"), kind))
                .collect(),
            code,
            proofs: PROOFS.map(proof).into(),
        }
    }
}

/// It has arrived.
#[derive(Template)]
#[template(path = "arrival_sent.html")]
pub(super) struct SentPage<'a> {
    frame: Frame<'a>,
    dates: Vec<String>,
    missed: String,
    come_back: String,
    receipt: String,
    code: &'a str,
}

impl<'a> SentPage<'a> {
    pub(super) fn new(
        visit: &Visit<'a>,
        typed: &'a Typed,
        (received, sent_as): (Date, Urgency),
        receipt: String,
    ) -> Self {
        let (w, facts) = (visit.words, visit.facts);
        let danger = sent_as == Urgency::Danger;
        let first = facts.first_stage(|seat| typed.is("exclude", seat.office.as_str()));
        let stage = first.map_or("", |stage| facts.stage_name(stage));
        let dates = first_dates(facts.policy(), received, sent_as);
        let said = dates.iter().filter_map(|date| {
            let key = match date.clock {
                ClockName::Danger => "sent-reply-by",
                // In danger the reply is due earlier, and the later date would only confuse.
                ClockName::Acknowledge if !danger => "sent-reply-by",
                ClockName::FirstDecision => "sent-decide-by",
                ClockName::Feedback => "sent-feedback-by",
                _ => return None,
            };
            let named = [("date", &*w.date(date.due)), ("stage", stage)];
            Some(w.say_with(key, &named).into_owned())
        });
        let said = said.collect();
        let reply = if danger {
            ClockName::Danger
        } else {
            ClockName::Acknowledge
        };
        let reply = dates.iter().find(|date| date.clock == reply);
        let back = w.date(reply.map_or(received, |date| date.due));
        Self {
            frame: Frame::new(visit, Vec::new()),
            dates: said,
            missed: w
                .say_with("sent-missed", &[("last", facts.last_stage())])
                .into_owned(),
            come_back: w.say_with("sent-return", &[("date", &back)]).into_owned(),
            receipt,
            code: typed.get("code"),
        }
    }
}

/// A concern, to whoever came back.
#[derive(Template)]
#[template(path = "arrival_concern.html")]
pub(super) struct ConcernPage<'a> {
    frame: Frame<'a>,
    view: &'a View,
    typed: &'a Typed,
    code: &'a str,
    done: Option<&'static str>,
}

impl<'a> ConcernPage<'a> {
    pub(super) fn new(
        visit: &Visit<'a>,
        view: &'a View,
        typed: &'a Typed,
        code: &'a str,
        (done, problems): (Option<&'static str>, Vec<Problem>),
    ) -> Self {
        Self {
            frame: Frame::new(visit, problems),
            view,
            typed,
            code,
            done,
        }
    }
}

/// What was sent could not be read.
#[derive(Template)]
#[template(path = "arrival_problem.html")]
pub(super) struct ProblemPage<'a> {
    pub(super) frame: Frame<'a>,
}
