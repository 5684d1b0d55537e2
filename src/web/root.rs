//! `GET /` and `GET /healthz`. Knows where the page gets its policy from, not what it says.

use actix_web::http::Method;
use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, Responder, web};
use askama::Template as _;
use daylight_domain::Policy;

use crate::actions::{Service, show_people};
use crate::web::error::ApiProblem;
use crate::web::home::Home;

/// Registers both addresses.
pub(crate) fn register(config: &mut web::ServiceConfig) {
    let wrong_method = || async { Err::<&str, _>(ApiProblem::wrong_method(&[Method::GET])) };
    config
        .service(
            web::resource("/")
                .get(home)
                .default_service(web::to(wrong_method)),
        )
        .service(
            web::resource("/healthz")
                .get(healthz)
                .default_service(web::to(wrong_method)),
        );
}

async fn home(service: web::Data<Service>) -> Result<impl Responder, ApiProblem> {
    // A failure is not logged: a visit to this page may be a reporter's. The page stands without the policy too.
    let policy = show_people::policies(&service).await.ok().and_then(|all| {
        let now = all
            .policies
            .into_iter()
            .rev()
            .find(|policy| policy.standing == "in_force")?;
        Policy::parse(&now.toml).ok()
    });
    let page = Home { policy }.render().map_err(|_| ApiProblem::broken())?;
    Ok(HttpResponse::Ok().content_type(ContentType::html()).body(page))
}

/// Says that the process answers, and nothing about the calendar: it answers before that has caught up.
async fn healthz() -> impl Responder {
    HttpResponse::Ok()
        .content_type(ContentType::plaintext())
        .body("ok\n")
}
