//! Death at any moment: what has a receipt is there afterwards, whole and once; what has none can be sent again.

use std::future::poll_fn;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use daylight::actions::add_act::by_holder;
use daylight::actions::run_calendar::run_calendar;
use daylight::actions::submit_concern::submit_concern;
use daylight::actions::{Service, Signed};
use daylight::api::{Bytes, HolderAct, Submission};
use daylight::client::http::Caller;
use daylight::client::submit::{self, Choices};
use daylight::client::{self, Reporter, Trust, desk};
use daylight::crypto::code::TrackingCode;
use daylight::crypto::seal::Plaintext;
use daylight::entropy::SystemEntropy;
use daylight_domain::{Act, Author, ConcernId, Entry, Role, Urgency};
use daylight_tlog::UnsignedEntry;

use crate::harness::TestApp;

/// Lets work go on so many times, then drops it where it stands, as a death of the process would.
async fn cut_after<T>(times: usize, work: impl Future<Output = T>) -> Option<T> {
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
async fn settled(service: &Service) {
    drop(service.store.begin_write().await.unwrap());
}

fn request(app: &TestApp) -> (TrackingCode, ConcernId, Submission) {
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
    assert_eq!(
        app.count("SELECT count(*) FROM part WHERE concern IS NOT NULL"),
        1
    );
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

/// The program itself, serving a folder.
struct Served {
    child: Child,
    client: client::Service,
}

impl Served {
    fn start(dir: &Path, runtime: &tokio::runtime::Runtime) -> Self {
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_daylight"))
            .args([
                "serve",
                "--dir",
                dir.to_str().unwrap(),
                "--listen",
                &address.to_string(),
            ])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let client = client::Service::at(&format!("http://{address}")).unwrap();
        let up = async {
            while std::net::TcpStream::connect(address).is_err() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        runtime
            .block_on(async { tokio::time::timeout(Duration::from_mins(1), up).await })
            .expect("it answers");
        Self { child, client }
    }

    /// The power goes.
    fn kill(mut child: Child) {
        child.kill().unwrap();
        child.wait().unwrap();
    }

    fn trust(&self) -> Trust {
        Trust::check(self.client.get("instance", Caller::Anyone).unwrap(), None).unwrap()
    }
}

/// Sends concerns until the service is gone; gives the codes for which a checked receipt came.
fn send_until_it_dies(
    client: &client::Service,
    trust: &Trust,
    gone: &AtomicBool,
    receipts: &Mutex<Vec<(TrackingCode, ConcernId)>>,
) {
    while !gone.load(Ordering::Relaxed) {
        let code = TrackingCode::generate(&SystemEntropy);
        let reporter = Reporter::from_code(&code, trust).unwrap();
        let text = Plaintext::new("the till is short".to_owned());
        let choices = Choices {
            excluded: &[],
            urgency: Urgency::Ordinary,
            about: &text,
            account: &text,
        };
        let sealed = submit::prepare(trust, reporter.master(), &choices, &SystemEntropy).unwrap();
        match submit::send(client, trust, reporter.master(), &sealed) {
            Ok(received) => receipts.lock().unwrap().push((code, received.concern)),
            Err(_) => return,
        }
    }
}

fn kill_in_the_middle(rounds: u64) {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("instance");
    daylight::server::set_up_demo(&dir).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let mut all = Vec::new();
    for round in 0..rounds {
        let served = Served::start(&dir, &runtime);
        let (trust, receipts, gone) = (served.trust(), Mutex::new(Vec::new()), AtomicBool::new(false));
        let Served { child, client } = served;
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| send_until_it_dies(&client, &trust, &gone, &receipts));
            }
            // The moment differs from round to round, and falls into submissions and ticks alike.
            let wanted = [2, 5, 3, 6, 4][usize::try_from(round).unwrap() % 5];
            let moment = async {
                while receipts.lock().unwrap().len() < wanted {
                    tokio::time::sleep(Duration::from_millis(round.wrapping_mul(7) % 13)).await;
                }
            };
            runtime
                .block_on(async { tokio::time::timeout(Duration::from_mins(1), moment).await })
                .expect("receipts");
            Served::kill(child);
            gone.store(true, Ordering::Relaxed);
        });
        all.extend(receipts.into_inner().unwrap());
    }
    let served = Served::start(&dir, &runtime);
    let trust = served.trust();
    for (code, concern) in &all {
        let reporter = Reporter::from_code(code, &trust).unwrap();
        assert_eq!(
            reporter.track(&served.client, &trust).unwrap().id,
            *concern,
            "what has a receipt is there"
        );
    }
    Served::kill(served.child);
    let health = daylight::server::doctor(&dir).unwrap();
    assert!(health.is_healthy(), "{health:?}");
}

#[test]
fn what_has_a_receipt_survives_kill_9() {
    kill_in_the_middle(3);
}

#[test]
#[ignore = "the long form: make faults"]
fn what_has_a_receipt_survives_kill_9_two_hundred_times() {
    kill_in_the_middle(200);
}
