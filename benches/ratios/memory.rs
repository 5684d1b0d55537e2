//! What the real program keeps in memory when nothing happens.

use std::time::Duration;

use crate::Size;
use crate::program::{Program, wait};
use crate::table::Row;

const MOST_MIB: f64 = 40.0;

pub(crate) fn measure(size: &Size) -> anyhow::Result<Vec<Row>> {
    let program = Program::start()?;
    wait(Duration::from_secs(size.idle_seconds.into()))?;
    let mib = program.memory("VmRSS")?;
    Ok(vec![Row {
        what: "memory of an idle `daylight serve` (VmRSS of a fresh demonstration after 10 s)",
        daylight: format!("{mib:.1} MiB"),
        bare: String::new(),
        ratio: format!("{:.2} of what it may", mib / MOST_MIB),
        target: "under 40 MiB",
        met: Some(mib < MOST_MIB),
    }])
}
