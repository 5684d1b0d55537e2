//! `daylight serve`: runs an instance until it is told to stop.

use std::sync::Arc;

use super::ServeArgs;
use super::output::Output;
use crate::clock::SystemClock;
use crate::{server, telemetry};

/// Serves; what it says goes to standard error.
pub(super) fn run(args: &ServeArgs, _output: Output) -> anyhow::Result<()> {
    telemetry::start(Arc::new(SystemClock::new()));
    server::serve(&args.dir, args.listen)
}
