//! What a reporter's program does with a tracking code: find the concern again, and write. Keeps nothing.

use daylight_domain::{Act, Audience, Author, Entry};
use daylight_tlog::UnsignedEntry;

use super::concern::Concern;
use super::http::{Caller, Service};
use super::problem::{CallFailed, Mistrust, Stopped};
use super::receipts;
use super::trust::Trust;
use crate::api::{ActAccepted, Bytes, ConcernView, ReporterAct, TrackRequest};
use crate::crypto::code::TrackingCode;
use crate::crypto::derive::Master;
use crate::crypto::seal::{Plaintext, seal_text};

/// A reporter who is back.
pub struct Reporter {
    master: Master,
}

impl Reporter {
    /// Derives the secrets of a code for this service. Takes a noticeable part of a second.
    pub fn from_code(code: &TrackingCode, trust: &Trust) -> Result<Self, Stopped> {
        let master = Master::derive(code, &trust.salt, &trust.kdf);
        Ok(Self {
            master: master.map_err(|weak| Mistrust::Derivation(weak.to_string()))?,
        })
    }

    /// The secrets themselves.
    pub fn master(&self) -> &Master {
        &self.master
    }

    /// Fetches the concern and checks that it is this reporter's own.
    pub fn track(&self, service: &Service, trust: &Trust) -> Result<Concern, Stopped> {
        let request = TrackRequest {
            locator: self.locator()?,
        };
        let view: ConcernView = service.post("track", Caller::Anyone, &request)?;
        let concern = Concern::check(view, trust)?;
        let ours = self.master.case_identity().recipient().to_string() == concern.manifest.case_recipient
            && self.master.reporter_key().public() == concern.manifest.reporter;
        if ours {
            Ok(concern)
        } else {
            Err(Mistrust::OtherConcern.into())
        }
    }

    /// Seals a message to the case and signs it. Gives the service's answer, its receipt checked.
    pub fn send_message(
        &self,
        service: &Service,
        trust: &Trust,
        concern: &Concern,
        text: &Plaintext,
    ) -> Result<ActAccepted, Stopped> {
        let to = self.master.case_identity().recipient();
        let sealed = seal_text(&to, text).map_err(|fault| Stopped::Here(fault.to_string()))?;
        let entry = Entry {
            day: concern.day_to_sign(trust.today),
            concern: Some(concern.id),
            by: Author::Reporter,
            after: concern.last(),
            act: Act::Message {
                item: sealed.digest(),
                audience: Audience::Case,
            },
        };
        let signed = UnsignedEntry(entry).sign(trust.log.origin(), &self.master.reporter_key().key());
        let signed = signed.map_err(|bad| Stopped::Here(bad.to_string()))?;
        let act = ReporterAct {
            locator: self.locator()?,
            entry: String::from_utf8(signed.clone()).map_err(|_| CallFailed::NotUnderstood)?,
            items: vec![Bytes(sealed.into_bytes())],
        };
        let answer: ActAccepted = service.post("track/acts", Caller::Anyone, &act)?;
        receipts::check_act(&trust.log, &answer.receipt, &signed, answer.batch_on)?;
        Ok(answer)
    }

    fn locator(&self) -> Result<daylight_domain::Digest, Stopped> {
        self.master
            .locator()
            .to_secret_text()
            .parse()
            .map_err(|_| CallFailed::NotUnderstood.into())
    }
}
