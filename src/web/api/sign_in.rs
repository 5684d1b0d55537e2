//! Signing in: a challenge, its signature, a session. No passwords, no cookies.

use actix_web::web;

use super::{Answer, Endpoint, answer, post};
use crate::actions::{Service, keep_passkey, sign_in};
use crate::api::{Challenge, Passkey, PasskeyOf, Session, SignIn};
use crate::web::body::Json;
use crate::web::openapi::{BadBody, Failure, NotSigned, Unknown};

/// The addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        post("/sign-in/challenge").to(challenge),
        post("/sign-in").to(begin),
        post("/sign-in/passkey").to(passkey),
    ]
}

/// A challenge to sign, good for a minute. Takes no body.
#[utoipa::path(post, path = "/api/v1/sign-in/challenge", tag = "sign-in",
    responses((status = 200, body = Challenge), Failure))]
pub(crate) async fn challenge(service: web::Data<Service>) -> web::Json<Challenge> {
    web::Json(sign_in::challenge(&service))
}

/// A session for whoever signed the challenge. It ends ten minutes after its last use.
#[utoipa::path(post, path = "/api/v1/sign-in", tag = "sign-in", request_body = SignIn,
    responses((status = 200, body = Session), BadBody, NotSigned, Failure))]
pub(crate) async fn begin(service: web::Data<Service>, body: Json<SignIn>) -> Answer<Session> {
    answer(sign_in::sign_in(&service, body.0).await)
}

/// A person's key file, if it lies here sealed to their passkey: whoever has the passkey opens it and signs in with it.
#[utoipa::path(post, path = "/api/v1/sign-in/passkey", tag = "sign-in", request_body = PasskeyOf,
    responses((status = 200, body = Passkey), BadBody, Unknown, Failure))]
pub(crate) async fn passkey(service: web::Data<Service>, body: Json<PasskeyOf>) -> Answer<Passkey> {
    answer(keep_passkey::show(&service, body.0.person).await)
}
