//! `/desk`: what people who hold an office see and do.

use actix_web::{HttpRequest, HttpResponse, web};
use daylight_domain::ConcernId;
use serde::Deserialize;

use super::{Answer, CONCERN, Endpoint, answer, attachments, get, in_path, in_query, packed, post};
use crate::actions::show_desk::Page;
use crate::actions::{
    Service, add_act, change_people, change_policy, show_concern, show_desk, show_opened, show_people,
};
use crate::api::{
    ActAccepted, ConcernView, Desk, HandOuts, HolderAct, Opened, OpenedFilter, People, PeopleAct, Policies,
    PolicyAct,
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
        get("/opened").to(opened),
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
pub(crate) async fn desk(
    service: web::Data<Service>,
    caller: Caller,
    request: HttpRequest,
) -> Result<HttpResponse, ApiProblem> {
    packed(&request, answer(show_desk::desk(&service, caller.signed()).await))
}

/// What of a desk is asked for: a page of what lies there, one concern's capsule, or what was put away.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    after: Option<String>,
    count: Option<u64>,
    #[serde(default)]
    unopened: bool,
    #[serde(default)]
    newest: bool,
    concern: Option<ConcernId>,
    closed_after: Option<ConcernId>,
}

/// Capsules on the desk, dummies among them, in an order that tells nothing within a day.
#[utoipa::path(get, path = "/api/v1/desk/hand-outs", tag = "desk", security(("bearer" = [])),
    params(("after" = Option<String>, Query, description = "The `next` of the page before"),
        ("count" = Option<u64>, Query, description = "At most so many, and never more than 200"),
        ("unopened" = Option<bool>, Query, description = "Only capsules that nobody of the office has opened"),
        ("newest" = Option<bool>, Query, description = "From what came last on backwards, instead of from what has lain there longest"),
        ("concern" = Option<String>, Query, description = "Instead: the capsule of this concern alone, which the office has opened"),
        ("closed_after" = Option<String>, Query, description = "Instead: closed concerns from behind this id on, first thirty-two zeros")),
    responses((status = 200, body = HandOuts), BadAddress, NotSigned, NotAllowed, Failure))]
pub(crate) async fn hand_outs(
    service: web::Data<Service>,
    caller: Caller,
    request: HttpRequest,
) -> Result<HttpResponse, ApiProblem> {
    let which: Which = in_query(
        &request,
        "a page (?after=PLACE&count=50&unopened=true), one ?concern=ID, or ?closed_after=ID",
    )?;
    let signed = caller.signed();
    let handed = match (which.concern, which.closed_after) {
        (Some(concern), _) => show_desk::capsule(&service, signed, concern).await,
        (None, Some(after)) => show_desk::closed(&service, signed, after).await,
        (None, None) => {
            let page = Page {
                after: which.after,
                count: which.count,
                unopened: which.unopened,
                newest: which.newest,
            };
            show_desk::hand_outs(&service, signed, &page).await
        }
    };
    packed(&request, answer(handed))
}

/// Which page of the opened concerns.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhichOpened {
    #[serde(default)]
    from: u64,
    #[serde(default)]
    filter: OpenedFilter,
}

/// The concerns that the caller's offices have opened, the nearest first date first: no content.
#[utoipa::path(get, path = "/api/v1/desk/opened", tag = "desk", security(("bearer" = [])),
    params(("from" = Option<u64>, Query, description = "The number of the page's first row, from 0"),
        ("filter" = Option<OpenedFilter>, Query, description = "Which of them")),
    responses((status = 200, body = Opened), BadAddress, NotSigned, NotAllowed, Failure))]
pub(crate) async fn opened(
    service: web::Data<Service>,
    caller: Caller,
    request: HttpRequest,
) -> Result<HttpResponse, ApiProblem> {
    let which: WhichOpened = in_query(&request, "a page: ?from=0&filter=all")?;
    let opened = show_opened::opened(&service, caller.signed(), which.filter, which.from).await;
    packed(&request, answer(opened))
}

/// A concern that the caller has opened, or at the last stage signed that it does not open or match: then its entries alone.
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
