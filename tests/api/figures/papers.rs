//! A08, A07: HTML, PDF and CSV of a pack agree with each other and with the data that the record names, in every language; the
//! PDF is tagged, as Poppler and qpdf see it.

use std::process::Command;

use daylight::api::{Pack, PackKind};
use daylight_domain::Digest;

use serde_json::json;

use super::{all_packs, live};
use crate::browser::{drive, lines};
use crate::harness::TestApp;
use crate::program::said;
use crate::raw::Answer;

const LANGUAGES: [&str; 5] = ["en", "cy", "pl", "ur", "fr"];

pub(super) fn paper(app: &TestApp, item: Digest, form: &str, language: &str) -> Answer {
    let path = format!("audit/packs/{item}/paper?form={form}&language={language}");
    let answer = app.get(&path, Some(&app.token("auditor")));
    assert_eq!(answer.status, 200, "{path}: {}", answer.message());
    answer
}

/// What a stranger's program says of a PDF.
fn of_pdf(program: &str, args: &[&str], pdf: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    let path = file.path().to_str().unwrap();
    let args: Vec<&str> = args
        .iter()
        .map(|arg| if *arg == "FILE" { path } else { arg })
        .collect();
    let done = Command::new(program).args(args).output().unwrap();
    assert!(done.status.success(), "{program}: {}", said(&done));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// The cells of the tables of an HTML page, row by row, tags taken off.
pub(super) fn cells(html: &str) -> Vec<String> {
    let plain = |text: &str| {
        text.replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#38;", "&")
    };
    let mut cells = Vec::new();
    for piece in html.split("<t").skip(1) {
        let is_cell = piece.starts_with("h>") || piece.starts_with("h ") || piece.starts_with("d>");
        if let Some((_, rest)) = piece.split_once('>').filter(|_| is_cell) {
            let (text, _) = rest.split_once('<').unwrap_or((rest, ""));
            cells.push(plain(text));
        }
    }
    cells
}

/// A line of CSV in its four cells.
pub(super) fn csv_cells(line: &str) -> Vec<String> {
    let inner = line.trim_start_matches('"').trim_end_matches('"');
    inner
        .split("\",\"")
        .map(|cell| cell.replace("\"\"", "\""))
        .collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

#[test]
fn a08_html_pdf_and_csv_agree_with_each_other_and_with_the_record() {
    let app = TestApp::start();
    live(&app);
    for (item, pack) in all_packs(&app) {
        for language in ["en", "fr"] {
            let html = String::from_utf8(paper(&app, item, "html", language).body).unwrap();
            let csv = String::from_utf8(paper(&app, item, "csv", language).body).unwrap();
            let pdf = paper(&app, item, "pdf", language);
            assert_eq!(pdf.header("content-type"), Some("application/pdf"));
            let text = squeezed(&of_pdf("pdftotext", &["-raw", "FILE", "-"], &pdf.body));
            let cells = cells(&html);
            let lines: Vec<Vec<String>> = csv.lines().skip(1).map(csv_cells).collect();
            assert!(lines.len() > 20, "{csv}");
            for line in &lines {
                let [_, row, column, value] = line.as_slice() else {
                    panic!("{line:?}");
                };
                for cell in [row, column, value] {
                    assert!(cells.contains(cell), "{cell}: {cells:?}");
                    // In a PDF a cell may go over several lines: its words are there, and its numbers.
                    let words: String = squeezed(cell);
                    assert!(text.contains(&words), "{cell}: {text}");
                }
            }
            // As many values in one as in the other.
            let values = |table: &str| table.matches("<td>").count();
            assert_eq!(values(&html), lines.len());
            // And the data says the same: every office with its name.
            for office in &pack.offices {
                let name = format!("{}, {}", office.name, office.stage_name);
                assert!(lines.iter().any(|line| line[1] == name), "{name}");
            }
        }
    }
}

fn newest(app: &TestApp, kind: PackKind) -> (Digest, Pack) {
    let mut packs = all_packs(app).into_iter().rev();
    packs.find(|(_, pack)| pack.kind == kind).unwrap()
}

#[test]
fn a08_the_pdf_is_tagged_has_a_title_and_a_language_and_is_two_pages() {
    let app = TestApp::start();
    live(&app);
    let (item, _) = newest(&app, PackKind::HalfYear);
    for language in LANGUAGES {
        let pdf = paper(&app, item, "pdf", language).body;
        let info = of_pdf("pdfinfo", &["FILE"], &pdf);
        assert!(info.contains("Tagged:          yes"), "{info}");
        assert!(info.contains("2027-H1"), "the title: {info}");
        assert!(
            !info.contains("CreationDate") && !info.contains("Producer"),
            "{info}"
        );
        let pages = info.lines().find(|line| line.starts_with("Pages:")).unwrap();
        let most = if language == "ur" { 4 } else { 2 };
        let count: u32 = pages.trim_start_matches("Pages:").trim().parse().unwrap();
        assert!(count <= most, "{language}: {pages}");
        let tree = of_pdf("pdfinfo", &["-struct", "FILE"], &pdf);
        for tag in [
            "Document", "H1", "H2", "P", "Table", "Caption", "THead", "TBody", "TR", "TH", "TD", "L ", "LI",
            "LBody",
        ] {
            assert!(tree.contains(tag), "{language}: no {tag} in {tree}");
        }
        let open = of_pdf("qpdf", &["--qdf", "--object-streams=disable", "FILE", "-"], &pdf);
        assert!(open.contains(&format!("/Lang ({language})")), "{language}");
        // Urdu is spelt beside its shapes, which PDF/UA-1 does not take for enough.
        let claims = open.contains("pdfuaid:part");
        assert_eq!(claims, language != "ur", "{language}");
    }
}

#[test]
fn a07_the_yearly_review_has_each_measure_or_says_why_not() {
    let app = TestApp::start();
    live(&app);
    let (item, pack) = newest(&app, PackKind::Review);
    let csv = String::from_utf8(paper(&app, item, "csv", "en").body).unwrap();
    let of_measures = csv
        .lines()
        .map(csv_cells)
        .filter(|line| line[0] == "Each measure, or why there is none");
    let measures: Vec<(String, String)> = of_measures
        .map(|line| (line[1].clone(), line[3].clone()))
        .collect();
    assert_eq!(measures.len(), 14);
    for (measure, answer) in &measures {
        let is_figure = answer.starts_with(&format!("{}: ", pack.name));
        assert!(
            is_figure || answer.starts_with("Not counted: "),
            "{measure}: {answer}"
        );
    }
    let why = |name: &str| {
        measures
            .iter()
            .find(|(measure, _)| measure.contains(name))
            .unwrap()
            .1
            .clone()
    };
    assert!(why("asked to sign something").starts_with("Not counted: what reporters write lies sealed"));
    assert!(why("Number of concerns").contains("1 to 7"));
}

#[test]
fn a08_a_paper_bars_nobodys_way_and_fits_a_small_screen_in_every_language() {
    let app = TestApp::start();
    live(&app);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("pack.html");
    let mut barriers = Vec::new();
    for kind in [PackKind::HalfYear, PackKind::Review] {
        let (item, _) = newest(&app, kind);
        for language in LANGUAGES {
            std::fs::write(&file, paper(&app, item, "html", language).body).unwrap();
            let seen = drive(
                &app,
                "paper",
                &json!({
                    "form": format!("paper-{}-{language}", kind.name()), "path": file,
                    "context": { "viewport": { "width": 320, "height": 640 } },
                }),
            );
            barriers.extend(lines(&seen["seen"]["barriers"]).into_iter().map(str::to_owned));
        }
    }
    assert!(barriers.is_empty(), "{barriers:?}");
}

#[test]
fn an_unknown_pack_form_or_language_is_refused_in_words() {
    let app = TestApp::start();
    app.submit();
    app.live_through(16);
    let token = app.token("auditor");
    let (item, _) = newest(&app, PackKind::Review);
    let ask = |path: &str| app.get(path, Some(&token));
    ask(&format!("audit/packs/{}/paper?form=pdf", "0".repeat(64))).is_refusal(404, "not_found", "nothing");
    for query in ["", "?form=doc", "?form=pdf&language=de", "?form=pdf&more=1"] {
        ask(&format!("audit/packs/{item}/paper{query}")).is_refusal(400, "malformed", "form=html");
    }
    ask("audit/packs/xyz").is_refusal(400, "malformed", "digest of a pack");
}
