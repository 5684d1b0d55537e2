//! A checked concern as the page without scripts shows it: lines, in the reporter's language. Holds no key.

use daylight_domain::{Act, Author, Date, Digest, Disputed, Mark, Policy, Step};
use serde::Serialize;

use crate::client::closing::closing;
use crate::client::{Concern, Mistrust, Reporter, Trust, clean, told};
use crate::crypto::hybrid::HybridIdentity;
use crate::words::Words;

/// What is on the page.
pub(super) struct View {
    pub(super) with: String,
    /// How it was closed, and what is still to come; empty while it is open.
    pub(super) closing: Vec<String>,
    pub(super) sent_on: String,
    /// Who has come to an office since.
    pub(super) newcomers: Vec<String>,
    /// What must happen next, and whether it is late.
    pub(super) dates: Vec<(String, bool)>,
    /// What was written to the reporter: who and when, and the words.
    pub(super) to_you: Vec<(String, String)>,
    /// Points with what is done about them.
    pub(super) scope: Vec<(String, String)>,
    pub(super) findings: Option<FoundView>,
    /// Without findings: it is said that it cannot be opened, and its reporter can say that it can.
    pub(super) unread: bool,
    /// Day and what happened.
    pub(super) steps: Vec<(String, String)>,
    pub(super) erased: bool,
    /// Offices that can still be kept from it, by id.
    pub(super) offices: Vec<(String, String)>,
    pub(super) kept: String,
    pub(super) wrote: String,
}

/// What was found, and how.
pub(super) struct FoundView {
    /// Points with what was found on them, and why.
    pub(super) points: Vec<(String, String, String)>,
    pub(super) enquiries: Vec<String>,
    pub(super) spoken_to: String,
    pub(super) has_standard: bool,
    /// Whether anyone is still at risk; empty where they do not say.
    pub(super) at_risk: String,
}

impl View {
    /// Opens what the reporter's key opens. Fails if a part of the concern is not as it was sent.
    pub(super) fn of(
        w: &Words,
        reporter: &Reporter,
        concern: &Concern,
        trust: &Trust,
    ) -> Result<Self, Mistrust> {
        let with = [reporter.master().case_identity()];
        let policy = concern.policy(trust)?;
        let outlook = &concern.outlook;
        let stage = policy
            .stage(outlook.stage)
            .map_or("", |stage| stage.name.as_str());
        let office_name = |id: &daylight_domain::OfficeId| {
            let mut offices = policy.stages.iter().flat_map(|stage| &stage.offices);
            offices
                .find(|office| office.id == *id)
                .map_or_else(|| id.to_string(), |office| office.name.clone())
        };
        let newcomers = concern.new_holders(trust)?.into_iter().map(|(office, persons)| {
            let who: Vec<String> = persons.into_iter().map(|person| trust.name(person)).collect();
            let named = [("names", who.join(", ")), ("office", office_name(&office))];
            say(w, "concern-holders-new", &named)
        });
        let dates = outlook.deadlines.iter().map(|deadline| {
            let late = deadline.first_due < outlook.today;
            let key = if late { "concern-late" } else { "concern-due" };
            let named = [
                ("date", w.date(deadline.due).into_owned()),
                (
                    "clock",
                    w.say(format!("clock-{}", word(&deadline.clock))).into_owned(),
                ),
            ];
            (say(w, key, &named), late)
        });
        let offices = reporter.can_be_withdrawn(concern, trust)?.into_iter();
        Ok(Self {
            closing: closing_lines(w, concern, policy, &with),
            with: say(w, "concern-with", &[("stage", stage.to_owned())]),
            sent_on: say(
                w,
                "concern-sent-on",
                &[("date", w.date(outlook.received).into_owned())],
            ),
            newcomers: newcomers.collect(),
            dates: dates.collect(),
            to_you: messages(w, concern, trust, &with, false),
            scope: scope(w, concern, &with),
            findings: findings(w, concern, &with),
            unread: can_object(concern, policy, trust),
            steps: outlook
                .timeline
                .iter()
                .map(|step| {
                    let moved_to = match &step.act {
                        Act::Escalated { to, .. } => {
                            policy.stage(*to).map_or("", |stage| stage.name.as_str())
                        }
                        _ => "",
                    };
                    let (months, until) = match step.act {
                        Act::Erased { months, backups_end } => (months.to_string(), w.date(backups_end)),
                        _ => Default::default(),
                    };
                    let named = [
                        ("who", trust.author(step.by)),
                        ("stage", moved_to.to_owned()),
                        ("months", months),
                        ("date", until.into_owned()),
                    ];
                    let key = format!("step-{}", step.act.kind());
                    let own = w.find(&format!("{key}-reporter"));
                    let own = own.filter(|_| step.by == Author::Reporter);
                    let happened = own.map_or_else(|| say(w, &key, &named), std::borrow::Cow::into_owned);
                    (w.date(step.day).into_owned(), happened)
                })
                .collect(),
            erased: concern.manifest.is_none(),
            offices: offices
                .map(|seat| {
                    let label: Vec<&str> = std::iter::once(&seat.name)
                        .chain(&seat.holders)
                        .map(String::as_str)
                        .collect();
                    (seat.office.to_string(), label.join(", "))
                })
                .collect(),
            kept: say(
                w,
                "concern-kept",
                &[("months", policy.retention_months.to_string())],
            ),
            wrote: wrote(w, concern, trust, &with)?,
        })
    }
}

