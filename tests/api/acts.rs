//! Acts that are forged, stale, somebody else's or too early: refused in clear words, and nothing changes.

use daylight::api::{Bytes, HolderAct, ReporterAct};
use daylight::client::desk::{self, Found};
use daylight::client::{Concern, Reporter, SignedIn};
use daylight::crypto::seal::Plaintext;
use daylight_domain::{Act, Audience, Author, ConcernId, Date, Digest, Entry, Signature, Urgency};
use daylight_tlog::UnsignedEntry;

use crate::harness::{FRIDAY, Sent, TestApp};

/// A holder at a concern of their desk.
struct Hand {
    holder: SignedIn,
    found: Found,
    token: String,
}

impl Hand {
    fn of(app: &TestApp, name: &str, concern: ConcernId) -> Self {
        let holder = app.sign_in(name);
        let (found, _) = desk::find(&holder).unwrap();
        let found = found
            .into_iter()
            .find(|found| found.id == concern)
            .expect("on the desk");
        Self {
            holder,
            found,
            token: app.token(name),
        }
    }

    /// At a concern just sent, opened by the guardian without conflict.
    fn cleared(app: &TestApp) -> (Sent, Self) {
        let sent = app.submit();
        app.tick();
        let hand = Self::of(app, "guardian", sent.received.concern);
        hand.found.sign_opened(&hand.holder).unwrap();
        hand.found
            .act_on(&hand.holder, &hand.see(), &Act::NoConflict {}, &[])
            .unwrap();
        (sent, hand)
    }

    fn see(&self) -> Concern {
        self.found.concern(&self.holder).unwrap().expect("opened")
    }

    fn path(&self) -> String {
        format!("desk/concerns/{}/acts", self.found.id)
    }

    fn entry(&self, after: Option<Digest>, act: Act) -> Entry {
        let by = Author::Person(self.holder.person);
        Entry {
            day: self.holder.trust.today,
            concern: Some(self.found.id),
            by,
            after,
            act,
        }
    }

    fn signed(&self, entry: Entry) -> String {
        let key = self.holder.key.signing.key();
        String::from_utf8(
            UnsignedEntry(entry)
                .sign(self.holder.trust.log.origin(), &key)
                .unwrap(),
        )
        .unwrap()
    }

    #[track_caller]
    fn refused(&self, app: &TestApp, entry: &str, items: Vec<Bytes>, refusal: (u16, &str, &str)) {
        let act = HolderAct {
            entry: entry.to_owned(),
            items,
        };
        app.refuses(
            &self.path(),
            Some(&self.token),
            &serde_json::to_string(&act).unwrap(),
            refusal,
        );
    }
}

fn acknowledged() -> Act {
    Act::Acknowledged { item: None }
}

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
fn an_act_is_stale_once_something_else_was_handed_out_and_a_replayed_one_always() {
    let mut app = TestApp::start();
    let (_, hand) = Hand::cleared(&app);
    let old = hand.see().last();
    let deputy = Hand::of(&app, "deputy", hand.found.id);
    deputy.found.sign_opened(&deputy.holder).unwrap();
    let late = hand.signed(hand.entry(old, acknowledged()));
    hand.refused(&app, &late, Vec::new(), (409, "stale", "load the concern again"));
    let nowhere = hand.signed(hand.entry(Some(Digest([1; 32])), acknowledged()));
    hand.refused(
        &app,
        &nowhere,
        Vec::new(),
        (409, "stale", "load the concern again"),
    );
    let blind = hand.signed(hand.entry(None, acknowledged()));
    hand.refused(&app, &blind, Vec::new(), (409, "stale", "load the concern again"));

    let good = hand.signed(hand.entry(hand.see().last(), acknowledged()));
    let act = HolderAct {
        entry: good.clone(),
        items: Vec::new(),
    };
    assert_eq!(app.post(&hand.path(), Some(&hand.token), &act).status, 200);
    hand.refused(&app, &good, Vec::new(), (409, "stale", "load the concern again"));
    app.restart();
    hand.refused(&app, &good, Vec::new(), (409, "stale", "load the concern again"));
}

