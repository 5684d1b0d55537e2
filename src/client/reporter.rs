//! What a reporter's program does with a tracking code: find the concern again, and write. Keeps nothing.

use std::io::Read;
use std::path::Path;

use daylight_domain::{
    Act, Audience, Author, Date, Digest, Entry, OfficeId, offices_above, offices_told_of_treatment,
};
use daylight_tlog::entry::upload_message;
use daylight_tlog::{Manifest, UnsignedEntry};

use super::attachments::{self, Progress};
use super::concern::Concern;
use super::http::{Caller, Service};
use super::problem::{CallFailed, Mistrust, Stopped};
use super::receipts;
use super::session::on_its_day;
use super::trust::{Seat, Trust};
use crate::api::{
    ActAccepted, AttachmentRequest, BeginUpload, Bytes, ConcernView, ReporterAct, TrackRequest,
};
use crate::crypto::attachment::Described;
use crate::crypto::code::TrackingCode;
use crate::crypto::copies::seal_copies;
use crate::crypto::derive::Master;
use crate::crypto::seal::{Plaintext, Sealed, seal_text};
use crate::entropy::Entropy;

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
        self.own(view, trust)
    }

    /// Checks what the service hands out, and that it is this reporter's own.
    pub fn own(&self, view: ConcernView, trust: &Trust) -> Result<Concern, Stopped> {
        let concern = Concern::check(view, trust)?;
        let recipient = self.master.case_identity().recipient();
        let is_ours = |manifest: &Manifest| {
            recipient.to_string() == manifest.case_recipient
                && self.master.reporter_key().public() == manifest.reporter
        };
        if concern.id == recipient.concern_id() && concern.manifest.as_ref().is_none_or(is_ours) {
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
        let sealed = self.seal(text)?;
        let act = Act::Message {
            item: sealed.digest(),
            audience: Audience::Case,
        };
        self.sign(service, trust, concern, &act, Some(sealed))
    }

    /// Seals words to the case.
    pub fn seal(&self, text: &Plaintext) -> Result<Sealed, Stopped> {
        let to = self.master.case_identity().recipient();
        seal_text(&to, text).map_err(|fault| Stopped::Here(fault.to_string()))
    }

    /// Seals words for the stages above the one that has the concern now (at the last stage: for it), one copy for
    /// each of their offices. An office that was left out, or withdrawn, gets a dummy.
    pub fn seal_above(
        &self,
        trust: &Trust,
        concern: &Concern,
        text: &Plaintext,
        entropy: &dyn Entropy,
    ) -> Result<Sealed, Stopped> {
        let offices = offices_above(concern.policy(trust)?, concern.outlook.stage);
        self.seal_to(&offices, trust, concern, text, entropy)
    }

    /// Seals words about how the reporter was treated: the first report to the stages above, a further one also to
    /// the stage that answers already (R28). Fails as [`Reporter::seal_above`] does.
    pub fn seal_treatment(
        &self,
        trust: &Trust,
        concern: &Concern,
        text: &Plaintext,
        entropy: &dyn Entropy,
    ) -> Result<Sealed, Stopped> {
        let policy = concern.policy(trust)?;
        let offices = offices_told_of_treatment(policy, concern.outlook.held());
        self.seal_to(&offices, trust, concern, text, entropy)
    }

    fn seal_to(
        &self,
        offices: &[OfficeId],
        trust: &Trust,
        concern: &Concern,
        text: &Plaintext,
        entropy: &dyn Entropy,
    ) -> Result<Sealed, Stopped> {
        let to = concern.recipients(trust, offices, |office| self.left_out(concern, office), entropy)?;
        seal_copies(&to, text).map_err(|fault| Stopped::Here(fault.to_string()))
    }

    /// Whether the reporter left this office out when the concern was sent. Only the code tells.
    pub fn left_out(&self, concern: &Concern, office: &OfficeId) -> bool {
        let marked = self.master.left_out_key(office).public();
        let manifest = concern.manifest.as_ref();
        manifest.is_some_and(|manifest| manifest.opening_key(office) == Some(marked))
    }

    /// Offices that can read the concern or will, other than those of the last stage, which cannot be left out.
    pub fn can_be_withdrawn(&self, concern: &Concern, trust: &Trust) -> Result<Vec<Seat>, Mistrust> {
        let policy = concern.policy(trust)?;
        let mut seats = trust.seats(policy, concern.day_to_sign(trust.today))?;
        seats.retain(|seat| {
            seat.stage < policy.last_stage()
                && !concern.is_withdrawn(&seat.office)
                && !self.left_out(concern, &seat.office)
        });
        Ok(seats)
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
        let begin = self.begin_upload(trust, concern, &described)?;
        let upload = service.post("track/uploads", Caller::Anyone, &begin)?;
        let to = self.master.case_identity().recipient();
        let item = attachments::send(service, &to, (&file, &described), upload, progress)?;
        self.sign(service, trust, concern, &Act::Attached { item }, None)
    }

    /// Asks for room for a file, signed for its sealed size.
    pub fn begin_upload(
        &self,
        trust: &Trust,
        concern: &Concern,
        described: &Described,
    ) -> Result<BeginUpload, Stopped> {
        let size = described
            .sealed_size()
            .map_err(|fault| Stopped::Here(fault.to_string()))?;
        let message = upload_message(trust.log.origin(), &concern.id, size);
        Ok(BeginUpload {
            locator: self.locator()?,
            size,
            signature: self.master.reporter_key().key().sign(&message),
        })
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

    /// Signs an act of the reporter, with the sealed words it names, and checks the receipt.
    pub fn sign(
        &self,
        service: &Service,
        trust: &Trust,
        concern: &Concern,
        act: &Act,
        words: Option<Sealed>,
    ) -> Result<ActAccepted, Stopped> {
        let items: Vec<Bytes> = words.into_iter().map(|words| Bytes(words.into_bytes())).collect();
        on_its_day(trust.today, concern.day_to_sign(trust.today), |day| {
            let request = self.request(trust, concern, act, day, items.clone())?;
            let sent = service.post("track/acts", Caller::Anyone, &request);
            let answer: ActAccepted = sent.map_err(Stopped::sending)?;
            receipts::check_act(
                &trust.log,
                &answer.receipt,
                request.entry.as_bytes(),
                answer.batch_on,
            )?;
            Ok(answer)
        })
    }

    /// Signs an act for a day: what is sent of it, with the sealed words it names.
    pub fn request(
        &self,
        trust: &Trust,
        concern: &Concern,
        act: &Act,
        day: Date,
        items: Vec<Bytes>,
    ) -> Result<ReporterAct, Stopped> {
        let entry = Entry {
            day,
            concern: Some(concern.id),
            by: Author::Reporter,
            after: concern.last(),
            act: act.clone(),
        };
        let signed = UnsignedEntry(entry).sign(trust.log.origin(), &self.master.reporter_key().key());
        let signed = signed.map_err(|bad| Stopped::Here(bad.to_string()))?;
        Ok(ReporterAct {
            locator: self.locator()?,
            entry: String::from_utf8(signed).map_err(|_| CallFailed::NotUnderstood)?,
            items,
        })
    }

    /// What the service is shown of the code.
    pub fn locator(&self) -> Result<Digest, Stopped> {
        self.master
            .locator()
            .to_secret_text()
            .parse()
            .map_err(|_| CallFailed::NotUnderstood.into())
    }
}
