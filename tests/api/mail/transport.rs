//! One mail to a mail server: what is demanded of the way there, and what an unwilling server costs.

use std::time::{Duration, Instant};

use daylight::mail::{Mailer as _, NotSent, Outgoing, SmtpMailer};
use daylight_domain::Date;

use super::server::{MailServer, PATIENT, SHORT};

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(work)
}

fn send(mailer: &SmtpMailer) -> Result<(), NotSent> {
    let mail = Outgoing {
        id: [7; 16],
        day: Date::constant(2026, 12, 18),
        to: "chair@demo.invalid".to_owned(),
        message: "Message-ID: <07@demo.invalid>\r\n\r\nwords\r\n.\r\n.. dots\r\n".to_owned(),
    };
    run(mailer.send(&mail))
}

fn why(sent: Result<(), NotSent>) -> String {
    match sent {
        Err(NotSent::Unreachable(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[test]
fn mail_goes_by_tls_and_by_starttls_signed_in_and_the_server_is_told_our_domain_alone() {
    for way in ["tls", "starttls"] {
        let server = MailServer::start(&[way, "daylight", "correct horse"]);
        server.file("password", "correct horse\n");
        let signed = format!("security = {way:?}\nuser = \"daylight\"\npassword_file = \"password\"\n");
        let trusted = signed.clone() + &MailServer::authority();
        let mailer = server.mailer("localhost", &trusted);
        run(mailer.check()).unwrap();
        assert!(server.taken().is_empty(), "a check sends nothing");
        send(&mailer).unwrap();
        let taken = server.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!(
            (
                taken[0].hello.as_str(),
                taken[0].from.as_str(),
                taken[0].to.as_str()
            ),
            ("demo.invalid", "daylight@demo.invalid", "chair@demo.invalid")
        );
        assert!(
            taken[0].message.contains("\r\nwords\r\n.\r\n.. dots\r\n"),
            "{}",
            taken[0].message
        );

        // The password of tomorrow needs no restart, and a wrong one, or none, is said as what it is.
        server.file("password", "wrong");
        let refused = why(send(&mailer));
        assert!(refused.contains("sign in"), "{refused}");
        server.file("password", "\n");
        assert!(why(send(&mailer)).contains("is empty"));
        std::fs::remove_file(server.file("password", "")).unwrap();
        assert!(why(send(&mailer)).contains("password file"));
        server.file("password", "correct horse");

        // A certificate of nobody we trust, or of another host.
        assert!(why(send(&server.mailer("localhost", &signed))).contains("certificate"));
        assert!(why(send(&server.mailer("127.0.0.1", &trusted))).contains("certificate"));
        assert_eq!(server.taken().len(), 1);
    }
}

#[test]
fn a_server_that_offers_no_tls_gets_no_mail_and_no_password() {
    let server = MailServer::start(&[]);
    for way in ["tls", "starttls"] {
        let fields = format!("security = {way:?}\n") + &MailServer::authority();
        let mailer = server.mailer("localhost", &fields).within(SHORT);
        let why = why(send(&mailer));
        assert!(
            why.contains("TLS") || why.contains("in time") || why.contains("answer"),
            "{why}"
        );
        run(mailer.check()).unwrap_err();
    }
    assert!(server.taken().is_empty());
}

/// The message must arrive before this is over.
const LONGER: Duration = SHORT.saturating_mul(5);

#[test]
fn a_refusal_is_of_this_mail_and_silence_or_a_cut_is_of_the_server_within_the_bound() {
    let mut server = MailServer::start(&[]);
    let mailer = server.plain_mailer();
    for (mode, taken) in [
        ("refuse-4xx", 0),
        ("refuse-5xx", 0),
        ("refuse chair@demo.invalid", 0),
    ] {
        server.mode(mode);
        assert!(matches!(send(&mailer), Err(NotSent::Refused(_))), "{mode}");
        assert_eq!(server.taken().len(), taken, "{mode}");
    }
    for (mode, taken) in [("hang", 0), ("drop", 1), ("hang-data", 2)] {
        server.mode(mode);
        let began = Instant::now();
        let bounded = if mode == "drop" {
            mailer.clone()
        } else {
            mailer.clone().within(LONGER)
        };
        why(send(&bounded));
        assert!(began.elapsed() < PATIENT, "{mode}");
        assert_eq!(server.taken().len(), taken, "{mode}");
    }
    server.mode("refuse guardian@demo.invalid");
    send(&mailer).unwrap();
    server.stop();
    assert!(why(send(&mailer)).contains("answer"));
    why(run(mailer.check()));
}
