//! One harness for all API tests. When a test ends it checks what must always hold: nothing planted lies in clear
//! anywhere, and the whole ledger verifies from zero.

mod checks;
mod replica;

use std::cell::RefCell;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use daylight::actions::deliver_mail::deliver_mail;
use daylight::actions::run_calendar::{Ticked, run_calendar};
use daylight::actions::{Parts, Service, set_up};
use daylight::api::Instance;
use daylight::blob::DiskBlobs;
use daylight::client::http::Caller;
use daylight::client::submit::{self, Choices, Received};
use daylight::client::{self, Concern, Reporter, SignedIn, Trust};
use daylight::clock::{Clock, FakeClock, WaryClock};
use daylight::config::Config;
use daylight::crypto::code::TrackingCode;
use daylight::crypto::key_file::KeyFile;
use daylight::crypto::seal::Plaintext;
use daylight::crypto::submission::Submission;
use daylight::entropy::{Entropy as _, SeededEntropy};
use daylight::mail::{Mailer, MemoryMailer};
use daylight::server::{Cast, cast};
use daylight::store::Store;
use daylight_domain::calendar::days_between;
use daylight_domain::{Date, OfficeId, Urgency};
use daylight_tlog::note::LogKey;

pub(crate) use replica::Replica;

use crate::database::TestDatabase;

/// The words every planted text of a test holds; found anywhere in clear, the test fails.
pub(crate) const PLANTED: &str = "the-till-is-short-by-a-planted-phrase";

/// The day tests begin on: Friday 18 December 2026, the day of DATES.md.
pub(crate) const FRIDAY: Date = Date::constant(2026, 12, 18);

static SEED: AtomicU64 = AtomicU64::new(1);

/// An instance under test.
pub(crate) struct TestApp {
    pub(crate) clock: FakeClock,
    pub(crate) mail: MemoryMailer,
    /// Where mail goes from the next restart on, if not to memory.
    pub(crate) mailer: Option<Arc<dyn Mailer>>,
    pub(crate) people: Vec<KeyFile>,
    pub(crate) replicas: Vec<Replica>,
    pub(crate) dir: tempfile::TempDir,
    pub(crate) database: TestDatabase,
    pub(crate) runtime: tokio::runtime::Runtime,
    pub(crate) entropy: SeededEntropy,
    codes: RefCell<Vec<String>>,
    demo: bool,
    /// Every byte of the log key's seed.
    log: u8,
    /// More lines of `daylight.toml`, from the next restart on.
    pub(crate) lines: String,
    /// Set by tests that damage the record on purpose.
    pub(crate) ledger_is_damaged: bool,
}

/// A reporter of the test, with what they were given.
pub(crate) struct Sent {
    pub(crate) code: TrackingCode,
    pub(crate) received: Received,
    /// What was believed of the instance when it was sent.
    pub(crate) trust: Trust,
}

/// Every byte of the seed of most log keys.
const LOG: u8 = 7;

impl TestApp {
    /// A demonstration instance: the tick comes when something is pending.
    pub(crate) fn start() -> Self {
        Self::start_with(1, true, |_, _| ())
    }

    /// Two replicas on one database.
    pub(crate) fn start_two() -> Self {
        Self::start_with(2, true, |_, _| ())
    }

    /// An instance as in earnest: one batch a day, at the policy's hour, padded to 64.
    pub(crate) fn start_in_earnest() -> Self {
        Self::start_with(1, false, |_, _| ())
    }

    /// A demonstration founded with other people than those of [`cast`].
    pub(crate) fn start_as(change: impl FnOnce(&mut Cast, &SeededEntropy)) -> Self {
        Self::start_with(1, true, change)
    }

    /// A demonstration instance with more lines of configuration.
    pub(crate) fn start_under(lines: &str) -> Self {
        let seed = SEED.fetch_add(1, Ordering::Relaxed);
        Self::begin(1, (true, LOG), lines, seed, |_, _| ())
    }

    /// The same with the same dice each time: its ledger is the same to the last byte.
    pub(crate) fn start_as_ever(lines: &str) -> Self {
        Self::begin(1, (true, LOG), lines, 0, |_, _| ())
    }

    /// The people of [`TestApp::start_as_ever`] at another log of the same name.
    pub(crate) fn start_at_another_log() -> Self {
        Self::begin(1, (true, LOG + 1), "", 0, |_, _| ())
    }

