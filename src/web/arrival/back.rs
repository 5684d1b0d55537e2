//! A reporter comes back, or does something, with a code that comes with each request and is forgotten with its answer. Must
//! not know how a page looks.

use std::sync::Arc;

use actix_web::http::StatusCode;
use daylight_domain::{Act, Audience, Author, Digest, Disputed, Urgency};
use zeroize::Zeroizing;

use super::pages::{ConcernPage, Problem};
use super::typed::Typed;
use super::view::View;
use super::{Answer, NotDone, Visit, html};
use crate::actions::show_concern::track;
use crate::actions::{ActionError, add_act, arrivals};
use crate::api::{Bytes, ReporterAct};
use crate::client::{Concern, Reporter, Stopped, Trust, told};
use crate::crypto::code::{CodeError, TrackingCode};
use crate::crypto::seal::Plaintext;
use crate::entropy::Entropy;
use crate::words::Words;

/// What a reporter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Enter,
    Message,
    Dispute(Disputed),
    Treatment,
    Danger,
    Exclude,
}

impl Deed {
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "enter" => Self::Enter,
            "message" => Self::Message,
            "scope-dispute" => Self::Dispute(Disputed::Scope),
            "findings-dispute" => Self::Dispute(Disputed::Findings),
            "treatment" => Self::Treatment,
            "danger" => Self::Danger,
            "exclude" => Self::Exclude,
            _ => return None,
        })
    }

    /// The field in which its words are typed.
    const fn field(self) -> Option<&'static str> {
        match self {
            Self::Enter | Self::Danger => None,
            Self::Message => Some("message"),
            Self::Dispute(Disputed::Scope) => Some("scope-dispute"),
            Self::Dispute(Disputed::Findings) => Some("findings-dispute"),
            Self::Treatment => Some("treatment"),
            Self::Exclude => Some("exclude"),
        }
    }

    /// What is said once it is done.
    const fn done(self) -> Option<&'static str> {
        match self {
            Self::Enter => None,
            Self::Message => Some("arrival-message-sent"),
            Self::Dispute(_) => Some("concern-dispute-done"),
            Self::Treatment => Some("concern-treatment-done"),
            Self::Danger => Some("concern-danger-done"),
            Self::Exclude => Some("concern-exclude-done"),
        }
    }
}

/// A concern and its reporter, for as long as a request lasts.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) reporter: Arc<Reporter>,
    pub(super) concern: Arc<Concern>,
}

/// Shows the concern of a code, after what was asked for is done. Whatever is wrong, the page comes back with what was typed.
pub(super) async fn visit(visit: &Visit<'_>, typed: &Typed, deed: Deed) -> Answer {
    let (known, written) = match enter(visit, typed).await {
        Ok(entered) => entered,
        Err(problem) => return visit.form(typed, vec![problem]),
    };
    if deed == Deed::Enter {
        return page(visit, known, &written, (typed, None, Vec::new())).await;
    }
    let missing = match deed {
        Deed::Exclude => typed.get("office").is_empty(),
        _ => deed
            .field()
            .is_some_and(|field| typed.get(field).trim().is_empty()),
    };
    let done = if missing {
        Err(visit.words.say("concern-write-error"))
    } else {
        act(visit, typed, deed, &known)
            .await
            .map_err(|why| visit.problem(&why).text.into())
    };
    match done {
        Ok(()) => match look(visit, known.reporter.clone()).await {
            Ok(known) => {
                page(
                    visit,
                    known,
                    &written,
                    (&Typed::default(), deed.done(), Vec::new()),
                )
                .await
            }
            Err(why) => visit.form(&Typed::default(), vec![visit.problem(&why)]),
        },
        Err(text) => {
            let problem = Problem {
                field: deed.field(),
                text: text.into_owned(),
            };
            page(visit, known, &written, (typed, None, vec![problem])).await
        }
    }
}

/// The concern of the code that was typed, and the code as it is written.
pub(super) async fn enter(visit: &Visit<'_>, typed: &Typed) -> Result<(Known, Zeroizing<String>), Problem> {
    let code = TrackingCode::parse(typed.get("code"))
        .map_err(|bad| Problem::at("enter", bad_code(visit.words, &bad)))?;
    let written = code.words();
    match find(visit, code).await {
        Ok(known) => Ok((known, written)),
        // Whatever could be a code is stretched before it is looked for: a wrong one costs the same, and gets the same answer.
        Err(NotDone::Refused(ActionError::NotFound)) => {
            Err(Problem::at("enter", visit.words.say("enter-error")))
        }
        Err(why) => Err(visit.problem(&why)),
    }
}

/// Finds the concern of a code.
async fn find(visit: &Visit<'_>, code: TrackingCode) -> Result<Known, NotDone> {
    let trust = visit.facts.trust.clone();
    let derived = arrivals::work(visit.service, move || Reporter::from_code(&code, &trust));
    look(visit, Arc::new(derived.await??)).await
}

