//! A line to a service that breaks in the middle of what is sent on it, and files that come whole through it all the same.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use daylight::client::{Reporter, Service, attachments};
use daylight_domain::{Act, Digest, Urgency};
use tempfile::tempdir;

use crate::attachments::file;
use crate::harness::TestApp;

/// What each of the next connections passes on before it breaks, in bytes: upwards and downwards.
type Breaks = Arc<Mutex<Vec<(u64, u64)>>>;

/// An address that leads to the service. Connections break as told; when none is told any more, they hold.
fn line_to(service: SocketAddr, breaks: &Breaks) -> Service {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let breaks = breaks.clone();
    std::thread::spawn(move || {
        for near in listener.incoming() {
            let near = near.unwrap();
            let far = TcpStream::connect(service).unwrap();
            let (up, down) = breaks.lock().unwrap().pop().unwrap_or((u64::MAX, u64::MAX));
            for (from, into, most) in [(&near, &far, up), (&far, &near, down)] {
                let (from, mut into) = (from.try_clone().unwrap(), into.try_clone().unwrap());
                std::thread::spawn(move || {
                    let _ = io::copy(&mut (&from).take(most), &mut into);
                    let _ = into.shutdown(Shutdown::Both);
                    let _ = from.shutdown(Shutdown::Both);
                });
            }
        }
    });
    Service::at(&format!("http://{address}")).unwrap()
}

/// An address that leads to the service. Of an export, what follows the first twenty thousand bytes comes when it is told to.
pub(crate) fn line_that_waits(service: SocketAddr) -> (String, Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (go_on, told) = channel();
    let told = Arc::new(Mutex::new(told));
    std::thread::spawn(move || {
        for near in listener.incoming() {
            let near = near.unwrap();
            let far = TcpStream::connect(service).unwrap();
            let (mut up, mut onto) = (near.try_clone().unwrap(), far.try_clone().unwrap());
            std::thread::spawn(move || {
                let _ = io::copy(&mut up, &mut onto);
                let _ = onto.shutdown(Shutdown::Both);
            });
            let told = told.clone();
            std::thread::spawn(move || {
                let _ = pass_on(far, &near, &told);
                let _ = near.shutdown(Shutdown::Both);
            });
        }
    });
    (format!("http://{address}"), go_on)
}

fn pass_on(mut far: TcpStream, mut near: &TcpStream, told: &Mutex<Receiver<()>>) -> io::Result<()> {
    let mut piece = [0; 16_384];
    let mut left = usize::MAX;
    loop {
        let read = far.read(&mut piece)?;
        if read == 0 {
            return Ok(());
        }
        let coming = &piece[..read];
        if coming.windows(15).any(|words| words == b"daylight-length") {
            left = 20_000;
        }
        left = left.saturating_sub(read);
        if left == 0 {
            let _ = told.lock().unwrap().recv();
            left = usize::MAX;
        }
        near.write_all(coming)?;
    }
}

#[test]
fn a_file_goes_on_where_the_line_broke_both_ways_and_arrives_as_it_was() {
    let app = TestApp::start();
    let sent = app.submit();
    let (trust, mine) = (app.trust(), tempdir().unwrap());
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    let path = file(&mine, 5_000_000);
    let breaks = Breaks::default();
    let line = line_to(app.replicas[0].address, &breaks);

    // In the middle of a piece, and of a later one.
    *breaks.lock().unwrap() = vec![(3_000_000, u64::MAX), (1_000_000, u64::MAX)];
    let gone = Mutex::new(Vec::new());
    let progress = |come, _| gone.lock().unwrap().push(come);
    reporter
        .attach(&line, &trust, &app.track(&sent), &path, &progress)
        .unwrap();
    assert!(breaks.lock().unwrap().is_empty(), "the line broke twice");
    let gone = gone.into_inner().unwrap();
    assert!(gone.is_sorted(), "nothing that had come was sent again: {gone:?}");

    let item = attachments::attached(&app.track(&sent))[0];
    *breaks.lock().unwrap() = vec![(u64::MAX, 2_000_000), (u64::MAX, 10_000), (u64::MAX, 1_500_000)];
    let line = line_to(app.replicas[0].address, &breaks);
    let asked = Mutex::new(Vec::new());
    let source = |item: &Digest, offset| {
        asked.lock().unwrap().push(offset);
        reporter.attachment(&line, *item, offset)
    };
    let identity = reporter.master().case_identity();
    let (_, saved) = attachments::save(&source, &item, &identity, mine.path(), &|_, _| ()).unwrap();
    assert!(std::fs::read(saved).unwrap() == std::fs::read(path).unwrap());
    let asked = asked.into_inner().unwrap();
    assert!(
        asked.len() == 4 && asked.is_sorted() && asked[1] > 1_000_000,
        "it went on from where it was: {asked:?}"
    );
}

#[test]
fn an_act_whose_answer_is_lost_is_told_as_one_that_may_have_been_taken() {
    let app = TestApp::start();
    let sent = app.submit();
    let trust = app.trust();
    let reporter = Reporter::from_code(&sent.code, &trust).unwrap();
    let concern = app.track(&sent);
    let breaks = Breaks::default();
    let line = line_to(app.replicas[0].address, &breaks);
    let raised = Act::UrgencyChanged {
        to: Urgency::Danger,
        item: None,
    };

    breaks.lock().unwrap().push((u64::MAX, 1));
    let lost = reporter.sign(&line, &trust, &concern, &raised, None).unwrap_err();
    assert_eq!(lost.word(), "unsettled");
    assert!(
        lost.to_string().contains("It may have been taken all the same"),
        "{lost}"
    );
    assert_eq!(app.track(&sent).outlook.urgency, Urgency::Danger, "as it was");
}
