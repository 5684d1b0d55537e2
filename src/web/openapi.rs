//! The document of the API, made from the handlers themselves. Knows their shapes, not what they do.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use actix_web::http::header::ContentType;
use actix_web::{HttpResponse, web};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, Modify, OpenApi};

use super::api::{
    admin, attachments, audit, checking, desk, figures, invitations, ledger, me, packs, reporter, sign_in,
};
use super::error::ApiProblem;
use super::openapi_acts::SignedEntries;
use crate::api::{ApiError, OpenedFilter};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Daylight",
        description = "Anonymous intake for workplace concerns. Sealed bytes travel in standard base64, ids, digests, \
                       keys and signatures in lower-case hexadecimal, dates as 2026-12-18. Every refusal is an ApiError."
    ),
    paths(
        reporter::instance, reporter::submit, reporter::track, reporter::act,
        attachments::begin, attachments::progress, attachments::append, attachments::finish,
        attachments::to_reporter, attachments::to_holder,
        sign_in::challenge, sign_in::begin, sign_in::passkey,
        invitations::look, invitations::answer_it, me::keep_passkey, me::forget_passkey,
        ledger::checkpoint, ledger::tile, ledger::proof, ledger::code,
        desk::desk, desk::hand_outs, desk::opened, desk::concern, desk::act,
        desk::people, desk::change_person, desk::policies, desk::sign_policy,
        admin::people, admin::propose_person, admin::policies, admin::propose_policy, admin::health,
        admin::invitations, admin::invite, admin::withdraw_invitation,
        audit::entries, audit::checkpoints, audit::to_approve, audit::concern, audit::act, audit::people, audit::sign_person,
        audit::policies, audit::figures, checking::tables, checking::export,
        packs::packs, packs::pack, packs::paper, packs::statements, me::statements, me::open_statement,
        figures::figures, figures::changes,
        show,
    ),
    components(schemas(ApiError, OpenedFilter)),
    modifiers(&Bearer, &SignedEntries),
)]
struct Document;

struct Bearer;

impl Modify for Bearer {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "The token of /api/v1/sign-in. Unsigned callers get 401, never a redirect.",
            ))
            .build();
        if let Some(components) = &mut document.components {
            components.add_security_scheme("bearer", SecurityScheme::Http(scheme));
        }
    }
}

/// The document as a value.
pub(super) fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

static JSON: LazyLock<Option<web::Bytes>> = LazyLock::new(|| document().to_json().ok().map(web::Bytes::from));

/// This document.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "description",
    responses((status = 200, body = serde_json::Value), Failure))]
pub(super) async fn show() -> Result<HttpResponse, ApiProblem> {
    let json = JSON.as_ref().ok_or_else(ApiProblem::broken)?;
    Ok(HttpResponse::Ok()
        .content_type(ContentType::json())
        .body(json.clone()))
}

/// Groups of refusals, so that a handler names the ones it has.
macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident: $($status:literal $text:literal),+;)+) => {$(
        $(#[$doc])*
        pub(super) struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                BTreeMap::from([$(refusal($status, $text)),+])
            }
        }
    )+};
}

fn refusal(status: &str, text: &str) -> (String, RefOr<Response>) {
    let shape = ContentBuilder::new()
        .schema(Some(Ref::from_schema_name("ApiError")))
        .build();
    let response = ResponseBuilder::new()
        .description(text)
        .content("application/json", shape)
        .build();
    (status.to_owned(), response.into())
}

refusals! {
    /// Every address has these.
    Failure: "500" "`internal`: a mistake of the service; `gone`: a sealed file is not where it was kept, and `doctor` names it",
        "503" "`busy`: try again in a moment; `closed`: nothing is taken today, with other ways to go",
        "507" "`full`: no room at the service; nothing was lost";
    /// Whatever takes a body.
    BadBody: "400" "`malformed`: says which field, and what to change",
        "408" "`too_slow`: the body did not arrive in time",
        "413" "`too_large`: says the limit",
        "415" "`wrong_type`: not application/json";
    /// Whatever has a value in its address.
    BadAddress: "400" "`malformed`: says what the address must contain";
    /// Whatever may not be there.
    Unknown: "404" "`not_found`: wrong, unknown and expired alike";
    /// Whatever changes something.
    Conflict: "409" "`stale`: load again and sign again; `day_changed`: build again with the new day; \
        `refused`: not allowed, and `rule` names the rule of the record, or another reason that people meet";
    /// What a reporter signs.
    Forged: "403" "`forbidden`: not signed by the key of the code";
    /// Sending a concern.
    Busy: "429" "`work`: many send at once; do the work named in `work`, then send again. Nothing is lost";
    /// Behind the guard, and signing in itself.
    NotSigned: "401" "`not_signed_in`";
    /// Behind the guard.
    NotAllowed: "403" "`forbidden`: signed in, but may not";
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn operations() -> Vec<(String, String, Value)> {
        let document = serde_json::to_value(document()).unwrap();
        let mut all = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                all.push((path.clone(), method.clone(), operation.clone()));
            }
        }
        all
    }

    #[test]
    fn every_operation_says_what_it_takes_what_it_gives_and_how_it_refuses() {
        for (path, method, operation) in operations() {
            let responses = operation["responses"].as_object().unwrap();
            assert!(
                responses["200"]["content"]
                    .as_object()
                    .is_some_and(|content| !content.is_empty()),
                "{path}"
            );
            assert!(responses.contains_key("500"), "{path}");
            let has_body = operation.get("requestBody").is_some();
            assert_eq!(
                has_body,
                method == "put"
                    || method == "post" && !["/challenge", "/finish"].iter().any(|end| path.ends_with(end)),
                "{method} {path}"
            );
            assert_eq!(has_body, responses.contains_key("413"), "{path}");
            assert!(operation["summary"].is_string(), "{path}");
        }
    }

    #[test]
    fn what_stands_behind_the_guard_names_the_scheme_and_its_refusals() {
        for (path, _, operation) in operations() {
            let behind = ["/desk", "/admin", "/audit", "/me"]
                .iter()
                .any(|area| path.starts_with(&format!("/api/v1{area}")));
            let responses = operation["responses"].as_object().unwrap();
            assert_eq!(operation.get("security").is_some(), behind, "{path}");
            // A reporter signs what follows the concern.
            let signed = ["/api/v1/track/acts", "/api/v1/track/uploads"].contains(&path.as_str());
            assert_eq!(responses.contains_key("403"), behind || signed, "{path}");
            assert_eq!(
                responses.contains_key("401"),
                behind || path == "/api/v1/sign-in",
                "{path}"
            );
        }
    }

    #[test]
    fn every_operation_has_a_name_of_its_own() {
        let mut names: Vec<String> = operations()
            .iter()
            .map(|(.., operation)| operation["operationId"].to_string())
            .collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count, "{names:?}");
    }

    #[test]
    fn every_shape_that_is_named_is_described() {
        let document = serde_json::to_value(document()).unwrap();
        assert_eq!(
            document["components"]["securitySchemes"]["bearer"]["scheme"],
            "bearer"
        );
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let text = document.to_string();
        for named in text.split("#/components/schemas/").skip(1) {
            let name = named.split('"').next().unwrap();
            assert!(schemas.contains_key(name), "{name}");
        }
    }
}
