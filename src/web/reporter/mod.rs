//! The pages a reporter sees: one document a language, in which everything is typed, sealed and read. Knows where the
//! facts on it come from; must not know what a reporter does with it.

use actix_web::http::Method;
use actix_web::http::header::{LOCATION, REFERRER_POLICY};
use actix_web::{HttpRequest, HttpResponse, Responder, web};
use askama::Template as _;

use crate::actions::{Service, show_front};
use crate::web::error::ApiProblem;
use crate::web::headers;
use crate::web::packed;
use crate::words::{Words, languages};

mod page;

pub(crate) use page::Page;

/// Where the exit button leads: a page that anybody may have open.
const AWAY: &str = "https://www.bbc.co.uk/weather";

/// Registers the document in every language, and the way out.
pub(crate) fn register(config: &mut web::ServiceConfig) {
    let wrong_method = || async { Err::<&str, _>(ApiProblem::wrong_method(&[Method::GET])) };
    for words in languages() {
        let show = move |request, service| document(words, request, service);
        config.service(
            web::resource(words.path())
                .get(show)
                .default_service(web::to(wrong_method)),
        );
    }
    config.service(
        web::resource("/leave")
            .get(leave)
            .default_service(web::to(wrong_method)),
    );
}

async fn document(
    words: &'static Words,
    request: HttpRequest,
    service: web::Data<Service>,
) -> Result<HttpResponse, ApiProblem> {
    // A failure is not logged: a visit to this page may be a reporter's. The page stands without the policy too.
    let front = show_front::front(&service).await.ok();
    let html = Page::new(words, front.as_ref(), &service.config.limits)
        .render()
        .map_err(|_| ApiProblem::broken())?;
    let mut answer = packed::answer(&request, "text/html; charset=utf-8", html.into_bytes());
    headers::allow_page(answer.headers_mut());
    Ok(answer)
}

/// Out, leaving nothing behind that this service could have put there.
async fn leave() -> impl Responder {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, AWAY))
        .insert_header(("clear-site-data", "\"cache\", \"cookies\", \"storage\""))
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .finish()
}