    fn start_with(replicas: usize, demo: bool, change: impl FnOnce(&mut Cast, &SeededEntropy)) -> Self {
        let seed = SEED.fetch_add(1, Ordering::Relaxed);
        Self::begin(replicas, (demo, LOG), "", seed, change)
    }

    fn begin(
        replicas: usize,
        (demo, log): (bool, u8),
        lines: &str,
        seed: u64,
        change: impl FnOnce(&mut Cast, &SeededEntropy),
    ) -> Self {
        crate::log::capture();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let dir = tempfile::tempdir().unwrap();
        let mut app = Self {
            database: TestDatabase::new(dir.path()),
            clock: FakeClock::at(FRIDAY),
            mail: MemoryMailer::default(),
            mailer: None,
            people: Vec::new(),
            replicas: Vec::new(),
            dir,
            runtime,
            entropy: SeededEntropy::new(seed),
            codes: RefCell::default(),
            demo,
            log,
            lines: lines.to_owned(),
            ledger_is_damaged: false,
        };
        let mut cast = cast(&app.entropy).unwrap();
        change(&mut cast, &app.entropy);
        let Cast { people, founding } = cast;
        app.people = people;
        let service = app.open();
        let signer = app.key("outside").signing.key();
        app.runtime.block_on(async {
            service.store.migrate().await.unwrap();
            set_up::set_up(&service, founding, &signer).await.unwrap();
        });
        app.replicas.push(Replica::start(service));
        for _ in 1..replicas {
            let service = app.open();
            app.replicas.push(Replica::start(service));
        }
        app
    }

    /// A service on this instance's folder, as another process would open it.
    pub(crate) fn open(&self) -> Service {
        self.open_at(&self.database.url(), &self.clock)
    }

    /// The same on a machine with its own way to the database and its own clock.
    pub(crate) fn open_at(&self, database: &str, clock: &FakeClock) -> Service {
        self.open_with(database, clock, &self.lines)
    }

