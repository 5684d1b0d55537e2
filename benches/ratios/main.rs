//! Measures Daylight against the barest code that does the same, in one run, and writes the ratios into
//! `docs/BENCHMARKS.md`. A ratio of one run says something on any machine; a bare figure does not.
//!
//! `BENCH_QUICK=1` runs a small form for trying, and writes nothing.

mod attachment;
mod http;
mod memory;
mod program;
mod reading;
mod sealing;
mod submission;
mod table;
mod tick;
mod world;

use table::Row;

/// How much is measured.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    /// Submissions to each of the two servers.
    pub(crate) submissions: u32,
    /// How often the two take turns, so that a busy moment of the machine meets both.
    pub(crate) rounds: u32,
    /// MiB that are sealed and opened.
    pub(crate) sealed_mib: u32,
    /// Concerns that lapse on one day.
    pub(crate) lapses: u32,
    /// Open concerns beside them.
    pub(crate) open: u32,
    /// Length of the attached file.
    pub(crate) file_mib: u32,
    /// Seconds before memory counts as idle.
    pub(crate) idle_seconds: u32,
}

const FULL: Size = Size {
    submissions: 8000,
    rounds: 8,
    sealed_mib: 100,
    lapses: 10_000,
    open: 990_000,
    file_mib: 500,
    idle_seconds: 10,
};
const QUICK: Size = Size {
    submissions: 800,
    rounds: 4,
    sealed_mib: 10,
    lapses: 500,
    open: 10_000,
    file_mib: 20,
    idle_seconds: 2,
};

type Measurement = fn(&Size) -> anyhow::Result<Vec<Row>>;

const ALL: [(&str, Measurement); 5] = [
    ("memory", memory::measure),
    ("sealing", sealing::measure),
    ("attachment", attachment::measure),
    ("submission", submission::measure),
    ("tick", tick::measure),
];

fn main() -> anyhow::Result<()> {
    let quick = std::env::var_os("BENCH_QUICK").is_some();
    let size = if quick { QUICK } else { FULL };
    // cargo adds `--bench`; a name after it picks one measurement.
    let picked: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    let load = table::load();
    let mut rows = Vec::new();
    for (name, measure) in ALL {
        if picked.is_empty() || picked.iter().any(|word| word == name) {
            eprintln!("measuring {name} …");
            rows.extend(measure(&size)?);
        }
    }
    eprintln!("\n{}", table::text(&rows, &load));
    if quick || !picked.is_empty() {
        eprintln!("Nothing was written: only a whole run is.");
        return Ok(());
    }
    table::write(&rows, &load)
}
