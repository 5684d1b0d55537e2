//! What the programs write to their log while the tests run, under the same filter as `serve`.

use std::io;
use std::sync::{Mutex, Once, PoisonError};

use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static BEGIN: Once = Once::new();

struct Lines;

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Begins to keep every line of every test of this program.
pub(crate) fn capture() {
    BEGIN.call_once(|| {
        let lines = tracing_subscriber::fmt::layer()
            .with_writer(|| Lines)
            .without_time();
        tracing_subscriber::registry()
            .with(lines)
            .with(daylight::telemetry::filter())
            .init();
    });
}

/// Everything written so far, by all tests.
pub(crate) fn captured() -> Vec<u8> {
    LINES.lock().unwrap_or_else(PoisonError::into_inner).clone()
}
