//! Puts a concern together on the reporter's device: two sealed parts, a capsule for each office, the signed manifest.
//! Must not know how it is sent, nor where the route and the keys come from: the caller has verified them.

use std::collections::BTreeSet;

use daylight_domain::{Date, Digest, OfficeId, PublicKey, StageNo, Urgency};
use daylight_tlog::{BadManifest, Manifest, ManifestCapsule, UncheckedManifest};

use super::capsule::Capsule;
use super::derive::Master;
use super::hybrid::{HybridIdentity, HybridRecipient};
use super::seal::{Plaintext, SealError, Sealed, seal_text};
use super::sign::SigningSecret;
use crate::entropy::Entropy;

/// An office of the route as the published checkpoint has it, and what the reporter decided about it.
#[derive(Clone, Debug)]
pub struct RouteOffice {
    /// The stage it stands on.
    pub stage: StageNo,
    /// Which office.
    pub office: OfficeId,
    /// Its key; `None` if it has no usable one, in which case it is left out as if excluded.
    pub recipient: Option<HybridRecipient>,
    /// The reporter wants it left out.
    pub excluded: bool,
}

/// Everything a submission is made of, but for the code.
pub struct Draft<'a> {
    /// The verifier key of the log under whose checkpoint the route was taken.
    pub log: &'a str,
    /// The log's origin.
    pub origin: &'a str,
    /// SHA-256 of the policy in force.
    pub policy: Digest,
    /// The day the server states.
    pub day: Date,
    /// As the reporter chose; it stands outside the seal too.
    pub urgency: Urgency,
    /// Every office of the route, stage by stage, in the policy's order.
    pub route: &'a [RouteOffice],
    /// Whom and where it concerns.
    pub about: &'a Plaintext,
    /// All the rest.
    pub account: &'a Plaintext,
    /// The server seals it, because the browser runs no scripts.
    pub sealed_on_arrival: bool,
}

/// What is sent.
#[derive(Debug)]
pub struct Submission {
    /// What the reporter signed.
    pub manifest: Manifest,
    /// The same with the signature, in its one spelling.
    pub manifest_bytes: Vec<u8>,
    /// Whom and where it concerns.
    pub about: Sealed,
    /// All the rest.
    pub account: Sealed,
    /// One for each office, in the manifest's order; some may be dummies.
    pub capsules: Vec<Sealed>,
}

/// Why a submission cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SubmissionError {
    /// The route is empty, not in the order of its stages, or names an office twice.
    #[error("the route is not in order: take it anew from the instance")]
    Route,
    /// The reporter excluded an office of the last stage (DESIGN section 3).
    #[error(
        "the last stage cannot be left out: the start page names outside bodies you can write to instead"
    )]
    LastStageExcluded,
    /// Nobody outside could open it; such a day is an entry and a public line.
    #[error("no office of the last stage has a usable key: nothing can be submitted today")]
    LastStageWithoutKey,
    /// A part cannot be sealed; too long, most likely.
    #[error("the part {part:?} cannot be sealed: {source}")]
    Seal {
        /// `about`, `account` or `capsule`.
        part: &'static str,
        /// Why.
        source: SealError,
    },
    /// The manifest would be refused: a log key that does not fit its origin, most likely.
    #[error("the manifest would be refused: {0}")]
    Manifest(#[from] BadManifest),
}

impl Draft<'_> {
    /// Seals and signs. An office that is excluded or has no key gets a dummy: nothing is ever sealed to it.
    pub fn build(&self, master: &Master, entropy: &dyn Entropy) -> Result<Submission, SubmissionError> {
        self.check_route()?;
        let seal = |part: &'static str, to: &HybridRecipient, text| {
            seal_text(to, text).map_err(|source| SubmissionError::Seal { part, source })
        };
        let case_identity = master.case_identity();
        let case_recipient = case_identity.recipient();
        let reporter = master.reporter_key();
        let about = seal("about", &case_recipient, self.about)?;
        let account = seal("account", &case_recipient, self.account)?;

        let mut capsules = Vec::new();
        let mut listed = Vec::new();
        for place in self.route {
            let (sealed, opening) =
                self.capsule(place, master, &case_identity, entropy)
                    .map_err(|source| SubmissionError::Seal {
                        part: "capsule",
                        source,
                    })?;
            listed.push(ManifestCapsule {
                office: place.office.clone(),
                digest: sealed.digest(),
                opening,
            });
            capsules.push(sealed);
        }
        let manifest = Manifest {
            log: self.log.to_owned(),
            origin: self.origin.to_owned(),
            policy: self.policy,
            day: self.day,
            urgency: self.urgency,
            left_out: self.left_out(),
            case_recipient: case_recipient.to_string(),
            reporter: reporter.public(),
            capsules: listed,
            about: about.digest(),
            account: account.digest(),
            sealed_on_arrival: self.sealed_on_arrival,
        };
        let manifest_bytes = manifest.sign(&reporter.key())?;
        // What its own verifier refuses is not sent.
        UncheckedManifest::parse(&manifest_bytes)?.verify()?;
        Ok(Submission {
            manifest,
            manifest_bytes,
            about,
            account,
            capsules,
        })
    }

    fn check_route(&self) -> Result<(), SubmissionError> {
        let last = self.route.last().ok_or(SubmissionError::Route)?.stage;
        let offices: BTreeSet<_> = self.route.iter().map(|place| &place.office).collect();
        if offices.len() != self.route.len() || !self.route.is_sorted_by_key(|place| place.stage) {
            return Err(SubmissionError::Route);
        }
        let mut at_last = self.route.iter().filter(|place| place.stage == last);
        if at_last.clone().any(|place| place.excluded) {
            return Err(SubmissionError::LastStageExcluded);
        }
        if at_last.all(|place| place.recipient.is_none()) {
            return Err(SubmissionError::LastStageWithoutKey);
        }
        Ok(())
    }

    /// The stages of which nobody gets a real capsule.
    fn left_out(&self) -> Vec<StageNo> {
        let stages: BTreeSet<_> = self.route.iter().map(|place| place.stage).collect();
        let reached: BTreeSet<_> = self
            .route
            .iter()
            .filter(|place| place.key().is_some())
            .map(|place| place.stage)
            .collect();
        stages.difference(&reached).copied().collect()
    }

    fn capsule(
        &self,
        place: &RouteOffice,
        master: &Master,
        case_identity: &HybridIdentity,
        entropy: &dyn Entropy,
    ) -> Result<(Sealed, PublicKey), SealError> {
        let Some(to) = place.key() else {
            let public = master.left_out_key(&place.office).public();
            return Ok((Capsule::dummy(entropy)?, public));
        };
        let opening = SigningSecret::generate(entropy);
        let public = opening.public();
        let capsule = Capsule {
            origin: self.origin.to_owned(),
            office: place.office.clone(),
            reporter: master.reporter_key().public(),
            case_identity: case_identity.clone(),
            opening,
            day: self.day,
            urgency: self.urgency,
        };
        Ok((capsule.seal(to)?, public))
    }
}

impl RouteOffice {
    /// The key to which a capsule may be sealed.
    fn key(&self) -> Option<&HybridRecipient> {
        self.recipient.as_ref().filter(|_| !self.excluded)
    }
}

#[cfg(test)]
#[path = "submission_tests.rs"]
mod tests;
