//! The manifests that were handed in: each in its one spelling and signed by its reporter.

use std::collections::BTreeMap;

use daylight_domain::{ConcernId, Digest};

use super::fault::{At, Fault, What};
use crate::manifest::{BadManifest, Manifest, UncheckedManifest};
use crate::parallel;
use crate::sig::VerifyingKey;
use crate::together::{self, Signed};

/// Signatures that are looked at in one go. What they are made over is kept until then, some kilobytes each.
const AT_ONCE: usize = 4096;

/// A manifest, with the digest of its bytes.
pub(crate) struct Known {
    pub(super) manifest: Manifest,
    pub(super) reporter: VerifyingKey,
    pub(super) digest: Digest,
    concern: ConcernId,
}

impl Known {
    /// Reads a manifest; its signature is still to be looked at.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Self, Signed), BadManifest> {
        let read = UncheckedManifest::parse(bytes)?;
        let digest = read.digest();
        let (mut manifest, signed) = read.claimed()?;
        let concern = manifest.concern();
        // Two thousand characters, and nothing asks for them any more.
        manifest.case_recipient = String::new();
        let known = Self {
            manifest,
            reporter: signed.key.clone(),
            digest,
            concern,
        };
        Ok((known, signed))
    }
}

/// All of them, and the first that does not hold.
#[derive(Default)]
pub(super) struct Manifests {
    by_concern: BTreeMap<ConcernId, Known>,
    read: usize,
    /// Signatures that are still to be looked at, with the places of their manifests.
    waiting: Vec<(usize, Signed)>,
    bad: Option<Fault>,
}

impl Manifests {
    pub(super) fn extend(&mut self, read: impl IntoIterator<Item = Result<(Known, Signed), BadManifest>>) {
        for each in read {
            let place = self.read;
            self.read = self.read.saturating_add(1);
            match each {
                Ok((known, signed)) => {
                    self.by_concern.insert(known.concern, known);
                    self.waiting.push((place, signed));
                }
                Err(bad) => self.bad = first(self.bad.take(), Some(fault(place, bad))),
            }
        }
        if self.waiting.len() >= AT_ONCE.saturating_mul(2) {
            let forged = self.forged();
            self.bad = first(self.bad.take(), forged);
            self.waiting.clear();
        }
    }

    /// All of them, by concern, or the first that does not hold.
    pub(super) fn all(&self) -> Result<&BTreeMap<ConcernId, Known>, Fault> {
        first(self.bad.clone(), self.forged()).map_or(Ok(&self.by_concern), Err)
    }

    /// The first of those waiting whose signature does not hold.
    fn forged(&self) -> Option<Fault> {
        parallel::first(&self.waiting, AT_ONCE, |some| {
            let bad = together::first_bad(some.iter().map(|(_, signed)| signed))?;
            some.get(bad)
                .map(|(place, _)| fault(*place, BadManifest::Signature))
        })
    }
}

fn fault(place: usize, bad: BadManifest) -> Fault {
    Fault {
        at: At::Manifest { place },
        what: What::Manifest(bad),
    }
}

fn first(one: Option<Fault>, other: Option<Fault>) -> Option<Fault> {
    one.into_iter().chain(other).min_by_key(|fault| fault.at)
}
