//! A long file up and down: sealed and opened by the client on the same two processors, against `dd conv=fsync`.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::ensure;
use daylight::client::http::Caller;
use daylight::client::submit::{self, Choices};
use daylight::client::{Reporter, Trust, attachments};
use daylight::crypto::code::TrackingCode;
use daylight::crypto::seal::Plaintext;
use daylight::entropy::SystemEntropy;
use daylight_domain::Urgency;

use crate::Size;
use crate::engine::Engine;
use crate::program::Program;
use crate::table::Row;

const MOST_MIB: f64 = 16.0;
const RATE: f64 = 100.0;

pub(crate) fn measure(size: &Size, engine: &Engine) -> anyhow::Result<Vec<Row>> {
    let program = Program::start(engine)?;
    let service = &program.service;
    let trust = Trust::check(service.get("instance", Caller::Anyone)?, None)?;
    let reporter = Reporter::from_code(&TrackingCode::generate(&SystemEntropy), &trust)?;
    let words = || Plaintext::new("measured".to_owned());
    let choices = Choices {
        excluded: &[],
        urgency: Urgency::Ordinary,
        about: &words(),
        account: &words(),
    };
    let sealed = submit::prepare(&trust, reporter.master(), &choices, &SystemEntropy)?;
    submit::send(service, &trust, reporter.master(), &sealed)?;

    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let mib = size.file_mib;
    let plain = dir.path().join("plain");
    let dd = dd(&plain, mib)?;
    let before = program.memory("VmRSS")?;
    let start = Instant::now();
    let concern = reporter.track(service, &trust)?;
    reporter.attach(service, &trust, &concern, &plain, &|_, _| ())?;
    let up = f64::from(mib) / start.elapsed().as_secs_f64();

    let concern = reporter.track(service, &trust)?;
    let source = |item: &_, offset| reporter.attachment(service, *item, offset);
    let item = attachments::attached(&concern);
    let item = item
        .first()
        .ok_or_else(|| anyhow::anyhow!("the file is not attached"))?;
    let start = Instant::now();
    let (_, path) = attachments::save(
        &source,
        item,
        &reporter.master().case_identity(),
        &dir.path().join("back"),
        &|_, _| (),
    )?;
    let down = f64::from(mib) / start.elapsed().as_secs_f64();
    let added = program.memory("VmHWM")? - before;
    ensure!(
        std::fs::metadata(path)?.len() == std::fs::metadata(&plain)?.len(),
        "the file came back shorter"
    );

    let wanted = RATE.min(dd / 2.0);
    let moved = |what, rate: f64| Row {
        what,
        database: engine.name(),
        daylight: format!("{rate:.0} MiB/s"),
        bare: format!("{dd:.0} MiB/s"),
        ratio: format!("{:.2}", rate / dd),
        target: "100 MiB/s, or half where that is less",
        met: Some(rate >= wanted),
    };
    Ok(vec![
        moved(
            "a file of 500 MiB sealed, sent and durable; bare: `dd conv=fsync` of as much",
            up,
        ),
        moved("the same fetched, opened and durable; bare: the same", down),
        Row {
            what: "memory that `daylight serve` took for both (VmHWM above VmRSS before)",
            database: engine.name(),
            daylight: format!("{added:.1} MiB"),
            bare: String::new(),
            ratio: format!("{:.2} of what it may", added / MOST_MIB),
            target: "under 16 MiB",
            met: Some(added < MOST_MIB),
        },
    ])
}

/// Writes a file of so many MiB durably, and says how fast in MiB a second.
fn dd(path: &Path, mib: u32) -> anyhow::Result<f64> {
    let start = Instant::now();
    let wrote = Command::new("dd")
        .args(["if=/dev/zero", "bs=1M", "conv=fsync", "status=none"])
        .arg(format!("count={mib}"))
        .arg(format!("of={}", path.display()))
        .status()?;
    ensure!(wrote.success(), "`dd` failed");
    Ok(f64::from(mib) / start.elapsed().as_secs_f64())
}
