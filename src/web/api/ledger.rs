//! `/ledger`: the public record, in the formats of C2SP, for anybody.

use actix_web::http::header::{self, ContentType};
use actix_web::{HttpRequest, HttpResponse, web};
use daylight_domain::Digest;

use super::{Answer, Endpoint, get, in_path, untraced};
use crate::actions::{Service, note_code, show_ledger};
use crate::api::Code;
use crate::web::code::served_code;
use crate::web::error::ApiProblem;
use crate::web::headers::IMMUTABLE;
use crate::web::openapi::{BadAddress, Failure, Unknown};

/// The addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/ledger/checkpoint").to(checkpoint),
        get("/ledger/tile/{path:.*}").to(tile),
        get("/ledger/proof/{record}").to(proof),
        get("/ledger/code").to(code),
    ]
}

/// The published checkpoint (c2sp.org/tlog-checkpoint).
#[utoipa::path(get, path = "/api/v1/ledger/checkpoint", tag = "ledger",
    responses((status = 200, body = String, content_type = "text/plain"), Unknown, Failure))]
pub(crate) async fn checkpoint(service: web::Data<Service>) -> Result<HttpResponse, ApiProblem> {
    show_ledger::checkpoint(&service)
        .await
        .map(text)
        .map_err(ApiProblem::untraced)
}

/// A tile of the tree or a bundle of entries (c2sp.org/tlog-tiles): `0/000`, `0/x001/234.p/5`, `entries/000`.
#[utoipa::path(get, path = "/api/v1/ledger/tile/{path}", tag = "ledger",
    params(("path" = String, Path, description = "As c2sp.org/tlog-tiles writes it after `tile/`; contains slashes")),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), BadAddress, Unknown, Failure))]
pub(crate) async fn tile(
    service: web::Data<Service>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiProblem> {
    let path = request.match_info().get("path").unwrap_or_default();
    let bytes = show_ledger::tile(&service, path)
        .await
        .map_err(ApiProblem::untraced)?;
    let mut answer = HttpResponse::Ok();
    answer
        .content_type(ContentType::octet_stream())
        .insert_header((header::CACHE_CONTROL, IMMUTABLE));
    Ok(answer.body(bytes))
}

/// The proof that a record stands in the published tree (c2sp.org/tlog-proof, without the extra line).
#[utoipa::path(get, path = "/api/v1/ledger/proof/{record}", tag = "ledger",
    params(("record" = String, Path, description = "The entry's record, 64 hexadecimal digits")),
    responses((status = 200, body = String, content_type = "text/plain"), BadAddress, Unknown, Failure))]
pub(crate) async fn proof(
    service: web::Data<Service>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiProblem> {
    let record: Digest = in_path(
        &request,
        "record",
        "the record of an entry: 64 digits of 0-9 and a-f",
    )?;
    show_ledger::proof(&service, record)
        .await
        .map(text)
        .map_err(ApiProblem::untraced)
}

/// Scripts, workers and styles that this service sends to browsers, and the proven entry that says so.
#[utoipa::path(get, path = "/api/v1/ledger/code", tag = "ledger",
    responses((status = 200, body = Code), Failure))]
pub(crate) async fn code(service: web::Data<Service>) -> Answer<Code> {
    untraced(note_code::show_code(&service, served_code(&service.config)).await)
}

fn text(body: String) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::plaintext())
        .body(body)
}
