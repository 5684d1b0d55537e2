//! Concerns as a reporter's device would send them, but for the tracking code: keys are drawn, not derived, because
//! that work is the client's.

use daylight::api;
use daylight::client::Trust;
use daylight::crypto::capsule::Capsule;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::{Plaintext, Sealed, seal_text};
use daylight::crypto::sign::SigningSecret;
use daylight::entropy::{Entropy as _, SeededEntropy};
use daylight_domain::{Date, Digest, OfficeId, Policy, Urgency};
use daylight_tlog::sig::sha256;
use daylight_tlog::{Manifest, ManifestCapsule};

/// Whoever sends concerns to one instance.
pub(crate) struct Reporter {
    /// The verifier key of the instance's log, and its origin.
    pub(crate) log: (String, String),
    /// The digest of the policy in force.
    pub(crate) policy: Digest,
    /// Every office of the route, in order.
    pub(crate) offices: Vec<OfficeId>,
    pub(crate) entropy: SeededEntropy,
}

/// The offices of a policy's route, in order.
pub(crate) fn route(policy: &Policy) -> Vec<OfficeId> {
    let offices = policy.stage_numbers().flat_map(|stage| policy.offices(stage));
    offices.map(|office| office.id.clone()).collect()
}

impl Reporter {
    /// To a service elsewhere.
    pub(crate) fn to(trust: &Trust, seed: u64) -> anyhow::Result<Self> {
        let (digest, policy) = trust.policy_on(trust.today)?;
        Ok(Self {
            log: (trust.log.vkey(), trust.log.origin().to_owned()),
            policy: digest,
            offices: route(policy),
            entropy: SeededEntropy::new(seed),
        })
    }

    /// A concern with its sealed parts. All capsules are dummies, which the server cannot tell from real ones. Returns
    /// the locator too.
    pub(crate) fn submission(&self, day: Date) -> anyhow::Result<(Digest, api::Submission)> {
        let identity = HybridIdentity::generate(&self.entropy);
        let seal = |text: &str| seal_text(&identity.recipient(), &Plaintext::new(text.to_owned()));
        let (about, account) = (seal("The till.")?, seal("The till is short every Friday.")?);
        let capsules = self
            .offices
            .iter()
            .map(|_| Capsule::dummy(&self.entropy))
            .collect::<Result<Vec<_>, _>>()?;
        let digests: Vec<Digest> = capsules.iter().map(Sealed::digest).collect();
        let (_, manifest) = self.manifest(&identity, day, [about.digest(), account.digest()], &digests)?;
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

    /// A manifest of the instance and its signed bytes.
    pub(crate) fn manifest(
        &self,
        identity: &HybridIdentity,
        day: Date,
        [about, account]: [Digest; 2],
        capsules: &[Digest],
    ) -> anyhow::Result<(Manifest, Vec<u8>)> {
        let reporter = SigningSecret::generate(&self.entropy);
        let opening = SigningSecret::generate(&self.entropy).public();
        let (log, origin) = self.log.clone();
        let manifest = Manifest {
            log,
            origin,
            policy: self.policy,
            day,
            urgency: Urgency::Ordinary,
            left_out: Vec::new(),
            case_recipient: identity.recipient().to_string(),
            reporter: reporter.public(),
            capsules: self
                .offices
                .iter()
                .zip(capsules)
                .map(|(office, digest)| ManifestCapsule {
                    office: office.clone(),
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
}
