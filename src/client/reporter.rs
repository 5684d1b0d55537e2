//! What a reporter's program does with a tracking code: find the concern again, and write. Keeps nothing.

use std::io::Read;
use std::path::Path;

use daylight_domain::{Act, Audience, Author, Digest, Entry};
use daylight_tlog::UnsignedEntry;
use daylight_tlog::entry::upload_message;

use super::attachments::{self, Progress};
use super::concern::Concern;
use super::http::{Caller, Service};
use super::problem::{CallFailed, Mistrust, Stopped};
use super::receipts;
use super::trust::Trust;
use crate::api::{
    ActAccepted, AttachmentRequest, BeginUpload, Bytes, ConcernView, ReporterAct, TrackRequest,
};
use crate::crypto::code::TrackingCode;
use crate::crypto::derive::Master;
use crate::crypto::seal::{Plaintext, Sealed, seal_text};

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
        let act = Act::Message {
            item: sealed.digest(),
            audience: Audience::Case,
        };
        self.act(service, trust, concern, act, &[sealed])
    }

    /// Seals a file, sends it, and signs that it is attached.
    pub fn attach(
        &self,
        service: &Service,
        trust: &Trust,
        concern: &Concern,
        path: &Path,
        progress: Progress<'_>,
    ) -> Result<ActAccepted, Stopped> {
        let (file, described) = attachments::describe(path)?;
        let size = described
            .sealed_size()
            .map_err(|fault| Stopped::Here(fault.to_string()))?;
        let message = upload_message(trust.log.origin(), &concern.id, size);
        let begin = BeginUpload {
            locator: self.locator()?,
            size,
            signature: self.master.reporter_key().key().sign(&message),
        };
        let upload = service.post("track/uploads", Caller::Anyone, &begin)?;
        let to = self.master.case_identity().recipient();
        let item = attachments::send(service, &to, (&file, &described), upload, progress)?;
        self.act(service, trust, concern, Act::Attached { item }, &[])
    }

    /// A stream of a file of the concern, from an offset.
    pub fn attachment(
        &self,
        service: &Service,
        item: Digest,
        offset: u64,
    ) -> Result<Box<dyn Read>, CallFailed> {
        let locator = self.locator().map_err(|_| CallFailed::NotUnderstood)?;
        let request = AttachmentRequest {
            locator,
            item,
            offset,
        };
        service.post_for_stream("track/attachments", &request)
    }

    /// Signs an act and sends it with the sealed words it names. Gives the service's answer, its receipt checked.
    pub fn act(
        &self,
        service: &Service,
        trust: &Trust,
        concern: &Concern,
        act: Act,
        items: &[Sealed],
    ) -> Result<ActAccepted, Stopped> {
        let entry = Entry {
            day: concern.day_to_sign(trust.today),
            concern: Some(concern.id),
            by: Author::Reporter,
            after: concern.last(),
            act,
        };
        let signed = UnsignedEntry(entry).sign(trust.log.origin(), &self.master.reporter_key().key());
        let signed = signed.map_err(|bad| Stopped::Here(bad.to_string()))?;
        let act = ReporterAct {
            locator: self.locator()?,
            entry: String::from_utf8(signed.clone()).map_err(|_| CallFailed::NotUnderstood)?,
            items: items.iter().map(|item| Bytes(item.as_bytes().to_vec())).collect(),
        };
        let answer: ActAccepted = service.post("track/acts", Caller::Anyone, &act)?;
        receipts::check_act(&trust.log, &answer.receipt, &signed, answer.batch_on)?;
        Ok(answer)
    }

    fn locator(&self) -> Result<Digest, Stopped> {
        self.master
            .locator()
            .to_secret_text()
            .parse()
            .map_err(|_| CallFailed::NotUnderstood.into())
    }
}
