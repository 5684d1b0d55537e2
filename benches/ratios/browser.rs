//! The reporter's page in a real Chromium: Lighthouse's scores, what a first visit costs, how long Send takes, how fast
//! files are sealed. Knows what is asked; the scenarios in `web/test/browser` know the page.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, ensure};
use serde_json::{Value, json};

use crate::Size;
use crate::engine::Engine;
use crate::program::Program;
use crate::table::{Row, median};

/// How often what is a median is measured.
const RUNS: u32 = 3;
const MOST_SECONDS: f64 = 1.5;
const MOST_REQUESTS: usize = 8;
const MOST_BYTES: f64 = 150_000.0;
const LEAST_PERFORMANCE: f64 = 95.0;
const SEALED_MIB_PER_SECOND: f64 = 40.0;
const MOST_MIB: f64 = 150.0;

/// On SQLite alone: what the browser does is the same on both.
pub(crate) fn measure(size: &Size) -> anyhow::Result<Vec<Row>> {
    let program = Program::start(&Engine::Sqlite)?;
    let mut rows = scores(&program)?;
    rows.extend(first_visit(&program)?);
    rows.extend(files(size, &program)?);
    Ok(rows)
}

fn scores(program: &Program) -> anyhow::Result<Vec<Row>> {
    let seen = run("lighthouse", program, json!({ "runs": RUNS }))?;
    let runs = field(&seen, "runs")?;
    let score = |name: &str| figures(runs, name).map(median);
    let (accessibility, performance) = (score("accessibility")?, score("performance")?);
    Ok(vec![
        Row {
            what: "Lighthouse on the start page: accessibility, median of three",
            daylight: format!("{accessibility:.0}"),
            target: "100",
            met: Some(accessibility >= 100.0),
            ..NOTHING
        },
        Row {
            what: "the same: performance (as on a telephone with a slow network)",
            daylight: format!("{performance:.0}"),
            target: "at least 95",
            met: Some(performance >= LEAST_PERFORMANCE),
            ..NOTHING
        },
    ])
}

fn first_visit(program: &Program) -> anyhow::Result<Vec<Row>> {
    let visit = || run("first_visit", program, json!({ "what": "The till is short." }));
    let visits: Vec<Value> = (0..RUNS).map(|_| visit()).collect::<anyhow::Result<_>>()?;
    let took = figures(&Value::Array(visits.clone()), "sendTook")?;
    let seconds = median(took) / 1000.0;
    let wire = field(visits.first().context("there was a visit")?, "wire")?;
    let requests = wire.as_array().map_or(0, Vec::len);
    let bytes: f64 = figures(wire, "sent")?
        .iter()
        .chain(&figures(wire, "received")?)
        .sum();
    Ok(vec![
        Row {
            what: "from pressing Send to the checked receipt in Chromium, text alone, median of three",
            daylight: format!("{seconds:.2} s"),
            ratio: format!("{:.2} of what it may", seconds / MOST_SECONDS),
            target: "under 1.5 s",
            met: Some(seconds < MOST_SECONDS),
            ..NOTHING
        },
        Row {
            what: "a first visit until \u{201c}sent\u{201d}: requests, and bytes both ways before TLS",
            daylight: format!("{requests} requests, {:.1} kB", bytes / 1000.0),
            ratio: format!("{:.2} of what it may", bytes / MOST_BYTES),
            target: "8 requests, 150 kB",
            met: Some(requests <= MOST_REQUESTS && bytes <= MOST_BYTES),
            ..NOTHING
        },
    ])
}

fn files(size: &Size, program: &Program) -> anyhow::Result<Vec<Row>> {
    let mib = size.file_mib;
    let seal = || run("seal_speed", program, json!({ "mib": mib.min(100) }));
    let sealed: Vec<Value> = (0..RUNS).map(|_| seal()).collect::<anyhow::Result<_>>()?;
    let speed = median(figures(&Value::Array(sealed), "seal_mib_per_s")?);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let attach = json!({ "mib": mib, "folder": folder.path(), "what": "The till is short." });
    let sent = run("attach_speed", program, attach)?;
    let (way, most) = (figure(&sent, "attach_mib_per_s")?, figure(&sent, "more_mib")?);
    Ok(vec![
        Row {
            what: "a file sealed and hashed in Chromium, median of three",
            daylight: format!("{speed:.0} MiB/s"),
            ratio: format!("{:.2} of what is asked", speed / SEALED_MIB_PER_SECOND),
            target: "at least 40 MiB/s",
            met: Some(speed >= SEALED_MIB_PER_SECOND),
            ..NOTHING
        },
        Row {
            what: "a file of 500 MiB from Send until the page says that it is there",
            daylight: format!("{way:.0} MiB/s"),
            ..NOTHING
        },
        Row {
            what: "memory of the page and its workers meanwhile (private pages, the most above those before)",
            daylight: format!("{most:.0} MiB"),
            ratio: format!("{:.2} of what it may", most / MOST_MIB),
            target: "under 150 MiB",
            met: Some(most < MOST_MIB),
            ..NOTHING
        },
    ])
}

/// A row without figures; the database is the program's own business here.
pub(crate) const NOTHING: Row = Row {
    what: "",
    database: "",
    daylight: String::new(),
    bare: String::new(),
    ratio: String::new(),
    target: "",
    met: None,
};

/// Runs a scenario on the program's page and gives what it saw.
fn run(scenario: &str, program: &Program, input: Value) -> anyhow::Result<Value> {
    run_at(scenario, program.address, input)
}

/// The same on pages that are served at an address.
pub(crate) fn run_at(scenario: &str, address: SocketAddr, mut input: Value) -> anyhow::Result<Value> {
    let fields = input.as_object_mut().context("fields of the input")?;
    fields.insert("url".to_owned(), json!(format!("http://{address}")));
    fields.insert("scenario".to_owned(), json!(scenario));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("web/test/browser/run.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("node is needed to measure the page: `make bench` installs it")?;
    node.stdin
        .take()
        .context("node reads nothing")?
        .write_all(input.to_string().as_bytes())?;
    let done = node.wait_with_output()?;
    ensure!(done.status.success(), "the scenario {scenario} failed");
    let seen: Value = serde_json::from_slice(&done.stdout)?;
    ensure!(seen.get("failed").is_none(), "the scenario {scenario}: {seen}");
    Ok(seen)
}

/// One figure of each of them.
fn figures(of: &Value, name: &str) -> anyhow::Result<Vec<f64>> {
    let all = of.as_array().context("a list of figures")?.iter();
    all.map(|one| figure(one, name)).collect()
}

pub(crate) fn figure(of: &Value, name: &str) -> anyhow::Result<f64> {
    field(of, name)?
        .as_f64()
        .with_context(|| format!("{name} is no figure"))
}

fn field<'a>(of: &'a Value, name: &str) -> anyhow::Result<&'a Value> {
    of.get(name).with_context(|| format!("no {name}"))
}