#[test]
fn a_conflict_signed_before_opening_bars_and_cannot_be_replayed() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let hand = Hand::of(&app, "guardian", sent.received.concern);
    let conflict = hand.signed(hand.entry(None, Act::Conflict {}));
    let act = HolderAct {
        entry: conflict.clone(),
        items: Vec::new(),
    };
    assert_eq!(app.post(&hand.path(), Some(&hand.token), &act).status, 200);
    hand.refused(&app, &conflict, Vec::new(), (409, "refused", "barred"));
    assert!(
        hand.found
            .sign_opened(&hand.holder)
            .unwrap_err()
            .to_string()
            .contains("barred")
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

#[test]
fn nothing_can_be_done_before_opening_and_the_account_waits_for_no_conflict() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let hand = Hand::of(&app, "guardian", sent.received.concern);
    let first = app.track(&sent).last();
    for act in [
        acknowledged(),
        Act::NoConflict {},
        Act::HandedOver {
            to: hand.holder.person,
        },
    ] {
        hand.refused(
            &app,
            &hand.signed(hand.entry(first, act)),
            Vec::new(),
            (409, "refused", "open the concern first"),
        );
    }
    assert_eq!(
        app.get(&format!("desk/concerns/{}", hand.found.id), Some(&hand.token))
            .status,
        404
    );
    hand.found.sign_opened(&hand.holder).unwrap();
    let view = app
        .get(&format!("desk/concerns/{}", hand.found.id), Some(&hand.token))
        .json();
    assert!(
        view["about"].is_string() && view["account"].is_null(),
        "only about is handed out before no_conflict"
    );
    let early = hand.signed(hand.entry(hand.see().last(), acknowledged()));
    hand.refused(&app, &early, Vec::new(), (409, "refused", "no conflict"));
}

#[test]
fn an_opening_needs_the_key_inside_the_capsule_of_ones_own_office() {
    let app = TestApp::start();
    let (code, sealed) = app.seal(&["deputy"], Urgency::Ordinary);
    let sent = app.send(code, &sealed);
    app.tick();
    let hand = Hand::of(&app, "guardian", sent.received.concern);
    let origin = hand.holder.trust.log.origin().to_owned();
    let deputy = Hand {
        holder: app.sign_in("deputy"),
        token: app.token("deputy"),
        ..Hand::of(&app, "guardian", sent.received.concern)
    };
    let (opens, broken) = desk::find(&deputy.holder).unwrap();
    assert_eq!((opens.len(), broken), (0, 0), "the office left out finds nothing");

    for (who, office) in [
        (&hand, "guardian"),
        (&hand, "deputy"),
        (&hand, "outside"),
        (&deputy, "deputy"),
    ] {
        let office: daylight_domain::OfficeId = office.parse().unwrap();
        let message =
            daylight_tlog::opening_message(&origin, &who.found.id, &office, &who.holder.person, FRIDAY);
        let own = who.holder.key.signing.sign(&message);
        for countersign in [own, Signature([0; 64])] {
            let entry = who.signed(who.entry(
                None,
                Act::Opened {
                    office: office.clone(),
                    countersign,
                },
            ));
            who.refused(&app, &entry, Vec::new(), (403, "forbidden", "countersigned"));
        }
    }
    // With the right key of the guardian's capsule, but for another day, person or office.
    let right = |office: &str, person, day| {
        let message =
            daylight_tlog::opening_message(&origin, &hand.found.id, &office.parse().unwrap(), &person, day);
        hand.found.capsule.opening.sign(&message)
    };
    let (me, office) = (hand.holder.person, hand.found.office.clone());
    for countersign in [
        right("guardian", me, FRIDAY.tomorrow().unwrap()),
        right("guardian", deputy.holder.person, FRIDAY),
        right("deputy", me, FRIDAY),
    ] {
        let entry = hand.signed(hand.entry(
            None,
            Act::Opened {
                office: office.clone(),
                countersign,
            },
        ));
        hand.refused(&app, &entry, Vec::new(), (403, "forbidden", "countersigned"));
    }
    // The guardian shows the deputy the opening key: the deputy holds another office.
    let countersign = right("guardian", deputy.holder.person, FRIDAY);
    let lent = deputy.signed(deputy.entry(None, Act::Opened { office, countersign }));
    deputy.refused(&app, &lent, Vec::new(), (409, "refused", "another office"));
}

