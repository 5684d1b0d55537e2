//! Whose signature an act bears, on which concern and which day: anything else is refused in clear words, and nothing
//! changes.

use daylight::api::{HolderAct, ReporterAct};
use daylight::client::Reporter;
use daylight_domain::{Act, Audience, Author, ConcernId, Date, Digest, Entry, Signature, Urgency};
use daylight_tlog::UnsignedEntry;

use super::{Hand, acknowledged};
use crate::harness::{FRIDAY, TestApp};
#[test]
fn no_act_is_taken_with_a_signature_of_another_key() {
    let app = TestApp::start();
    let (_, hand) = Hand::cleared(&app);
    let after = hand.see().last();
    let deputy = app.sign_in("deputy");
    for act in [
        acknowledged(),
        Act::Conflict {},
        Act::Mismatch {},
        Act::CannotOpen {},
        Act::UrgencyChanged {
            to: Urgency::Danger,
            item: None,
        },
        Act::HandedOver { to: deputy.person },
        Act::Message {
            item: Digest([1; 32]),
            audience: Audience::Case,
        },
        Act::Approved { of: Digest([1; 32]) },
    ] {
        let entry = hand.entry(after, act);
        let key = deputy.key.signing.key();
        let forged = UnsignedEntry(entry.clone())
            .sign(hand.holder.trust.log.origin(), &key)
            .unwrap();
        hand.refused(
            &app,
            std::str::from_utf8(&forged).unwrap(),
            Vec::new(),
            (403, "forbidden", "signature"),
        );
        let elsewhere =
            UnsignedEntry(entry.clone()).sign("elsewhere.invalid/log", &hand.holder.key.signing.key());
        let elsewhere = String::from_utf8(elsewhere.unwrap()).unwrap();
        hand.refused(&app, &elsewhere, Vec::new(), (403, "forbidden", "signature"));
        let blank = UnsignedEntry(entry).to_bytes(Some(Signature([0; 64]))).unwrap();
        hand.refused(
            &app,
            std::str::from_utf8(&blank).unwrap(),
            Vec::new(),
            (403, "forbidden", "signature"),
        );
    }
    let good = hand.signed(hand.entry(after, acknowledged()));
    for spelling in [
        good.replacen(',', ", ", 1),
        format!("{good} "),
        good.replacen("\"v\":1", "\"v\":2", 1),
    ] {
        hand.refused(&app, &spelling, Vec::new(), (400, "malformed", "one form"));
    }
}

#[test]
fn an_act_counts_only_from_the_session_and_the_hand_of_its_author() {
    let app = TestApp::start();
    let (sent, hand) = Hand::cleared(&app);
    let after = hand.see().last();
    let signed = hand.signed(hand.entry(after, acknowledged()));
    let act = serde_json::to_string(&HolderAct {
        entry: signed,
        items: Vec::new(),
    })
    .unwrap();
    let deputy = app.token("deputy");
    app.refuses(
        &hand.path(),
        Some(&deputy),
        &act,
        (403, "forbidden", "somebody else"),
    );
    app.refuses(
        &hand.path(),
        Some(&app.token("operator")),
        &act,
        (403, "forbidden", "hold"),
    );

    let message = Act::Message {
        item: Digest([1; 32]),
        audience: Audience::Case,
    };
    let as_reporter = Entry {
        by: Author::Reporter,
        ..hand.entry(after, message)
    };
    hand.refused(
        &app,
        &hand.signed(as_reporter.clone()),
        Vec::new(),
        (403, "forbidden", "somebody else"),
    );
    let trust = app.trust();
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    let locator: Digest = reporter.master().locator().to_secret_text().parse().unwrap();
    let by_track = |entry: String, says: &str| {
        let act = ReporterAct {
            locator,
            entry,
            items: Vec::new(),
        };
        app.refuses(
            "track/acts",
            None,
            &serde_json::to_string(&act).unwrap(),
            (403, "forbidden", says),
        );
    };
    by_track(hand.signed(as_reporter), "signature");
    by_track(
        hand.signed(hand.entry(after, acknowledged())),
        "only the reporter's own acts",
    );
}

#[test]
fn an_act_on_another_concern_or_on_another_day_is_refused() {
    let app = TestApp::start();
    let (_, hand) = Hand::cleared(&app);
    let other = app.submit().received.concern;
    let after = hand.see().last();
    for concern in [Some(other), None] {
        let entry = Entry {
            concern,
            ..hand.entry(after, acknowledged())
        };
        hand.refused(
            &app,
            &hand.signed(entry),
            Vec::new(),
            (400, "malformed", "another concern"),
        );
    }
    for day in [
        FRIDAY.yesterday().unwrap(),
        FRIDAY.tomorrow().unwrap(),
        Date::MIN,
        Date::MAX,
    ] {
        let entry = Entry {
            day,
            ..hand.entry(after, acknowledged())
        };
        hand.refused(
            &app,
            &hand.signed(entry),
            Vec::new(),
            (409, "day_changed", "2026-12-18"),
        );
    }
    let unknown = format!("desk/concerns/{}/acts", ConcernId([1; 16]));
    let act = HolderAct {
        entry: hand.signed(hand.entry(after, acknowledged())),
        items: Vec::new(),
    };
    let act = serde_json::to_string(&act).unwrap();
    app.refuses(
        &unknown,
        Some(&hand.token),
        &act,
        (404, "not_found", "nothing is known"),
    );
}
