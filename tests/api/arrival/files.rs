//! Files without a script: what a browser sends of a form with a file in it, and what it must not send.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};

use daylight::client::attachments;
use tempfile::tempdir;

use super::{Form, Page, start};
use crate::attachments::{attach, file, opened};
use crate::browser::sent;
use crate::harness::{PLANTED, Sent, TestApp};

const BOUNDARY: &str = "----InventedFormBoundary7MA4YWxkTrZu0gW";
const BROKEN: &str = "The file did not arrive whole, and has not been added.";

/// A part of a form: name, and for a file its name and type as they stand in the head.
struct Part<'a>(&'a str, Option<(&'a str, &'a str)>, &'a [u8]);

fn whole(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for Part(name, file, content) in parts {
        write!(
            body,
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\""
        )
        .unwrap();
        if let Some((file, kind)) = file {
            write!(body, "; filename=\"{file}\"\r\nContent-Type: {kind}").unwrap();
        }
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    write!(body, "--{BOUNDARY}--\r\n").unwrap();
    body
}

/// The form as the page has it.
fn form(code: &str, file: (&str, &str), content: &[u8]) -> Vec<u8> {
    whole(&[
        Part("code", None, code.as_bytes()),
        Part("do", None, b"file"),
        Part("file", Some(file), content),
    ])
}

fn post(app: &TestApp, headers: &[(&str, &str)], body: &[u8]) -> Page {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let mut all = vec![("Content-Type", kind.as_str())];
    all.extend(headers);
    Page::of(&app.call("POST", "/form", &all, body))
}

fn add(app: &TestApp, sent: &Sent, file: (&str, &str), content: &[u8]) -> Page {
    post(app, &[], &form(&sent.code.words(), file, content))
}

fn planted(length: usize) -> Vec<u8> {
    let mut content = PLANTED.repeat(length.div_ceil(PLANTED.len())).into_bytes();
    content.truncate(length);
    content
}

fn files_of(app: &TestApp, sent: &Sent) -> usize {
    attachments::attached(&app.track(sent)).len()
}

/// What lies of uploads that were not finished.
fn incoming(app: &TestApp) -> Vec<Vec<u8>> {
    let files = app.files().into_iter();
    let coming = files.filter(|(path, _)| path.parent().unwrap().ends_with("incoming"));
    coming.map(|(_, bytes)| bytes).collect()
}

/// Nothing was added, and nothing is left of it.
#[track_caller]
fn nothing_came(app: &TestApp, sent: &Sent) {
    assert_eq!(files_of(app, sent), 0);
    assert_eq!(app.count("SELECT count(*) FROM upload"), 0);
    assert!(incoming(app).is_empty());
}

/// A request of which so much of the body has been sent.
fn begin(app: &TestApp, length: usize, body: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(app.replicas[0].address).unwrap();
    write!(
        stream,
        "POST /form HTTP/1.1\r\nHost: test.invalid\r\nConnection: close\r\nContent-Length: {length}\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n"
    )
    .unwrap();
    stream.write_all(body).unwrap();
    stream
}

#[test]
fn a_file_is_sealed_while_it_comes_and_the_office_opens_it_as_it_was() {
    let app = start();
    let asked = Form::fresh(&app);
    let page = asked.send(&app);
    page.is(200)
        .says("enctype=\"multipart/form-data\"")
        .says(&format!("name=\"code\" value=\"{}\"", asked.get("code")));
    let warning = page
        .html
        .find("A file can hide who made it, when, where")
        .unwrap();
    assert!(
        warning < page.html.find("type=\"file\"").unwrap(),
        "said before anything is chosen"
    );
    page.says("Here nothing of that is taken out")
        .says("in a message instead");
    let sent = sent(&app, &serde_json::json!(asked.get("code")));
    let content = planted(3_000_001);
    add(
        &app,
        &sent,
        (
            "invented ledger.ods",
            "application/vnd.oasis.opendocument.spreadsheet",
        ),
        &content,
    )
    .is(200)
    .says("Your file has been sealed and added.")
    .says("You added a file.");
    let opened = opened(&app, &sent);
    let (described, back) = &opened[0];
    assert_eq!(described.name, "invented ledger.ods");
    assert_eq!(
        described.media_type,
        "application/vnd.oasis.opendocument.spreadsheet"
    );
    assert!(*back == content);
    assert_eq!(opened.len(), 1);
}

#[test]
fn a_file_of_any_length_and_content_arrives_as_it_is() {
    let app = start();
    let sent = app.submit();
    let tricky = [
        b"\r\n--".repeat(5000),
        format!("\r\n--{}\r\n-", &BOUNDARY[..BOUNDARY.len() - 1]).into_bytes(),
        b"\r".to_vec(),
        b"--\r\n".to_vec(),
        vec![b'\r'; 65_536],
        vec![0; 65_535],
        vec![1; 131_073],
        vec![2; 300_000],
    ];
    for content in &tricky {
        add(&app, &sent, ("f", "application/octet-stream"), content).is(200);
    }
    let opened = opened(&app, &sent);
    assert_eq!(opened.len(), tricky.len());
    for ((_, back), content) in opened.iter().zip(&tricky) {
        assert!(back == content, "{} of {} bytes", back.len(), content.len());
    }
}

#[test]
fn a_form_in_another_order_or_with_more_in_it_is_not_taken() {
    let app = start();
    let sent = app.submit();
    let code = sent.code.words();
    let content = planted(100_000);
    let code = || Part("code", None, code.as_bytes());
    let act = || Part("do", None, b"file");
    let file = || Part("file", Some(("a.txt", "text/plain")), &content);
    let other = || Part("file", Some(("b.txt", "text/plain")), b"b");
    let long = [b'x'; 5000];
    for parts in [
        vec![file(), code(), act()],
        vec![act(), file(), code()],
        vec![code(), file()],
        vec![code(), act()],
        vec![code(), code(), act(), file()],
        vec![code(), act(), Part("what", None, b"more"), file()],
        vec![code(), act(), Part("file", None, b"no name")],
        vec![Part("code", None, &long), act(), file()],
    ] {
        let page = post(&app, &[], &whole(&parts));
        assert!(matches!(page.status, 400 | 422), "{}", page.status);
        nothing_came(&app, &sent);
    }
    // These are known to be wrong only at the end: what was sealed of the first is thrown away.
    for parts in [
        vec![code(), act(), file(), other()],
        vec![code(), act(), file(), Part("do", None, b"file")],
    ] {
        post(&app, &[], &whole(&parts))
            .is(422)
            .says(BROKEN)
            .says("that one alone");
        nothing_came(&app, &sent);
    }
    // Whoever came back in the meantime has lost nothing.
    add(&app, &sent, ("a.txt", "text/plain"), &content).is(200);
    assert_eq!(files_of(&app, &sent), 1);
}

#[test]
fn a_request_that_is_no_form_of_ours_or_without_a_length_is_not_read() {
    let app = start();
    let sent = app.submit();
    let body = form(&sent.code.words(), ("a.txt", "text/plain"), &planted(1000));
    post(&app, &[("Sec-Fetch-Site", "cross-site")], &body)
        .is(403)
        .says("Nothing was sent.");
    post(&app, &[("Content-Encoding", "gzip")], &body).is(400);
    let no_boundary = app.call("POST", "/form", &[("Content-Type", "multipart/form-data")], &body);
    Page::of(&no_boundary).is(400).says("Nothing was sent.");
    let mut stream = TcpStream::connect(app.replicas[0].address).unwrap();
    write!(
        stream,
        "POST /form HTTP/1.1\r\nHost: test.invalid\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\
         Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n{:x}\r\n",
        body.len()
    )
    .unwrap();
    stream
        .write_all(&[&body, &b"\r\n0\r\n\r\n"[..]].concat())
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    // One that ends without the line break that browsers send is two bytes shorter than it should be.
    post(&app, &[], &body[..body.len() - 2]).is(422).says(BROKEN);
    nothing_came(&app, &sent);
    post(&app, &[("Sec-Fetch-Site", "same-origin")], &body).is(200);
}

#[test]
fn no_file_an_empty_one_one_too_long_and_one_too_many_are_refused_in_words() {
    let app = start();
    let sent = app.submit();
    add(&app, &sent, ("", "application/octet-stream"), b"")
        .is(422)
        .says("<a href=\"#file\">Select a file</a>");
    add(&app, &sent, ("a.txt", "text/plain"), b"")
        .is(422)
        .says("The selected file is empty");
    // Refused by what is declared, before it has come.
    let body = form(&sent.code.words(), ("a.txt", "text/plain"), &planted(1000));
    let long = (501 * 1024 * 1024).to_string();
    let refused = app.call(
        "POST",
        "/form",
        &[
            (
                "Content-Type",
                &format!("multipart/form-data; boundary={BOUNDARY}"),
            ),
            ("Content-Length", &long),
        ],
        &body,
    );
    Page::of(&refused)
        .is(422)
        .says("The selected file must be smaller than 500 MB");
    nothing_came(&app, &sent);
    let mine = tempdir().unwrap();
    for _ in 0..20 {
        attach(&app, &sent, &file(&mine, 100)).unwrap();
    }
    add(&app, &sent, ("a.txt", "text/plain"), &planted(100))
        .is(422)
        .says("You can only select up to 20 files for one concern");
    assert_eq!(files_of(&app, &sent), 20);
}

#[test]
fn a_wrong_code_brings_nothing_in_and_gets_the_same_answer_as_elsewhere() {
    let app = start();
    let sent = app.submit();
    let unknown = daylight::crypto::code::TrackingCode::generate(&app.entropy);
    for (code, says) in [
        (unknown.words().to_string(), "We do not know this code."),
        ("abacus abdomen".to_owned(), "You typed 2"),
    ] {
        post(
            &app,
            &[],
            &form(&code, ("a.txt", "text/plain"), &planted(100_000)),
        )
        .is(422)
        .says(says);
    }
    nothing_came(&app, &sent);
}

#[test]
fn a_connection_that_is_cut_leaves_nothing_signed_and_what_came_is_thrown_away() {
    let app = start();
    let sent = app.submit();
    let body = form(&sent.code.words(), ("a.txt", "text/plain"), &planted(2_000_000));
    let mut stream = begin(&app, body.len(), &body[..1_500_000]);
    // What has come by now lies there, and is sealed.
    while incoming(&app).iter().map(Vec::len).sum::<usize>() < 1_000_000 {
        std::thread::yield_now();
    }
    for bytes in incoming(&app) {
        assert!(!String::from_utf8_lossy(&bytes).contains(PLANTED));
    }
    stream.shutdown(Shutdown::Write).unwrap();
    // Until the service has let go of it.
    let _ = stream.read_to_end(&mut Vec::new());
    assert_eq!(files_of(&app, &sent), 0);
    app.live_through(4);
    nothing_came(&app, &sent);
    add(&app, &sent, ("a.txt", "text/plain"), &planted(2_000_000)).is(200);
    assert_eq!(files_of(&app, &sent), 1);
}

#[test]
fn a_name_that_would_do_harm_is_sealed_as_a_plain_one() {
    let app = start();
    let sent = app.submit();
    let names = [
        ("..\\..\\etc\\passwd", "....etcpasswd"),
        ("../../etc/passwd", "passwd"),
        ("in%22ven%22ted%0D%0A.txt", "in\"ven\"ted.txt"),
        ("gpj.\u{202e}exe", "gpj.exe"),
        ("<script>alert(1)<\\/script>", "script>"),
        ("\u{6cc}\u{6c1} \u{1f4b7}.ods", "\u{6cc}\u{6c1} \u{1f4b7}.ods"),
    ];
    for (name, _) in names {
        let page = add(&app, &sent, (name, "text/html; charset=\"<x>\""), b"content");
        page.is(200);
        assert!(!page.html.contains("alert(1)"));
    }
    let long = "y".repeat(1000);
    add(&app, &sent, (&long, "no type at all"), b"content").is(200);
    let opened = opened(&app, &sent);
    for ((described, _), (_, plain)) in opened.iter().zip(names) {
        assert_eq!(described.name, plain);
    }
    let (last, _) = &opened[names.len()];
    assert_eq!(
        (last.name.len(), &*last.media_type),
        (255, "application/octet-stream")
    );
}

#[test]
fn every_language_offers_a_file_and_says_what_it_may_tell() {
    let app = start();
    let sent = app.submit();
    for language in ["/cy/form", "/pl/form", "/ur/form", "/fr/form"] {
        let code = sent.code.words();
        app.plant(&code.replace(' ', "+"));
        let page = Form::of(&[("code", &code), ("do", "enter")]).send_to(&app, language, &[]);
        page.is(200).says("type=\"file\"").says("<li><strong>");
        assert!(!page.html.contains("nothing of that is taken out"), "{language}");
    }
}

#[test]
#[ignore = "half a gigabyte: `make faults`"]
fn a_file_of_500_mib_is_sealed_here_in_memory_that_does_not_grow_with_it() {
    const PIECE: usize = 1024 * 1024;
    let app = start();
    let sent = app.submit();
    let around = form(&sent.code.words(), ("a.bin", "application/octet-stream"), b"");
    let (head, closing) = around.split_at(around.len() - BOUNDARY.len() - 8);
    let mut stream = begin(&app, around.len() + 500 * PIECE, head);
    let piece = vec![7; PIECE];
    let before = memory();
    let mut most = before;
    for _ in 0..500 {
        stream.write_all(&piece).unwrap();
        most = most.max(memory());
    }
    stream.write_all(closing).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(
        answer.contains("Your file has been sealed and added."),
        "{answer}"
    );
    let grown = most.saturating_sub(before) / 1024;
    println!("{grown} MiB more than the {} MiB before", before / 1024);
    assert!(grown < 32, "{grown} MiB");
    assert_eq!(files_of(&app, &sent), 1);
}

/// What this process, service and all, holds for itself, in KiB.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("RssAnon:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
