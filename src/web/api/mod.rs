//! `/api/v1`: the list of its addresses. Each handler calls one action; which of them may be called by whom is
//! decided by the guard of the scope.

use std::collections::BTreeMap;
use std::str::FromStr;

use actix_web::dev::ServiceRequest;
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Responder, Route, web};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::ApiProblem;
use super::guard::{self, Area};
use crate::actions::ActionError;

pub(super) mod admin;
pub(super) mod attachments;
pub(super) mod audit;
pub(super) mod checking;
pub(super) mod desk;
pub(super) mod figures;
pub(super) mod invitations;
pub(super) mod ledger;
pub(super) mod me;
pub(super) mod packs;
pub(super) mod reporter;
pub(super) mod sign_in;
pub(super) 
/// Where all of it lies.
pub(super) const BASE: &str = "/api/v1";

/// What nearly every handler gives.
pub(super) type Answer<T> = Result<web::Json<T>, ApiProblem>;

/// What an action gave to a person, or why it did not happen; a mistake of ours is logged.
fn answer<T>(done: Result<T, ActionError>) -> Answer<T> {
    done.map(web::Json).map_err(ApiProblem::logged)
}

/// The same to somebody who leaves no trace here, not even by a mistake of ours.
fn untraced<T>(done: Result<T, ActionError>) -> Answer<T> {
    done.map(web::Json).map_err(ApiProblem::untraced)
}

/// The same, packed where the caller takes it.
fn packed<T: Serialize>(request: &HttpRequest, answer: Answer<T>) -> Result<HttpResponse, ApiProblem> {
    let plain = serde_json::to_vec(&answer?.0).map_err(|_| ApiProblem::broken())?;
    Ok(super::packed::answer(request, "application/json", plain))
}

/// A method of an address. Everything registered goes through here, so that a test can hold it against the
/// served document.
pub(super) struct Endpoint {
    method: Method,
    path: &'static str,
    route: Route,
}

/// An address that waits for its handler.
struct At(Method, &'static str);

impl At {
    fn to<F, Args>(self, handler: F) -> Endpoint
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        let Self(method, path) = self;
        Endpoint {
            route: web::method(method.clone()).to(handler),
            method,
            path,
        }
    }
}

const fn get(path: &'static str) -> At {
    At(Method::GET, path)
}

const fn post(path: &'static str) -> At {
    At(Method::POST, path)
}

const fn put(path: &'static str) -> At {
    At(Method::PUT, path)
}

const fn delete(path: &'static str) -> At {
    At(Method::DELETE, path)
}

fn open_to_all() -> Vec<Endpoint> {
    let mut all = reporter::endpoints();
    all.extend(attachments::endpoints());
    all.extend(sign_in::endpoints());
    all.extend(invitations::endpoints());
    all.extend(ledger::endpoints());
    all.extend(figures::endpoints());
    all.push(get("/openapi.json").to(super::openapi::show));
    all
}

fn guarded() -> [(&'static str, Area, Vec<Endpoint>); 4] {
    [
        ("/desk", Area::Desk, desk::endpoints()),
        ("/admin", Area::Admin, admin::endpoints()),
        ("/audit", Area::Audit, audit::endpoints().into_iter().chain(packs::endpoints()).collect()),
        ("/me", Area::Me, me::endpoints()),
    ]
}

/// Registers every address of the API.
pub(super) fn register(config: &mut web::ServiceConfig) {
    let mut api = web::scope(BASE);
    for (prefix, area, endpoints) in guarded() {
        let scope = web::scope(prefix)
            .configure(|config| register_all(config, endpoints))
            // Around the whole scope: an unsigned caller does not even learn which addresses there are.
            .wrap(from_fn(move |request: ServiceRequest, next| {
                guard::admit(area, request, next)
            }));
        api = api.service(scope);
    }
    config.service(api.configure(|config| register_all(config, open_to_all())));
}

fn register_all(config: &mut web::ServiceConfig, endpoints: Vec<Endpoint>) {
    let mut by_path: BTreeMap<&str, Vec<Endpoint>> = BTreeMap::new();
    for endpoint in endpoints {
        by_path.entry(endpoint.path).or_default().push(endpoint);
    }
    for (path, endpoints) in by_path {
        let methods: Vec<Method> = endpoints.iter().map(|endpoint| endpoint.method.clone()).collect();
        let resource = endpoints
            .into_iter()
            .fold(web::resource(path), |all, endpoint| all.route(endpoint.route));
        config.service(resource.default_service(web::to(move || {
            let problem = ApiProblem::wrong_method(&methods);
            async { Err::<&str, _>(problem) }
        })));
    }
}

/// What stands for `{id}` in an address.
const CONCERN: &str = "the id of a concern: 32 digits of 0-9 and a-f";

/// A value that stands in the path; `what` says what it must be.
fn in_path<T: FromStr>(request: &HttpRequest, name: &str, what: &str) -> Result<T, ApiProblem> {
    let text = request.match_info().get(name).unwrap_or_default();
    text.parse()
        .map_err(|_| ApiProblem::malformed(format!("The address must contain {what}.")))
}

/// What stands behind the question mark; `what` says what may be asked for.
fn in_query<T: DeserializeOwned>(request: &HttpRequest, what: &str) -> Result<T, ApiProblem> {
    let query = web::Query::<T>::from_query(request.query_string());
    query
        .map(web::Query::into_inner)
        .map_err(|_| ApiProblem::malformed(format!("Ask for {what}.")))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::web::openapi;

    #[test]
    fn the_document_lists_every_registered_address_and_no_other() {
        let open = open_to_all()
            .into_iter()
            .map(|endpoint| (String::new(), endpoint));
        let behind = guarded().into_iter().flat_map(|(prefix, _, endpoints)| {
            endpoints
                .into_iter()
                .map(move |endpoint| (prefix.to_owned(), endpoint))
        });
        let registered: BTreeSet<String> = open
            .chain(behind)
            // The one pattern that takes slashes is written without its expression in the document.
            .map(|(prefix, it)| format!("{} {BASE}{prefix}{}", it.method, it.path.replace(":.*", "")))
            .collect();
        let document = serde_json::to_value(openapi::document()).unwrap();
        let mut listed = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for method in item.as_object().unwrap().keys() {
                listed.insert(format!("{} {path}", method.to_uppercase()));
            }
        }
        assert_eq!(registered, listed);
    }
}
