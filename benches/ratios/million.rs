//! What a reader waits for when the ledger has a million entries: a reporter, a holder, an auditor.

use std::time::Instant;

use anyhow::Context as _;
use daylight::actions::run_calendar::run_calendar;
use daylight::actions::sign_in;
use daylight::api::{self, PackKind};
use daylight::store::batches;
use daylight::store::packs::{self, PackRow};
use daylight_domain::Digest;
use daylight_domain::figures::Period;
use daylight_tlog::{person_id, sign_in_message};

use crate::engine::Engine;
use crate::http::{self, Running};
use crate::reading::{visit, waits};
use crate::table::Row;
use crate::world::{FIRST_DAY, World};
use crate::{Size, ledger};

/// Concerns that wait at the first stage: some hundreds.
const OPEN: u32 = 300;
const VISITS: usize = 200;
const LOOKS: usize = 50;
const WORKERS: usize = 2;

pub(crate) fn measure(size: &Size, engine: &Engine) -> anyhow::Result<Vec<Row>> {
    let world = World::found(engine)?;
    let begun = Instant::now();
    let ledger = world
        .runtime
        .block_on(ledger::write(&world, size.entries, OPEN))?;
    eprintln!(
        "  {} entries, {} closed concerns: written in {:.0?}",
        size.entries,
        ledger.closed,
        begun.elapsed()
    );
    world.runtime.block_on(packs_of_old(&world))?;
    let session = world.runtime.block_on(holder(&world))?;
    let service = world.service.clone();
    let daylight = Running::start(move |listener| daylight::web::run(service, listener, WORKERS))?;
    let at = daylight.address;
    // What a portal asks for first: a page of what was opened, and one of what was not.
    let pages = [
        "/api/v1/desk/opened?from=0&filter=all",
        "/api/v1/desk/hand-outs?unopened=true&count=50",
    ];
    let tracking = waits(at, ledger.locators.iter().take(VISITS).map(visit))?;
    let mut desk = 0.0;
    for page in pages {
        let page = http::get_as(page, &session.token);
        desk += waits(at, (0..LOOKS).map(|_| page.clone()))?;
    }
    let proofs = ledger.records.iter().take(VISITS);
    let proof = waits(
        at,
        proofs.map(|record| http::get(&format!("/api/v1/ledger/proof/{record}"))),
    )?;
    let tick = world.runtime.block_on(async {
        world.clock.advance_days(1);
        let start = Instant::now();
        run_calendar(&world.service).await?;
        anyhow::Ok(start.elapsed().as_secs_f64())
    })?;
    // Not before: connections that a server's thread has opened end with it.
    daylight.stop(&world.runtime);
    let row = |what, waited: f64, most: f64, target| Row {
        what,
        database: engine.name(),
        daylight: format!("{waited:.2} ms"),
        bare: String::new(),
        ratio: format!("{:.2} of what it may", waited / most),
        target,
        met: Some(waited < most),
    };
    Ok(vec![
        row(
            "at a million entries: a tracking visit (six entries, all sealed parts, two messages), median",
            tracking,
            10.0,
            "under 10 ms",
        ),
        row(
            "at a million entries: the desk list (a page of 300 opened concerns and one of 100 capsules, 100,000 closed concerns), medians",
            desk,
            10.0,
            "under 10 ms",
        ),
        row(
            "at a million entries: an inclusion proof, median",
            proof,
            5.0,
            "under 5 ms",
        ),
        Row {
            what: "at a million entries: the tick of a day on which nothing came",
            database: engine.name(),
            daylight: format!("{tick:.2} s"),
            bare: String::new(),
            ratio: String::new(),
            target: "",
            met: None,
        },
    ])
}

/// What the calendar made of the years that are over, each in its time: a tick does not make it again.
async fn packs_of_old(world: &World) -> anyhow::Result<()> {
    let store = &world.service.store;
    let tx = store.begin_write().await?;
    let today = batches::last(&tx)
        .await?
        .context("the instance has no batch")?
        .day;
    for year in FIRST_DAY.year()..=today.year() {
        let whole = Period::year(year);
        for period in [
            Period::half_of(whole.start()),
            Period::half_of(whole.end()),
            whole,
        ] {
            for kind in ["release", PackKind::HalfYear.name(), PackKind::Review.name()] {
                let row = PackRow {
                    digest: Digest(world.reporter.random()),
                    kind: kind.to_owned(),
                    name: period.to_string(),
                    day: today,
                    body: "{}".to_owned(),
                };
                packs::insert(&tx, &row).await?;
            }
        }
    }
    Ok(tx.commit().await?)
}

/// The guardian, signed in.
async fn holder(world: &World) -> anyhow::Result<api::Session> {
    let key = &world.key("guardian")?.signing;
    let api::Challenge { challenge } = sign_in::challenge(&world.service);
    let signature = key.sign(&sign_in_message(world.service.log.origin(), &challenge));
    let request = api::SignIn {
        person: person_id(&key.public()),
        challenge,
        signature,
    };
    Ok(sign_in::sign_in(&world.service, request).await?)
}
