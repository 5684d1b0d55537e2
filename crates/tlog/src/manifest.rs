//! The manifest of a concern: what its reporter signed. Public keys, digests and dates alone; lies in the
//! erasable store and in the auditor's export, because without it no reporter's signature can be checked.

use std::collections::BTreeSet;

use daylight_domain::{ConcernId, Date, Digest, OfficeId, PublicKey, Signature, StageNo, Urgency};
use serde::{Deserialize, Serialize};

use crate::note::LogVerifier;
use crate::sig::{self, SigningKey, VerifyingKey};
use crate::together::Signed;

/// No manifest is longer, in bytes; checked before parsing.
pub const MAX_MANIFEST_BYTES: usize = 32 * 1024;

/// Few manifests are longer.
const USUAL_BYTES: usize = 4 * 1024;

/// Why bytes are no manifest, or not one its reporter signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadManifest {
    /// Longer than [`MAX_MANIFEST_BYTES`].
    #[error("the manifest is longer than {MAX_MANIFEST_BYTES} bytes")]
    TooLong,
    /// Not JSON with exactly the fields of a manifest.
    #[error("the manifest is not of the known form")]
    Malformed,
    /// Understandable, but spelt in another way than the one allowed.
    #[error("the manifest is not in its one allowed spelling")]
    OtherSpelling,
    /// A version this code does not know.
    #[error("the manifest is of an unknown version")]
    UnknownVersion,
    /// Not the manifest whose digest the ledger names.
    #[error("the manifest is not the one the record names")]
    Other,
    /// The reporter's signature does not verify.
    #[error("the reporter's signature on the manifest does not verify")]
    Signature,
    /// The log's key does not bear the origin's name.
    #[error("the manifest's log key is not a key of its origin")]
    Log,
    /// An office has two capsules, or there is none at all.
    #[error("the manifest needs one capsule for each office, each office once")]
    Capsules,
    /// The stages left out are not ascending and distinct.
    #[error("the stages left out must stand in ascending order, each once")]
    LeftOut,
}

/// What the reporter signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The log's verifier key under which the reporter took keys and policy.
    pub log: String,
    /// The log's origin.
    pub origin: String,
    /// SHA-256 of the policy's TOML.
    pub policy: Digest,
    /// The day, as the server stated it.
    pub day: Date,
    /// Chosen urgency.
    pub urgency: Urgency,
    /// Stages of which every office was left out, ascending.
    pub left_out: Vec<StageNo>,
    /// The age recipient of this concern alone.
    pub case_recipient: String,
    /// Verifies what the reporter signs.
    pub reporter: PublicKey,
    /// One for each office of the route, in its order; those of offices left out are dummies.
    pub capsules: Vec<ManifestCapsule>,
    /// SHA-256 of the sealed part about whom and where.
    pub about: Digest,
    /// SHA-256 of the sealed account.
    pub account: Digest,
    /// The server sealed it, because the reporter's browser ran no scripts.
    pub sealed_on_arrival: bool,
}

/// One office's capsule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestCapsule {
    /// The office it is for.
    pub office: OfficeId,
    /// SHA-256 of the sealed bytes.
    pub digest: Digest,
    /// Verifies the countersignature of an opening.
    pub opening: PublicKey,
}

impl Manifest {
    /// The concern's id, which nobody chose.
    pub fn concern(&self) -> ConcernId {
        sig::concern_id(&self.case_recipient)
    }

    /// The opening key of an office's capsule.
    pub fn opening_key(&self, office: &OfficeId) -> Option<PublicKey> {
        self.capsules
            .iter()
            .find(|capsule| &capsule.office == office)
            .map(|capsule| capsule.opening)
    }

    /// The bytes the reporter's key signs.
    pub fn signing_bytes(&self) -> Result<Vec<u8>, BadManifest> {
        let mut bytes = Vec::with_capacity(USUAL_BYTES);
        for part in ["daylight/manifest/v1\n", &self.origin, "\n"] {
            bytes.extend_from_slice(part.as_bytes());
        }
        self.write_head(&mut bytes)?;
        bytes.push(b'}');
        Ok(bytes)
    }

