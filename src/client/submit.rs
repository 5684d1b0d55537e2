//! Sending a concern: sealed here, to keys proven in the record; nothing is called received before the receipt holds.

use daylight_domain::{ConcernId, Date, Digest, OfficeId, Outlook, Recorded, Urgency, replay};
use daylight_tlog::sha256;

use super::http::Service;
use super::problem::{CallFailed, Mistrust, Stopped};
use super::receipts;
use super::trust::Trust;
use crate::api::{self, Accepted, Bytes, WorkWanted};
use crate::crypto::derive::Master;
use crate::crypto::seal::Plaintext;
use crate::crypto::submission::{Draft, RouteOffice, Submission, SubmissionError};
use crate::crypto::work::{MOST_BITS, Proof};
use crate::entropy::Entropy;

/// A lost answer, and a rush in which more is asked for each time.
const MOST_TRIES: u8 = 5;

/// What the reporter chose and wrote.
pub struct Choices<'a> {
    /// Offices that must not see it.
    pub excluded: &'a [OfficeId],
    /// Stands outside the seal.
    pub urgency: Urgency,
    /// Whom and where it concerns.
    pub about: &'a Plaintext,
    /// All the rest.
    pub account: &'a Plaintext,
}

/// A concern of which the service has given a receipt that holds.
#[derive(Debug)]
pub struct Received {
    /// Its id.
    pub concern: ConcernId,
    /// The day it was received.
    pub received_on: Date,
    /// The day in whose batch it will stand.
    pub batch_on: Date,
    /// The signed receipt.
    pub receipt: String,
    /// Its dates, computed here.
    pub outlook: Outlook,
}

/// Seals a concern, on the reporter's own device, for the offices that stand in the record on the service's day.
pub fn prepare(
    trust: &Trust,
    master: &Master,
    choices: &Choices<'_>,
    entropy: &dyn Entropy,
) -> Result<Submission, Stopped> {
    seal(trust, master, choices, false, entropy)
}

/// The same within the service, for a browser without scripts. The manifest says so.
pub fn prepare_on_arrival(
    trust: &Trust,
    master: &Master,
    choices: &Choices<'_>,
    entropy: &dyn Entropy,
) -> Result<Submission, Stopped> {
    seal(trust, master, choices, true, entropy)
}

fn seal(
    trust: &Trust,
    master: &Master,
    choices: &Choices<'_>,
    sealed_on_arrival: bool,
    entropy: &dyn Entropy,
) -> Result<Submission, Stopped> {
    if trust
        .roster
        .channel_closed()
        .is_some_and(|from| from <= trust.today)
    {
        return Err(Mistrust::ChannelClosed.into());
    }
    let (digest, policy) = trust.policy_on(trust.today)?;
    let route: Vec<RouteOffice> = trust
        .seats(policy, trust.today)?
        .into_iter()
        .map(|seat| RouteOffice {
            excluded: choices.excluded.contains(&seat.office),
            stage: seat.stage,
            office: seat.office,
            recipient: seat.recipient,
        })
        .collect();
    check_excluded(trust, choices.excluded)?;
    let vkey = trust.log.vkey();
    let draft = Draft {
        log: &vkey,
        origin: trust.log.origin(),
        policy: digest,
        day: trust.today,
        urgency: choices.urgency,
        route: &route,
        about: choices.about,
        account: choices.account,
        sealed_on_arrival,
    };
    draft.build(master, entropy).map_err(|fault| match fault {
        SubmissionError::LastStageWithoutKey => Mistrust::LastStageClosed.into(),
        other => Stopped::Here(other.to_string()),
    })
}

