//! Each kind has one spelling and comes back as it was.

use std::collections::BTreeSet;

use daylight_domain::{Author, Entry, PersonId, Signature};
use daylight_tlog::{BadEntry, UncheckedEntry, UnsignedEntry};

use crate::acts::acts;
use crate::sample::{self, day};

#[test]
fn an_act_of_every_kind_reads_back_as_it_was_written() {
    for act in acts() {
        let by = Author::Person(PersonId([9; 8]));
        let entry = Entry {
            day: day("2026-12-18"),
            concern: None,
            by,
            after: None,
            act,
        };
        let bytes = UnsignedEntry(entry.clone())
            .sign(sample::ORIGIN, &sample::guardian())
            .unwrap();
        let read = UncheckedEntry::parse(&bytes).unwrap();
        assert_eq!(read.entry(), &entry);
        read.verify(sample::ORIGIN, &sample::guardian().public()).unwrap();
    }
}

#[test]
fn the_closed_list_has_all_its_kinds() {
    let kinds: BTreeSet<String> = acts()
        .iter()
        .map(|act| {
            serde_json::to_value(act).unwrap()["kind"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    assert_eq!(kinds.len(), 56, "{kinds:?}");
}

#[test]
fn an_unknown_kind_field_or_version_is_refused() {
    let good = String::from_utf8(sample::entries()[3].1.clone()).unwrap();
    for (from, to) in [
        (r#""kind":"padding""#, r#""kind":"invented""#),
        (r#""data":{}"#, r#""data":{"more":1}"#),
        (r#""v":1"#, r#""v":2"#),
        (r#""v":1"#, r#""v":1.0"#),
        (r#","sig":null"#, r#","sig":null,"more":1"#),
        (r#","sig":null"#, ""),
        (r#""concern":null,"#, ""),
        (r#","sig""#, r#", "sig""#),
        (r#"{"v""#, r#" {"v""#),
        (r#""kind":"padding""#, r#""kind":"pad\u0064ing""#),
        (r#""v":1,"kind":"padding""#, r#""kind":"padding","v":1"#),
        (r#""by":"service""#, r#""by":"service","by":"service""#),
        (r#""2026-12-26""#, r#""20261226""#),
        (r#""2026-12-26""#, r#""2026-12-26T00:00""#),
        (r#""2026-12-26""#, r#""2026-02-30""#),
    ] {
        let bad = good.replace(from, to);
        assert_ne!(bad, good, "{from}");
        assert!(UncheckedEntry::parse(bad.as_bytes()).is_err(), "{bad}");
    }
    assert!(UncheckedEntry::parse(format!("{good}\n").as_bytes()).is_err());
    assert_eq!(
        UncheckedEntry::parse(&vec![b' '; 16 * 1024 + 1]),
        Err(BadEntry::TooLong)
    );
}

#[test]
fn a_signature_stands_only_where_it_belongs() {
    let (padding, _, _) = &sample::entries()[3];
    assert_eq!(
        padding.to_bytes(Some(Signature([0; 64]))),
        Err(BadEntry::SignatureOutOfPlace)
    );
    let (opened, bytes, _) = &sample::entries()[1];
    assert_eq!(opened.to_bytes(None), Err(BadEntry::SignatureOutOfPlace));
    let signature = UncheckedEntry::parse(bytes).unwrap().signature().unwrap();
    let cut = String::from_utf8(bytes.clone())
        .unwrap()
        .replace(&format!("\"{signature}\""), "null");
    assert_eq!(
        UncheckedEntry::parse(cut.as_bytes()),
        Err(BadEntry::SignatureOutOfPlace)
    );
}
