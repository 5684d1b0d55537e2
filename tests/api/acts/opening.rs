//! Opening with the key inside the capsule, and what waits for it; whoever passed a concern on opens nothing more.

use daylight::client::desk;
use daylight_domain::{Act, Signature, Urgency};

use super::{Hand, acknowledged};
use crate::harness::{FRIDAY, TestApp};

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
fn whoever_has_opened_a_concern_that_does_not_hold_together_can_say_so_and_it_moves_up() {
    let mut app = TestApp::start();
    let (code, sealed) = app.seal(&[], Urgency::Ordinary);
    let sent = app.send(code, &sealed);
    app.tick();
    let hand = Hand::of(&app, "guardian", sent.received.concern);
    hand.found.sign_opened(&hand.holder).unwrap();
    app.bend(sealed.about.as_bytes());
    let seen = hand.found.concern(&hand.holder).map(|_| ()).unwrap_err();
    assert!(seen.to_string().contains("sign `mismatch`"), "{seen}");
    let answer = hand.found.act_unread(&hand.holder, &Act::Mismatch {}).unwrap();
    assert_eq!(answer.followed_by, ["escalated"]);
}
