//! The program itself at a service: what it says to programs and people, and by which way it goes.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};

use crate::harness::{PLANTED, TestApp};
use crate::program::{Both, daylight, file, json, said};

#[test]
fn the_reporter_reads_the_words_of_an_acknowledgement_and_every_message() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let at = Both::of(&app, &sent);
    let (guardian, id) = (&at.guardian, &at.id);

    let early = guardian.run(&["act", "acknowledge", id]);
    assert!(said(&early).contains("open it first"), "{}", said(&early));

    let opened = guardian.run(&["open", id]);
    for wanted in ["you opened it", "I have no conflict", "act conflict"] {
        assert!(said(&opened).contains(wanted), "{wanted}: {}", said(&opened));
    }
    let opened = json(&opened);
    assert!(opened["account"].as_str().unwrap().contains(PLANTED));
    assert!(opened["about"].is_string() && opened["attachments"].is_array());

    for (act, text) in [("acknowledge", "we have it"), ("message", "was it on a Friday")] {
        let words = at.file("words", &format!("{text}: {PLANTED}"));
        json(&guardian.run(&["act", act, id, "--message-file", &words]));
    }
    let given = format!("yes, on a Friday: {PLANTED}");
    let told = json(&at.reporter.track(&["--json", "--message"], &given));
    let messages: Vec<(&str, &str, &str)> = told["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let word = |name: &str| one[name].as_str().unwrap();
            (
                word("kind"),
                word("from"),
                word("text").split(':').next().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        messages,
        [
            ("acknowledged", "guardian", "we have it"),
            ("message", "guardian", "was it on a Friday"),
            ("message", "reporter", "yes, on a Friday"),
        ]
    );
    let people_read = at.reporter.page();
    for (_, _, text) in messages {
        assert!(people_read.contains(text), "{people_read}");
    }
}

#[test]
fn who_passed_a_concern_on_is_told_so_and_signs_nothing_more() {
    let app = TestApp::start();
    let sent = app.submit();
    app.tick();
    let at = Both::of(&app, &sent);
    let (guardian, id) = (&at.guardian, &at.id);
    json(&guardian.run(&["open", id, "--only-about"]));
    json(&guardian.run(&["act", "conflict", id]));
    assert_eq!(json(&guardian.run(&["inbox"]))["concerns"][0]["passed_on"], true);
    let again = guardian.run(&["open", id]);
    assert!(
        said(&again).contains("you passed this concern on"),
        "{}",
        said(&again)
    );
    assert!(!said(&again).contains("Signing"), "{}", said(&again));
}

#[test]
fn a_failure_is_json_for_programs_and_one_word_tells_its_kind() {
    let app = TestApp::start();
    let url = format!("http://{}", app.replicas[0].address);
    let folder = tempfile::tempdir().unwrap();
    let unknown = daylight::crypto::code::TrackingCode::generate(&app.entropy);
    let code = &file(folder.path(), "code", &unknown.words());
    let nowhere = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nowhere = format!("http://{nowhere}");
    for (args, word) in [
        (
            vec!["track", "--url", &nowhere, "--code-file", code],
            "unreachable",
        ),
        (vec!["track", "--url", &url, "--code-file", code], "not_found"),
        (
            vec!["track", "--url", "http://a.onion", "--code-file", code],
            "proxy",
        ),
        (
            vec!["track", "--url", "http://a.example", "--code-file", code],
            "address",
        ),
        (vec!["receipt", "verify", "/there/is/no/such/receipt"], "failed"),
        (vec!["doctor", "--dir", "/there/is/no/such/folder"], "failed"),
    ] {
        let failed = daylight(&[&args[..], &["--json"]].concat(), "", &[]);
        assert_eq!(failed.status.code(), Some(1), "{args:?}");
        assert_eq!(json(&failed)["error"], word, "{args:?}");
        let sentence = json(&failed)["message"].as_str().unwrap().to_owned();
        assert!(said(&failed).contains(&sentence), "people read it too");
    }
}

#[test]
fn a_receipt_that_cannot_be_written_stops_before_anything_is_sent() {
    let app = TestApp::start();
    let url = format!("http://{}", app.replicas[0].address);
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("receipt");
    std::fs::write(&there, "another").unwrap();
    let no_folder = folder.path().join("none/receipt");
    for place in [&there, &no_folder] {
        let place = place.to_str().unwrap();
        let stopped = daylight(&["submit", "--url", &url, "--receipt", place], PLANTED, &[]);
        assert_eq!(stopped.status.code(), Some(1));
        assert!(said(&stopped).contains("nothing was sent"), "{}", said(&stopped));
    }
    assert_eq!(std::fs::read_to_string(&there).unwrap(), "another");
}

