//! How each concern comes to its moment: sent, settled, and what everybody signs on the way.

use daylight::client::desk;
use daylight::crypto::submission::Submission;
use daylight_domain::{Act, ClosingReason, Disputed, Mark, Urgency};

use super::world::Moment::{
    self, Alone, Closed, Disputed as AtDispute, Found, Fresh, Outside, Proposed, Treated, Working,
};
use crate::hands::{Back, ENQUIRED, Hand};
use crate::harness::{Sent, TestApp};

/// A concern on its way to a moment.
pub(super) type Handed = (Moment, Sent, Submission);

pub(super) fn send(app: &TestApp, moment: Moment) -> Handed {
    let excluded: &[&str] = if moment.is_outside() {
        &["guardian", "deputy", "relief", "chair"]
    } else {
        &["relief"]
    };
    let (code, sealed) = app.seal(excluded, Urgency::Ordinary);
    (moment, app.send(code, &sealed), sealed)
}

/// Acknowledged, scoped with one point in and one out, findings sent.
pub(super) fn settle(app: &TestApp, name: &str, sent: &Sent) {
    let hand = Hand::at(app, name, sent);
    hand.acknowledge();
    hand.scope(&[Mark::In, Mark::Out]).unwrap();
    hand.findings(&[1], ENQUIRED).unwrap();
}

/// The day before the table: each concern comes to its moment.
pub(super) fn bring_to_their_moments(app: &TestApp, all: &[Handed]) {
    for (moment, sent, _) in all {
        match moment {
            Fresh | Found => {}
            Working => work(app, sent),
            Proposed => propose(app, "guardian", sent),
            AtDispute => drop(Back::with(app, sent).dispute(Disputed::Findings).unwrap()),
            Treated => drop(Back::with(app, sent).treated(true).unwrap()),
            Closed => {
                propose(app, "guardian", sent);
                let chair = Hand::at(app, "chair", sent);
                let of = chair.see().outlook.to_approve[0];
                chair.act(&Act::Approved { of }).unwrap();
            }
            Outside => {
                Hand::at(app, "second", sent);
                propose(app, "outside", sent);
            }
            Alone => {
                Hand::at(app, "second", sent).act(&Act::Conflict {}).unwrap();
                propose(app, "outside", sent);
            }
        }
    }
    // What the reporters did reaches the second stage.
    app.tick();
    for (_, sent, _) in all
        .iter()
        .filter(|(moment, ..)| [Proposed, AtDispute, Treated].contains(moment))
    {
        Hand::at(app, "chair", sent);
    }
}

/// The holders of the first stage, each with what they signed before. Each looks at their desk once.
pub(super) fn surround(app: &TestApp, all: &[&Sent]) {
    for name in ["guardian", "away", "gone", "deputy", "reader", "barred"] {
        let holder = app.sign_in(name);
        let (desk, _) = desk::find(&holder).unwrap();
        for sent in all {
            let found = desk
                .iter()
                .find(|found| found.id == sent.received.concern)
                .unwrap();
            let clear = |act| {
                let concern = found.concern(&holder).unwrap().unwrap();
                found.act_on(&holder, &concern, &act, &[]).unwrap();
            };
            let known = found.concern(&holder).unwrap();
            if known.is_none() {
                found.sign_opened(&holder).unwrap();
            }
            match name {
                "reader" => {}
                "barred" => clear(Act::Conflict {}),
                _ if known.is_none() => clear(Act::NoConflict {}),
                _ => {}
            }
        }
    }
}

fn propose(app: &TestApp, name: &str, sent: &Sent) {
    Hand::at(app, name, sent)
        .propose(ClosingReason::Established)
        .unwrap();
}

/// Everything that can be open at once, and words of every kind.
fn work(app: &TestApp, sent: &Sent) {
    let guardian = Hand::at(app, "guardian", sent);
    guardian.acknowledge();
    guardian.scope(&[Mark::In, Mark::Out]).unwrap();
    let today = guardian.holder.trust.today;
    let (receiver, item) = (guardian.seal("to whom"), guardian.seal("why"));
    let referred = Act::Referred {
        receiver: Some(receiver.digest()),
        review: today.saturating_add(jiff::Span::new().days(20)),
        item: item.digest(),
    };
    guardian.act_with(&referred, &[receiver, item]).unwrap();
    guardian.say(|item| Act::ActionDue { item, due: today }).unwrap();
    guardian.note(&["chair"]).unwrap();
    guardian.note(&["guardian"]).unwrap();
    let back = Back::with(app, sent);
    back.message().unwrap();
    back.message_above().unwrap();
    let mine = tempfile::tempdir().unwrap();
    let file = mine.path().join("invented.ods");
    std::fs::write(&file, [7; 500]).unwrap();
    back.reporter
        .attach(app.client(), &app.trust(), &back.see(), &file, &|_, _| ())
        .unwrap();
}
