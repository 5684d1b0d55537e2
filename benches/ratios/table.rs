//! The table of figures and its place in `docs/BENCHMARKS.md`: between two markers, so that the words around stay.

use std::fmt::Write as _;

use anyhow::Context as _;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/BENCHMARKS.md");
const BEGIN: &str = "<!-- figures: written by `make bench` -->";
const END: &str = "<!-- end of figures -->";

/// One line of the table.
pub(crate) struct Row {
    /// What was measured.
    pub(crate) what: &'static str,
    /// On which database; empty where none is touched.
    pub(crate) database: &'static str,
    /// Daylight's figure.
    pub(crate) daylight: String,
    /// The figure it is held against.
    pub(crate) bare: String,
    /// One by the other.
    pub(crate) ratio: String,
    /// What it must reach; empty where nothing is asked.
    pub(crate) target: &'static str,
    /// Whether it does; `None` where nothing is asked.
    pub(crate) met: Option<bool>,
}

impl Row {
    /// What stands in the place of a figure when no server was given.
    pub(crate) fn without_server(&self) -> Self {
        Self {
            what: self.what,
            database: "PostgreSQL",
            daylight: "not measured: no server was given".to_owned(),
            bare: String::new(),
            ratio: String::new(),
            target: self.target,
            met: None,
        }
    }
}

/// The load of the machine before the run, as the kernel says it, and its processors.
pub(crate) fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let before = load.split(' ').next().unwrap_or("unknown").to_owned();
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("Processors: {processors}. Load in the minute before the run: {before}.")
}

/// The table with its line on the machine.
pub(crate) fn text(rows: &[Row], load: &str) -> String {
    format!(
        "{load}\n\n| what | database | Daylight | bare | ratio | target | |\n|---|---|---|---|---|---|---|\n{}",
        lines(rows)
    )
}

/// A line for each row.
pub(crate) fn lines(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        let met = match row.met {
            Some(true) => "met",
            Some(false) => "**missed**",
            None => "",
        };
        let Row {
            what,
            database,
            daylight,
            bare,
            ratio,
            target,
            ..
        } = row;
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "| {what} | {database} | {daylight} | {bare} | {ratio} | {target} | {met} |"
        );
    }
    text
}

/// Puts the table between the markers.
pub(crate) fn write(rows: &[Row], load: &str) -> anyhow::Result<()> {
    let old = std::fs::read_to_string(FILE).context("docs/BENCHMARKS.md is not there")?;
    let (before, rest) = old
        .split_once(BEGIN)
        .context("docs/BENCHMARKS.md has lost its first marker")?;
    let (_, after) = rest
        .split_once(END)
        .context("docs/BENCHMARKS.md has lost its last marker")?;
    Ok(std::fs::write(
        FILE,
        format!("{before}{BEGIN}\n{}{END}{after}", text(rows, load)),
    )?)
}

/// The middle one; the mean is not taken because one stall of a disk would be all of it.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(f64::NAN)
}
