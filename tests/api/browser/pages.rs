//! What stands on the document itself, with scripts and without.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use crate::harness::TestApp;

pub(crate) fn get(app: &TestApp, path: &str) -> String {
    let mut stream = TcpStream::connect(app.replicas[0].address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a04_outside_routes_stand_on_the_page_with_scripts_off_and_no_case_open() {
    let app = TestApp::start();
    let page = get(&app, "/");
    let help = &page[page.find("id=\"help\"").unwrap()..];
    assert!(help.contains("protect-advice.org.uk"), "{help}");
    assert!(page.contains("<noscript>"));
}

#[test]
fn r12_what_was_seen_told_and_suspected_all_count_and_r29_a_clause_stops_nobody() {
    let app = TestApp::start();
    let page = get(&app, "/");
    for words in [
        "what you saw or heard yourself",
        "what somebody told you",
        "what you think or suspect",
        "You do not need proof.",
        "A confidentiality clause or a settlement cannot stop you",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn the_start_page_names_who_reads_and_by_which_date() {
    let app = TestApp::start();
    let page = get(&app, "/");
    assert!(
        page.contains("By Friday 25 December 2026 they must reply."),
        "{page}"
    );
    assert!(page.contains("it goes to Audit committee."), "{page}");
    assert!(
        page.contains("data-last=\"Outside body\""),
        "whom to tell when nothing else is believed"
    );
    assert!(
        page.contains("999"),
        "the emergency number before anything is typed"
    );
}

#[test]
fn only_the_page_may_run_scripts_and_only_its_own() {
    let app = TestApp::start();
    let policy = |path: &str| {
        let answer = get(&app, path);
        let line = answer
            .lines()
            .find(|line| line.starts_with("content-security-policy:"));
        line.unwrap().to_owned()
    };
    assert!(policy("/").contains("script-src 'self' 'wasm-unsafe-eval';"));
    assert!(!policy("/").contains("unsafe-inline"));
    assert!(!policy("/api/v1/instance").contains("script-src"));
    let page = get(&app, "/");
    assert!(!page.contains("<script>") && !page.contains("style=") && !page.contains(" onclick"));
}

#[test]
fn a11_the_start_page_leads_to_the_public_page_in_its_own_language() {
    let app = TestApp::start();
    for (start, record) in [("/", "/record"), ("/cy", "/cy/record"), ("/ur", "/ur/record")] {
        let page = get(&app, start);
        assert!(page.contains(&format!("href=\"{record}\"")), "{page}");
        let answer = get(&app, record);
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(answer.contains(app.trust().log.origin()), "{answer}");
    }
}

#[test]
fn every_link_of_the_page_leads_somewhere() {
    let app = TestApp::start();
    let page = get(&app, "/");
    let links = page.split("href=\"/").skip(1);
    let links: Vec<String> = links
        .map(|rest| format!("/{}", rest.split('"').next().unwrap()))
        .collect();
    assert!(links.len() > 8, "{links:?}");
    for link in links {
        let answer = get(&app, &link);
        let found = answer.starts_with("HTTP/1.1 200") || answer.starts_with("HTTP/1.1 303");
        assert!(found, "{link}: {answer}");
    }
}
