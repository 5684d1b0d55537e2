//! A program of `web/test` that plays a browser without its pages: a line of JSON in, a line out.

use std::fmt::Display;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::harness::TestApp;

/// The program, running.
pub(crate) struct Node {
    program: Child,
    asked: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Node {
    /// Starts a program at the first replica.
    pub(crate) fn start(program: &str, app: &TestApp) -> Self {
        let url = format!("http://{}", app.replicas[0].address);
        Self::run("run.mjs", &[program, &url])
    }

    /// Starts a script of `web/test` with these arguments.
    pub(crate) fn run(script: &str, arguments: &[&str]) -> Self {
        let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("web");
        assert!(
            web.join("node_modules/esbuild").is_dir(),
            "web/node_modules is missing: run `make test`, which runs `npm ci --ignore-scripts` in web/"
        );
        let mut running = Command::new("node")
            .arg(web.join("test").join(script))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is needed for these tests: run `make test`");
        Self {
            asked: running.stdin.take(),
            answers: BufReader::new(running.stdout.take().unwrap()),
            program: running,
        }
    }

    /// What it says next, of what was asked.
    pub(crate) fn hear(&mut self, asked: &impl Display) -> Value {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|_| panic!("{asked}: node ended: {line}"))
    }

    /// Says something that is not answered.
    pub(crate) fn tell(&mut self, told: &Value) {
        writeln!(self.asked.as_mut().unwrap(), "{told}").unwrap();
    }

    /// Asks, and waits for the answer.
    pub(crate) fn ask(&mut self, asked: &Value) -> Value {
        self.tell(asked);
        self.hear(asked)
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // At the end of its questions it goes by itself.
        drop(self.asked.take());
        let _ = self.program.wait();
    }
}
