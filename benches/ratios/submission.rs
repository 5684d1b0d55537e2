//! Sealed submissions over HTTP, from sixteen senders, against a handler that does nothing but commit the same bytes.

use std::net::{SocketAddr, TcpListener};

use actix_web::{App, HttpServer, web};

use crate::engine::{Bare, Engine};
use crate::http::{self, Running};
use crate::table::{Row, median};
use crate::world::{FIRST_DAY, World};
use crate::{Size, reading};

const SENDERS: usize = 16;
const MANY_SENDERS: usize = 64;
const WORKERS: usize = 2;

pub(crate) fn measure(size: &Size, engine: &Engine) -> anyhow::Result<Vec<Row>> {
    let world = World::found(engine)?;
    let sealed = (0..size.submissions)
        .map(|_| world.reporter.submission(FIRST_DAY))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let bodies = sealed
        .iter()
        .map(|(_, body)| serde_json::to_vec(body))
        .collect::<Result<Vec<_>, _>>()?;
    let ours: Vec<Vec<u8>> = bodies
        .iter()
        .map(|body| http::post("/api/v1/concerns", body))
        .collect();
    let bare: Vec<Vec<u8>> = bodies.iter().map(|body| http::post("/bare", body)).collect();

    let service = world.service.clone();
    let daylight = Running::start(move |listener| daylight::web::run(service, listener, WORKERS))?;
    let plain = bare_server(&world)?;
    let addresses = (daylight.address, plain.address);
    let half = ours.len() / 2;
    let (few, many) = (ours.split_at(half), bare.split_at(half));
    let mut rows = vec![
        row(
            engine,
            "sealed submission over HTTP, durable before the answer, 16 senders; bare: an actix handler that commits \
             the same bytes to the same database, one insert and one transaction each",
            take_turns(size, SENDERS, addresses, (few.0, many.0))?,
        ),
        row(
            engine,
            "the same with 64 senders; an error would end the measurement",
            take_turns(size, MANY_SENDERS, addresses, (few.1, many.1))?,
        ),
    ];
    let locators: Vec<_> = sealed.iter().map(|(locator, _)| *locator).collect();
    rows.extend(reading::measure(
        engine,
        &world,
        (daylight.address, plain.address),
        &locators,
    )?);
    daylight.stop(&world.runtime);
    plain.stop(&world.runtime);
    Ok(rows)
}

fn row(engine: &Engine, what: &'static str, (of_ours, of_bare): (Vec<f64>, Vec<f64>)) -> Row {
    let ratio = median(
        of_ours
            .iter()
            .zip(&of_bare)
            .map(|(ours, bare)| ours / bare)
            .collect(),
    );
    Row {
        what,
        database: engine.name(),
        daylight: format!("{:.0}/s", median(of_ours)),
        bare: format!("{:.0}/s", median(of_bare)),
        ratio: format!("{ratio:.2}"),
        target: "at least 0.5",
        met: Some(ratio >= 0.5),
    }
}

/// Submissions a second of each round, ours and bare. Whoever begins changes from round to round.
fn take_turns(
    size: &Size,
    senders: usize,
    (daylight, plain): (SocketAddr, SocketAddr),
    (ours, bare): (&[Vec<u8>], &[Vec<u8>]),
) -> anyhow::Result<(Vec<f64>, Vec<f64>)> {
    let share = ours.len().div_ceil(usize::try_from(size.rounds)?).max(1);
    let rate = |address, requests: &[Vec<u8>]| -> anyhow::Result<f64> {
        let took = http::send_all(address, requests, senders)?.as_secs_f64();
        Ok(f64::from(u32::try_from(requests.len())?) / took)
    };
    let (mut of_ours, mut of_bare) = (Vec::new(), Vec::new());
    for (round, (mine, theirs)) in ours.chunks(share).zip(bare.chunks(share)).enumerate() {
        if round % 2 == 0 {
            of_ours.push(rate(daylight, mine)?);
            of_bare.push(rate(plain, theirs)?);
        } else {
            of_bare.push(rate(plain, theirs)?);
            of_ours.push(rate(daylight, mine)?);
        }
        eprintln!(
            "  round {round}: {:.0?}/s, bare {:.0?}/s",
            of_ours.last(),
            of_bare.last()
        );
    }
    Ok((of_ours, of_bare))
}

/// The same engine through a pool of its own, one table with the cheapest key there is.
fn bare_server(world: &World) -> anyhow::Result<Running> {
    let bare = world.runtime.block_on(world.place.bare())?;
    Running::start(move |listener: TcpListener| {
        let server = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(bare.clone()))
                .app_data(web::PayloadConfig::new(1 << 20))
                .route("/bare", web::post().to(commit))
                .route("/nothing", web::get().to(|| async { "nothing" }))
        });
        Ok(server.workers(WORKERS).disable_signals().listen(listener)?.run())
    })
}

async fn commit(bare: web::Data<Bare>, body: web::Bytes) -> Result<&'static str, actix_web::Error> {
    bare.commit(body.to_vec())
        .await
        .map_err(actix_web::error::ErrorInternalServerError)?;
    Ok("committed")
}
