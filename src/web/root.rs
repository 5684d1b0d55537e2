//! `GET /healthz`.

use actix_web::http::Method;
use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, Responder, web};

use crate::web::error::ApiProblem;

/// Registers the address.
pub(crate) fn register(config: &mut web::ServiceConfig) {
    let wrong_method = || async { Err::<&str, _>(ApiProblem::wrong_method(&[Method::GET])) };
    config.service(
        web::resource("/healthz")
            .get(healthz)
            .default_service(web::to(wrong_method)),
    );
}

/// Says that the process answers, and nothing about the calendar: it answers before that has caught up.
async fn healthz() -> impl Responder {
    HttpResponse::Ok()
        .content_type(ContentType::plaintext())
        .body("ok\n")
}
