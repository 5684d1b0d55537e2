//! The page from its facts alone. What a stranger's programs read in the files stands in `tests/api/poster.rs`.

use super::sheet::Ink;
use super::*;
use crate::words::languages;

fn poster(language: &str) -> Poster<'static> {
    Poster {
        words: languages().iter().find(|words| words.code() == language).unwrap(),
        organisation: "Example Council (demonstration)",
        route: ["Independent reviewers", "Audit committee", "Outside body"],
        address: "https://speak-up.example.org",
        onion: Some("http://abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrstuvwx.onion"),
        vkey: "demo.daylight.invalid/log+9a2c64ab+AUeDHqCE9yKIo4JduQIMvvlt/atboj+i14ci30/yMRiX",
        key_words: "unvocal device pretense mutt ferocity curdle".to_owned(),
        colour: Colour::DEFAULT,
    }
}

fn page(poster: &Poster<'_>) -> Sheet {
    poster.sheet(&Letters::new()).unwrap()
}

/// What a decoder that somebody else wrote reads in the black squares of a page, at eight dots to a millimetre.
fn read(sheet: &Sheet) -> Vec<String> {
    const DOTS: f32 = 3.0;
    let boxes: Vec<sheet::Box> = sheet
        .fields
        .iter()
        .filter(|field| matches!(field.ink, Ink::Black))
        .flat_map(|field| field.boxes.clone())
        .collect();
    let dark = |x: f32, y: f32| {
        boxes
            .iter()
            .any(|one| x >= one.x && x < one.x + one.width && y >= one.y && y < one.y + one.height)
    };
    let [width, height] = [595_u16, 420].map(|points| usize::from(points) * 3);
    let at = |dot: usize| f32::from(u16::try_from(dot).unwrap()) / DOTS;
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(
            width,
            height,
            |x, y| {
                if dark(at(x), at(y)) { 0 } else { 255 }
            },
        );
    let grids = image.detect_grids();
    grids.iter().map(|grid| grid.decode().unwrap().1).collect()
}

#[test]
fn the_code_says_the_address_and_nothing_else() {
    for language in ["en", "ur"] {
        let poster = poster(language);
        assert_eq!(read(&page(&poster)), [poster.address], "{language}");
    }
}

#[test]
fn every_language_has_its_page_with_every_fact_on_it() {
    for words in languages() {
        let poster = poster(words.code());
        let told = page(&poster).read_aloud();
        let facts = [
            poster.organisation,
            poster.address,
            poster.vkey,
            &poster.key_words,
        ];
        for fact in facts.into_iter().chain(poster.route) {
            // A long name may go over the end of a line, which is a space when it is read aloud.
            assert!(told.contains(fact), "{}: {fact}: {told}", words.code());
        }
        let whole = told.replace(' ', "");
        assert!(whole.contains(poster.onion.unwrap()), "{}: {told}", words.code());
        poster.print().unwrap();
    }
}

#[test]
fn the_same_facts_give_the_same_bytes_and_they_say_nothing_of_when_and_where() {
    let (once, again) = (poster("ur").print().unwrap(), poster("ur").print().unwrap());
    assert_eq!(once.svg, again.svg);
    assert!(once.pdf == again.pdf, "two PDFs of the same page differ");
    let pdf = String::from_utf8_lossy(&once.pdf);
    for trace in [
        "CreationDate",
        "ModDate",
        "Producer",
        "Creator",
        "Author",
        "krilla",
    ] {
        assert!(!pdf.contains(trace), "{trace}");
    }
    assert!(!once.svg.contains("<text"), "its letters are drawn");
}

#[test]
fn long_names_are_set_smaller_and_too_long_ones_are_refused() {
    let long = "Invented Fire, Rescue, Harbour and Allotments Authority of the Lower Valley ".repeat(2);
    let small = Poster {
        organisation: long.trim(),
        ..poster("en")
    };
    let letters = Letters::new();
    assert!(arrange::arrange(&small, &letters, 1.0).unwrap().is_none());
    small.print().unwrap();
    let endless = "Invented ".repeat(200);
    let refused = Poster {
        organisation: endless.trim(),
        ..poster("en")
    };
    assert!(matches!(refused.print(), Err(CannotPrint::TooLong)));
}

#[test]
fn a_letter_that_no_typeface_has_is_named() {
    let refused = Poster {
        organisation: "例 Council",
        ..poster("en")
    };
    let said = refused.print().unwrap_err().to_string();
    assert!(said.contains('例'), "{said}");
}
