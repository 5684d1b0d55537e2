//! `daylight doctor`: what is wrong with an instance and what to do.

use anyhow::ensure;

use super::InstanceArgs;
use super::output::Output;
use crate::server;

/// Tells every finding, worst first. Fails, so that the exit code is 1, if one of them is a fault.
pub(super) fn run(args: &InstanceArgs, output: Output) -> anyhow::Result<()> {
    let health = server::doctor(&args.dir)?;
    let lines: Vec<String> = health
        .findings
        .iter()
        .map(|finding| match finding.weight {
            "fact" => format!("ok       {}.", finding.what),
            weight => format!("{weight:8} {}. {}", finding.what, finding.todo),
        })
        .collect();
    output.result(&serde_json::to_value(&health)?, &lines);
    ensure!(
        health.is_healthy(),
        "something is wrong; see the lines marked fault"
    );
    Ok(())
}
