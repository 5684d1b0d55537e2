//! An instance to measure: the demonstration's people, a real SQLite file, a clock that is moved.

use std::sync::Arc;

use daylight::actions::{Parts, Service, set_up};
use daylight::api;
use daylight::clock::{FakeClock, WaryClock};
use daylight::config::Config;
use daylight::crypto::capsule::Capsule;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::{Plaintext, seal_text};
use daylight::crypto::sign::SigningSecret;
use daylight::entropy::{Entropy as _, SeededEntropy};
use daylight::mail::MemoryMailer;
use daylight::server::{Cast, cast};
use daylight::store::Store;
use daylight_domain::{Date, Digest, Policy, Urgency};
use daylight_tlog::note::LogKey;
use daylight_tlog::sig::sha256;
use daylight_tlog::{Manifest, ManifestCapsule};

/// The day everything begins: a Friday.
pub(crate) const FIRST_DAY: Date = Date::constant(2026, 12, 18);

pub(crate) struct World {
    pub(crate) dir: tempfile::TempDir,
    pub(crate) runtime: tokio::runtime::Runtime,
    pub(crate) clock: FakeClock,
    pub(crate) service: Service,
    pub(crate) entropy: SeededEntropy,
    pub(crate) policy: (Digest, Policy),
}

impl World {
    /// Founds an instance as in earnest, on the disk that holds the build.
    pub(crate) fn found() -> anyhow::Result<Self> {
        let dir = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let entropy = SeededEntropy::new(1);
        let clock = FakeClock::at(FIRST_DAY);
        let config = Config::parse("origin = \"bench.daylight.invalid/log\"", dir.path())
            .map_err(anyhow::Error::msg)?;
        let Cast { people, founding } = cast(&entropy)?;
        let signer = people
            .iter()
            .find(|file| file.name == "outside")
            .map(|file| file.signing.key());
        let signer = signer.ok_or_else(|| anyhow::anyhow!("nobody outside"))?;
        let policy = Policy::parse(&founding.policy).map_err(|wrong| anyhow::anyhow!("{wrong}"))?;
        let policy = (sha256(founding.policy.as_bytes()), policy);
        let service = runtime.block_on(async {
            let store = Store::open(&format!(
                "sqlite://{}?mode=rwc",
                dir.path().join("daylight.db").display()
            ))
            .await?;
            store.migrate().await?;
            let service = Service::new(Parts {
                blobs: Arc::new(daylight::blob::DiskBlobs::new(config.path(&config.storage.blobs))),
                store,
                clock: WaryClock::new(Arc::new(clock.clone())),
                entropy: Arc::new(SeededEntropy::new(2)),
                log: LogKey::new(&config.origin, &[7; 32])?,
                mailer: Arc::new(MemoryMailer::default()),
                challenge_key: [9; 32],
                config,
            });
            set_up::set_up(&service, founding, &signer).await?;
            anyhow::Ok(service)
        })?;
        Ok(Self {
            dir,
            runtime,
            clock,
            service,
            entropy,
            policy,
        })
    }

    /// A concern as a reporter's device would send it. Keys are drawn, not derived from a code: that work is the
    /// client's. All capsules are dummies, which the server cannot tell from real ones. Returns the locator too.
    pub(crate) fn submission(&self) -> anyhow::Result<(Digest, api::Submission)> {
        let identity = HybridIdentity::generate(&self.entropy);
        let seal = |text: &str| seal_text(&identity.recipient(), &Plaintext::new(text.to_owned()));
        let (about, account) = (seal("The till.")?, seal("The till is short every Friday.")?);
        let offices = self.offices();
        let capsules = offices
            .iter()
            .map(|_| Capsule::dummy(&self.entropy))
            .collect::<Result<Vec<_>, _>>()?;
        let digests: Vec<Digest> = capsules
            .iter()
            .map(daylight::crypto::seal::Sealed::digest)
            .collect();
        let (_, manifest) = self.manifest(&identity, about.digest(), account.digest(), &digests)?;
        let locator = Digest(self.random());
        let submission = api::Submission {
            manifest: String::from_utf8(manifest)?,
            locator_hash: sha256(&locator.0),
            about: api::Bytes(about.into_bytes()),
            account: api::Bytes(account.into_bytes()),
            capsules: capsules
                .into_iter()
                .map(|capsule| api::Bytes(capsule.into_bytes()))
                .collect(),
        };
        Ok((locator, submission))
    }

    fn offices(&self) -> Vec<daylight_domain::OfficeId> {
        let policy = &self.policy.1;
        policy
            .stage_numbers()
            .flat_map(|stage| policy.offices(stage))
            .map(|office| office.id.clone())
            .collect()
    }

    /// A manifest of the instance and its signed bytes.
    pub(crate) fn manifest(
        &self,
        identity: &HybridIdentity,
        about: Digest,
        account: Digest,
        capsules: &[Digest],
    ) -> anyhow::Result<(Manifest, Vec<u8>)> {
        let reporter = SigningSecret::generate(&self.entropy);
        let opening = SigningSecret::generate(&self.entropy).public();
        let capsules = self.offices().into_iter().zip(capsules);
        let manifest = Manifest {
            log: self.service.log.verifier().vkey(),
            origin: self.service.log.origin().to_owned(),
            policy: self.policy.0,
            day: FIRST_DAY,
            urgency: Urgency::Ordinary,
            left_out: Vec::new(),
            case_recipient: identity.recipient().to_string(),
            reporter: reporter.public(),
            capsules: capsules
                .map(|(office, digest)| ManifestCapsule {
                    office,
                    digest: *digest,
                    opening,
                })
                .collect(),
            about,
            account,
            sealed_on_arrival: false,
        };
        let bytes = manifest.sign(&reporter.key())?;
        Ok((manifest, bytes))
    }

    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }

    /// How many offices a concern has capsules for.
    pub(crate) fn office_count(&self) -> usize {
        self.offices().len()
    }
}
