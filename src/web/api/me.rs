//! `/me`: what is the caller's own, whatever their role.

use actix_web::web;

use super::{Answer, Endpoint, answer, delete, get, post, put};
use crate::actions::{ActionError, Service, Signed, keep_passkey, show_front, show_packs};
use crate::api::{Done, OpenStatement, OpenedStatement, Passkey, Statements};
use crate::web::body::Json;
use crate::web::guard::Caller;
use crate::web::openapi::{BadBody, Conflict, Failure, NotAllowed, NotSigned, Unknown};
use crate::web::tables::table;
use crate::words::languages;

/// The addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        put("/passkey").to(keep_passkey),
        delete("/passkey").to(forget_passkey),
        get("/statements").to(statements),
        post("/statements").to(open_statement),
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

/// The statements that were sent to the caller, and which of them they opened.
#[utoipa::path(get, path = "/api/v1/me/statements", tag = "me", security(("bearer" = [])),
    operation_id = "own_statements", responses((status = 200, body = Statements), NotSigned, NotAllowed, Failure))]
pub(crate) async fn statements(service: web::Data<Service>, caller: Caller) -> Answer<Statements> {
    answer(show_packs::own_statements(&service, caller.signed()).await)
}

/// Opens a statement of the caller's own: the signed entry `statement_opened` stands in the record before the figures are
/// handed out. Opened once more, nothing is added.
#[utoipa::path(post, path = "/api/v1/me/statements", tag = "me", security(("bearer" = [])), request_body = OpenStatement,
    responses((status = 200, body = OpenedStatement), BadBody, NotSigned, NotAllowed, Unknown, Conflict, Failure))]
pub(crate) async fn open_statement(
    service: web::Data<Service>,
    caller: Caller,
    body: Json<OpenStatement>,
) -> Answer<OpenedStatement> {
    answer(opened_in_words(&service, caller.signed(), body.0).await)
}

async fn opened_in_words(
    service: &Service,
    signed: &Signed,
    opening: OpenStatement,
) -> Result<OpenedStatement, ActionError> {
    let language = opening.language.clone();
    let opened = show_packs::open_statement(service, signed, opening).await?;
    let known = languages()
        .iter()
        .find(|words| Some(words.code()) == language.as_deref());
    let Some(words) = known else { return Ok(opened) };
    let policy = show_front::front(service).await?.policy;
    let figures = opened.statement.figures.iter();
    Ok(OpenedStatement {
        tables: figures.map(|shown| table(words, &policy, shown)).collect(),
        ..opened
    })
}
