//! PostgreSQL servers of a test's own, which can die, be followed, and take each other's place. They listen on sockets
//! in a temporary folder alone. Knows nothing of Daylight.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A server, and the folder that all of one test lie in.
pub(crate) struct Postgres {
    /// Its data, its log, its socket.
    place: PathBuf,
    /// Who it runs as, if not as we do.
    is_root: bool,
}

/// A folder for servers: their sockets' paths must be short, and they must be able to enter it.
pub(crate) fn folder() -> tempfile::TempDir {
    let folder = tempfile::Builder::new()
        .prefix("daylight-postgres.")
        .tempdir_in("/tmp")
        .unwrap();
    if is_root() {
        // The server refuses to run as root.
        let done = Command::new("chown").arg("postgres:").arg(folder.path()).status();
        assert!(done.unwrap().success());
    }
    folder
}

fn is_root() -> bool {
    let who = Command::new("id").arg("-u").output().unwrap();
    who.stdout == b"0\n"
}

/// The newest version's programs, as `scripts/with-postgres.sh` finds them.
fn program(name: &str) -> PathBuf {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let newest = debian
        .filter_map(|version| {
            let path = version.unwrap().path();
            let number: u32 = path.file_name()?.to_str()?.parse().ok()?;
            Some((number, path.join("bin").join(name)))
        })
        .max();
    newest.map_or_else(|| name.into(), |(_, path)| path)
}

impl Postgres {
    /// A new server, running, in a new folder there.
    pub(crate) fn found(folder: &Path, name: &str) -> Self {
        let server = Self::at(folder, name);
        let data = server.data();
        let words = [
            "-N",
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-D",
        ];
        server.run("initdb", &[&words[..], &[&data]].concat());
        server.start();
        server
    }

    fn at(folder: &Path, name: &str) -> Self {
        let server = Self {
            place: folder.join(name),
            is_root: is_root(),
        };
        let mut make = server.as_its_user("mkdir".as_ref());
        assert!(make.arg(&server.place).status().unwrap().success());
        server
    }

    /// A standby of this server, running and confirmed: whoever commits waits for it from now on.
    pub(crate) fn follow(&self, folder: &Path, name: &str) -> Self {
        let standby = Self::at(folder, name);
        let (host, data) = (self.host(), standby.data());
        let words = [
            "-N", "-R", "-X", "stream", "-c", "fast", "-U", "postgres", "-h", &host, "-D", &data,
        ];
        standby.run("pg_basebackup", &words);
        standby.start();
        self.wait_for_its_standby(true);
        standby
    }

    /// Whether commits wait for a standby; returns when one follows as is said.
    pub(crate) fn wait_for_its_standby(&self, waits: bool) {
        self.ask(if waits {
            "ALTER SYSTEM SET synchronous_standby_names = '*'"
        } else {
            "ALTER SYSTEM RESET synchronous_standby_names"
        });
        self.ask("SELECT pg_reload_conf()");
        let wanted = if waits { "sync" } else { "async" };
        self.wait_until(&format!(
            "SELECT count(*) = 1 FROM pg_stat_replication WHERE state = 'streaming' AND sync_state = '{wanted}'"
        ));
    }

    /// Asks again and again, for a minute at most.
    pub(crate) fn wait_until(&self, question: &str) {
        let began = Instant::now();
        while self.ask(question) != "t" {
            assert!(began.elapsed() < Duration::from_mins(1), "never: {question}");
            // Each question is a program of its own: that takes time enough.
        }
    }

    /// Gives it a folder that we made.
    pub(crate) fn owns(&self, folder: &Path) {
        if self.is_root {
            let done = Command::new("chown").arg("postgres:").arg(folder).status();
            assert!(done.unwrap().success());
        }
    }

    /// The folder of its socket.
    pub(crate) fn place(&self) -> &Path {
        &self.place
    }

    fn host(&self) -> String {
        self.place.to_str().unwrap().to_owned()
    }

    fn data(&self) -> String {
        self.place.join("data").to_str().unwrap().to_owned()
    }

    /// Starts it, and returns when it takes connections.
    pub(crate) fn start(&self) {
        let (data, host) = (self.data(), self.host());
        let log = self.place.join("log");
        let options = format!(
            "-c listen_addresses='' -c unix_socket_directories='{host}' -c max_connections=100 -c autovacuum=off"
        );
        let words = [
            "-D",
            &data,
            "-l",
            log.to_str().unwrap(),
            "-s",
            "-w",
            "-o",
            &options,
            "start",
        ];
        self.run("pg_ctl", &words);
    }

    /// It dies where it stands: nothing is finished, nobody is told.
    pub(crate) fn die(&self) {
        self.run("pg_ctl", &["-D", &self.data(), "-m", "immediate", "-s", "stop"]);
    }

    /// A standby becomes the server that is written to.
    pub(crate) fn promote(&self) {
        self.run("pg_ctl", &["-D", &self.data(), "-s", "-w", "promote"]);
    }

    /// Asks it one thing, or tells it to do something.
    pub(crate) fn ask(&self, statement: &str) -> String {
        self.ask_in("postgres", statement)
    }

    /// The same in one of its databases.
    pub(crate) fn ask_in(&self, database: &str, statement: &str) -> String {
        let words = [
            "-h",
            &self.host(),
            "-U",
            "postgres",
            "-d",
            database,
            "-Atqc",
            statement,
        ];
        self.run("psql", &words)
    }

    fn as_its_user(&self, program: &Path) -> Command {
        let mut command = if self.is_root {
            let mut command = Command::new("setpriv");
            command.args(["--reuid", "postgres", "--regid", "postgres", "--clear-groups"]);
            command.arg(program);
            command
        } else {
            Command::new(program)
        };
        // It must be able to stand where it starts.
        command.current_dir("/").stdin(Stdio::null());
        command
    }

    /// What it says goes to a file: a server that is left running would hold a pipe open.
    fn run(&self, name: &str, words: &[&str]) -> String {
        let said = tempfile::tempfile().unwrap();
        let status = self
            .as_its_user(&program(name))
            .args(words)
            .stdout(said.try_clone().unwrap())
            .stderr(said.try_clone().unwrap())
            .status()
            .unwrap();
        let mut said = said;
        let mut text = String::new();
        std::io::Seek::rewind(&mut said).unwrap();
        std::io::Read::read_to_string(&mut said, &mut text).unwrap();
        assert!(status.success(), "{name} {words:?}: {text}");
        text.trim().to_owned()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self
            .as_its_user(&program("pg_ctl"))
            .args(["-D", &self.data(), "-m", "immediate", "-s", "stop"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
    }
}
