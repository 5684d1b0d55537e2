//! What the desk says of a concern that nobody there has opened: what the calendar says, to whoever opens the capsule, and nothing
//! to anybody else.

use daylight::api::{HandOuts, Instance, Opened};
use daylight::client::desk;
use daylight::crypto::desk_note::{DeskNote, NoteKey};
use daylight_domain::{Act, ClockName, ClosingReason, Date, Urgency};

use crate::hands::{Back, Hand, found_out};
use crate::harness::{Sent, TestApp};

/// What this person's desk says of it.
#[track_caller]
fn said(app: &TestApp, name: &str, sent: &Sent) -> DeskNote {
    let found = desk::find(&app.sign_in(name)).unwrap().0;
    let found = found.iter().find(|one| one.id == sent.received.concern);
    let found = found.unwrap_or_else(|| panic!("{name} has it on the desk"));
    assert!(found.note.is_some(), "a note came with it, and opens");
    found.standing(&app.trust()).unwrap()
}

/// What is said before opening is what the list says after it, but for the urgency that its reporter sealed.
#[track_caller]
fn holds_when_opened(app: &TestApp, name: &str, sent: &Sent) -> DeskNote {
    let before = said(app, name, sent);
    Hand::at(app, name, sent);
    let rows: Opened = app.sign_in(name).get("desk/opened").unwrap();
    let row = rows
        .rows
        .into_iter()
        .find(|row| row.concern == sent.received.concern);
    let row = row.unwrap();
    assert_eq!(before.first_due, row.first_due);
    assert_eq!(before.waits, row.waits != daylight::api::Waits::None);
    assert!(before.urgency >= row.urgency);
    before
}

fn today(app: &TestApp) -> Date {
    app.trust().today
}

#[test]
fn an_office_that_was_left_out_has_nothing_with_which_a_note_opens_and_sees_no_difference() {
    let app = TestApp::start();
    let (code, sealed) = app.seal(&["deputy"], Urgency::Danger);
    let recipient = sealed.manifest.case_recipient.clone();
    let sent = app.send(code, &sealed);
    app.tick();
    let deputy = app.sign_in("deputy");
    let page = || -> HandOuts { deputy.get("desk/hand-outs").unwrap() };
    let (one, other) = (page(), page());
    let notes = |of: &HandOuts| -> Vec<Vec<u8>> {
        let notes = of.hand_outs.iter().map(|each| each.note.0.clone());
        notes.collect()
    };
    let (first, second) = (notes(&one), notes(&other));
    assert!(first.len() >= 8 && first.iter().all(|note| note.len() == 51));
    assert!(
        first.iter().all(|note| !second.contains(note)),
        "another one each time, beside a dummy too"
    );
    // The note is there: only nobody at this desk knows the key.
    let opens = |text: &str| {
        first
            .iter()
            .filter(|note| NoteKey::of(text).open(note).is_some())
            .count()
    };
    assert_eq!(opens(&recipient), 1);
    let public: serde_json::Value = app.get("instance", None).json();
    let record: serde_json::Value = app.get("figures", None).json();
    let seen = format!("{public}{record}{}", serde_json::to_string(&one).unwrap());
    assert!(!seen.contains(&recipient), "nothing they are given names it");
    let instance: Instance = serde_json::from_value(public).unwrap();
    let id = sent.received.concern.to_string();
    let offices = desk::identities(&deputy).unwrap().into_iter();
    let mut known: Vec<String> = offices
        .map(|(_, identity)| identity.recipient().to_string())
        .collect();
    known.extend([id, instance.vkey, sealed.manifest.reporter.to_string()]);
    known.extend(
        sealed
            .manifest
            .capsules
            .iter()
            .map(|capsule| capsule.digest.to_string()),
    );
    for text in known {
        assert_eq!(opens(&text), 0, "{text}");
    }
    assert_eq!(said(&app, "guardian", &sent).urgency, Urgency::Danger);
}

