//! What the program says of itself on standard error. No line is written for a reporter's call, and none bears
//! a time finer than a date (promise 3).

use std::sync::Arc;

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::clock::{Clock, civil_date};

struct DateOnly(Arc<dyn Clock>);

impl FormatTime for DateOnly {
    fn format_time(&self, w: &mut Writer<'_>) -> std::fmt::Result {
        write!(w, "{}", civil_date(self.0.now_ms(), &jiff::tz::TimeZone::UTC))
    }
}

/// Begins to write warnings and errors, and our own notices, to standard error. A second call changes nothing.
pub fn start(clock: Arc<dyn Clock>) {
    // What a panic says may quote a request: its place in the code is enough to find it.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "the program stumbled; please report this place");
    }));
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_timer(DateOnly(clock));
    let _ = tracing_subscriber::registry()
        .with(lines)
        .with(filter())
        .try_init();
}

/// What is told of at all. Public for the tests that search every line for what must not be there.
pub fn filter() -> Targets {
    Targets::new()
        .with_default(tracing::Level::WARN)
        .with_target("daylight", tracing::Level::INFO)
        // Engines name statements and peers at lower levels; nothing below an error is wanted from them.
        .with_target("sqlx", tracing::Level::ERROR)
        // These write a line for a malformed request, and so for a reporter's.
        .with_target("actix_http", LevelFilter::OFF)
        .with_target("actix_web", LevelFilter::OFF)
}
