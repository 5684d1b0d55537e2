//! `/audit/tables`: the figures as a page shows them, with drawings.

use actix_web::{HttpRequest, web};
use daylight_domain::figures::Period;
use serde::Deserialize;

use super::{Answer, answer, in_query};
use crate::actions::{ActionError, Service, Signed, show_figures, show_front};
use crate::api::FigureTables;
use crate::web::guard::Caller;
use crate::web::openapi::{BadAddress, Conflict, Failure, NotAllowed, NotSigned};
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
