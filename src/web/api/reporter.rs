//! What anybody may call without saying who they are: the instance, sending a concern, coming back to it.
//! Nothing here leaves a line in the log, not even a failure.

use actix_web::{HttpRequest, HttpResponse, web};

use super::{Answer, Endpoint, get, packed, post, untraced};
use crate::actions::{Service, add_act, show_concern, show_instance, submit_concern};
use crate::api::{Accepted, ActAccepted, ConcernView, Instance, ReporterAct, Submission, TrackRequest};
use crate::web::body::Json;
use crate::web::door::AtTheDoor;
use crate::web::error::ApiProblem;
use crate::web::openapi::{BadBody, Busy, Conflict, Failure, Forged, Unknown};

/// The addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/instance").to(instance),
        post("/concerns").to(submit),
        post("/track").to(track),
        post("/track/acts").to(act),
    ]
}

/// Everything a client needs before it seals, each entry proven under the published checkpoint.
#[utoipa::path(get, path = "/api/v1/instance", tag = "reporters",
    responses((status = 200, body = Instance), Failure))]
pub(crate) async fn instance(
    service: web::Data<Service>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiProblem> {
    packed(&request, untraced(show_instance::show_instance(&service).await))
}

/// Send a sealed concern. The same manifest sent again gets the same receipt. While many send at once, the answer is 429
/// with the work to do first. The body may come with `Content-Encoding: gzip`, if that halves it at most.
#[utoipa::path(post, path = "/api/v1/concerns", tag = "reporters", request_body = Submission,
    responses((status = 200, body = Accepted), BadBody, Conflict, Busy, Failure))]
pub(crate) async fn submit(service: web::Data<Service>, sender: AtTheDoor) -> Answer<Accepted> {
    let (_place, submission) = sender.enter(&service).await?;
    untraced(submit_concern::submit_concern(&service, submission).await)
}

/// A concern as its reporter sees it. Wrong, unknown and expired codes get the same answer.
#[utoipa::path(post, path = "/api/v1/track", tag = "reporters", request_body = TrackRequest,
    responses((status = 200, body = ConcernView), BadBody, Unknown, Failure))]
pub(crate) async fn track(service: web::Data<Service>, body: Json<TrackRequest>) -> Answer<ConcernView> {
    untraced(show_concern::track(&service, body.0.locator).await)
}

/// A signed act of the reporter: a message, for instance.
#[utoipa::path(post, path = "/api/v1/track/acts", tag = "reporters",
    operation_id = "track_act", request_body = ReporterAct,
    responses((status = 200, body = ActAccepted), BadBody, Forged, Unknown, Conflict, Failure))]
pub(crate) async fn act(service: web::Data<Service>, body: Json<ReporterAct>) -> Answer<ActAccepted> {
    untraced(add_act::by_reporter(&service, body.0).await)
}
