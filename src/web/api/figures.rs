//! `/figures` and `/changes`: what everybody may know of how the service is run. Under the small-number rule, and nobody is
//! named.

use actix_web::web;

use super::{Answer, Endpoint, get, untraced};
use crate::actions::{Service, show_figures};
use crate::api::{Changes, OpenData};
use crate::web::openapi::Failure;

/// The addresses.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![get("/figures").to(figures), get("/changes").to(changes)]
}

/// The open data file: the figures of every period that was released, without content, under the small-number rule.
#[utoipa::path(get, path = "/api/v1/figures", tag = "figures", operation_id = "open_data",
    responses((status = 200, body = OpenData), Failure))]
pub(crate) async fn figures(service: web::Data<Service>) -> Answer<OpenData> {
    untraced(show_figures::open_data(&service).await)
}

/// Changes to people, keys, policies and holiday lists, newest first. Names nobody.
#[utoipa::path(get, path = "/api/v1/changes", tag = "figures",
    responses((status = 200, body = Changes), Failure))]
pub(crate) async fn changes(service: web::Data<Service>) -> Answer<Changes> {
    untraced(show_figures::changes(&service).await)
}
