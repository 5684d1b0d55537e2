//! Runs a script of `web/interop`. Never skips: without the packages the test fails and says what to do.

use std::path::{Path, PathBuf};
use std::process::Command;

fn web() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("web")
}

/// Runs `web/interop/SCRIPT ARGS…` and gives what it printed; fails the test if it fails.
pub(crate) fn run(script: &str, args: &[&str]) -> String {
    let installed = web().join("node_modules/age-encryption").is_dir();
    assert!(
        installed,
        "web/node_modules is missing: run `make test`, which runs `npm ci --ignore-scripts` in web/"
    );
    let output = Command::new("node")
        .arg(web().join("interop").join(script))
        .args(args)
        .output()
        .expect("node is needed for these tests: run `make test`");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script} failed:\n{errors}");
    String::from_utf8(output.stdout).unwrap()
}
