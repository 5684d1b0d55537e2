//! Persons, offices and policies as the ledger knows them: proposed by the operator, in effect when a holder
//! of a higher stage has signed and the batch is published (DESIGN section 2).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::values::{Date, Digest, OfficeId, PersonId, PublicKey, StageNo};

/// What a person may do. One role each (R24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Opens concerns of an office, acts, signs.
    Holder,
    /// Reads the record, exports, signs opinions.
    Auditor,
    /// Reads the record and the figures; signs nothing.
    Viewer,
    /// Reads the record until a date.
    Inspector,
    /// Runs the host, proposes.
    Operator,
    /// Co-signs checkpoints on another machine; writes nothing. The key is the one it co-signs with.
    Witness,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Holder => "holder",
            Self::Auditor => "auditor",
            Self::Viewer => "viewer",
            Self::Inspector => "inspector",
            Self::Operator => "operator",
            Self::Witness => "witness",
        })
    }
}

impl FromStr for Role {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let all = [
            Self::Holder,
            Self::Auditor,
            Self::Viewer,
            Self::Inspector,
            Self::Operator,
            Self::Witness,
        ];
        all.into_iter().find(|role| role.to_string() == text).ok_or(())
    }
}

/// A person as an entry introduces them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPerson {
    /// From the key: the first 8 bytes of its SHA-256.
    pub person: PersonId,
    /// What they may do.
    pub role: Role,
    /// The office they hold, for holders only.
    pub office: Option<OfficeId>,
    /// Verifies their signatures.
    pub key: PublicKey,
    /// SHA-256 of their age recipient.
    pub recipient: Digest,
    /// Last day of access, for inspectors only.
    pub until: Option<Date>,
}

/// A step in a person's time at the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum PersonChange {
    /// At set-up, signed by the last stage.
    Founded(NewPerson),
    /// By the operator.
    Proposed(NewPerson),
    /// A holder of a higher stage (for the last stage: another of its holders, else the auditor) agrees.
    Signed {
        /// The record of the proposal.
        proposal: Digest,
    },
    /// A present holder has read the key words and sealed the office's identity to the newcomer.
    Admitted {
        /// The record of the proposal.
        proposal: Digest,
    },
    /// By the operator: the person leaves, or lost their key.
    RetirementProposed {
        /// Who.
        person: PersonId,
    },
    /// As for [`PersonChange::Signed`].
    RetirementSigned {
        /// The record of the proposal.
        proposal: Digest,
    },
}

/// An office and its key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeKey {
    /// Which office.
    pub office: OfficeId,
    /// The stage it stands on.
    pub stage: StageNo,
    /// SHA-256 of its age recipient.
    pub recipient: Digest,
}

/// A step in an office's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum OfficeChange {
    /// At set-up.
    Founded(OfficeKey),
    /// A new identity for concerns from the day it takes effect.
    Proposed(OfficeKey),
    /// A holder of a higher stage agrees.
    Signed {
        /// The record of the proposal.
        proposal: Digest,
    },
}

/// A step in a policy's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case", deny_unknown_fields)]
pub enum PolicyChange {
    /// At set-up.
    Founded {
        /// SHA-256 of its TOML.
        policy: Digest,
    },
    /// By the operator.
    Proposed {
        /// SHA-256 of its TOML.
        policy: Digest,
    },
    /// The last stage agrees; in force 7 days after it stands in a published batch.
    Signed {
        /// The record of the proposal.
        proposal: Digest,
    },
}
