//! `daylight doctor`: what is wrong with an instance and what to do.

use super::output::Output;
use super::{InstanceArgs, Told};
use crate::actions::examine::Health;
use crate::server;

/// Tells every finding, worst first. Fails, so that the exit code is 1, if one of them is a fault.
pub(super) fn run(args: &InstanceArgs, output: Output) -> anyhow::Result<()> {
    let health = server::doctor(&args.dir)?;
    output.result(&serde_json::to_value(&health)?, &lines(&health));
    if health.is_healthy() {
        Ok(())
    } else {
        Err(Told("something is wrong; see the lines marked fault").into())
    }
}

/// A line a finding.
pub(super) fn lines(health: &Health) -> Vec<String> {
    let findings = health.findings.iter();
    findings
        .map(|finding| match finding.weight {
            "fact" => format!("ok       {}.", finding.what),
            weight => format!("{weight:8} {}. {}", finding.what, finding.todo),
        })
        .collect()
}
