//! One fitting act of each kind for the concern at its moment, with the sealed words it names. Knows the moments, not who
//! may sign.

use daylight::api::Bytes;
use daylight::crypto::copies::seal_copies;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::Sealed;
use daylight_domain::{
    Act, Audience, Cause, ClockName, ClosingReason, Date, Digest, Disputed, Finding, FindingResult, Mark,
    OfficeId, ScopePoint, Signature, StageNo, Urgency,
};
use daylight_tlog::opening_message;

use super::cast;
use super::world::{Case, Moment, World};
use crate::hands::{ENQUIRED, words};

/// An act of a kind, sealed once; what differs from signer to signer is put in by [`Signed::by`].
pub(super) struct Signed {
    act: Act,
    items: Vec<Bytes>,
}

impl Signed {
    /// Fails if the kind is not known here.
    pub(super) fn new(world: &World, case: &Case, kind: &str) -> Self {
        let stage = case.moment.stage();
        let offices: Vec<OfficeId> = match stage {
            3 => vec!["outside".parse().unwrap()],
            _ => vec!["guardian".parse().unwrap(), "chair".parse().unwrap()],
        };
        // As many copies as there are offices they are for; above the first stage there are two.
        let copies = match (kind, stage) {
            ("note", _) => offices.len(),
            ("disputed", 1) => 2,
            _ => 1,
        };
        let to = HybridIdentity::generate(&world.app.entropy).recipient();
        let seal = || seal_copies(&vec![to.clone(); copies], &words("sealed")).unwrap();
        let (one, another) = (seal(), seal());
        let (item, second) = (one.digest(), another.digest());
        let act = match kind {
            "attached" => Act::Attached { item: case.unnamed },
            "note" => Act::Note { item, offices },
            other => act(case, other, item, second, world.today),
        };
        let named = act.items();
        let items = [one, another]
            .into_iter()
            .filter(|item| named.contains(&item.digest()));
        Self {
            items: items.map(Sealed::into_bytes).map(Bytes).collect(),
            act,
        }
    }

    /// The act as this person signs it: an opening bears the true key of their office's capsule, if there is one.
    pub(super) fn by(&self, world: &World, case: &Case, name: &str) -> (Act, Vec<Bytes>) {
        let mut act = self.act.clone();
        if let Act::Opened { office, countersign } = &mut act
            && let Some((own, _)) = world
                .app
                .people
                .iter()
                .find(|key| key.name == name)
                .and_then(|key| key.offices.first())
        {
            let origin = world.app.service().log.origin();
            let person = cast::id(&world.app, name);
            let message = opening_message(origin, &case.id(), own, &person, world.today);
            *office = own.clone();
            let key = case.capsule(&world.app, own).map_or_else(
                || world.app.key(name).signing.sign(&message),
                |capsule| capsule.opening.sign(&message),
            );
            *countersign = key;
        }
        (act, self.items.clone())
    }
}

fn act(case: &Case, kind: &str, item: Digest, second: Digest, today: Date) -> Act {
    let in_days = |days: i64| today.saturating_add(jiff::Span::new().days(days));
    let proposal = case.record.outlook.to_approve.first().copied().unwrap_or(item);
    match kind {
        "opened" => Act::Opened {
            office: "guardian".parse().unwrap(),
            countersign: Signature([0; 64]),
        },
        "no_conflict" => Act::NoConflict {},
        "conflict" => Act::Conflict {},
        "mismatch" => Act::Mismatch {},
        "cannot_open" => Act::CannotOpen {},
        "acknowledged" => Act::Acknowledged { item: Some(item) },
        "message" => Act::Message {
            item,
            audience: Audience::Case,
        },
        "scope" => Act::Scope {
            points: vec![ScopePoint {
                mark: Some(Mark::Out),
                reason: Some(second),
            }],
            item,
        },
        "feedback" => Act::Feedback { item },
        "findings" => Act::Findings {
            points: vec![Finding {
                point: 1,
                result: FindingResult::NotEstablished,
            }],
            enquiries: ENQUIRED,
            item,
        },
        "extended" => Act::Extended {
            clock: match case.moment {
                Moment::Fresh => ClockName::FirstDecision,
                _ => ClockName::ReferralReview,
            },
            due: in_days(30),
            item: Some(item),
        },
        "referred" => Act::Referred {
            receiver: Some(second),
            review: in_days(20),
            item,
        },
        "referral_result" => Act::ReferralResult { item },
        "regulator" => Act::Regulator {
            told: true,
            item: Some(item),
        },
        "urgency_changed" => Act::UrgencyChanged {
            to: Urgency::Danger,
            item: None,
        },
        "shared" => Act::Shared {
            body: Digest([5; 32]),
            parts: vec![second],
            item: Some(item),
        },
        "redacted" => Act::Redacted {
            original: case.sealed.manifest.account,
            copy: item,
            passages: 1,
        },
        "action_due" => Act::ActionDue {
            item,
            due: in_days(9),
        },
        "action_done" => Act::ActionDone {
            action: case
                .record
                .outlook
                .actions
                .first()
                .map_or(item, |action| action.record),
            item,
        },
        "closing_proposed" => Act::ClosingProposed {
            reason: ClosingReason::Established,
            receiver: None,
            item,
        },
        "approved" => Act::Approved { of: proposal },
        "refused" => Act::Refused { of: proposal, item },
        "dispute_answered" => Act::DisputeAnswered {
            item,
            same_person: false,
        },
        "treatment_answered" => Act::TreatmentAnswered { item },
        "repeat" => Act::Repeat { item },
        "handed_over" => Act::HandedOver { to: case.colleague },
        other => of_others(other, item, today),
    }
}

/// What a reporter signs, and what nobody does: the service writes it when it is owed.
fn of_others(kind: &str, item: Digest, today: Date) -> Act {
    match kind {
        "disputed" => Act::Disputed {
            matter: Disputed::Scope,
            item,
        },
        "treatment_reported" => Act::TreatmentReported {
            ill: false,
            item: None,
        },
        "withdrawn" => Act::Withdrawn {
            office: "chair".parse().unwrap(),
        },
        "closed" => Act::Closed {},
        "reopened" => Act::Reopened {},
        "erased" => Act::Erased {
            months: 36,
            backups_end: today,
        },
        "treatment_asked" => Act::TreatmentAsked { month: 3 },
        "escalated" => Act::Escalated {
            from: StageNo(1),
            to: StageNo(2),
            arrived: today,
            cause: Cause::Lapse,
        },
        "lapsed" => Act::Lapsed {
            clock: ClockName::Conclude,
            stage: StageNo(1),
            first_due: today,
            due: today,
            arrival: today,
        },
        other => panic!("no act of the kind {other} is known here: add one"),
    }
}