/// Fails unless each of these is an office of today's route that may be left out.
pub fn check_excluded(trust: &Trust, excluded: &[OfficeId]) -> Result<(), Stopped> {
    let (_, policy) = trust.policy_on(trust.today)?;
    let last = policy.stage_numbers().last();
    let may_be_left_out: Vec<&OfficeId> = policy
        .stage_numbers()
        .filter(|stage| Some(*stage) != last)
        .flat_map(|stage| policy.offices(stage))
        .map(|office| &office.id)
        .collect();
    for named in excluded {
        if may_be_left_out.contains(&named) {
            continue;
        }
        if policy.stage_of(named).is_some() {
            return Err(Stopped::Here(SubmissionError::LastStageExcluded.to_string()));
        }
        let known: Vec<&str> = may_be_left_out.iter().map(|office| office.as_str()).collect();
        return Err(Stopped::Here(format!(
            "there is no office {named} here: leave out one of {}",
            known.join(", ")
        )));
    }
    Ok(())
}

/// What is sent of a sealed concern.
pub fn request(master: &Master, sealed: &Submission) -> Result<api::Submission, CallFailed> {
    Ok(api::Submission {
        manifest: String::from_utf8(sealed.manifest_bytes.clone()).map_err(|_| CallFailed::NotUnderstood)?,
        locator_hash: master.locator().hash(),
        about: Bytes(sealed.about.as_bytes().to_vec()),
        account: Bytes(sealed.account.as_bytes().to_vec()),
        capsules: sealed
            .capsules
            .iter()
            .map(|capsule| Bytes(capsule.as_bytes().to_vec()))
            .collect(),
    })
}

/// Sends a sealed concern and checks the receipt. Sending the same again is safe, so a lost answer is asked for once
/// more. In a rush, works for a place first: a second or two.
pub fn send(
    service: &Service,
    trust: &Trust,
    master: &Master,
    sealed: &Submission,
) -> Result<Received, Stopped> {
    let request = request(master, sealed)?;
    let manifest = sha256(&sealed.manifest_bytes);
    let (mut work, mut tries) = (None, 1_u8);
    let answer: Accepted = loop {
        match service.post_with_work("concerns", work.as_ref(), &request) {
            Err(CallFailed::Unreachable { .. } | CallFailed::ProxyUnreachable { .. }) if tries == 1 => {}
            Err(CallFailed::Refused {
                work: Some(wanted), ..
            }) if tries < MOST_TRIES => {
                work = Some(do_work(&wanted, manifest)?);
            }
            answer => break answer?,
        }
        tries = tries.saturating_add(1);
    };
    check(trust, sealed, answer)
}

/// A service that asked for more would keep the device busy for nothing.
fn do_work(wanted: &WorkWanted, manifest: Digest) -> Result<Proof, CallFailed> {
    let plain = wanted.challenge.bytes().all(|byte| byte.is_ascii_hexdigit());
    if wanted.bits > MOST_BITS || !plain {
        return Err(CallFailed::NotUnderstood);
    }
    Ok(Proof::find(&wanted.challenge, manifest, wanted.bits))
}

/// Compares the answer with what was sent, before anybody says "received".
pub fn check(trust: &Trust, sealed: &Submission, answer: Accepted) -> Result<Received, Stopped> {
    let manifest = &sealed.manifest;
    let receipt = receipts::check_received(
        trust,
        &answer.receipt,
        manifest,
        &sealed.manifest_bytes,
        answer.batch_on,
    )?;
    if answer.concern != manifest.concern() || answer.received_on != manifest.day {
        return Err(Mistrust::OtherReceipt.into());
    }
    let policy = trust.policy(&manifest.policy)?;
    let recorded = Recorded {
        record: receipt.record(),
        entry: receipt.entry.entry().clone(),
    };
    let outlook =
        replay(policy, &trust.roster, &[recorded], manifest.day).map_err(|bad| Mistrust::StepRules {
            number: 1,
            refusal: bad.refusal.to_string(),
        })?;
    Ok(Received {
        concern: answer.concern,
        received_on: answer.received_on,
        batch_on: answer.batch_on,
        receipt: answer.receipt,
        outlook,
    })
}