/// A SOCKS5 proxy (RFC 1928) that knows one name, takes one connection, and tells the name it was asked for.
pub(crate) fn one_name_proxy(service: SocketAddr) -> (SocketAddr, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let serve = move || {
        let (mut near, _) = listener.accept().unwrap();
        near.read_exact(&mut [0; 3]).unwrap();
        near.write_all(&[5, 0]).unwrap();
        let mut head = [0; 5];
        near.read_exact(&mut head).unwrap();
        assert_eq!(head[..4], [5, 1, 0, 3], "asked for a name, not for an address");
        let mut name = vec![0; usize::from(head[4]) + 2];
        near.read_exact(&mut name).unwrap();
        near.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0]).unwrap();
        let mut far = TcpStream::connect(service).unwrap();
        let (mut near_in, mut far_out) = (near.try_clone().unwrap(), far.try_clone().unwrap());
        std::thread::spawn(move || std::io::copy(&mut near_in, &mut far_out));
        let _ = std::io::copy(&mut far, &mut near);
        name.truncate(usize::from(head[4]));
        String::from_utf8(name).unwrap()
    };
    (address, std::thread::spawn(serve))
}

#[test]
fn an_onion_service_is_reached_through_the_proxy_of_the_environment_which_alone_learns_its_name() {
    let app = TestApp::start();
    let onion = "exampleexampleexampleexampleexampleexampleexampleexample.onion";
    let (proxy, asked) = one_name_proxy(app.replicas[0].address);
    let shown = daylight(
        &["policy", "show", "--json", "--url", &format!("http://{onion}")],
        "",
        &[("ALL_PROXY", &format!("socks5://{proxy}")), ("NO_PROXY", "*")],
    );
    assert!(
        json(&shown)["toml"].as_str().unwrap().contains("Example Council"),
        "{}",
        said(&shown)
    );
    assert_eq!(asked.join().unwrap(), onion);
}

#[test]
fn a_folder_without_its_database_is_told_so_and_no_empty_one_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("instance");
    daylight::server::set_up_demo(&dir).unwrap();
    std::fs::remove_file(dir.join("daylight.db")).unwrap();
    for command in [&["doctor"][..], &["migrate"], &["calendar", "run"], &["serve"]] {
        let stopped = daylight(&[command, &["--dir", dir.to_str().unwrap()]].concat(), "", &[]);
        assert_eq!(stopped.status.code(), Some(1), "{command:?}");
        assert!(said(&stopped).contains("is not there"), "{}", said(&stopped));
        assert!(!dir.join("daylight.db").exists(), "{command:?}");
    }
}

#[test]
fn doctor_names_another_origin_a_key_that_others_read_and_a_folder_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("instance");
    daylight::server::set_up_demo(&dir).unwrap();
    let (config, key) = (dir.join("daylight.toml"), dir.join("log.key"));
    let right = std::fs::read_to_string(&config).unwrap();
    let doctor = || {
        let told = daylight(&["doctor", "--json", "--dir", dir.to_str().unwrap()], "", &[]);
        let findings = json(&told)["findings"].to_string();
        (told.status.code(), findings)
    };
    assert_eq!(doctor().0, Some(0));

    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    assert!(doctor().1.contains("chmod 600"), "{}", doctor().1);

    std::fs::write(
        &config,
        format!("{right}\n[storage]\nblobs = \"daylight.toml\"\n"),
    )
    .unwrap();
    let (code, findings) = doctor();
    assert_eq!(code, Some(1));
    assert!(findings.contains("storage.blobs"), "{findings}");

    std::fs::write(&config, right.replace("demo.daylight.invalid", "other.invalid")).unwrap();
    let (code, findings) = doctor();
    assert_eq!(code, Some(1));
    assert!(
        findings.contains("Put the origin in daylight.toml right"),
        "{findings}"
    );
}

#[test]
fn a_founding_that_fails_leaves_the_folder_as_it_was_and_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("instance");
    let config = "origin = \"concerns.example.org/log\"\n";
    let cast = || daylight::server::cast(&daylight::entropy::SystemEntropy).unwrap();
    let first = cast();
    let guardian = first.people.iter().find(|file| file.name == "guardian").unwrap();
    let refused =
        daylight::server::set_up(&dir, config, first.founding, &guardian.signing.key()).unwrap_err();
    assert!(
        refused.to_string().contains("a holder of the last stage"),
        "{refused:#}"
    );
    assert_eq!(std::fs::read_dir(&dir).unwrap().count(), 0);
    // A connection that is still open would take the files of the next founding with it when it closes.
    let open = std::fs::read_dir("/proc/self/fd").unwrap();
    let open = open.filter_map(|fd| std::fs::read_link(fd.unwrap().path()).ok());
    let left: Vec<_> = open.filter(|file| file.starts_with(&dir)).collect();
    assert!(left.is_empty(), "{left:?}");

    let mut two = cast();
    let deputy = two
        .founding
        .people
        .iter_mut()
        .find(|person| person.name == "deputy")
        .unwrap();
    deputy.office = Some("guardian".parse().unwrap());
    let outside = two.people.iter().find(|file| file.name == "outside").unwrap();
    let refused = daylight::server::set_up(&dir, config, two.founding, &outside.signing.key()).unwrap_err();
    let refused = refused.to_string();
    assert!(
        refused.contains("deputy is to hold guardian") && refused.contains("daylight person propose"),
        "{refused}"
    );

    let second = cast();
    let outside = second.people.iter().find(|file| file.name == "outside").unwrap();
    daylight::server::set_up(&dir, config, second.founding, &outside.signing.key()).unwrap();
}