#[test]
fn what_was_withdrawn_leaves_a_note_that_opens_no_more() {
    let app = TestApp::start();
    let (code, sealed) = app.seal(&[], Urgency::Ordinary);
    let key = NoteKey::of(&sealed.manifest.case_recipient);
    let sent = app.send(code, &sealed);
    app.tick();
    said(&app, "deputy", &sent);
    Back::with(&app, &sent).withdraw("deputy").unwrap();
    let page: HandOuts = app.sign_in("deputy").get("desk/hand-outs").unwrap();
    assert!(page.hand_outs.iter().all(|each| each.note.0.len() == 51));
    assert!(page.hand_outs.iter().all(|each| key.open(&each.note.0).is_none()));
}

#[test]
fn danger_raised_on_what_nobody_opened_is_on_the_desk_at_once_and_at_the_next_stage() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    assert_eq!(said(&app, "guardian", &sent).urgency, Urgency::Ordinary);
    app.live_through(2);
    Back::with(&app, &sent).raise(Urgency::Danger).unwrap();
    let note = said(&app, "guardian", &sent);
    assert_eq!(
        (note.urgency, note.due, note.clock),
        (
            Urgency::Danger,
            today(&app).tomorrow().ok(),
            Some(ClockName::Danger)
        )
    );
    let hand = Hand::at(&app, "guardian", &sent);
    let of_one = hand.found.standing(&app.trust()).unwrap();
    assert_eq!(of_one, note, "a colleague who asks for the one is told the same");
    app.live_through(2);
    let note = holds_when_opened(&app, "chair", &sent);
    assert_eq!(note.urgency, Urgency::Danger);
    assert!(note.due.unwrap() >= today(&app));
}

#[test]
fn a_lowered_urgency_gives_the_row_its_dates_and_keeps_the_mark_that_the_reporter_sealed() {
    let app = TestApp::start();
    let (code, sealed) = app.seal(&[], Urgency::Danger);
    let sent = app.send(code, &sealed);
    app.tick();
    let (guardian, deputy) = (Hand::at(&app, "guardian", &sent), Hand::at(&app, "deputy", &sent));
    let to = Urgency::Ordinary;
    let lowers = |item| Act::UrgencyChanged { to, item: Some(item) };
    let of = guardian.say(lowers).unwrap();
    deputy.act(&Act::Approved { of }).unwrap();
    app.live_through(8);
    let note = holds_when_opened(&app, "chair", &sent);
    let found = Hand::find(&app, "chair", &sent).unwrap().found;
    assert_eq!(note.urgency, Urgency::Danger, "the reporter's word");
    assert!(note.due > found.first_due(&app.trust()).ok(), "no danger's dates");
}

#[test]
fn an_approvers_desk_does_not_call_it_late_and_says_that_something_waits() {
    let app = TestApp::start();
    let sent = found_out(&app);
    app.live_through(15);
    Hand::at(&app, "guardian", &sent)
        .propose(ClosingReason::Established)
        .unwrap();
    let note = holds_when_opened(&app, "chair", &sent);
    assert!(
        note.waits && note.due.is_none_or(|due| due >= today(&app)),
        "{note:?}"
    );
}

#[test]
fn the_outside_bodys_desk_knows_of_the_acknowledgement_of_a_concern_that_moved_up() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    Hand::at(&app, "guardian", &sent).acknowledge();
    let arrived = |app: &TestApp| app.track(&sent).outlook.stage.0 == 3;
    while !arrived(&app) {
        app.live_through(1);
    }
    let note = holds_when_opened(&app, "outside", &sent);
    assert!(note.first_due.unwrap() >= today(&app), "{note:?}");
}

#[test]
fn a_desk_from_before_the_notes_reckons_from_the_capsules_and_has_them_after_the_next_tick() {
    let mut app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let before = said(&app, "guardian", &sent);
    app.damage("UPDATE hand_out SET note = NULL");
    let found = Hand::find(&app, "guardian", &sent).unwrap().found;
    assert!(found.note.is_none());
    let reckoned = found.standing(&app.trust()).unwrap();
    assert_eq!(reckoned.first_due, before.first_due);
    // As the update asks of it.
    app.damage("UPDATE concern SET next_day = received_day WHERE next_day IS NOT NULL");
    app.live_through(1);
    assert_eq!(said(&app, "guardian", &sent), before);
}
