//! `/admin`: what the operator proposes and looks after. Nothing here reads or moves a concern.

use actix_web::{HttpRequest, web};

use super::{Answer, Endpoint, answer, delete, get, in_path, post};
use crate::actions::examine::{self, Health};
use crate::actions::{Service, change_people, change_policy, invite, show_people};
use crate::api::{ActAccepted, Done, Invitations, Invite, Invited, People, PeopleAct, Policies, PolicyAct};
use crate::web::body::Json;
use crate::web::guard::Caller;
use crate::web::openapi::{BadAddress, BadBody, Conflict, Failure, NotAllowed, NotSigned, Unknown};

/// The addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/people").to(people),
        post("/people").to(propose_person),
        get("/policies").to(policies),
        post("/policies").to(propose_policy),
        get("/health").to(health),
        get("/invitations").to(invitations),
        post("/invitations").to(invite),
        delete("/invitations/{id}").to(withdraw_invitation),
    ]
}

/// Everybody at the service, proposed ones included.
#[utoipa::path(get, path = "/api/v1/admin/people", tag = "admin", security(("bearer" = [])),
    operation_id = "admin_people", responses((status = 200, body = People), NotSigned, NotAllowed, Failure))]
pub(crate) async fn people(service: web::Data<Service>) -> Answer<People> {
    answer(show_people::people(&service).await)
}

/// A signed proposal: a person, a retirement, an office's key.
#[utoipa::path(post, path = "/api/v1/admin/people", tag = "admin", security(("bearer" = [])),
    request_body = PeopleAct,
    responses((status = 200, body = ActAccepted), BadBody, NotSigned, NotAllowed, Unknown, Conflict, Failure))]
pub(crate) async fn propose_person(
    service: web::Data<Service>,
    caller: Caller,
    body: Json<PeopleAct>,
) -> Answer<ActAccepted> {
    answer(change_people::change_people(&service, caller.signed(), body.0).await)
}

/// Every policy the ledger names.
#[utoipa::path(get, path = "/api/v1/admin/policies", tag = "admin", security(("bearer" = [])),
    operation_id = "admin_policies", responses((status = 200, body = Policies), NotSigned, NotAllowed, Failure))]
pub(crate) async fn policies(service: web::Data<Service>) -> Answer<Policies> {
    answer(show_people::policies(&service).await)
}

/// A signed proposal of a policy.
#[utoipa::path(post, path = "/api/v1/admin/policies", tag = "admin", security(("bearer" = [])),
    request_body = PolicyAct,
    responses((status = 200, body = ActAccepted), BadBody, NotSigned, NotAllowed, Unknown, Conflict, Failure))]
pub(crate) async fn propose_policy(
    service: web::Data<Service>,
    caller: Caller,
    body: Json<PolicyAct>,
) -> Answer<ActAccepted> {
    answer(change_policy::change_policy(&service, caller.signed(), body.0).await)
}

/// What is wrong and what to do, as `daylight doctor` says it.
#[utoipa::path(get, path = "/api/v1/admin/health", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = Health), NotSigned, NotAllowed, Failure))]
pub(crate) async fn health(service: web::Data<Service>) -> Answer<Health> {
    answer(examine::examine(&service).await)
}

/// Invitations that are not over, with what newcomers answered.
#[utoipa::path(get, path = "/api/v1/admin/invitations", tag = "admin", security(("bearer" = [])),
    responses((status = 200, body = Invitations), NotSigned, NotAllowed, Failure))]
pub(crate) async fn invitations(service: web::Data<Service>) -> Answer<Invitations> {
    answer(invite::list(&service).await)
}

/// Invites somebody to make a key. The token in the answer is told once, and is for them alone.
#[utoipa::path(post, path = "/api/v1/admin/invitations", tag = "admin", security(("bearer" = [])),
    request_body = Invite,
    responses((status = 200, body = Invited), BadBody, NotSigned, NotAllowed, Conflict, Failure))]
pub(crate) async fn invite(service: web::Data<Service>, body: Json<Invite>) -> Answer<Invited> {
    answer(invite::invite(&service, body.0).await)
}

/// Takes an invitation back, or puts away one whose answer was proposed.
#[utoipa::path(delete, path = "/api/v1/admin/invitations/{id}", tag = "admin", security(("bearer" = [])),
    params(("id" = String, Path, description = "The invitation's id, 64 hexadecimal digits")),
    responses((status = 200, body = Done), BadAddress, NotSigned, NotAllowed, Unknown, Failure))]
pub(crate) async fn withdraw_invitation(service: web::Data<Service>, request: HttpRequest) -> Answer<Done> {
    let id: String = in_path(&request, "id", "the id of an invitation")?;
    answer(invite::withdraw(&service, &id).await)
}