#[test]
fn words_come_with_the_entry_that_names_them_sealed_and_no_others() {
    let app = TestApp::start();
    let (_, hand) = Hand::cleared(&app);
    let after = hand.see().last();
    let seal = |text: &str| hand.found.seal(&Plaintext::new(text.to_owned())).unwrap();
    let (named, other) = (seal("named"), seal("other"));
    let entry = hand.signed(hand.entry(
        after,
        Act::Acknowledged {
            item: Some(named.digest()),
        },
    ));
    let (named, other) = (Bytes(named.into_bytes()), Bytes(other.into_bytes()));
    hand.refused(
        &app,
        &entry,
        Vec::new(),
        (400, "malformed", "did not come with it"),
    );
    hand.refused(
        &app,
        &entry,
        vec![other.clone()],
        (400, "malformed", "does not name"),
    );
    hand.refused(
        &app,
        &entry,
        vec![named.clone(), named.clone()],
        (400, "malformed", "twice"),
    );
    hand.refused(
        &app,
        &entry,
        vec![named.clone(), other.clone()],
        (400, "malformed", "does not name"),
    );
    let silent = hand.signed(hand.entry(after, acknowledged()));
    hand.refused(&app, &silent, vec![other], (400, "malformed", "does not name"));
    let plain = b"The words in clear.".to_vec();
    let item = Some(daylight_tlog::sha256(&plain));
    let unsealed = hand.signed(hand.entry(after, Act::Acknowledged { item }));
    hand.refused(
        &app,
        &unsealed,
        vec![Bytes(plain)],
        (400, "malformed", "not sealed"),
    );
    let long = hand.found.seal(&Plaintext::new("x".repeat(200 * 1024))).unwrap();
    let item = Some(long.digest());
    let too_long = hand.signed(hand.entry(after, Act::Acknowledged { item }));
    let act = HolderAct {
        entry: too_long,
        items: vec![Bytes(long.into_bytes())],
    };
    let before = app.contents();
    let answer = app.post(&hand.path(), Some(&hand.token), &act);
    answer.is_refusal(413, "too_large", "KiB");
    assert!(app.contents() == before);
    let good = HolderAct {
        entry,
        items: vec![named],
    };
    assert_eq!(app.post(&hand.path(), Some(&hand.token), &good).status, 200);
}

#[test]
fn whoever_passed_a_concern_on_is_barred_from_it_for_good() {
    let app = TestApp::start();
    let (_, hand) = Hand::cleared(&app);
    hand.found
        .act_on(&hand.holder, &hand.see(), &Act::Conflict {}, &[])
        .unwrap();
    let view = app
        .get(&format!("desk/concerns/{}", hand.found.id), Some(&hand.token))
        .json();
    assert!(
        view["about"].is_null() && view["account"].is_null(),
        "nothing more is handed out: {view}"
    );
    let after = hand.see().last();
    for act in [acknowledged(), Act::NoConflict {}, Act::Mismatch {}] {
        hand.refused(
            &app,
            &hand.signed(hand.entry(after, act)),
            Vec::new(),
            (409, "refused", "barred"),
        );
    }
}

#[test]
fn a_stage_that_lost_the_concern_cannot_acknowledge_it_any_more() {
    let app = TestApp::start();
    let (sent, hand) = Hand::cleared(&app);
    app.clock.advance_days(8);
    // The calendar has not run: the dates count all the same.
    let hand = Hand {
        holder: app.sign_in("guardian"),
        token: app.token("guardian"),
        ..hand
    };
    let late = hand.signed(hand.entry(hand.see().last(), acknowledged()));
    hand.refused(&app, &late, Vec::new(), (409, "refused", "stage 2"));
    app.tick();
    let late = hand.signed(hand.entry(hand.see().last(), acknowledged()));
    hand.refused(&app, &late, Vec::new(), (409, "refused", "stage 2"));
    assert_eq!(app.track(&sent).outlook.stage, daylight_domain::StageNo(2));
}

#[test]
fn a_message_of_the_reporter_waits_for_the_tick_and_makes_no_act_stale() {
    let app = TestApp::start();
    let (sent, hand) = Hand::cleared(&app);
    let seen = hand.see();
    let trust = app.trust();
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    let words = Plaintext::new("One thing more.".to_owned());
    reporter
        .send_message(app.client(), &trust, &app.track(&sent), &words)
        .unwrap();
    let kinds = |concern: &Concern| -> Vec<&str> {
        concern.entries.iter().map(|each| each.entry.act.kind()).collect()
    };
    assert_eq!(
        kinds(&hand.see()),
        kinds(&seen),
        "not on the desk before the tick"
    );
    hand.found
        .act_on(&hand.holder, &seen, &acknowledged(), &[])
        .unwrap();
    app.tick();
    assert_eq!(
        kinds(&hand.see())
            .into_iter()
            .filter(|kind| *kind == "message")
            .count(),
        1
    );
}
