//! Words that come with an act: sealed, named by it, and no others.

use daylight::api::{Bytes, HolderAct};
use daylight::crypto::seal::Plaintext;
use daylight_domain::Act;

use super::{Hand, acknowledged};
use crate::harness::TestApp;
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
