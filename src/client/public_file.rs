//! `NAME.pub`: what a person gives the operator, and what set-up reads. Holds no secret; its key words are read aloud.

use daylight_domain::{Digest, OfficeId, PublicKey, Role};
use daylight_tlog::{Cosigner, sha256};
use serde::{Deserialize, Serialize};

use super::log_key::words_of;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::key_file::{KeyFile, PublicHalf};

/// The public half of a key file, with the office its owner is meant for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicFile {
    /// 1.
    pub v: u32,
    /// As in the key file.
    pub name: String,
    /// What they are to do.
    pub role: Role,
    /// The person's age recipient, `age1pq1…`.
    pub recipient: String,
    /// Verifies the person's signatures.
    pub signing: PublicKey,
    /// The office, for holders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<OfficeId>,
    /// The office's own recipient, from the person who made its identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office_recipient: Option<String>,
    /// The office's identity (`AGE-SECRET-KEY-PQ-1…`) sealed to the person, in standard base64: so that the service can
    /// keep it for them like those of later holders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office_secret: Option<crate::api::Bytes>,
}

impl PublicFile {
    /// Of a key file, for a person with this office.
    pub fn of(key: &KeyFile, office: Option<OfficeId>) -> Self {
        let PublicHalf {
            v,
            name,
            role,
            recipient,
            signing,
        } = key.public_half();
        let made = key
            .offices
            .iter()
            .rfind(|(held, _)| Some(held) == office.as_ref());
        let office_recipient = made.map(|(_, identity)| identity.recipient().to_string());
        Self {
            v,
            name,
            role,
            recipient,
            signing,
            office,
            office_recipient,
            office_secret: None,
        }
    }

    /// Of an outside witness, from its verifier key alone. Its recipient follows from that key, so that everybody makes the
    /// same file of it and finds the same words; nothing is ever sealed to a witness.
    pub fn of_witness(witness: &Cosigner) -> Self {
        let seed = sha256(format!("daylight/witness/v1\n{}", witness.vkey()).as_bytes()).0;
        Self {
            v: 1,
            name: witness.witness().to_owned(),
            role: Role::Witness,
            recipient: HybridIdentity::from_seed(seed).recipient().to_string(),
            signing: witness.public_key(),
            office: None,
            office_recipient: None,
            office_secret: None,
        }
    }

    /// Reads a file. Fails for another form or version.
    pub fn parse(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|file: &Self| file.v == 1)
    }

    /// The half that goes into a proposal.
    pub fn half(&self) -> PublicHalf {
        PublicHalf {
            v: self.v,
            name: self.name.clone(),
            role: self.role,
            recipient: self.recipient.clone(),
            signing: self.signing,
        }
    }

    /// The person's six words.
    pub fn key_words(&self) -> Vec<String> {
        person_words(&self.signing, &sha256(self.recipient.as_bytes()))
    }
}

/// The six words of a person, for both their keys: one who could exchange what is sealed to them would read what they
/// read, without ever signing for them. `recipient` is the SHA-256 of the recipient, as the record has it.
pub fn person_words(signing: &PublicKey, recipient: &Digest) -> Vec<String> {
    words_of(&format!("{signing}{recipient}"))
}

/// The six words of an office's key; `recipient` is the SHA-256 of its recipient.
pub fn office_words(recipient: &Digest) -> Vec<String> {
    words_of(&recipient.to_string())
}
