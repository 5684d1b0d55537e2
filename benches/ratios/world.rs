//! An instance to measure: the demonstration's people, a real database, a clock that is moved.

use std::sync::Arc;

use anyhow::Context as _;
use daylight::actions::{Parts, Service, set_up};
use daylight::clock::{FakeClock, WaryClock};
use daylight::config::Config;
use daylight::crypto::key_file::KeyFile;
use daylight::entropy::SeededEntropy;
use daylight::mail::MemoryMailer;
use daylight::server::{Cast, cast};
use daylight::store::Store;
use daylight_domain::{Date, Policy};
use daylight_tlog::note::LogKey;
use daylight_tlog::sig::sha256;

use crate::engine::{Engine, Place};
use crate::reporter::{Reporter, route};

/// The day everything begins: a Friday.
pub(crate) const FIRST_DAY: Date = Date::constant(2026, 12, 18);

pub(crate) struct World {
    pub(crate) runtime: tokio::runtime::Runtime,
    pub(crate) clock: FakeClock,
    pub(crate) service: Service,
    pub(crate) reporter: Reporter,
    pub(crate) policy: Policy,
    pub(crate) people: Vec<KeyFile>,
    pub(crate) place: Place,
}

impl World {
    /// Founds an instance as in earnest, on the disk that holds the build; on PostgreSQL where the server keeps it.
    pub(crate) fn found(engine: &Engine) -> anyhow::Result<Self> {
        let place = Place::new(engine)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let entropy = SeededEntropy::new(1);
        let clock = FakeClock::at(FIRST_DAY);
        let config = Config::parse("origin = \"bench.daylight.invalid/log\"", place.dir.path())
            .map_err(anyhow::Error::msg)?;
        let Cast { people, founding } = cast(&entropy)?;
        let policy = Policy::parse(&founding.policy).map_err(|wrong| anyhow::anyhow!("{wrong}"))?;
        let log = LogKey::new(&config.origin, &[7; 32])?;
        let reporter = Reporter {
            log: (log.verifier().vkey(), config.origin.clone()),
            policy: sha256(founding.policy.as_bytes()),
            offices: route(&policy),
            entropy,
        };
        let signer = key(&people, "outside")?.signing.key();
        let url = place.url()?;
        let service = runtime.block_on(async {
            let store = Store::open(&url).await?;
            store.migrate().await?;
            let service = Service::new(Parts {
                blobs: Arc::new(daylight::blob::DiskBlobs::new(config.path(&config.storage.blobs))),
                store,
                clock: WaryClock::new(Arc::new(clock.clone())),
                entropy: Arc::new(SeededEntropy::new(2)),
                log,
                mailer: Arc::new(MemoryMailer::default()),
                challenge_key: [9; 32],
                config,
            });
            set_up::set_up(&service, founding, &signer).await?;
            anyhow::Ok(service)
        })?;
        Ok(Self {
            runtime,
            clock,
            service,
            reporter,
            policy,
            people,
            place,
        })
    }

    /// The key file of one of the demonstration's people.
    pub(crate) fn key(&self, name: &str) -> anyhow::Result<&KeyFile> {
        key(&self.people, name)
    }
}

fn key<'all>(people: &'all [KeyFile], name: &str) -> anyhow::Result<&'all KeyFile> {
    let mut people = people.iter();
    people
        .find(|file| file.name == name)
        .with_context(|| format!("nobody is called {name}"))
}
