//! Measures Daylight against the barest code that does the same, in one run, and writes the ratios into
//! `docs/BENCHMARKS.md`. A ratio of one run says something on any machine; a bare figure does not.
//!
//! `BENCH_QUICK=1` runs a small form for trying, and writes nothing.

mod attachment;
mod browser;
mod desk;
mod engine;
mod http;
mod its_life;
mod ledger;
mod memory;
mod million;
mod open_concerns;
mod program;
mod reading;
mod record;
mod reporter;
mod sealing;
mod steps;
mod submission;
mod table;
mod tick;
mod verify;
mod world;

use engine::Engine;
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
    /// Submissions between the two looks at memory.
    pub(crate) growing: u32,
    /// Entries of the long ledger.
    pub(crate) entries: u32,
    /// Open concerns of the long desk.
    pub(crate) desk: u32,
}

const FULL: Size = Size {
    submissions: 8000,
    rounds: 8,
    sealed_mib: 100,
    lapses: 10_000,
    open: 990_000,
    file_mib: 500,
    idle_seconds: 10,
    growing: 10_000,
    entries: 1_000_000,
    desk: 10_000,
};
const QUICK: Size = Size {
    submissions: 800,
    rounds: 4,
    sealed_mib: 10,
    lapses: 500,
    open: 10_000,
    file_mib: 20,
    idle_seconds: 2,
    growing: 1000,
    entries: 50_000,
    desk: 500,
};

/// A measurement: without a database, or on each of them.
enum Measure {
    Alone(fn(&Size) -> anyhow::Result<Vec<Row>>),
    Each(fn(&Size, &Engine) -> anyhow::Result<Vec<Row>>),
}

const ALL: [(&str, Measure); 10] = [
    ("idle", Measure::Each(memory::idle)),
    ("sealing", Measure::Alone(sealing::measure)),
    ("attachment", Measure::Each(attachment::measure)),
    ("submission", Measure::Each(submission::measure)),
    ("tick", Measure::Each(tick::measure)),
    ("million", Measure::Each(million::measure)),
    ("growth", Measure::Each(memory::growth)),
    ("browser", Measure::Alone(browser::measure)),
    ("desk", Measure::Alone(desk::measure)),
    ("verify", Measure::Alone(verify::measure)),
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
    let engines = Engine::given();
    let (mut rows, mut failed) = (Vec::new(), Vec::new());
    for (name, measure) in ALL {
        if picked.is_empty() || picked.iter().any(|word| word == name) {
            eprintln!("measuring {name} …");
            let measured = match measure {
                Measure::Alone(measure) => measure(&size),
                Measure::Each(measure) => side_by_side(&size, &engines, measure),
            };
            // Said at once too: one that fails takes nothing of the others with it.
            match measured {
                Ok(measured) => {
                    eprintln!("{}", table::lines(&measured));
                    rows.extend(measured);
                }
                Err(error) => {
                    eprintln!("{name} failed: {error:?}");
                    failed.push(name);
                }
            }
        }
    }
    eprintln!("\n{}", table::text(&rows, &load));
    anyhow::ensure!(
        failed.is_empty(),
        "nothing was written: {} failed",
        failed.join(", ")
    );
    if quick || !picked.is_empty() {
        eprintln!("Nothing was written: only a whole run is.");
        return Ok(());
    }
    table::write(&rows, &load)
}

/// Each figure of SQLite, and below it that of PostgreSQL, or that there is none.
fn side_by_side(
    size: &Size,
    (sqlite, postgres): &(Engine, Option<Engine>),
    measure: fn(&Size, &Engine) -> anyhow::Result<Vec<Row>>,
) -> anyhow::Result<Vec<Row>> {
    let of_sqlite = measure(size, sqlite)?;
    let of_postgres = match postgres {
        Some(postgres) => measure(size, postgres)?,
        None => of_sqlite.iter().map(Row::without_server).collect(),
    };
    let pairs = of_sqlite.into_iter().zip(of_postgres);
    Ok(pairs.flat_map(|(first, second)| [first, second]).collect())
}
