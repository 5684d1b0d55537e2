//! The inside of `daylight-verify`, for tests that ask it thousands of times.

#[path = "../../src/bin/daylight-verify/check.rs"]
mod check;
#[path = "../../src/bin/daylight-verify/folder.rs"]
mod folder;

use std::path::Path;

use daylight_tlog::verify::{Asked, Report};

/// What it finds in a folder, or the sentence it says instead.
pub(crate) fn judge(dir: &Path) -> Result<Report, String> {
    check::check(dir, None, None, &Asked::default()).map_err(|unread| match unread {
        folder::Unread::Fault(says) | folder::Unread::Unusable(says) => says,
    })
}
