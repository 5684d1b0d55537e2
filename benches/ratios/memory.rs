//! What the real program keeps in memory: when nothing happens, and after thousands of submissions.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use daylight::client::Trust;
use daylight::client::http::Caller;

use crate::Size;
use crate::engine::Engine;
use crate::http::{Sender, post};
use crate::program::{Program, wait};
use crate::reporter::Reporter;
use crate::table::Row;

const MOST_MIB: f64 = 40.0;
const MOST_GROWTH: f64 = 0.2;
const SENDERS: u32 = 16;
/// How often the tick is looked for, a second apart.
const PATIENCE: u32 = 120;

pub(crate) fn idle(size: &Size, engine: &Engine) -> anyhow::Result<Vec<Row>> {
    let program = Program::start(engine)?;
    wait(Duration::from_secs(size.idle_seconds.into()))?;
    let mib = program.memory("VmRSS")?;
    Ok(vec![Row {
        what: "memory of an idle `daylight serve` (VmRSS of a fresh demonstration after 10 s)",
        database: engine.name(),
        daylight: format!("{mib:.1} MiB"),
        bare: String::new(),
        ratio: format!("{:.2} of what it may", mib / MOST_MIB),
        target: "under 40 MiB",
        met: Some(mib < MOST_MIB),
    }])
}

/// The demonstration ticks as soon as something waits, so that ticks and submissions meet.
pub(crate) fn growth(size: &Size, engine: &Engine) -> anyhow::Result<Vec<Row>> {
    let program = Program::start(engine)?;
    send(&program, size.growing / 10, 1)?;
    let before = at_rest(&program)?;
    send(&program, size.growing, 1000)?;
    let after = at_rest(&program)?;
    let most = program.memory("VmHWM")?;
    let grown = after / before - 1.0;
    Ok(vec![Row {
        what: "memory of `daylight serve` after 10,000 submissions (VmRSS); bare: before them, after 1000 others",
        database: engine.name(),
        daylight: format!("{after:.1} MiB (at most {most:.1})"),
        bare: format!("{before:.1} MiB"),
        ratio: format!("{:+.0} %", grown * 100.0),
        target: "within 20 %",
        met: Some(grown <= MOST_GROWTH),
    }])
}

/// Seals and sends from so many at once.
fn send(program: &Program, count: u32, seed: u64) -> anyhow::Result<()> {
    let trust = Trust::check(program.service.get("instance", Caller::Anyone)?, None)?;
    let sender = |number: u32| -> anyhow::Result<()> {
        let reporter = Reporter::to(&trust, seed.saturating_add(number.into()))?;
        let mut sender = Sender::to(program.address)?;
        for _ in 0..count.div_ceil(SENDERS) {
            let (_, submission) = reporter.submission(trust.today)?;
            sender.call(&post("/api/v1/concerns", &serde_json::to_vec(&submission)?))?;
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..SENDERS)
            .map(|number| scope.spawn(move || sender(number)))
            .collect();
        threads.into_iter().try_for_each(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| anyhow::bail!("a sender panicked"))
        })
    })
}

/// Resident memory once the tick has published everything.
fn at_rest(program: &Program) -> anyhow::Result<f64> {
    let mut size = 0;
    for _ in 0..PATIENCE {
        wait(Duration::from_secs(3))?;
        let checkpoint = program.service.get_text("ledger/checkpoint")?;
        let line = checkpoint.lines().nth(1).context("a checkpoint without a size")?;
        let published: u64 = line.parse()?;
        if published == size {
            return program.memory("VmRSS");
        }
        size = published;
    }
    ensure!(size == 0, "the tick does not come to an end");
    anyhow::bail!("nothing is published")
}
