//! Work cut off anywhere inside one process: what has a receipt is there afterwards, whole and once; what has none can
//! be sent again. The death of whole programs stands in `kill`.

use std::future::poll_fn;
use std::task::Poll;

use daylight::actions::add_act::by_holder;
use daylight::actions::run_calendar::run_calendar;
use daylight::actions::submit_concern::submit_concern;
use daylight::actions::{Service, Signed};
use daylight::api::{Bytes, HolderAct, Submission};
use daylight::client::{Reporter, desk};
use daylight::crypto::code::TrackingCode;
use daylight::crypto::seal::Plaintext;
use daylight_domain::{Act, Author, ConcernId, Entry, Role, Urgency};
use daylight_tlog::UnsignedEntry;

use crate::harness::TestApp;

/// Lets work go on so many times, then drops it where it stands, as a death of the process would.
pub(crate) async fn cut_after<T>(times: usize, work: impl Future<Output = T>) -> Option<T> {
    let mut work = Box::pin(work);
    let mut left = times;
    poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left = left.saturating_sub(1);
        work.as_mut().poll(context).map(Some)
    })
    .await
}

/// Waits until what was cut off has been rolled back or kept.
pub(crate) async fn settled(service: &Service) {
    drop(service.store.begin_write().await.unwrap());
}

/// A concern in danger as it is sent, not sent.
pub(crate) fn request(app: &TestApp) -> (TrackingCode, ConcernId, Submission) {
    let (code, sealed) = app.seal(&[], Urgency::Danger);
    let reporter = Reporter::from_code(&code, &app.trust()).unwrap();
    let request = Submission {
        manifest: String::from_utf8(sealed.manifest_bytes).unwrap(),
        locator_hash: reporter.master().locator().hash(),
        about: Bytes(sealed.about.into_bytes()),
        account: Bytes(sealed.account.into_bytes()),
        capsules: sealed
            .capsules
            .into_iter()
            .map(|capsule| Bytes(capsule.into_bytes()))
            .collect(),
    };
    (code, sealed.manifest.concern(), request)
}

#[test]
fn a_submission_cut_off_anywhere_is_kept_whole_or_not_at_all() {
    let mut app = TestApp::start();
    app.tick();
    let service = app.service().clone();
    let (mut code, mut concern, mut sending) = request(&app);
    let (mut cuts, mut codes, mut most) = (0, Vec::new(), 40);
    for attempt in 0..60 {
        let before = app.contents();
        // How often a submission is woken depends on the machine: the cuts fall everywhere up to its end.
        let times = 1 + attempt % most;
        let whole = app
            .runtime
            .block_on(cut_after(times, submit_concern(&service, sending.clone())));
        app.runtime.block_on(settled(&service));
        let kept = app.contents();
        match &whole {
            Some(_) => most = times.max(2),
            None => cuts += 1,
        }
        if kept == before {
            assert!(whole.is_none(), "answered and not kept");
        } else {
            // Cut off between the commit and the answer, the sender has no receipt and asks again.
            let again = app
                .runtime
                .block_on(submit_concern(&service, sending.clone()))
                .unwrap();
            assert!(app.contents() == kept, "asking again adds nothing");
            assert!(
                whole.is_none_or(|answer| answer.unwrap() == again),
                "the same receipt"
            );
            codes.push((code, concern));
            (code, concern, sending) = request(&app);
        }
    }
    assert!(cuts > 10, "only {cuts} cuts");
    app.restart();
    app.tick();
    for (code, concern) in &codes {
        let reporter = Reporter::from_code(code, &app.trust()).unwrap();
        assert_eq!(reporter.track(app.client(), &app.trust()).unwrap().id, *concern);
    }
    assert_eq!(
        usize::try_from(app.count("SELECT count(*) FROM concern")).unwrap(),
        codes.len()
    );
    let (found, broken) = desk::find(&app.sign_in("guardian")).unwrap();
    assert_eq!(
        (found.len(), broken),
        (codes.len(), 0),
        "each opens at the desk, once"
    );
}

#[test]
fn an_act_cut_off_anywhere_counts_once_or_not_at_all() {
    let mut app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let guardian = app.sign_in("guardian");
    let (found, _) = desk::find(&guardian).unwrap();
    found[0].sign_opened(&guardian).unwrap();
    found[0]
        .act_on(
            &guardian,
            &found[0].concern(&guardian).unwrap().unwrap(),
            &Act::NoConflict {},
            &[],
        )
        .unwrap();
    let concern = found[0].concern(&guardian).unwrap().unwrap();
    let line = found[0].seal(&Plaintext::new("Thank you.".to_owned())).unwrap();
    let entry = Entry {
        day: guardian.trust.today,
        concern: Some(concern.id),
        by: Author::Person(guardian.person),
        after: concern.last(),
        act: Act::Acknowledged {
            item: Some(line.digest()),
        },
    };
    let signed = UnsignedEntry(entry)
        .sign(guardian.trust.log.origin(), &guardian.key.signing.key())
        .unwrap();
    let act = HolderAct {
        entry: String::from_utf8(signed).unwrap(),
        items: vec![Bytes(line.into_bytes())],
    };
    let who = Signed {
        person: guardian.person,
        role: Role::Holder,
        offices: vec![found[0].office.clone()],
    };
    let service = app.service().clone();
    let before = app.contents();
    for times in 1..500 {
        let done = app.runtime.block_on(cut_after(
            times,
            by_holder(&service, &who, concern.id, act.clone()),
        ));
        app.runtime.block_on(settled(&service));
        if done.is_some() || app.contents() != before {
            break;
        }
    }
    app.restart();
    let count = "SELECT count(*) FROM entry WHERE kind = 'acknowledged'";
    assert_eq!(app.count(count), 1);
    assert_eq!(app.count("SELECT count(*) FROM part"), 1);
    assert_eq!(
        app.track(&sent).outlook.state,
        daylight_domain::State::Acknowledged
    );
}

#[test]
fn a_tick_cut_off_anywhere_is_finished_by_the_next_one_and_no_lapse_is_doubled_or_lost() {
    let mut app = TestApp::start();
    let sent: Vec<_> = (0..3).map(|_| app.submit()).collect();
    for times in 1..160 {
        if times % 8 == 0 {
            app.clock.advance_days(1);
        }
        if times % 40 == 0 {
            app.restart();
            // The dead process still holds its lease for two minutes.
            app.clock.advance_ms(121_000);
        }
        let service = app.service().clone();
        let _ = app.runtime.block_on(cut_after(times * 2, run_calendar(&service)));
        app.runtime.block_on(settled(&service));
    }
    app.clock.advance_ms(121_000);
    app.tick();
    for sent in &sent {
        let outlook = app.track(sent).outlook;
        let moved: Vec<_> = outlook
            .timeline
            .iter()
            .filter_map(|step| match step.act {
                Act::Escalated { to, arrived, .. } => Some((to.0, arrived.to_string())),
                _ => None,
            })
            .collect();
        assert_eq!(
            moved,
            [(2, "2026-12-26".to_owned()), (3, "2027-01-03".to_owned())]
        );
    }
    let days = app.count("SELECT count(DISTINCT day) FROM mail");
    let digests = app.count("SELECT count(*) FROM mail WHERE kind = 'digest'");
    assert!(
        digests <= days * 4,
        "{digests} digests on {days} days: a holder had two of one day"
    );
    assert_eq!(
        app.count("SELECT count(*) FROM batch WHERE checkpoint IS NULL"),
        0
    );
}
