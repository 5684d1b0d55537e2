//! `/me`: what is the caller's own, whatever their role.

use actix_web::web;

use super::{Answer, Endpoint, answer, delete, put};
use crate::actions::{Service, keep_passkey};
use crate::api::{Done, Passkey};
use crate::web::body::Json;
use crate::web::guard::Caller;
use crate::web::openapi::{BadBody, Failure, NotAllowed, NotSigned};

/// The addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        put("/passkey").to(keep_passkey),
        delete("/passkey").to(forget_passkey),
    ]
}

/// Keeps the caller's key file, sealed to their passkey, in the place of one that was there.
#[utoipa::path(put, path = "/api/v1/me/passkey", tag = "me", security(("bearer" = [])), request_body = Passkey,
    responses((status = 200, body = Done), BadBody, NotSigned, NotAllowed, Failure))]
pub(crate) async fn keep_passkey(
    service: web::Data<Service>,
    caller: Caller,
    body: Json<Passkey>,
) -> Answer<Done> {
    answer(keep_passkey::keep(&service, caller.signed(), body.0).await)
}

/// Forgets it.
#[utoipa::path(delete, path = "/api/v1/me/passkey", tag = "me", security(("bearer" = [])),
    responses((status = 200, body = Done), NotSigned, NotAllowed, Failure))]
pub(crate) async fn forget_passkey(service: web::Data<Service>, caller: Caller) -> Answer<Done> {
    answer(keep_passkey::forget(&service, caller.signed()).await)
}
