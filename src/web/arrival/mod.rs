//! The form for browsers without scripts, where the policy allows it: one address a language, one page, and a POST for each
//! thing a reporter does. What is typed is sealed here in memory and kept nowhere: no cookie, no session, nothing in an
//! address or a file, and no line about it in the log ([ADR 16](../../../docs/adr/0016-sealing-on-arrival.md)).
//!
//! It does within the service what `client` does on a reporter's device, with the same functions, and calls the same actions.

mod answers;
mod back;
mod coming;
mod facts;
mod files;
mod pages;
mod raise;
mod typed;
mod view;

use actix_web::http::Method;
use actix_web::http::StatusCode;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, web};
use askama::Template;

use crate::actions::{ActionError, Service};
use crate::client::Stopped;
use crate::web::error::{ApiProblem, broken_rule};
use crate::web::headers;
use crate::words::{Words, languages};

use facts::{Checked, Facts};
use pages::{FormPage, Frame, Problem, ProblemPage};
use typed::{NotRead, Typed};

/// Registers the form in every language.
pub(crate) fn register(config: &mut web::ServiceConfig) {
    config.app_data(web::Data::new(Checked::default()));
    for words in languages() {
        let show = move |service, checked| show(words, service, checked);
        let take = move |service, checked, request, payload| take(words, service, checked, request, payload);
        let wrong_method =
            || async { Err::<&str, _>(ApiProblem::wrong_method(&[Method::GET, Method::POST])) };
        config.service(
            web::resource(words.form_path())
                .get(show)
                .post(take)
                .default_service(web::to(wrong_method)),
        );
    }
}

/// What a visit needs besides what is typed.
struct Visit<'a> {
    service: &'a Service,
    words: &'static Words,
    facts: &'a Facts,
}

/// Why something has not been done.
enum NotDone {
    Refused(ActionError),
    Stopped(Stopped),
    /// Something else was sent with this code.
    Differs,
}

impl From<ActionError> for NotDone {
    fn from(why: ActionError) -> Self {
        Self::Refused(why)
    }
}

impl From<Stopped> for NotDone {
    fn from(why: Stopped) -> Self {
        Self::Stopped(why)
    }
}

type Answer = Result<HttpResponse, ApiProblem>;

async fn show(words: &'static Words, service: web::Data<Service>, checked: web::Data<Checked>) -> Answer {
    let facts = facts(&service, &checked).await?;
    let visit = Visit {
        service: &service,
        words,
        facts: &facts,
    };
    visit.form(&Typed::default(), Vec::new())
}

async fn take(
    words: &'static Words,
    service: web::Data<Service>,
    checked: web::Data<Checked>,
    request: HttpRequest,
    payload: web::Payload,
) -> Answer {
    let facts = facts(&service, &checked).await?;
    let visit = Visit {
        service: &service,
        words,
        facts: &facts,
    };
    // Only a form with a file comes in parts.
    if request.content_type().eq_ignore_ascii_case("multipart/form-data") {
        return files::add(&visit, &request, payload).await;
    }
    let typed = match Typed::read(&service, &request, payload).await {
        Ok(typed) => typed,
        Err(why) => return visit.not_read(why),
    };
    match typed.get("do") {
        "send" => raise::send(&visit, typed).await,
        act => match back::Deed::of(act) {
            Some(deed) => back::visit(&visit, &typed, deed).await,
            None => visit.not_read(NotRead::NotAForm),
        },
    }
}

/// What the form stands on. Where no policy allows the form there is nothing at its address. A failure is not logged: a visit
/// may be a reporter's.
async fn facts(service: &Service, checked: &Checked) -> Result<Facts, ApiProblem> {
    let facts = Facts::find(service, checked)
        .await
        .map_err(ApiProblem::untraced)?;
    facts.ok_or_else(ApiProblem::unknown_path)
}

impl Visit<'_> {
    /// The form with what was typed, or empty.
    fn form(&self, typed: &Typed, problems: Vec<Problem>) -> Answer {
        let status = if problems.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        html(status, &FormPage::new(self, typed, problems))
    }

    fn not_read(&self, why: NotRead) -> Answer {
        let (status, key) = match why {
            NotRead::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "arrival-too-large"),
            NotRead::TooSlow => (StatusCode::REQUEST_TIMEOUT, "problem-offline"),
            NotRead::Elsewhere => (StatusCode::FORBIDDEN, "arrival-elsewhere"),
            NotRead::NotAForm => (StatusCode::BAD_REQUEST, "arrival-elsewhere"),
            NotRead::Broken => (StatusCode::INTERNAL_SERVER_ERROR, "problem-service"),
        };
        let frame = Frame::new(self, vec![Problem::whole(self.words.say(key))]);
        html(status, &ProblemPage { frame })
    }

    /// Why it was not done, in words.
    fn problem(&self, why: &NotDone) -> Problem {
        match why {
            NotDone::Refused(why) => self.refusal(why),
            NotDone::Stopped(why) => self.stopped(why),
            NotDone::Differs => Problem::whole(self.words.say("arrival-differs")),
        }
    }

    fn refusal(&self, why: &ActionError) -> Problem {
        let say = |key: &str| Problem::whole(self.words.say(key));
        match why {
            ActionError::Closed(_) => say("problem-closed"),
            ActionError::TooLarge(_) => say("problem-too-long"),
            ActionError::Rule(rule) => {
                let key = broken_rule(rule).map(|rule| format!("problem-rule-{}", rule.name));
                let known = key.and_then(|key| self.words.find(&key));
                known.map_or_else(|| self.quoted(&rule.to_string()), Problem::whole)
            }
            ActionError::Refused(what) => self.quoted(what),
            // The same again, on what is there now, goes through.
            _ => say("problem-service"),
        }
    }

    /// The service's own sentence, where there is none in the reader's language.
    fn quoted(&self, what: &str) -> Problem {
        Problem::whole(self.words.say_with("problem-refused", &[("what", what)]))
    }

    fn stopped(&self, why: &Stopped) -> Problem {
        use crate::client::Mistrust::{ChannelClosed, LastStageClosed};
        let key = match why {
            Stopped::Mistrust(ChannelClosed | LastStageClosed) => "problem-closed",
            _ => "problem-service",
        };
        Problem::whole(self.words.say(key))
    }
}

/// Not compressed: a page holds what was typed beside what anybody could have put into the request, and its length would tell.
fn html(status: StatusCode, page: &impl Template) -> Answer {
    let html = page.render().map_err(|_| ApiProblem::broken())?;
    let mut answer = HttpResponse::build(status)
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(html);
    headers::allow_form(answer.headers_mut());
    Ok(answer)
}
