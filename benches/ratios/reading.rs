//! What a reader waits for: a reporter's visit and a proof, one after another over HTTP, beside an empty answer.

use std::net::SocketAddr;
use std::time::Instant;

use daylight::actions::run_calendar::run_calendar;
use daylight::store::entries;
use daylight_domain::Digest;

use crate::engine::{Engine, settle};
use crate::http::{self, Sender};
use crate::table::{Row, median};
use crate::world::World;

const VISITS: usize = 200;
const VISITORS: usize = 16;
const MANY_VISITS: usize = 4000;

pub(crate) fn measure(
    engine: &Engine,
    world: &World,
    (daylight, bare): (SocketAddr, SocketAddr),
    locators: &[Digest],
) -> anyhow::Result<Vec<Row>> {
    let records: Vec<Digest> = world.runtime.block_on(async {
        world.clock.advance_days(1);
        run_calendar(&world.service).await?;
        settle(&world.service.store).await?;
        let rows = entries::in_tree(&world.service.store, 0, u64::try_from(VISITS)?).await?;
        anyhow::Ok(rows.into_iter().map(|row| row.record).collect())
    })?;
    let visits = locators.iter().take(VISITS).map(visit);
    let proofs = records
        .iter()
        .map(|record| http::get(&format!("/api/v1/ledger/proof/{record}")));
    let crowd: Vec<Vec<u8>> = locators.iter().take(MANY_VISITS).map(visit).collect();
    let took = http::send_all(daylight, &crowd, VISITORS)?.as_secs_f64();
    let at_once = f64::from(u32::try_from(crowd.len())?) / took;
    let nothing = waits(bare, (0..VISITS).map(|_| http::get("/nothing")))?;
    let row = |what, waited: f64| Row {
        what,
        database: engine.name(),
        daylight: format!("{waited:.2} ms"),
        bare: format!("{nothing:.2} ms"),
        ratio: format!("{:.1}", waited / nothing),
        target: "",
        met: None,
    };
    Ok(vec![
        row(
            "a reporter's visit with all sealed parts, median; bare: an empty answer",
            waits(daylight, visits)?,
        ),
        Row {
            what: "return visits with all sealed parts, 16 at once",
            database: engine.name(),
            daylight: format!("{at_once:.0}/s"),
            bare: String::new(),
            ratio: format!("{:.2} of what is asked", at_once / 1000.0),
            target: "1000/s",
            met: Some(at_once >= 1000.0),
        },
        row(
            "an inclusion proof, median; bare: an empty answer",
            waits(daylight, proofs)?,
        ),
    ])
}

/// A reporter's visit.
pub(crate) fn visit(locator: &Digest) -> Vec<u8> {
    let body = format!("{{\"locator\":\"{locator}\"}}");
    http::post("/api/v1/track", body.as_bytes())
}

/// The median wait in milliseconds.
pub(crate) fn waits(address: SocketAddr, requests: impl Iterator<Item = Vec<u8>>) -> anyhow::Result<f64> {
    let mut sender = Sender::to(address)?;
    let mut waited = Vec::new();
    for request in requests {
        let start = Instant::now();
        sender.call(&request)?;
        waited.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    Ok(median(waited))
}
