//! The pages a reporter sees: one document a language, in which everything is typed, sealed and read. Knows where the
//! facts on it come from; must not know what a reporter does with it.

use actix_web::http::header::{LOCATION, REFERRER_POLICY};
use actix_web::{HttpResponse, Responder, web};
use askama::Template as _;

use crate::web::{document, headers};
use crate::words::Words;

mod page;

pub(crate) use page::Page;

/// Where the exit button leads: a page that anybody may have open.
const AWAY: &str = "https://www.bbc.co.uk/weather";

/// Registers the document in every language, and the way out.
pub(crate) fn register(config: &mut web::ServiceConfig) {
    document::register(
        config,
        Words::path,
        |words, front, service| Page::new(words, front, &service.config.limits).render(),
        headers::allow_page,
    );
    config.service(
        web::resource("/leave")
            .get(leave)
            .default_service(web::to(document::wrong_method)),
    );
}

/// Out, leaving nothing behind that this service could have put there.
async fn leave() -> impl Responder {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, AWAY))
        .insert_header(("clear-site-data", "\"cache\", \"cookies\", \"storage\""))
        .insert_header((REFERRER_POLICY, "no-referrer"))
        .finish()
}
