//! `daylight migrate`: brings the database to this version's form.

use serde_json::json;

use super::InstanceArgs;
use super::output::Output;
use crate::server;

/// Runs every pending migration.
pub(super) fn run(args: &InstanceArgs, output: Output) -> anyhow::Result<()> {
    server::migrate(&args.dir)?;
    output.result(
        &json!({ "pending": 0 }),
        &["The database has this version's form.".to_owned()],
    );
    Ok(())
}
