//! A machine whose power can go: the programs themselves on one folder, on a day that the test chooses. The one place
//! that knows how they are started, and with which folder, database and clock. Must not know what is done with them.

use std::fs::File;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use daylight::actions::Service;
use daylight::client;
use daylight::crypto::key_file::KeyFile;
use daylight::entropy::{Entropy as _, SeededEntropy};
use daylight_domain::Date;
use serde_json::Value;

use crate::database::TestDatabase;
use crate::faked_clock;

/// One machine with an instance as in earnest: one batch a day. Its programs get their time from `faketime`'s library,
/// as the system clock, and go on from there at the usual pace.
pub(crate) struct Machine {
    // First, so that nothing is connected any more when it goes.
    runtime: tokio::runtime::Runtime,
    database: TestDatabase,
    folder: tempfile::TempDir,
    clock_library: String,
    /// The day its clock shows.
    pub(super) today: Date,
    /// Minutes after eight in the morning.
    minute: u64,
    /// When it showed that, by the clock of the test.
    at: Instant,
    running: Vec<Child>,
    pub(super) dice: Arc<SeededEntropy>,
}

impl Machine {
    /// Founds an instance on a day. All that is left to chance follows from the seed, but for what the programs do.
    pub(crate) fn founded(today: Date, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = TestDatabase::empty(folder.path());
        Self::founded_in(folder, database, today, seed)
    }

    /// The same on an empty database of a server.
    pub(crate) fn founded_on(database: TestDatabase, today: Date, seed: u64) -> Self {
        Self::founded_in(tempfile::tempdir().unwrap(), database, today, seed)
    }