    /// The same with more lines of configuration.
    pub(crate) fn open_with<C: Clock + Clone + 'static>(
        &self,
        database: &str,
        clock: &C,
        lines: &str,
    ) -> Service {
        let text = format!(
            "origin = \"test.daylight.invalid/log\"\ndemo = {}\n{lines}",
            self.demo
        );
        let config = Config::parse(&text, self.dir.path()).unwrap();
        let mut seed = [0; 8];
        self.entropy.fill(&mut seed);
        Service::new(Parts {
            store: self.runtime.block_on(Store::open(database)).unwrap(),
            clock: WaryClock::new(Arc::new(clock.clone())),
            entropy: Arc::new(SeededEntropy::new(u64::from_le_bytes(seed))),
            log: LogKey::new(&config.origin, &[self.log; 32]).unwrap(),
            blobs: Arc::new(DiskBlobs::new(config.path(&config.storage.blobs))),
            mailer: self.mailer.clone().unwrap_or_else(|| Arc::new(self.mail.clone())),
            challenge_key: [9; 32],
            config,
        })
    }

    pub(crate) fn service(&self) -> &Service {
        &self.replicas[0].service
    }

    pub(crate) fn client(&self) -> &client::Service {
        &self.replicas[0].client
    }

    /// Stops everything and starts it again: what was in memory alone is gone.
    pub(crate) fn restart(&mut self) {
        self.between_lives(|_| ());
    }

    /// Stops everything; gives where it was to be reached.
    pub(crate) fn stop(&mut self) -> std::net::SocketAddr {
        let address = self.replicas[0].address;
        for replica in self.replicas.drain(..) {
            replica.end(&self.runtime);
        }
        address
    }

    /// Starts what was stopped, to be reached where it was.
    pub(crate) fn start_again(&mut self, address: std::net::SocketAddr) {
        let listener = TcpListener::bind(address).unwrap();
        self.replicas.push(Replica::start_at(self.open(), listener));
    }

    /// A restart with something done to the database while nothing runs.
    pub(crate) fn between_lives(&mut self, work: impl FnOnce(&TestDatabase)) {
        let count = self.replicas.len();
        for replica in self.replicas.drain(..) {
            replica.end(&self.runtime);
        }
        work(&self.database);
        for _ in 0..count {
            let service = self.open();
            self.replicas.push(Replica::start(service));
        }
    }

    pub(crate) fn key(&self, name: &str) -> &KeyFile {
        self.people
            .iter()
            .find(|file| file.name == name)
            .expect("a person of the demonstration")
    }

    pub(crate) fn copy_of_key(&self, name: &str) -> KeyFile {
        let file = self.key(name);
        KeyFile {
            name: file.name.clone(),
            role: file.role,
            identity: file.identity.clone(),
            signing: daylight::crypto::sign::SigningSecret::from_seed(*file.signing.seed()),
            offices: file.offices.clone(),
            log: file.log.clone(),
        }
    }

    /// What a client believes of the instance now.
    pub(crate) fn trust(&self) -> Trust {
        let instance: Instance = self.client().get("instance", Caller::Anyone).unwrap();
        Trust::check(instance, None).unwrap()
    }

    /// A person signed in.
    pub(crate) fn sign_in(&self, name: &str) -> SignedIn {
        SignedIn::new(self.client().clone(), self.trust(), self.copy_of_key(name)).unwrap()
    }

    /// A code that must be found nowhere in clear when the test ends.
    pub(crate) fn plant(&self, code: &str) {
        self.codes.borrow_mut().push(code.to_owned());
    }

    /// Seals a concern without sending it.
    pub(crate) fn seal(&self, excluded: &[&str], urgency: Urgency) -> (TrackingCode, Submission) {
        self.seal_with(excluded, urgency, 0)
    }

    /// The same with an account of so many bytes and more.
    pub(crate) fn seal_long(&self, length: usize) -> (TrackingCode, Submission) {
        self.seal_with(&[], Urgency::Ordinary, length)
    }

    fn seal_with(&self, excluded: &[&str], urgency: Urgency, length: usize) -> (TrackingCode, Submission) {
        let account = format!("account: {PLANTED}{}", ".".repeat(length));
        self.seal_words(excluded, urgency, &format!("about: {PLANTED}"), &account)
    }

    fn seal_words(
        &self,
        excluded: &[&str],
        urgency: Urgency,
        about: &str,
        account: &str,
    ) -> (TrackingCode, Submission) {
        let trust = self.trust();
        let code = TrackingCode::generate(&self.entropy);
        self.plant(&code.words());
        let excluded: Vec<OfficeId> = excluded.iter().map(|office| office.parse().unwrap()).collect();
        let reporter = Reporter::from_code(&code, &trust).unwrap();
        let choices = Choices {
            excluded: &excluded,
            urgency,
            about: &Plaintext::new(about.to_owned()),
            account: &Plaintext::new(account.to_owned()),
        };
        let sealed = submit::prepare(&trust, reporter.master(), &choices, &self.entropy).unwrap();
        (code, sealed)
    }

    /// Sends a sealed concern.
    pub(crate) fn send(&self, code: TrackingCode, submission: &Submission) -> Sent {
        let trust = self.trust();
        let reporter = Reporter::from_code(&code, &trust).unwrap();
        let received = submit::send(self.client(), &trust, reporter.master(), submission).unwrap();
        Sent {
            code,
            received,
            trust,
        }
    }

    /// Seals and sends an ordinary concern.
    pub(crate) fn submit(&self) -> Sent {
        let (code, sealed) = self.seal(&[], Urgency::Ordinary);
        self.send(code, &sealed)
    }

    /// The same in words of one's own.
    pub(crate) fn submit_words(&self, about: &str, account: &str) -> Sent {
        let (code, sealed) = self.seal_words(&[], Urgency::Ordinary, about, account);
        self.send(code, &sealed)
    }

    /// A reporter comes back.
    pub(crate) fn track(&self, sent: &Sent) -> Concern {
        let trust = self.trust();
        Reporter::from_code(&sent.code, &trust)
            .unwrap()
            .track(self.client(), &trust)
            .unwrap()
    }

    /// Runs what is due on the first replica, and lets mail out.
    pub(crate) fn tick(&self) -> Ticked {
        let ticked = self
            .runtime
            .block_on(run_calendar(self.service()))
            .unwrap()
            .expect("nobody else holds the lease");
        self.runtime.block_on(deliver_mail(self.service())).unwrap();
        ticked
    }

    /// It is that day, with its tick; those before it had none.
    pub(crate) fn skip_to(&self, day: Date) {
        let days = days_between(self.trust().today, day);
        self.clock.advance_days(i64::from(days));
        self.tick();
    }

    /// Days pass, each with its tick.
    pub(crate) fn live_through(&self, days: i64) {
        for _ in 0..days {
            self.clock.advance_days(1);
            self.tick();
        }
    }
}
