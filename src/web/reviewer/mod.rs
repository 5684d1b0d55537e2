//! The portal's document, one a language: for everybody who signs in with a key. Knows where the facts on it come from;
//! must not know who signs in or what they do, for all of that is asked by its script.

use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template as _;

use crate::actions::{Service, show_front};
use crate::web::error::ApiProblem;
use crate::web::headers;
use crate::web::packed;
use crate::words::{Words, languages};

mod page;

pub(crate) use page::PortalPage;

/// Registers the document in every language.
pub(crate) fn register(config: &mut web::ServiceConfig) {
    let wrong_method = || async { Err::<&str, _>(ApiProblem::wrong_method(&[Method::GET])) };
    for words in languages() {
        let show = move |request, service| document(words, request, service);
        config.service(
            web::resource(words.portal_path())
                .get(show)
                .default_service(web::to(wrong_method)),
        );
    }
}

async fn document(
    words: &'static Words,
    request: HttpRequest,
    service: web::Data<Service>,
) -> Result<HttpResponse, ApiProblem> {
    // The page stands without the policy too: whoever has to act must not be kept out by what is wrong with it.
    let front = show_front::front(&service).await.ok();
    let html = PortalPage::new(words, front.as_ref())
        .render()
        .map_err(|_| ApiProblem::broken())?;
    let mut answer = packed::answer(&request, "text/html; charset=utf-8", html.into_bytes());
    headers::allow_portal(answer.headers_mut());
    Ok(answer)
}
