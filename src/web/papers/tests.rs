//! A pack in every form and language says what the pack says.

use daylight_domain::figures::{Cell, FigureId, Row, Shown, Words as Share};
use daylight_domain::{Date, Opinion, StageNo};

use super::*;
use crate::api::{Ask, Asked, Checked, LastPack, PackKind, PackOffice, Question, Release};
use crate::words::languages;

fn share(words: Share) -> Cell {
    Cell::Share { words, percent: None }
}

/// Every figure and every way to tell a number.
fn figures() -> Vec<Shown> {
    let cells = [
        Cell::Number { number: 0 },
        Cell::Few {},
        Cell::About { number: 45 },
        Cell::Days { days: 61 },
        Cell::Nothing {},
        Cell::Share {
            words: Share::Most,
            percent: Some(60),
        },
        share(Share::FewerThanHalf),
        share(Share::Some),
        Cell::Withheld {},
        share(Share::All),
    ];
    let rows = |id| -> Vec<&str> {
        match id {
            FigureId::Received => vec!["ordinary", "data-loss", "danger"],
            FigureId::Closed => vec!["established", "cannot_be_opened"],
            FigureId::LateDates => vec!["acknowledge", "later_treatment"],
            FigureId::Escalations => vec!["lapse", "channel_closed"],
            FigureId::Disputes => vec!["scope", "findings"],
            FigureId::LateByStage => vec!["1", "3"],
            FigureId::LateByOffice => vec!["guardian", "gone"],
            FigureId::Changes => vec!["person", "policy"],
            _ => Vec::new(),
        }
    };
    let figure = |(id, value): (FigureId, Cell)| Shown {
        id,
        value,
        rows: rows(id)
            .into_iter()
            .map(|name| Row {
                name: name.to_owned(),
                value: Cell::UnderEight {},
            })
            .collect(),
    };
    FigureId::ALL
        .into_iter()
        .zip(cells.into_iter().cycle())
        .map(figure)
        .collect()
}

fn sample(kind: PackKind) -> Pack {
    let late = Question {
        ask: Ask::Late,
        office: Some("guardian".parse().unwrap()),
        shown: share(Share::Most),
    };
    let office = |id: &str, name: &str, stage: u8| PackOffice {
        stage: StageNo(stage),
        stage_name: format!("Stage {stage} <of> \"three\""),
        office: id.parse().unwrap(),
        name: name.to_owned(),
        late: share(Share::Most),
        overdue: share(Share::None),
    };
    let day = Date::constant(2027, 7, 1);
    Pack {
        v: 1,
        kind,
        name: if kind == PackKind::Meeting {
            "2027-07-08"
        } else {
            "2027"
        }
        .to_owned(),
        organisation: "Example Council".to_owned(),
        made: day,
        figures: vec![Release {
            v: 1,
            organisation: "Example Council".to_owned(),
            period: "2026".parse().unwrap(),
            from: Date::constant(2026, 1, 1),
            until: Date::constant(2026, 12, 31),
            figures: figures(),
        }],
        from: Date::constant(2027, 1, 1),
        until: Date::constant(2027, 6, 30),
        conduct: figures(),
        offices: vec![
            office("guardian", "=Guardian", 1),
            office("chair", "Chair", 2),
            office("outside", "Outside body", 3),
        ],
        last: Some(LastPack {
            made: Date::constant(2027, 1, 1),
            asked: vec![Asked {
                question: late.clone(),
                now: share(Share::None),
            }],
        }),
        checked: Some(Checked {
            day,
            verdict: Opinion::Sound,
        }),
        questions: vec![late],
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn every_language_has_every_word_of_every_pack() {
    for words in languages() {
        for kind in PackKind::ALL {
            let html = text(write(&sample(kind), words, Form::Html).unwrap());
            // A message that is missing is shown by its key.
            for family in [
                "pack-", "figure-", "means-", "cell-", "share-", "cause-", "matter-", "change-",
            ] {
                assert!(
                    !html.contains(&format!(">{family}")),
                    "{}: {family}: {html}",
                    words.code()
                );
            }
            assert!(html.contains(&format!("lang=\"{}\"", words.code())));
            assert!(html.contains(&format!("dir=\"{}\"", words.direction())));
        }
    }
}

#[test]
fn r31_a_pack_says_beside_its_figures_of_which_day_their_definitions_are() {
    let [english, ..] = languages() else {
        panic!("there is English")
    };
    let pack = sample(PackKind::HalfYear);
    for form in [Form::Html, Form::Csv] {
        let told = text(write(&pack, english, form).unwrap());
        assert!(told.contains("as defined on Sunday 29 November 2026"), "{told}");
    }
}

#[test]
fn a_name_with_signs_of_html_or_of_a_formula_is_text() {
    let pack = sample(PackKind::HalfYear);
    let [english, ..] = languages() else {
        panic!("there is English")
    };
    let html = text(write(&pack, english, Form::Html).unwrap());
    assert!(
        html.contains("Stage 1 &#60;of&#62;") && !html.contains("<of>"),
        "{html}"
    );
    let csv = text(write(&pack, english, Form::Csv).unwrap());
    assert!(
        csv.contains("\"'=Guardian, Stage 1 <of> \"\"three\"\"\""),
        "{csv}"
    );
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    let pack = sample(PackKind::Review);
    for words in languages() {
        for form in [Form::Html, Form::Pdf, Form::Csv] {
            let once = write(&pack, words, form).unwrap();
            assert!(
                once == write(&pack, words, form).unwrap(),
                "{} {form:?}",
                words.code()
            );
        }
    }
}
