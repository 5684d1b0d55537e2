//! `/audit/tables`: the figures as a page shows them, with drawings. `/audit/export`: the record in one file.

use std::io;

use actix_web::http::header::ContentType;
use actix_web::{HttpRequest, HttpResponse, web};
use daylight_domain::figures::Period;
use futures_util::stream::try_unfold;
use serde::Deserialize;

use super::{Answer, answer, in_query};
use crate::actions::{ActionError, Service, Signed, show_figures, show_front, take_export};
use crate::api::{FigureTables, TakeExport};
use crate::web::body::Json;
use crate::web::error::ApiProblem;
use crate::web::guard::Caller;
use crate::web::openapi::{BadAddress, BadBody, Conflict, Failure, NotAllowed, NotSigned};
use crate::web::tables::table;
use crate::words::languages;

/// Which figures, in which language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    language: String,
    period: Option<Period>,
}

/// The same figures as `/audit/figures` in the words of a page, each with a drawing where it has rows.
#[utoipa::path(get, path = "/api/v1/audit/tables", tag = "audit", security(("bearer" = [])),
    params(("language" = String, Query, description = "`en`, `cy`, `pl`, `ur` or `fr`"),
        ("period" = Option<String>, Query, description = "A calendar year, half-year or quarter: `2027`, `2027-H1`, `2027-Q3`")),
    operation_id = "audit_tables",
    responses((status = 200, body = FigureTables), BadAddress, NotSigned, NotAllowed, Conflict, Failure))]
pub(crate) async fn tables(
    service: web::Data<Service>,
    caller: Caller,
    request: HttpRequest,
) -> Answer<FigureTables> {
    let asked = in_query(
        &request,
        "tables in a language, of a year, half-year or quarter: ?language=en&period=2027-H1",
    )?;
    answer(in_words(&service, caller.signed(), asked).await)
}

async fn in_words(service: &Service, signed: &Signed, asked: Asked) -> Result<FigureTables, ActionError> {
    let [english, ..] = languages() else {
        return Err(ActionError::NotFound);
    };
    let known = languages().iter().find(|words| words.code() == asked.language);
    let view = show_figures::figures(service, signed, asked.period).await?;
    let policy = show_front::front(service).await?.policy;
    let tables = view.figures.iter();
    let tables = tables.map(|shown| table(known.unwrap_or(english), &policy, shown));
    Ok(FigureTables {
        period: view.period,
        from: view.from,
        until: view.until,
        exact: view.exact,
        tables: tables.collect(),
    })
}

/// An export of the published record in one file: a tar of what `daylight export` writes, sealed to the caller if they wish.
/// That it was made is an entry. The header `Daylight-Length` says how many bytes come, before sealing.
#[utoipa::path(post, path = "/api/v1/audit/export", tag = "audit", security(("bearer" = [])),
    operation_id = "audit_export", request_body = TakeExport,
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"),
        BadBody, NotSigned, NotAllowed, Conflict, Failure))]
pub(crate) async fn export(
    service: web::Data<Service>,
    caller: Caller,
    body: Json<TakeExport>,
) -> Result<HttpResponse, ApiProblem> {
    let archive = take_export::take_export(&service, caller.signed(), body.0.sealed)
        .await
        .map_err(ApiProblem::logged)?;
    let length = archive.length();
    let parts = try_unfold(archive, |mut archive| async move {
        let fetched = web::block(move || archive.fetch().map(|part| (part, archive))).await;
        // A failure in the middle cuts the connection: what came is no whole export, and says so when it is opened.
        let (part, archive) = fetched.map_err(io::Error::other)??;
        Ok::<_, io::Error>(part.map(|bytes| (web::Bytes::from(bytes), archive)))
    });
    Ok(HttpResponse::Ok()
        .content_type(ContentType::octet_stream())
        .insert_header(("daylight-length", length))
        .streaming(parts))
}
