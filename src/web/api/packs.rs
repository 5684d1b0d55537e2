//! `/audit/packs` and `/audit/statements`: what the calendar made of the record, for auditors, scrutiny viewers and inspectors.

use actix_web::http::header::{CONTENT_DISPOSITION, ContentType};
use actix_web::{HttpRequest, HttpResponse, web};
use daylight_domain::Digest;
use serde::Deserialize;

use super::{Answer, Endpoint, answer, get, in_path, in_query};
use crate::actions::{ActionError, Service, Why, show_packs};
use crate::api::{Pack, Packs, Statements};
use crate::web::error::ApiProblem;
use crate::web::openapi::{BadAddress, Conflict, Failure, NotAllowed, NotSigned, Unknown};
use crate::web::papers::{self, Form};
use crate::words::languages;

const ITEM: &str = "the digest of a pack: 64 digits of 0-9 and a-f";
const FORM: &str = "a paper, with its form and, if not in English, its language: ?form=html, ?form=pdf or ?form=csv, \
    and &language=en, cy, pl, ur or fr";

/// The addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        get("/packs").to(packs),
        get("/packs/{item}").to(pack),
        get("/packs/{item}/paper").to(paper),
        get("/statements").to(statements),
    ]
}

/// Every pack, newest first.
#[utoipa::path(get, path = "/api/v1/audit/packs", tag = "audit", security(("bearer" = [])),
    responses((status = 200, body = Packs), NotSigned, NotAllowed, Failure))]
pub(crate) async fn packs(service: web::Data<Service>) -> Answer<Packs> {
    answer(show_packs::packs(&service).await)
}

/// A pack's data: the very bytes whose SHA-256 the record names.
#[utoipa::path(get, path = "/api/v1/audit/packs/{item}", tag = "audit", security(("bearer" = [])),
    params(("item" = String, Path, description = "The pack's digest, 64 hexadecimal digits")),
    responses((status = 200, body = Pack), BadAddress, NotSigned, NotAllowed, Unknown, Failure))]
pub(crate) async fn pack(
    service: web::Data<Service>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiProblem> {
    let item: Digest = in_path(&request, "item", ITEM)?;
    let (json, _) = show_packs::pack(&service, item)
        .await
        .map_err(ApiProblem::logged)?;
    Ok(HttpResponse::Ok().content_type(ContentType::json()).body(json))
}

/// How a paper is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    form: String,
    language: Option<String>,
}

/// The same pack to be read: HTML, tagged PDF or CSV, in one of the languages of the pages.
#[utoipa::path(get, path = "/api/v1/audit/packs/{item}/paper", tag = "audit", security(("bearer" = [])),
    params(("item" = String, Path, description = "The pack's digest, 64 hexadecimal digits"),
        ("form" = String, Query, description = "`html`, `pdf` or `csv`"),
        ("language" = Option<String>, Query, description = "`en`, `cy`, `pl`, `ur` or `fr`")),
    operation_id = "pack_paper",
    responses((status = 200, content((String = "text/html"), (Vec<u8> = "application/pdf"), (String = "text/csv"))),
        BadAddress, NotSigned, NotAllowed, Unknown, Conflict, Failure))]
pub(crate) async fn paper(
    service: web::Data<Service>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiProblem> {
    let item: Digest = in_path(&request, "item", ITEM)?;
    let Asked { form, language } = in_query(&request, FORM)?;
    let form: Form = form
        .parse()
        .map_err(|()| ApiProblem::malformed(format!("Ask for {FORM}.")))?;
    let language = language.as_deref().unwrap_or("en");
    let words = languages().iter().find(|words| words.code() == language);
    let words = words.ok_or_else(|| ApiProblem::malformed(format!("Ask for {FORM}.")))?;
    let (_, pack) = show_packs::pack(&service, item)
        .await
        .map_err(ApiProblem::logged)?;
    let name = format!(
        "attachment; filename=\"{}-{}.{}\"",
        pack.kind.name(),
        pack.name,
        form.ending()
    );
    // Setting letters takes a while, and others wait for this thread.
    let written = web::block(move || papers::write(&pack, words, form)).await;
    let bytes = written.map_err(|_| ApiProblem::broken())?.map_err(|fault| {
        let says = format!("this pack cannot be set as PDF: {fault}. Ask for form=html or form=csv");
        ApiProblem::logged(ActionError::Because(Why::NoPaper, says))
    })?;
    Ok(HttpResponse::Ok()
        .content_type(form.content_type())
        .insert_header((CONTENT_DISPOSITION, name))
        .body(bytes))
}

/// Every statement to a senior officer: who had it, and when it was opened or that it was not.
#[utoipa::path(get, path = "/api/v1/audit/statements", tag = "audit", security(("bearer" = [])),
    responses((status = 200, body = Statements), NotSigned, NotAllowed, Failure))]
pub(crate) async fn statements(service: web::Data<Service>) -> Answer<Statements> {
    answer(show_packs::statements(&service).await)
}
