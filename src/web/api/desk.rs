//! `/desk`: what people who hold an office see and do.

use std::convert::Infallible;

use actix_web::body::SizedStream;
use actix_web::{HttpRequest, HttpResponse, web};
use daylight_domain::ConcernId;
use futures_util::stream;
use serde::Deserialize;

use super::{Answer, CONCERN, Endpoint, answer, attachments, get, in_path, post};
use crate::actions::{Service, add_act, change_people, change_policy, show_concern, show_desk, show_people};
use crate::api::{
    ActAccepted, ConcernView, Desk, HandOuts, HolderAct, People, PeopleAct, Policies, PolicyAct,
};
use crate::web::body::Json;
use crate::web::error::ApiProblem;
use crate::web::guard::Caller;
use crate::web::openapi::{BadAddress, BadBody, Conflict, Failure, NotAllowed, NotSigned, Unknown};

/// The addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("").to(desk),
        get("/hand-outs").to(hand_outs),
        get("/concerns/{id}").to(concern),
        post("/concerns/{id}/acts").to(act),
        get("/concerns/{id}/attachments/{item}").to(attachments::to_holder),
        get("/people").to(people),
        post("/people").to(change_person),
        get("/policies").to(policies),
        post("/policies").to(sign_policy),
    ]
}

/// The keys of the caller's offices, sealed to them.
#[utoipa::path(get, path = "/api/v1/desk", tag = "desk", security(("bearer" = [])),
    responses((status = 200, body = Desk), NotSigned, NotAllowed, Failure))]
pub(crate) async fn desk(service: web::Data<Service>, caller: Caller) -> Answer<Desk> {
    answer(show_desk::desk(&service, caller.signed()).await)
}

/// What of a desk is asked for: all that lies there, one concern's capsule, or what was put away.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    concern: Option<ConcernId>,
    closed_after: Option<ConcernId>,
}

/// Capsules on the desk, dummies among them, in an order that tells nothing.
#[utoipa::path(get, path = "/api/v1/desk/hand-outs", tag = "desk", security(("bearer" = [])),
    params(("concern" = Option<String>, Query, description = "The capsule of this concern alone, which the office has opened"),
        ("closed_after" = Option<String>, Query, description = "Instead: closed concerns from behind this id on, first thirty-two zeros")),
    responses((status = 200, body = HandOuts), BadAddress, NotSigned, NotAllowed, Failure))]
pub(crate) async fn hand_outs(
    service: web::Data<Service>,
    caller: Caller,
    request: HttpRequest,
) -> Result<HttpResponse, ApiProblem> {
    let which = web::Query::<Which>::from_query(request.query_string()).map_err(|_| {
        ApiProblem::malformed("Ask for all that lies there, for one ?concern=ID, or for ?closed_after=ID")
    })?;
    let signed = caller.signed();
    let found = match (which.concern, which.closed_after) {
        (Some(concern), _) => show_desk::capsule(&service, signed, concern).await,
        (None, Some(after)) => show_desk::closed(&service, signed, after).await,
        (None, None) => show_desk::hand_outs(&service, signed).await,
    };
    in_pieces(&found.map_err(ApiProblem::logged)?)
}

/// The same JSON, a capsule at a time: a full desk is megabytes, and one block of them would be moved again and again.
fn in_pieces(found: &HandOuts) -> Result<HttpResponse, ApiProblem> {
    let HandOuts { hand_outs, closed } = found;
    let mut pieces = vec![web::Bytes::from_static(b"{\"hand_outs\":[")];
    for (at, each) in hand_outs.iter().enumerate() {
        let mut piece = Vec::with_capacity(each.capsule.0.len().saturating_mul(2));
        piece.extend((at > 0).then_some(b','));
        serde_json::to_writer(&mut piece, each).map_err(|_| ApiProblem::broken())?;
        pieces.push(piece.into());
    }
    let closed = serde_json::to_string(closed).map_err(|_| ApiProblem::broken())?;
    pieces.push(format!("],\"closed\":{closed}}}").into());
    let lengths = pieces.iter().map(|piece| u64::try_from(piece.len()).unwrap_or(0));
    let whole = SizedStream::new(
        lengths.sum(),
        stream::iter(pieces.into_iter().map(Ok::<_, Infallible>)),
    );
    Ok(HttpResponse::Ok().content_type("application/json").body(whole))
}