    /// The manifest's bytes with the reporter's signature; their SHA-256 stands in the entry `received`.
    pub fn to_bytes(&self, signature: &Signature) -> Result<Vec<u8>, BadManifest> {
        let mut bytes = Vec::with_capacity(USUAL_BYTES);
        self.write_head(&mut bytes)?;
        bytes.extend_from_slice(br#","sig":""#);
        bytes.extend_from_slice(signature.to_string().as_bytes());
        bytes.extend_from_slice(br#""}"#);
        if bytes.len() > MAX_MANIFEST_BYTES {
            Err(BadManifest::TooLong)
        } else {
            Ok(bytes)
        }
    }

    /// Signs the manifest with the reporter's key and gives its bytes.
    pub fn sign(&self, key: &SigningKey) -> Result<Vec<u8>, BadManifest> {
        self.to_bytes(&key.sign(&self.signing_bytes()?))
    }

    /// Everything before the signature, without the closing brace.
    fn write_head(&self, bytes: &mut Vec<u8>) -> Result<(), BadManifest> {
        let begin = bytes.len();
        serde_json::to_writer(&mut *bytes, self).map_err(|_| BadManifest::Malformed)?;
        if bytes.pop() != Some(b'}') {
            return Err(BadManifest::Malformed);
        }
        // Behind the opening brace, which every object has.
        let begin = begin.saturating_add(1);
        bytes.splice(begin..begin, *br#""v":1,"#);
        Ok(())
    }

    fn check_shape(&self) -> Result<(), BadManifest> {
        let offices: BTreeSet<_> = self.capsules.iter().map(|capsule| &capsule.office).collect();
        if self.capsules.is_empty() || offices.len() != self.capsules.len() {
            return Err(BadManifest::Capsules);
        }
        if !self.left_out.is_sorted_by(|low, high| low < high) {
            return Err(BadManifest::LeftOut);
        }
        // A key under another name would let two logs pass for one.
        if LogVerifier::from_vkey(&self.log)
            .map_err(|_| BadManifest::Log)?
            .origin()
            != self.origin
        {
            return Err(BadManifest::Log);
        }
        Ok(())
    }
}

/// A manifest in its one spelling, its signature not yet checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncheckedManifest {
    manifest: Manifest,
    signature: Signature,
    digest: Digest,
}

impl UncheckedManifest {
    /// Reads manifest bytes; refuses every spelling but the one allowed.
    pub fn parse(bytes: &[u8]) -> Result<Self, BadManifest> {
        if bytes.len() > MAX_MANIFEST_BYTES {
            return Err(BadManifest::TooLong);
        }
        let Frame { v, sig: signature } =
            serde_json::from_slice(bytes).map_err(|_| BadManifest::Malformed)?;
        if v != 1 {
            return Err(BadManifest::UnknownVersion);
        }
        let manifest: Manifest = serde_json::from_slice(bytes).map_err(|_| BadManifest::Malformed)?;
        if manifest.to_bytes(&signature)? != bytes {
            return Err(BadManifest::OtherSpelling);
        }
        Ok(Self {
            manifest,
            signature,
            digest: sig::sha256(bytes),
        })
    }

    /// SHA-256 of the exact bytes: the digest in the entry `received`.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// What was signed, if a recorded entry names these very bytes: the signature was checked before it was written,
    /// and checking it again for every look would cost more than all the rest.
    pub fn recorded_as(self, digest: Digest) -> Result<Manifest, BadManifest> {
        if self.digest == digest {
            Ok(self.manifest)
        } else {
            Err(BadManifest::Other)
        }
    }

    /// Checks the reporter's signature and the shape, and gives what was signed.
    pub fn verify(self) -> Result<Manifest, BadManifest> {
        let (
            manifest,
            Signed {
                key,
                message,
                signature,
            },
        ) = self.claimed()?;
        key.verify(&message, &signature)
            .map_err(|_| BadManifest::Signature)?;
        Ok(manifest)
    }

    /// Checks the shape, and gives what was signed with the signature that is still to be looked at.
    pub(crate) fn claimed(self) -> Result<(Manifest, Signed), BadManifest> {
        self.manifest.check_shape()?;
        let signed = Signed {
            message: self.manifest.signing_bytes()?,
            key: VerifyingKey::new(&self.manifest.reporter).map_err(|_| BadManifest::Signature)?,
            signature: self.signature,
        };
        Ok((self.manifest, signed))
    }
}

/// The two fields around the manifest's own. Unknown fields are let through here and by [`Manifest`]:
/// they do not survive the comparison with the rewritten bytes.
#[derive(Deserialize)]
struct Frame {
    v: u8,
    sig: Signature,
}
