//! The programs on a clock that the test sets, through the library of `faketime`. Must not know what they are to do.

use std::path::Path;
use std::process::{Child, Command};

/// `faketime`'s library, asked of its wrapper. The wrapper itself would stay between us and a program that is to be
/// killed.
pub(crate) fn library() -> String {
    // Where another's killed program has left its files behind (see `kill`), a wrapper with that one's process number
    // gives up; the next has another number.
    for _ in 0..5 {
        let asked = Command::new("faketime")
            .args(["-m", "2026-01-01 00:00:00", "printenv", "LD_PRELOAD"])
            .output()
            .expect("faketime is there (apt-get install faketime)");
        if asked.status.success() {
            return String::from_utf8(asked.stdout).unwrap().trim().to_owned();
        }
    }
    panic!("faketime does not work: try `faketime -m '2026-01-01 00:00:00' date`");
}

/// `daylight`, which will believe this time (as `FAKETIME` takes it: `@2026-12-18 08:00:00`, or `+1d`).
pub(crate) fn daylight(library: &str, time: &str) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_daylight"));
    program
        .env("LD_PRELOAD", library)
        .env("FAKETIME", time)
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1")
        .env("TZ", "UTC")
        .env("NO_COLOR", "1");
    program
}

/// Kills programs at one moment, and removes what `faketime`'s library keeps for each process and takes away only at a
/// proper end: a later process with the same number would stumble over it.
pub(crate) fn kill(programs: &mut Vec<Child>) {
    for program in programs.iter_mut() {
        program.kill().unwrap();
    }
    for mut program in programs.drain(..) {
        program.wait().unwrap();
        for left in ["faketime_shm_", "sem.faketime_sem_"] {
            let _ = std::fs::remove_file(Path::new("/dev/shm").join(format!("{left}{}", program.id())));
        }
    }
}
