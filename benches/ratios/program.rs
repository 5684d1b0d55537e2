//! The real program on a fresh demonstration, and what it keeps in memory.

use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use daylight::client::http::{Caller, Service};

use crate::engine::{Engine, Place};

/// How often it is asked whether it answers, a tenth of a second apart.
const PATIENCE: u32 = 300;

/// A running `daylight serve`, ended however the measurement ends.
pub(crate) struct Program {
    child: Child,
    pub(crate) service: Service,
    pub(crate) address: SocketAddr,
    _place: Place,
}

impl Program {
    /// Founds a demonstration and serves it. Gives it when it answers.
    pub(crate) fn start(engine: &Engine) -> anyhow::Result<Self> {
        let place = Place::new(engine)?;
        let dir = &place.dir;
        let daylight = || Command::new(env!("CARGO_BIN_EXE_daylight"));
        let made = daylight()
            .args(["setup", "--demo", "--dir"])
            .arg(dir.path())
            .args(place.arguments()?)
            .stdout(Stdio::null())
            .status()?;
        ensure!(made.success(), "`daylight setup --demo` failed");
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let child = daylight()
            .args(["serve", "--listen", &address.to_string(), "--dir"])
            .arg(dir.path())
            .stderr(Stdio::null())
            .spawn()?;
        let program = Self {
            child,
            service: Service::at(&format!("http://{address}"))?,
            address,
            _place: place,
        };
        for _ in 0..PATIENCE {
            let answer: Result<serde_json::Value, _> = program.service.get("instance", Caller::Anyone);
            if answer.is_ok() {
                return Ok(program);
            }
            wait(Duration::from_millis(100))?;
        }
        anyhow::bail!("`daylight serve` does not answer")
    }

    /// A line of the kernel's account in MiB: `VmRSS` for now, `VmHWM` for the most so far.
    pub(crate) fn memory(&self, line: &str) -> anyhow::Result<f64> {
        memory_of(&self.child, line)
    }
}

/// The same of any program that runs.
pub(crate) fn memory_of(child: &Child, line: &str) -> anyhow::Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()))?;
    let figure = status
        .lines()
        .find_map(|entry| entry.strip_prefix(line)?.strip_prefix(':'))
        .context("the program ended")?;
    let kib: f64 = figure.trim().trim_end_matches(" kB").parse()?;
    Ok(kib / 1024.0)
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Lets time pass.
pub(crate) fn wait(time: Duration) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    runtime.block_on(async { tokio::time::sleep(time).await });
    Ok(())
}
