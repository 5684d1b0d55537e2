//! What whoever carries mail can see: one size, one subject, one hour.

use std::collections::{BTreeMap, BTreeSet};

use daylight::clock::Clock as _;
use daylight_domain::Urgency;

use super::server::header;
use crate::harness::TestApp;

const HOUR_MS: i64 = 60 * 60 * 1000;

#[test]
fn all_digests_of_a_month_with_and_without_work_have_one_size_one_subject_and_one_hour() {
    let app = TestApp::start_in_earnest();
    let mut hours = BTreeSet::new();
    let mut days = BTreeMap::<String, usize>::new();
    // The founding has its own moment, before anybody can send anything.
    app.tick();
    let mut seen = app.mail.sent().len();
    for look in 0..8 * 30 {
        if [20, 21, 70, 140].contains(&look) {
            app.submit();
        }
        app.clock.advance_ms(3 * HOUR_MS);
        app.tick();
        let sent = app.mail.sent();
        for mail in &sent[seen..] {
            hours.insert(app.clock.now_ms().rem_euclid(24 * HOUR_MS));
            *days.entry(mail.to.clone()).or_default() += 1;
        }
        seen = sent.len();
    }
    assert_eq!(hours.len(), 1, "mail leaves at one hour of the day: {hours:?}");
    assert_eq!(days.len(), 4, "{days:?}");
    assert_eq!(
        days.values().collect::<BTreeSet<_>>().len(),
        1,
        "each holder as often as the other: {days:?}"
    );
    assert!(days.values().all(|count| (29..=31).contains(count)), "{days:?}");

    // An alert has another moment, named as the one exception, and else nothing of its own.
    let (code, sealed) = app.seal(&[], Urgency::Danger);
    app.send(code, &sealed);
    app.tick();
    let sent = app.mail.sent();
    assert!(sent.len() > seen, "danger is mailed at once");
    let all = |what: &dyn Fn(&str) -> String| -> BTreeSet<String> {
        sent.iter().map(|mail| what(&mail.message)).collect()
    };
    assert_eq!(all(&|mail| mail.len().to_string()).len(), 1);
    assert_eq!(all(&|mail| header(mail, "Subject").to_owned()).len(), 1);
    let hour_and_zone = |mail: &str| header(mail, "Date").splitn(5, ' ').nth(4).unwrap().to_owned();
    let times = all(&hour_and_zone);
    assert_eq!(times.len(), 1, "{times:?}");
    assert!(times.first().unwrap().starts_with("00:00:00 "), "{times:?}");
    let ids = all(&|mail| header(mail, "Message-ID").to_owned());
    assert_eq!(ids.len(), sent.len());
}
