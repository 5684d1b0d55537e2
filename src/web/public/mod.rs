//! The public page, one a language: how the service has done, for everybody, without a script. Knows where the facts on it
//! come from; must not know a concern.

use actix_web::http::Method;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template as _;

use crate::actions::{Service, show_record};
use crate::web::error::ApiProblem;
use crate::web::headers;
use crate::web::packed;
use crate::words::{Words, languages};

mod page;

use page::RecordPage;

/// Registers the page in every language.
pub(crate) fn register(config: &mut web::ServiceConfig) {
    let wrong_method = || async { Err::<&str, _>(ApiProblem::wrong_method(&[Method::GET])) };
    for words in languages() {
        let show = move |request, service| page(words, request, service);
        config.service(
            web::resource(words.record_path())
                .get(show)
                .default_service(web::to(wrong_method)),
        );
    }
}

async fn page(
    words: &'static Words,
    request: HttpRequest,
    service: web::Data<Service>,
) -> Result<HttpResponse, ApiProblem> {
    // Not logged: whoever looks here may be thinking of raising a concern.
    let facts = show_record::show_record(&service)
        .await
        .map_err(ApiProblem::untraced)?;
    let html = RecordPage::new(words, &facts)
        .render()
        .map_err(|_| ApiProblem::broken())?;
    let mut answer = packed::answer(&request, "text/html; charset=utf-8", html.into_bytes());
    headers::allow_form(answer.headers_mut());
    Ok(answer)
}
