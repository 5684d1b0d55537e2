//! An export of years and its check, by the real programs: how long an auditor waits, and what memory it takes.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use daylight_domain::{Digest, to_hex};
use daylight_tlog::{Growing, sha256};
use sha2::{Digest as _, Sha256};

use crate::engine::{Engine, settle};
use crate::program::{memory_of, wait};
use crate::table::{Row, median};
use crate::world::World;
use crate::{Size, record};

const MOST_VERIFY_SECONDS: f64 = 20.0;
const MOST_EXPORT_SECONDS: f64 = 60.0;
/// Of the check.
const MOST_MIB: f64 = 1024.0;
/// Of the export: flat, whatever the record's length.
const FLAT_MIB: f64 = 128.0;
/// Entries of one concern with its padding: a million are fifty thousand concerns.
const A_CONCERN: u32 = 20;
const ROUNDS: u32 = 5;

pub(crate) fn measure(size: &Size) -> anyhow::Result<Vec<Row>> {
    let world = World::found(&Engine::Sqlite)?;
    let dir = world.place.dir.path();
    // What `daylight export` opens: the key is the world's.
    std::fs::write(
        dir.join("daylight.toml"),
        "origin = \"bench.daylight.invalid/log\"\n",
    )?;
    std::fs::write(dir.join("log.key"), format!("{}\n", to_hex(&[7; 32])))?;
    let begun = Instant::now();
    let concerns = size.entries / A_CONCERN;
    let written = world.runtime.block_on(record::write(&world, concerns))?;
    eprintln!(
        "  {} entries of {} concerns: signed and written in {:.0?}",
        written.entries,
        written.concerns,
        begun.elapsed()
    );
    world.runtime.block_on(settle(&world.service.store))?;
    let out = dir.join("export");
    let exported = watch(
        Command::new(env!("CARGO_BIN_EXE_daylight"))
            .args(["export", "--json", "--dir"])
            .arg(dir)
            .arg("--out")
            .arg(&out),
    )?;
    world.runtime.block_on(settle(&world.service.store))?;
    let verified = watch(Command::new(verifier()?).arg(&out))?;
    let row = |what, reached: f64, unit, most: f64, target| Row {
        what,
        database: "SQLite",
        daylight: format!("{reached:.1} {unit}"),
        bare: String::new(),
        ratio: format!("{:.2} of what it may", reached / most),
        target,
        met: Some(reached < most),
    };
    let memory = "memory that it took (VmHWM)";
    Ok(vec![
        row(
            "`daylight export` of a million entries of fifty thousand concerns, each item looked at",
            exported.seconds,
            "s",
            MOST_EXPORT_SECONDS,
            "under 60 s",
        ),
        row(memory, exported.mib, "MiB", FLAT_MIB, "flat: under 128 MiB"),
        row(
            "`daylight-verify` of that export: every signature, every rule, every tile",
            verified.seconds,
            "s",
            MOST_VERIFY_SECONDS,
            "under 20 s",
        ),
        row(memory, verified.mib, "MiB", MOST_MIB, "under 1 GiB"),
        tree(size),
    ])
}

/// A program that ran to its end.
struct Run {
    seconds: f64,
    /// The most that it kept in memory.
    mib: f64,
}

fn watch(command: &mut Command) -> anyhow::Result<Run> {
    let begun = Instant::now();
    let mut child: Child = command.stdout(Stdio::null()).spawn()?;
    let mut mib = 0.0_f64;
    loop {
        if let Some(status) = child.try_wait()? {
            ensure!(status.success(), "{command:?} ended with {status}");
            let seconds = begun.elapsed().as_secs_f64();
            return Ok(Run { seconds, mib });
        }
        // Between its end and ours there is nothing to read.
        mib = mib.max(memory_of(&child, "VmHWM").unwrap_or_default());
        wait(Duration::from_millis(20))?;
    }
}

/// The verifier of this very source: it belongs to a crate of its own.
fn verifier() -> anyhow::Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").context("run this with `cargo bench`")?;
    let built = Command::new(cargo)
        .args([
            "build",
            "--release",
            "--locked",
            "-p",
            "daylight-tlog",
            "--bin",
            "daylight-verify",
        ])
        .status()?;
    ensure!(built.success(), "`daylight-verify` was not built");
    let beside = Path::new(env!("CARGO_BIN_EXE_daylight")).with_file_name("daylight-verify");
    ensure!(beside.is_file(), "{} is not there", beside.display());
    Ok(beside)
}

/// The tree over as many records, with its tiles, beside the same hashes alone.
fn tree(size: &Size) -> Row {
    let records: Vec<Digest> = (0..size.entries).map(|n| sha256(&n.to_be_bytes())).collect();
    let (mut ours, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let mut tree = Growing::default();
        let mut tiles = 0_usize;
        for record in &records {
            tree.push(record);
            tiles = tiles.saturating_add(tree.take_full().len());
        }
        std::hint::black_box((tree.root(), tiles));
        ours.push(begun.elapsed().as_secs_f64());
        let begun = Instant::now();
        for record in &records {
            let (mut leaf, mut node) = ([0_u8; 33], [0_u8; 65]);
            leaf[1..].copy_from_slice(&record.0);
            node[33..].copy_from_slice(&record.0);
            std::hint::black_box((Sha256::digest(leaf), Sha256::digest(node)));
        }
        alone.push(begun.elapsed().as_secs_f64());
    }
    let (ours, alone) = (median(ours), median(alone));
    let per_second = |seconds: f64| format!("{:.2} million/s", f64::from(size.entries) / seconds / 1e6);
    Row {
        what: "records put into the tree, with its tiles; bare: SHA-256 of as many leaves and nodes and nothing else",
        database: "",
        daylight: per_second(ours),
        bare: per_second(alone),
        ratio: format!("{:.2}", alone / ours),
        target: "at least 0.5",
        met: Some(alone / ours >= 0.5),
    }
}
