//! A concern is sent by somebody whose browser runs no scripts: sealed here, in memory, and submitted as any other. Must not
//! know how a page looks.

use std::sync::Arc;

use actix_web::http::StatusCode;
use daylight_domain::{Date, Urgency};

use super::answers::{Answers, problems, urgency};
use super::pages::{Problem, SentPage};
use super::typed::Typed;
use super::{Answer, NotDone, Visit, html};
use crate::actions::show_concern::track;
use crate::actions::submit_concern::submit_concern;
use crate::actions::{ActionError, arrivals};
use crate::api;
use crate::client::{Reporter, Stopped, submit};
use crate::crypto::code::TrackingCode;

/// A concern that has arrived.
struct Sent {
    received: Date,
    urgency: Urgency,
    receipt: String,
}

/// Seals and submits what was typed. Whatever is wrong, the form comes back with all of it.
pub(super) async fn send(visit: &Visit<'_>, mut typed: Typed) -> Answer {
    // The code came with the form, which showed it before anything was sent.
    let Ok(code) = TrackingCode::parse(typed.get("code")) else {
        typed.set("code", "");
        return visit.form(
            &typed,
            vec![Problem::whole(visit.words.say("arrival-code-another"))],
        );
    };
    let problems = problems(visit, &typed, &code.words());
    if !problems.is_empty() {
        return visit.form(&typed, problems);
    }
    match seal_and_submit(visit, &typed, code).await {
        Ok(sent) => html(
            StatusCode::OK,
            &SentPage::new(visit, &typed, (sent.received, sent.urgency), sent.receipt),
        ),
        Err(why @ NotDone::Differs) => visit.form(&typed, vec![visit.problem(&why)]),
        Err(why) => {
            let not_sent = Problem::whole(visit.words.say("problem-not-sent"));
            visit.form(&typed, vec![not_sent, visit.problem(&why)])
        }
    }
}

/// Sending again is safe: what arrived before under this code is recognised by its words. (It cannot be by its bytes: nothing
/// of a first try is kept, and sealed anew it is another manifest.)
async fn seal_and_submit(visit: &Visit<'_>, typed: &Typed, code: TrackingCode) -> Result<Sent, NotDone> {
    let (service, trust) = (visit.service, visit.facts.trust.clone());
    let derived = arrivals::work(service, {
        let trust = trust.clone();
        move || Reporter::from_code(&code, &trust)
    });
    let reporter = Arc::new(derived.await??);
    if let Some(sent) = sent_before(visit, typed, &reporter).await? {
        return Ok(sent);
    }
    let answers = Answers::of(visit.words, visit.facts, typed);
    let entropy = service.entropy.clone();
    let sealed = arrivals::work(service, {
        let reporter = reporter.clone();
        move || -> Result<api::Submission, Stopped> {
            let master = reporter.master();
            let sealed = submit::prepare_on_arrival(&trust, master, &answers.choices(), &*entropy)?;
            Ok(submit::request(master, &sealed)?)
        }
    });
    let request = sealed.await??;
    match submit_concern(service, request).await {
        Ok(accepted) => Ok(Sent {
            received: accepted.received_on,
            urgency: urgency(typed),
            receipt: accepted.receipt,
        }),
        // Sent twice at once, by a second press of the button: the first one decides.
        Err(ActionError::Refused(why)) => match sent_before(visit, typed, &reporter).await? {
            Some(sent) => Ok(sent),
            None => Err(ActionError::Refused(why).into()),
        },
        Err(why) => Err(why.into()),
    }
}

/// The concern that this code leads to already, if it says the same.
async fn sent_before(
    visit: &Visit<'_>,
    typed: &Typed,
    reporter: &Arc<Reporter>,
) -> Result<Option<Sent>, NotDone> {
    let view = match track(visit.service, reporter.locator()?).await {
        Ok(view) => view,
        Err(ActionError::NotFound) => return Ok(None),
        Err(why) => return Err(why.into()),
    };
    let answers = Answers::of(visit.words, visit.facts, typed);
    let opened = arrivals::work(visit.service, {
        let (reporter, trust) = (reporter.clone(), visit.facts.trust.clone());
        move || -> Result<Option<(Date, Urgency)>, Stopped> {
            let concern = reporter.own(view, &trust)?;
            let with = reporter.master().case_identity();
            let says = |part: Option<crate::crypto::seal::Plaintext>, typed: &[u8]| {
                part.is_some_and(|part| part.as_bytes() == typed)
            };
            let same = says(concern.about(&with)?, answers.about.as_bytes())
                && says(concern.account(&with)?, answers.account.as_bytes());
            let outlook = &concern.outlook;
            Ok(same.then_some((outlook.received, outlook.urgency)))
        }
    });
    match opened.await?? {
        Some((received, urgency)) => Ok(Some(Sent {
            received,
            urgency,
            receipt: String::new(),
        })),
        None => Err(NotDone::Differs),
    }
}
