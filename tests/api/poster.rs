//! `daylight poster` as a last-stage holder or an operator runs it, and what programs of strangers read in its files:
//! Poppler in the PDF, another author's decoder in the printed square.

use std::path::Path;
use std::process::Command;

use crate::cli::one_name_proxy;
use crate::harness::TestApp;
use crate::program::{daylight, file, json, message, said};

const LANGUAGES: [&str; 5] = ["en", "cy", "pl", "ur", "fr"];

struct Print {
    folder: tempfile::TempDir,
    url: String,
    vkey: String,
}

impl Print {
    fn at(app: &TestApp) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            url: format!("http://{}", app.replicas[0].address),
            vkey: app.trust().log.vkey(),
        }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn run(&self, more: &[&str]) -> std::process::Output {
        self.run_with(more, &[])
    }

    fn run_with(&self, more: &[&str], variables: &[(&str, &str)]) -> std::process::Output {
        let args = ["--json", "poster", "--url", &self.url];
        daylight(&[args.as_slice(), more].concat(), "", variables)
    }
}

/// What one of Poppler's programs says of a file.
fn poppler(program: &str, args: &[&str]) -> Vec<u8> {
    let done = Command::new(program).args(args).output();
    let done = done.expect("poppler-utils are needed for these tests: run `make test`, which installs them");
    assert!(done.status.success(), "{program}: {}", said(&done));
    done.stdout
}

/// What is read in the squares of a printed page, at 150 dots to an inch.
fn squares(pdf: &str) -> Vec<String> {
    let picture = poppler("pdftoppm", &["-gray", "-r", "150", pdf]);
    // P5, width and height, the brightest; then a byte for each dot.
    let mut head = picture.splitn(4, |byte| *byte == b'\n');
    let mut line = || String::from_utf8(head.next().unwrap().to_vec()).unwrap();
    assert_eq!(line(), "P5");
    let size: Vec<usize> = line().split(' ').map(|number| number.parse().unwrap()).collect();
    assert_eq!(line(), "255");
    let dots = head.next().unwrap();
    let (width, height) = (size[0], size[1]);
    let rows: Vec<&[u8]> = dots.chunks(width).collect();
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| rows[y][x]);
    let grids = image.detect_grids();
    grids.iter().map(|grid| grid.decode().unwrap().1).collect()
}

#[test]
fn in_every_language_the_printed_square_says_the_address_alone_and_the_text_is_there() {
    let app = TestApp::start();
    let print = Print::at(&app);
    let key = file(print.folder.path(), "log-key", &print.vkey);
    for language in LANGUAGES {
        let out = print.path(language);
        let made = print.run(&["--language", language, "--out", &out, "--log-key", &key]);
        let told = json(&made);
        let words = told["key_words"].as_str().unwrap();
        assert_eq!(told["vkey"], print.vkey.as_str());
        let pdf = format!("{out}.pdf");
        assert_eq!(squares(&pdf), std::slice::from_ref(&print.url), "{language}");
        let text = String::from_utf8(poppler("pdftotext", &["-raw", &pdf, "-"])).unwrap();
        for fact in [words, &print.url, "Independent reviewers", "Outside body"] {
            assert!(text.contains(fact), "{language}: {fact}: {text}");
        }
        let fonts = String::from_utf8(poppler("pdffonts", &[&pdf])).unwrap();
        for font in fonts.lines().skip(2) {
            assert!(font.contains("Noto") && font.contains("yes yes yes"), "{fonts}");
        }
        let info = String::from_utf8(poppler("pdfinfo", &[&pdf])).unwrap();
        assert!(
            info.contains("A4") && info.contains("Pages:           1"),
            "{info}"
        );
        assert!(!info.contains("Producer") && !info.contains("Date"), "{info}");
        let svg = std::fs::read_to_string(format!("{out}.svg")).unwrap();
        assert!(svg.contains(words) && svg.contains(&format!("xml:lang=\"{language}\"")));
    }
}

#[test]
fn the_urdu_that_is_read_aloud_is_spelt_as_it_is_written() {
    let app = TestApp::start();
    let print = Print::at(&app);
    let out = print.path("ur");
    json(&print.run(&["--language", "ur", "--out", &out]));
    // What a program that reads aloud is given: UTF-16 beside the shapes (`ActualText`).
    let open = ["--qdf", "--object-streams=disable", &format!("{out}.pdf"), "-"];
    let pdf = poppler("qpdf", &open);
    let word: Vec<u8> = "تشویش".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let written = daylight_domain::to_hex(&word).to_uppercase();
    let is_there = pdf.windows(word.len()).any(|bytes| bytes == word)
        || pdf
            .windows(written.len())
            .any(|bytes| bytes.eq_ignore_ascii_case(written.as_bytes()));
    assert!(is_there, "not beside the shapes");
}

#[test]
fn a_service_with_another_key_than_the_one_given_gets_no_poster() {
    let app = TestApp::start();
    let print = Print::at(&app);
    let words = "abacus abacus abacus abacus abacus abacus";
    let other = file(print.folder.path(), "words", words);
    let out = print.path("none");
    let refused = print.run(&["--out", &out, "--log-key", &other]);
    assert_eq!(json(&refused)["error"], "mistrust", "{}", said(&refused));
    for ending in ["svg", "pdf"] {
        assert!(!Path::new(&format!("{out}.{ending}")).exists());
    }
}

#[test]
fn a_poster_that_is_there_already_is_not_written_over() {
    let app = TestApp::start();
    let print = Print::at(&app);
    let out = print.path("poster");
    json(&print.run(&["--out", &out]));
    let before = std::fs::read(format!("{out}.pdf")).unwrap();
    let refused = print.run(&["--out", &out, "--language", "fr"]);
    assert!(message(&refused).contains("there already"), "{}", said(&refused));
    assert_eq!(std::fs::read(format!("{out}.pdf")).unwrap(), before);
}

#[test]
fn an_onion_address_is_visited_before_it_is_printed() {
    let app = TestApp::start();
    let print = Print::at(&app);
    let out = print.path("onion");
    let onion = format!("http://{}.onion", "a".repeat(56));
    let refused = print.run(&["--out", &out, "--onion", &onion]);
    assert!(message(&refused).contains("ALL_PROXY"), "{}", said(&refused));
    let no_onion = print.run(&["--out", &out, "--onion", "https://speak-up.example.org"]);
    assert!(message(&no_onion).contains(".onion"), "{}", said(&no_onion));
    assert!(!Path::new(&format!("{out}.pdf")).exists());

    let (proxy, asked) = one_name_proxy(app.replicas[0].address);
    let variables = [
        ("ALL_PROXY", &*format!("socks5://{proxy}")),
        ("NO_PROXY", "127.0.0.1"),
    ];
    let made = print.run_with(&["--out", &out, "--onion", &onion], &variables);
    assert_eq!(json(&made)["onion"], onion.as_str());
    assert_eq!(format!("http://{}", asked.join().unwrap()), onion);
}
