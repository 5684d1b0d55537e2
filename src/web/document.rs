//! A document with a script, one a language: registered and sent alike, whoever it is for. Must not know what is on it.

use actix_web::http::Method;
use actix_web::http::header::HeaderMap;
use actix_web::{HttpRequest, HttpResponse, web};

use super::error::ApiProblem;
use super::packed;
use crate::actions::show_front::Front;
use crate::actions::{Service, show_front};
use crate::words::{Words, languages};

/// What a document is made of: its words, the facts of the service where they can be read, and the service's settings.
pub(super) type Render = fn(&'static Words, Option<&Front>, &Service) -> askama::Result<String>;

/// Registers the document at its path in every language, with the headers of its kind.
pub(super) fn register(
    config: &mut web::ServiceConfig,
    path: fn(&Words) -> String,
    render: Render,
    allow: fn(&mut HeaderMap),
) {
    for words in languages() {
        let show = move |request: HttpRequest, service: web::Data<Service>| async move {
            // A failure is not logged: a visit may be a reporter's. The document stands without the policy too: whoever has
            // to act must not be kept out by what is wrong with it.
            let front = show_front::front(&service).await.ok();
            let html = render(words, front.as_ref(), &service).map_err(|_| ApiProblem::broken())?;
            let mut answer = packed::answer(&request, "text/html; charset=utf-8", html.into_bytes());
            allow(answer.headers_mut());
            Ok::<HttpResponse, ApiProblem>(answer)
        };
        config.service(
            web::resource(path(words))
                .get(show)
                .default_service(web::to(wrong_method)),
        );
    }
}

/// What is only to be read was asked for otherwise.
pub(super) async fn wrong_method() -> Result<&'static str, ApiProblem> {
    Err(ApiProblem::wrong_method(&[Method::GET]))
}