/// Asks for the concern and checks it, as a reporter's program does.
pub(super) async fn look(visit: &Visit<'_>, reporter: Arc<Reporter>) -> Result<Known, NotDone> {
    let view = track(visit.service, reporter.locator()?).await?;
    let facts = visit.facts.clone();
    let checked = arrivals::work(visit.service, move || -> Result<Option<Known>, Stopped> {
        let concern = reporter.own(view, &facts.trust)?;
        let may_be_opened =
            facts.front.without_scripts.to_raise || concern.policy(&facts.trust)?.seal_on_arrival;
        Ok(may_be_opened.then(|| Known {
            reporter,
            concern: Arc::new(concern),
        }))
    });
    // To a reporter whose rules promise that the server never sees the code, this page is as if it were not there.
    checked.await??.ok_or(NotDone::Refused(ActionError::NotFound))
}

/// Signs what the reporter does, and adds it to the concern.
async fn act(visit: &Visit<'_>, typed: &Typed, deed: Deed, known: &Known) -> Result<(), NotDone> {
    let text = Plaintext::new(typed.get(deed.field().unwrap_or_default()).trim().to_owned());
    let office = typed.get("office").to_owned();
    let (known, trust, entropy) = (
        known.clone(),
        visit.facts.trust.clone(),
        visit.service.entropy.clone(),
    );
    let signed = arrivals::work(visit.service, move || {
        sign(&known, &trust, deed, (&text, &office), &*entropy)
    });
    if let Some(request) = signed.await?? {
        add_act::by_reporter(visit.service, request).await?;
    }
    Ok(())
}

/// The signed act with its sealed words; none if the same message was sent today already, by a page that was sent again.
fn sign(
    known: &Known,
    trust: &Trust,
    deed: Deed,
    (text, office): (&Plaintext, &str),
    entropy: &dyn Entropy,
) -> Result<Option<ReporterAct>, Stopped> {
    let Known { reporter, concern } = known;
    if deed == Deed::Message && is_sent(known, text) {
        return Ok(None);
    }
    let sealed = match deed {
        Deed::Message => Some(reporter.seal(text)?),
        Deed::Dispute(_) => Some(reporter.seal_above(trust, concern, text, entropy)?),
        Deed::Treatment => Some(reporter.seal_treatment(trust, concern, text, entropy)?),
        Deed::Enter | Deed::Danger | Deed::Exclude => None,
    };
    let item = sealed.as_ref().map(crate::crypto::seal::Sealed::digest);
    let Some(act) = act_of(deed, item, office) else {
        return Ok(None);
    };
    let items = sealed
        .into_iter()
        .map(|sealed| Bytes(sealed.into_bytes()))
        .collect();
    let day = concern.day_to_sign(trust.today);
    reporter.request(trust, concern, &act, day, items).map(Some)
}

fn act_of(deed: Deed, item: Option<Digest>, office: &str) -> Option<Act> {
    Some(match deed {
        Deed::Enter => return None,
        Deed::Message => Act::Message {
            item: item?,
            audience: Audience::Case,
        },
        Deed::Dispute(matter) => Act::Disputed { matter, item: item? },
        Deed::Treatment => Act::TreatmentReported { ill: true, item },
        Deed::Danger => Act::UrgencyChanged {
            to: Urgency::Danger,
            item: None,
        },
        Deed::Exclude => Act::Withdrawn {
            office: office.parse().ok()?,
        },
    })
}

fn is_sent(Known { reporter, concern }: &Known, text: &Plaintext) -> bool {
    let with = [reporter.master().case_identity()];
    let today = concern.outlook.timeline.iter().filter(|step| {
        step.by == Author::Reporter
            && step.day == concern.outlook.today
            && matches!(step.act, Act::Message { .. })
    });
    today
        .flat_map(|step| told::texts_of(concern, step, &with))
        .any(|told| told.text.as_bytes() == text.as_bytes())
}

pub(super) async fn page(
    visit: &Visit<'_>,
    known: Known,
    code: &Zeroizing<String>,
    (typed, done, problems): (&Typed, Option<&'static str>, Vec<Problem>),
) -> Answer {
    let (words, trust) = (visit.words, visit.facts.trust.clone());
    let seen = arrivals::work(visit.service, move || {
        View::of(words, &known.reporter, &known.concern, &trust)
    });
    let view = match seen.await {
        Ok(Ok(view)) => view,
        Ok(Err(why)) => {
            let problem = visit.stopped(&why.into());
            return visit.form(&Typed::default(), vec![problem]);
        }
        Err(why) => return visit.form(&Typed::default(), vec![visit.refusal(&why)]),
    };
    let status = if problems.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    html(
        status,
        &ConcernPage::new(visit, &view, typed, code, (done, problems)),
    )
}

/// What is wrong with a code, before anything is looked for.
fn bad_code(words: &Words, bad: &CodeError) -> String {
    let number = |key: &str, name: &str, value: usize| words.say_with(key, &[(name, &value.to_string())]);
    match bad {
        CodeError::TooLong | CodeError::Checksum => words.say("enter-error-swapped").into_owned(),
        CodeError::WordCount { found } => number("enter-error-words", "count", *found).into_owned(),
        CodeError::UnknownWord {
            position,
            suggestions,
        } => {
            let unknown = number("enter-error-unknown", "number", *position);
            if suggestions.is_empty() {
                return unknown.into_owned();
            }
            let meant = words.say_with("enter-error-meant", &[("words", &suggestions.join(", "))]);
            format!("{unknown} {meant}")
        }
    }
}
