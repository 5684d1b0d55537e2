//! The program itself, run as people run it: with a key file at a desk, or with a code.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::{Sent, TestApp};

const VARIABLES: [&str; 6] = [
    "ALL_PROXY",
    "all_proxy",
    "HTTPS_PROXY",
    "https_proxy",
    "NO_PROXY",
    "no_proxy",
];

pub(crate) fn daylight(args: &[&str], given: &str, variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_daylight"));
    for variable in VARIABLES {
        command.env_remove(variable);
    }
    let mut child = command
        .args(args)
        .envs(variables.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that asks for nothing may have gone by now.
    let _ = child.stdin.take().unwrap().write_all(given.as_bytes());
    child.wait_with_output().unwrap()
}

pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// What a program said that did what it was asked to.
#[track_caller]
pub(crate) fn done(output: &Output) -> Value {
    let told = json(output);
    assert!(output.status.success(), "{}", told["message"]);
    told
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The sentence of a failure, as `--json` gives it.
pub(crate) fn message(output: &Output) -> String {
    json(output)["message"].as_str().unwrap().to_owned()
}

/// A file with this text; gives its path.
pub(crate) fn file(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A holder's key file, its passphrase and the service's address as arguments.
pub(crate) struct AtDesk {
    pub(crate) url: String,
    pub(crate) key: PathBuf,
    pub(crate) passphrase: PathBuf,
}

impl AtDesk {
    pub(crate) fn new(app: &TestApp, name: &str, folder: &Path) -> Self {
        let (key, passphrase) = (folder.join(name), folder.join(format!("{name}.passphrase")));
        std::fs::write(&key, app.key(name).write("four words and more", 8).unwrap()).unwrap();
        std::fs::write(&passphrase, "four words and more\n").unwrap();
        let url = format!("http://{}", app.replicas[0].address);
        Self { url, key, passphrase }
    }

    /// Another body's `daylight shared` with this person's key.
    pub(crate) fn open_shared(&self, file: &str, more: &[&str]) -> Output {
        let (key, passphrase) = (self.key.to_str().unwrap(), self.passphrase.to_str().unwrap());
        daylight(
            &[
                &[
                    "--json",
                    "shared",
                    file,
                    "--key",
                    key,
                    "--passphrase-file",
                    passphrase,
                ],
                more,
            ]
            .concat(),
            "",
            &[],
        )
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.run_as(&["--json"], args)
    }

    /// What it tells a person.
    pub(crate) fn tells(&self, args: &[&str]) -> String {
        String::from_utf8(self.run_as(&[], args).stdout).unwrap()
    }

    fn run_as(&self, form: &[&str], args: &[&str]) -> Output {
        let at = [
            "--url",
            &self.url,
            "--key",
            self.key.to_str().unwrap(),
            "--passphrase-file",
            self.passphrase.to_str().unwrap(),
        ];
        daylight(&[args, form, &at[..]].concat(), "", &[])
    }
}

/// A reporter's code in a file, and the service's address.
pub(crate) struct AtCode {
    url: String,
    code: String,
}

impl AtCode {
    pub(crate) fn new(app: &TestApp, sent: &Sent, folder: &Path) -> Self {
        Self {
            url: format!("http://{}", app.replicas[0].address),
            code: file(folder, "code", &sent.code.words()),
        }
    }

    /// `daylight track` with this on its standard input.
    pub(crate) fn track(&self, more: &[&str], given: &str) -> Output {
        let at = ["track", "--url", &self.url, "--code-file", &self.code];
        daylight(&[&at[..], more].concat(), given, &[])
    }

    /// The page for people.
    pub(crate) fn page(&self) -> String {
        String::from_utf8(self.track(&[], "").stdout).unwrap()
    }
}

/// The guardian and the reporter of one concern, each at their own machine.
pub(crate) struct Both {
    pub(crate) folder: TempDir,
    pub(crate) id: String,
    pub(crate) guardian: AtDesk,
    pub(crate) reporter: AtCode,
}

impl Both {
    pub(crate) fn of(app: &TestApp, sent: &Sent) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            id: sent.received.concern.to_string(),
            guardian: AtDesk::new(app, "guardian", folder.path()),
            reporter: AtCode::new(app, sent, folder.path()),
            folder,
        }
    }

    /// A file of the guardian's.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        file(self.folder.path(), name, text)
    }
}