    /// The same in the folder `instance` of this one, which may be there and empty.
    pub(crate) fn founded_in(
        folder: tempfile::TempDir,
        database: TestDatabase,
        today: Date,
        seed: u64,
    ) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let machine = Self {
            database,
            folder,
            clock_library: faked_clock::library(),
            today,
            minute: 0,
            at: Instant::now(),
            running: Vec::new(),
            runtime,
            dice: Arc::new(SeededEntropy::new(seed)),
        };
        let database = machine.database.arguments();
        let words = ["setup", "--demo"].into_iter();
        let words: Vec<&str> = words.chain(database.iter().map(String::as_str)).collect();
        machine.finish(&words);
        let config = machine.dir().join("daylight.toml");
        let text = std::fs::read_to_string(&config).unwrap();
        assert!(text.contains("demo = true"), "{text}");
        std::fs::write(&config, text.replace("demo = true", "demo = false")).unwrap();
        machine
    }

    /// The name of its database on a server.
    pub(crate) fn database(&self) -> &str {
        self.database.name().expect("on a server")
    }

    pub(super) fn is_on_a_server(&self) -> bool {
        self.database.name().is_some()
    }

    /// `backup`, whatever else runs.
    pub(super) fn backs_up(&self) {
        let copy = self.folder.path().join("copy");
        self.finish(&["backup", "--out", copy.to_str().unwrap()]);
    }

    /// Of the machine nothing is left but what is kept apart, and the copy is put back.
    pub(super) fn is_lost_and_restored(&self) {
        let at = |name: &str| self.folder.path().join(name);
        std::fs::rename(self.dir(), at("lost")).unwrap();
        std::fs::create_dir(self.dir()).unwrap();
        std::fs::copy(at("lost").join("high-water"), self.dir().join("high-water")).unwrap();
        let (copy, key) = (at("copy"), at("lost").join("log.key"));
        let (copy, key) = (copy.to_str().unwrap(), key.to_str().unwrap());
        self.finish(&["restore", "--from", copy, "--log-key-file", key]);
    }

    /// Where what is too long for the database lies.
    pub(crate) fn blobs(&self) -> PathBuf {
        self.dir().join("blobs")
    }

    fn dir(&self) -> PathBuf {
        self.folder.path().join("instance")
    }

    /// What a program says that is left running, by how many run beside it.
    fn log(&self, number: usize) -> PathBuf {
        self.folder.path().join(format!("{number}.log"))
    }

    fn program(&self, words: &[&str]) -> Command {
        let (hour, minute) = (8 + self.minute / 60, self.minute % 60);
        let now = format!("@{} {hour:02}:{minute:02}:00", self.today);
        let mut program = faked_clock::daylight(&self.clock_library, &now);
        program
            .args(words)
            .arg("--dir")
            .arg(self.dir())
            .stdin(Stdio::null())
            .stdout(Stdio::null());
        program
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut program = self.program(&[words, &["--json"]].concat());
        program.stdout(Stdio::piped()).output().unwrap()
    }

    /// Runs a program that must fail, and gives what it says.
    pub(crate) fn fails(&self, words: &[&str]) -> String {
        let done = self.run(words);
        let said = [done.stdout, done.stderr].concat();
        let said = String::from_utf8_lossy(&said).into_owned();
        assert_eq!(done.status.code(), Some(1), "{words:?} on {}: {said}", self.today);
        said
    }

    /// Runs a program to its end and gives what it says.
    fn finish(&self, words: &[&str]) -> Value {
        let done = self.run(words);
        let said = String::from_utf8_lossy(&done.stdout);
        let wrong = String::from_utf8_lossy(&done.stderr);
        assert!(
            done.status.success(),
            "{words:?} on {}: {said}\n{wrong}",
            self.today
        );
        serde_json::from_str(&said).unwrap()
    }

    /// `calendar run`, to its end.
    pub(crate) fn run_calendar(&self) -> Value {
        self.finish(&["calendar", "run"])
    }

    /// Everything that `doctor` finds and that is no mere fact.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let health: Value = serde_json::from_slice(&self.run(&["doctor"]).stdout).unwrap();
        let findings = health["findings"].as_array().unwrap().iter();
        let bad = findings.filter(|finding| finding["weight"] != "fact");
        bad.map(|finding| finding["what"].as_str().unwrap().to_owned())
            .collect()
    }

    /// `calendar run`, left running.
    pub(super) fn start_calendar(&mut self) {
        let child = self.program(&["calendar", "run"]).stderr(Stdio::null()).spawn();
        self.running.push(child.unwrap());
    }

    /// `serve`, left running once it answers.
    pub(super) fn serve(&mut self) -> client::Service {
        self.serve_at().0
    }

    /// The same, with its address.
    pub(crate) fn serve_at(&mut self) -> (client::Service, SocketAddr) {
        let log = self.start_serving();
        let address = self.wait_for("an address", || address_in(&log));
        let socket = address.trim_start_matches("http://").parse().unwrap();
        (client::Service::at(&address).unwrap(), socket)
    }

    /// `serve`, left running; gives the file of what it says.
    pub(crate) fn start_serving(&mut self) -> PathBuf {
        let log = self.log(self.running.len());
        let mut serve = self.program(&["serve", "--listen", "127.0.0.1:0"]);
        let child = serve.stderr(File::create(&log).unwrap()).spawn().unwrap();
        self.running.push(child);
        log
    }

    /// The most that the running `serve` has kept in memory, in MiB.
    pub(crate) fn most_memory_mib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.running[0].id())).unwrap();
        let most = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        most.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
    }

    /// Looks again and again, for three minutes at most: a machine busy with other tests is slow.
    pub(crate) fn wait_for<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let until = Instant::now() + Duration::from_mins(3);
        loop {
            if let Some(found) = look() {
                return found;
            }
            if Instant::now() > until {
                let logs = (0..self.running.len()).map(|number| std::fs::read_to_string(self.log(number)));
                let said: Vec<String> = logs.flatten().collect();
                panic!("no sign of {what} on {}; the service said: {said:?}", self.today);
            }
            self.let_pass(Duration::from_millis(2));
        }
    }

    pub(super) fn let_pass(&self, time: Duration) {
        self.runtime.block_on(async { tokio::time::sleep(time).await });
    }

    /// The power goes: every program dies where it stands. It comes back two minutes later, when nothing
    /// that a dead one had claimed is held any more.
    pub(crate) fn power_cut(&mut self) {
        faked_clock::kill(&mut self.running);
        self.minute += self.at.elapsed().as_secs() / 60 + 2;
        self.at = Instant::now();
    }

    /// Of two programs the one that was started first dies where it stands; the other comes to its end.
    pub(super) fn one_of_two_dies(&mut self) {
        let mut other = self.running.split_off(1);
        faked_clock::kill(&mut self.running);
        for program in &mut other {
            assert!(program.wait().unwrap().success());
        }
        faked_clock::kill(&mut other);
    }

    /// The next morning.
    pub(crate) fn next_day(&mut self) {
        self.today = self.today.tomorrow().unwrap();
        self.minute = 0;
        self.at = Instant::now();
    }

    /// A person's key file.
    pub(super) fn key(&self, name: &str) -> KeyFile {
        let path = self.dir().join("keys").join(name);
        let passphrase = std::fs::read_to_string(path.with_extension("passphrase")).unwrap();
        KeyFile::read(
            &std::fs::read(path.with_extension("key")).unwrap(),
            passphrase.trim(),
        )
        .unwrap()
    }

    /// Looks at what is kept, while no program runs.
    pub(crate) fn look<T>(&self, look: impl AsyncFnOnce(&Service) -> T) -> T {
        assert!(self.running.is_empty(), "nothing else has the database open");
        self.runtime.block_on(async {
            let service = daylight::server::open(&self.dir()).await.unwrap();
            let seen = look(&service).await;
            service.store.clone().close().await.unwrap();
            seen
        })
    }

    /// A number below this one.
    pub(super) fn throw(&self, below: u64) -> u64 {
        let mut bytes = [0; 8];
        self.dice.fill(&mut bytes);
        u64::from_le_bytes(bytes) % below
    }

    /// A time up to this one.
    pub(super) fn moment(&self, within: Duration) -> Duration {
        Duration::from_micros(self.throw(u64::try_from(within.as_micros()).unwrap().max(1)))
    }
}

impl Drop for Machine {
    fn drop(&mut self) {
        faked_clock::kill(&mut self.running);
    }
}

fn address_in(log: &Path) -> Option<String> {
    let text = std::fs::read_to_string(log).unwrap();
    // A line that is still being written has no end yet.
    let (whole, _) = text.rsplit_once('\n')?;
    let line = whole.lines().find(|line| line.contains("answers on http"))?;
    let address = line.split_whitespace().find(|word| word.starts_with("http://"))?;
    Some(address.to_owned())
}
