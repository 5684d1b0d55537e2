//! What the real program keeps in memory when nothing happens.

use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, ensure};

use crate::Size;
use crate::table::Row;

const MOST_MIB: f64 = 40.0;

pub(crate) fn measure(size: &Size) -> anyhow::Result<Vec<Row>> {
    let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let daylight = || Command::new(env!("CARGO_BIN_EXE_daylight"));
    let made = daylight()
        .args(["setup", "--demo", "--dir"])
        .arg(dir.path())
        .stdout(Stdio::null())
        .status()?;
    ensure!(made.success(), "`daylight setup --demo` failed");
    let serve = daylight()
        .args(["serve", "--listen", "127.0.0.1:0", "--dir"])
        .arg(dir.path())
        .stderr(Stdio::null())
        .spawn()?;
    let serve = Ended(serve);
    let idle = Duration::from_secs(size.idle_seconds.into());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    runtime.block_on(async { tokio::time::sleep(idle).await });
    let status = std::fs::read_to_string(format!("/proc/{}/status", serve.0.id()))?;
    let resident = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .context("`daylight serve` ended")?;
    let kib: f64 = resident.trim().trim_end_matches(" kB").parse()?;
    let mib = kib / 1024.0;
    Ok(vec![Row {
        what: "memory of an idle `daylight serve` (VmRSS of a fresh demonstration after 10 s)",
        daylight: format!("{mib:.1} MiB"),
        bare: String::new(),
        ratio: format!("{:.2} of what it may", mib / MOST_MIB),
        target: "under 40 MiB",
        met: Some(mib < MOST_MIB),
    }])
}

/// Ends the program however the measurement ends.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