/// A concern that the caller has opened.
#[utoipa::path(get, path = "/api/v1/desk/concerns/{id}", tag = "desk", security(("bearer" = [])),
    params(("id" = String, Path, description = "The concern's id, 32 hexadecimal digits")),
    responses((status = 200, body = ConcernView), NotSigned, NotAllowed, Unknown, Failure))]
pub(crate) async fn concern(
    service: web::Data<Service>,
    caller: Caller,
    request: HttpRequest,
) -> Answer<ConcernView> {
    let id: ConcernId = in_path(&request, "id", CONCERN)?;
    answer(show_concern::at_desk(&service, caller.signed(), id).await)
}

/// A signed act on a concern: opened, no conflict, acknowledged, a message, and so on.
#[utoipa::path(post, path = "/api/v1/desk/concerns/{id}/acts", tag = "desk", security(("bearer" = [])),
    params(("id" = String, Path, description = "The concern's id, 32 hexadecimal digits")),
    operation_id = "desk_act", request_body = HolderAct,
    responses((status = 200, body = ActAccepted), BadBody, NotSigned, NotAllowed, Unknown, Conflict, Failure))]
pub(crate) async fn act(
    service: web::Data<Service>,
    caller: Caller,
    request: HttpRequest,
    body: Json<HolderAct>,
) -> Answer<ActAccepted> {
    let id: ConcernId = in_path(&request, "id", CONCERN)?;
    answer(add_act::by_holder(&service, caller.signed(), id, body.0).await)
}

/// Everybody at the service, proposed ones included.
#[utoipa::path(get, path = "/api/v1/desk/people", tag = "desk", security(("bearer" = [])),
    operation_id = "desk_people", responses((status = 200, body = People), NotSigned, NotAllowed, Failure))]
pub(crate) async fn people(service: web::Data<Service>) -> Answer<People> {
    answer(show_people::people(&service).await)
}

/// A signed act about a person or an office: a signature under a proposal, an admission.
#[utoipa::path(post, path = "/api/v1/desk/people", tag = "desk", security(("bearer" = [])),
    operation_id = "desk_change_person", request_body = PeopleAct,
    responses((status = 200, body = ActAccepted), BadBody, NotSigned, NotAllowed, Unknown, Conflict, Failure))]
pub(crate) async fn change_person(
    service: web::Data<Service>,
    caller: Caller,
    body: Json<PeopleAct>,
) -> Answer<ActAccepted> {
    answer(change_people::change_people(&service, caller.signed(), body.0).await)
}

/// Every policy the ledger names.
#[utoipa::path(get, path = "/api/v1/desk/policies", tag = "desk", security(("bearer" = [])),
    operation_id = "desk_policies", responses((status = 200, body = Policies), NotSigned, NotAllowed, Failure))]
pub(crate) async fn policies(service: web::Data<Service>) -> Answer<Policies> {
    answer(show_people::policies(&service).await)
}

/// The last stage's signature under a proposed policy.
#[utoipa::path(post, path = "/api/v1/desk/policies", tag = "desk", security(("bearer" = [])),
    request_body = PolicyAct,
    responses((status = 200, body = ActAccepted), BadBody, NotSigned, NotAllowed, Unknown, Conflict, Failure))]
pub(crate) async fn sign_policy(
    service: web::Data<Service>,
    caller: Caller,
    body: Json<PolicyAct>,
) -> Answer<ActAccepted> {
    answer(change_policy::change_policy(&service, caller.signed(), body.0).await)
}
