//! `/invitations`: a newcomer, who is nobody yet, with the token that the operator gave them.

use actix_web::web;

use super::{Answer, Endpoint, answer, post};
use crate::actions::{Service, invite};
use crate::api::{AnsweredInvitation, Done, Invitation, InvitationToken};
use crate::web::body::Json;
use crate::web::openapi::{BadBody, Conflict, Failure, Unknown};

/// The addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/invitations/look").to(look),
        post("/invitations/answer").to(answer_it),
    ]
}

/// What the invitation says; unknown once it was answered.
#[utoipa::path(post, path = "/api/v1/invitations/look", tag = "invitations", request_body = InvitationToken,
    responses((status = 200, body = Invitation), BadBody, Unknown, Failure))]
pub(crate) async fn look(service: web::Data<Service>, body: Json<InvitationToken>) -> Answer<Invitation> {
    answer(invite::look(&service, &body.0.token).await)
}

/// The public half of the key that the newcomer made. It can be sent once.
#[utoipa::path(post, path = "/api/v1/invitations/answer", tag = "invitations", request_body = AnsweredInvitation,
    responses((status = 200, body = Done), BadBody, Unknown, Conflict, Failure))]
pub(crate) async fn answer_it(service: web::Data<Service>, body: Json<AnsweredInvitation>) -> Answer<Done> {
    answer(invite::answer(&service, body.0).await)
}