/// What was sent with the concern and after it.
fn wrote(
    w: &Words,
    concern: &Concern,
    trust: &Trust,
    with: &[HybridIdentity; 1],
) -> Result<String, Mistrust> {
    let [identity] = with;
    let parts = [concern.about(identity)?, concern.account(identity)?];
    let mut wrote: Vec<String> = parts
        .iter()
        .flatten()
        .filter_map(|part| part.as_str())
        .filter(|part| !part.is_empty())
        .map(clean)
        .collect();
    let messages = messages(w, concern, trust, with, true).into_iter();
    wrote.extend(messages.map(|(head, text)| format!("{head}\n{text}")));
    Ok(wrote.join("\n\n"))
}

/// What the reporter wrote (`mine`), or what was written to them.
fn messages(
    w: &Words,
    concern: &Concern,
    trust: &Trust,
    with: &[HybridIdentity],
    mine: bool,
) -> Vec<(String, String)> {
    let steps = concern.outlook.timeline.iter();
    let steps = steps.filter(|step| (step.by == Author::Reporter) == mine);
    let of = |step: &Step| {
        let who = if mine {
            w.say("concern-you").into_owned()
        } else {
            trust.author(step.by)
        };
        let head = say(
            w,
            "concern-from",
            &[("who", who), ("date", w.date(step.day).into_owned())],
        );
        let told = told::texts_of(concern, step, with).into_iter();
        let texts = told.filter_map(|told| told.text.as_str().map(clean));
        texts
            .filter(|text| !text.is_empty())
            .map(|text| (head.clone(), text))
            .collect::<Vec<_>>()
    };
    steps.flat_map(of).collect()
}

fn scope(w: &Words, concern: &Concern, with: &[HybridIdentity]) -> Vec<(String, String)> {
    let points = told::scope(concern, with).unwrap_or_default().into_iter();
    let one = |point: crate::client::scope::Point| {
        let verdict = if point.mark == Mark::In {
            w.say("concern-scope-in").into_owned()
        } else {
            let reason = clean(&point.reason.unwrap_or_default());
            say(w, "concern-scope-out", &[("reason", reason)])
        };
        (clean(&point.text), verdict)
    };
    points.map(one).collect()
}

fn findings(w: &Words, concern: &Concern, with: &[HybridIdentity]) -> Option<FoundView> {
    let found = told::found(concern, with)?;
    let one = |(finding, why): &(daylight_domain::Finding, String)| {
        let point = found
            .point(finding)
            .map_or_else(String::new, |point| clean(&point.text));
        let verdict = w.say(format!("outcome-{}", word(&finding.result)));
        (point, verdict.into_owned(), clean(why))
    };
    Some(FoundView {
        points: found.results.iter().map(one).collect(),
        enquiries: found.enquiries.iter().map(|enquiry| clean(enquiry)).collect(),
        spoken_to: say(
            w,
            "concern-findings-spoken",
            &[("count", found.spoken_to.to_string())],
        ),
        has_standard: found.standard.is_some(),
        at_risk: found.at_risk.map_or_else(String::new, |answer| {
            w.say(format!("concern-risk-{}", word(&answer))).into_owned()
        }),
    })
}

/// Whether the findings, or that there can be none, can be disputed today.
fn can_object(concern: &Concern, policy: &Policy, trust: &Trust) -> bool {
    let outlook = &concern.outlook;
    let objection = Act::Disputed {
        matter: Disputed::Findings,
        item: Digest([0; 32]),
    };
    let checked = outlook.check(policy, &trust.roster, Author::Reporter, outlook.today, &objection);
    checked.is_ok()
}

fn closing_lines(w: &Words, concern: &Concern, policy: &Policy, with: &[HybridIdentity]) -> Vec<String> {
    let Some(closing) = closing(concern, policy, with) else {
        return Vec::new();
    };
    let reason = w.say(format!("outcome-{}", word(&closing.reason))).into_owned();
    let dated =
        |key: &str, day: Option<Date>| day.map(|day| say(w, key, &[("date", w.date(day).into_owned())]));
    let on = w.date(closing.on).into_owned();
    let lead = say(w, "concern-closed", &[("date", on), ("reason", reason)]);
    let receiver = closing
        .receiver
        .map(|name| say(w, "concern-closed-to", &[("name", clean(&name))]));
    let disagree = dated("concern-closed-disagree", closing.disputable_until);
    let asked = dated("concern-closed-asked", closing.asked_on);
    [Some(lead), receiver, disagree, asked]
        .into_iter()
        .flatten()
        .collect()
}

fn say(w: &Words, key: &str, named: &[(&str, String)]) -> String {
    let named: Vec<(&str, &str)> = named
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    w.say_with(key, &named).into_owned()
}

/// The word by which a value stands in the record.
fn word(value: &impl Serialize) -> String {
    let value = serde_json::to_value(value).unwrap_or_default();
    value.as_str().unwrap_or_default().to_owned()
}
