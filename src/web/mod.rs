//! Speaks HTTP: takes requests apart, calls one action each, puts answers together. Must not know tables or rules, and
//! writes no line about a request; whoever reports a concern leaves nothing here.

use std::future::poll_fn;
use std::io;
use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;
use std::time::Duration;

use actix_web::body::BoxBody;
use actix_web::dev::{Server, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpServer, ResponseError as _, web};

use crate::actions::Service;
pub use code::served_code;
use error::ApiProblem;

mod api;
mod arrival;
mod assets;
mod body;
mod chart;
mod code;
mod document;
mod door;
mod error;
mod faults;
mod guard;
mod headers;
mod look;
mod openapi;
mod openapi_acts;
mod packed;
mod papers;
mod public;
mod reporter;
mod reviewer;
mod root;
mod tables;

/// The longest path and query that anything here has is a tile's, under 200 characters.
const LONGEST_ADDRESS: usize = 1024;
/// Connections of one worker; those beyond wait in the listener's queue, none is dropped.
const CONNECTIONS: usize = 1024;
/// For the request's head; the body has its own time.
const HEAD_WITHIN: Duration = Duration::from_secs(10);
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How long a refused upload is still read, so that its sender gets to see the refusal.
const LINGER: Duration = Duration::from_secs(2);
/// `serve` stops within 5 seconds: what has not finished by then is cut off. Receipts are sent after the commit, so
/// whoever is cut off sends again and gets the same one.
const STOP_WITHIN_SECONDS: u64 = 2;

/// Answers requests on `listener` with `workers` threads until the returned server is stopped through its handle.
/// Signals are the caller's. Fails when the listener cannot be used.
pub fn run(service: Service, listener: TcpListener, workers: usize) -> io::Result<Server> {
    let server = HttpServer::new(move || app(service.clone()))
        .workers(workers.max(1))
        .max_connections(CONNECTIONS)
        .client_request_timeout(HEAD_WITHIN)
        .client_disconnect_timeout(LINGER)
        .keep_alive(KEEP_ALIVE)
        .shutdown_timeout(STOP_WITHIN_SECONDS)
        .disable_signals()
        .listen(listener)?
        .run();
    Ok(server)
}

fn app(
    service: Service,
) -> App<
    impl ServiceFactory<ServiceRequest, Config = (), Response = ServiceResponse, Error = Error, InitError = ()>,
> {
    let colour = service.config.look.colour;
    App::new()
        .app_data(web::Data::new(service))
        .configure(|config| look::register(config, colour))
        .configure(root::register)
        .configure(reporter::register)
        .configure(reviewer::register)
        .configure(public::register)
        .configure(arrival::register)
        .configure(assets::register)
        .configure(api::register)
        .default_service(web::to(|| async { Err::<&str, _>(ApiProblem::unknown_path()) }))
        .wrap(from_fn(edge))
}

/// The outermost wrapper: bounds the address, turns a panic into an answer, sets the headers.
async fn edge(request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse, Error> {
    let address = request
        .uri()
        .path_and_query()
        .map_or(0, |address| address.as_str().len());
    if address > LONGEST_ADDRESS {
        return Ok(request.into_response(ApiProblem::address_too_long(LONGEST_ADDRESS).error_response()));
    }
    let mut response = unless_it_panics(next.call(request)).await??;
    headers::harden(response.headers_mut());
    Ok(response)
}

/// Without this a panic would cut the connection. Nothing is logged: what a panic says may quote a request.
async fn unless_it_panics<T>(work: impl Future<Output = T>) -> Result<T, ApiProblem> {
    let mut work = Box::pin(work);
    // Safe to go on after: the future is dropped, and what it shared is behind the database's transactions.
    poll_fn(
        |context| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context))) {
            Ok(progress) => progress.map(Ok),
            Err(_) => Poll::Ready(Err(ApiProblem::broken())),
        },
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn a_panic_is_answered_without_its_words() {
        let problem = unless_it_panics(async { panic!("planted words") })
            .await
            .map(|(): ()| ())
            .unwrap_err();
        assert_eq!(problem.status_code().as_u16(), 500);
        assert!(!problem.to_string().contains("planted"));
        assert_eq!(unless_it_panics(async { 7 }).await.unwrap(), 7);
    }
}
