//! A real mail server (aiosmtpd) on a free loopback port, whose faults are switched while it runs.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use daylight::config::Config;
use daylight::mail::SmtpMailer;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/smtp");

/// Long enough for an answer on a busy machine.
pub(crate) const PATIENT: Duration = Duration::from_secs(30);
/// Short enough to be waited for, where no answer will come.
pub(crate) const SHORT: Duration = Duration::from_millis(400);

pub(crate) struct MailServer {
    folder: tempfile::TempDir,
    port: u16,
    child: Child,
}

/// What the server took.
pub(crate) struct Taken {
    pub(crate) hello: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) message: String,
}

impl Taken {
    pub(crate) fn header(&self, name: &str) -> &str {
        header(&self.message, name)
    }
}

/// The value of a header that stands on one line.
pub(crate) fn header<'a>(message: &'a str, name: &str) -> &'a str {
    let head = message.split("\r\n\r\n").next().unwrap();
    head.lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
        .unwrap_or_else(|| panic!("no {name} in {head}"))
}

impl MailServer {
    /// `way`: nothing, `tls` or `starttls`; then a user and a password, if it asks for them.
    pub(crate) fn start(way: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("mode"), "accept").unwrap();
        let mut child = Command::new(python())
            .arg(Path::new(FIXTURES).join("server.py"))
            .arg(folder.path())
            .arg("0")
            .args(way)
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let listening = folder.path().join("port");
        let began = Instant::now();
        while !listening.exists() {
            assert!(began.elapsed() < PATIENT, "the mail server did not start");
            assert!(child.try_wait().unwrap().is_none(), "the mail server ended");
            std::thread::yield_now();
        }
        let port = std::fs::read_to_string(&listening).unwrap().parse().unwrap();
        Self { folder, port, child }
    }

    pub(crate) fn mode(&self, mode: &str) {
        let new = self.folder.path().join("mode.new");
        std::fs::write(&new, mode).unwrap();
        std::fs::rename(new, self.folder.path().join("mode")).unwrap();
    }

    /// Nobody listens any more.
    pub(crate) fn stop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// A file beside the server, for instance with a password.
    pub(crate) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    pub(crate) fn authority() -> String {
        format!("certificate_file = \"{FIXTURES}/authority.pem\"\n")
    }

    /// Our side of it; `fields` stand in `[mail.smtp]` beside host and port.
    pub(crate) fn mailer(&self, host: &str, fields: &str) -> SmtpMailer {
        let port = self.port;
        let text = format!(
            "origin = \"test.daylight.invalid/log\"\n[mail]\nsender = \"daylight@demo.invalid\"\n\
             [mail.smtp]\nhost = {host:?}\nport = {port}\n{fields}"
        );
        let config = Config::parse(&text, self.folder.path()).unwrap();
        SmtpMailer::of(&config).unwrap().within(PATIENT)
    }

    /// The same, without TLS.
    pub(crate) fn plain_mailer(&self) -> SmtpMailer {
        self.mailer("127.0.0.1", "security = \"none\"\n")
    }

    /// Everything taken, oldest first.
    pub(crate) fn taken(&self) -> Vec<Taken> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.folder.path().join("taken"))
            .unwrap()
            .map(|file| file.unwrap().path())
            .collect();
        files.sort();
        files
            .iter()
            .map(|path| {
                let text = std::fs::read_to_string(path).unwrap();
                let mut parts = text.splitn(4, '\n').map(str::to_owned);
                let mut next = || parts.next().unwrap();
                Taken {
                    hello: next(),
                    from: next(),
                    to: next(),
                    message: next(),
                }
            })
            .collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first Python that has aiosmtpd: Debian's own may stand behind another one.
fn python() -> &'static str {
    ["python3", "/usr/bin/python3"]
        .into_iter()
        .find(|python| {
            Command::new(python)
                .args(["-c", "import aiosmtpd"])
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success())
        })
        .expect("no Python here has aiosmtpd: run scripts/install-missing.sh aiosmtpd, as `make test` does")
}
