//! The vectors of `tests/fixtures/holder_vectors.json`: what a holder's programs write is what the file says, byte by byte. The
//! browser's side is held to the same file (`web/test/holder.test.ts`).

use daylight::api::Bytes;
use daylight::client::findings::{AtRisk, Findings};
use daylight::client::public_file::{PublicFile, office_words};
use daylight::client::redaction::{self, NotACopy};
use daylight::client::scope::{self, Point};
use daylight::client::shared::{SharedFile, body_digest};
use daylight::client::{search, tags};
use daylight::crypto::desk_note::{DeskNote, NoteKey};
use daylight::crypto::hybrid::{HybridIdentity, HybridRecipient};
use daylight::crypto::key_file::{KeyFile, KeyFileError};
use daylight_domain::{ClockName, Date, Digest, Finding, FindingResult, Mark, Standard, Urgency};
use daylight_tlog::sha256;
use serde::Deserialize;

/// Work that is done at once; files that leave a test have [`daylight::crypto::key_file::USUAL_WORK`].
const FAST: u8 = 2;

#[derive(Deserialize)]
struct Vectors {
    key_files: Vec<KeyVector>,
    shared: Shared,
    copies: Vec<Copied>,
    scopes: Vec<Scope>,
    findings: Vec<Found>,
    tags: Vec<Tags>,
    places: Vec<Place>,
    notes: Vec<Noted>,
}

/// A key file: what stands in it, the same sealed with a passphrase by this program, and its public half.
#[derive(Deserialize)]
struct KeyVector {
    json: String,
    sealed: Bytes,
    passphrase: String,
    public: String,
    key_words: String,
    office_words: Option<String>,
}

#[derive(Deserialize)]
struct Shared {
    body: String,
    digest: Digest,
    file: SharedFile,
    what: String,
    item: Digest,
    text: String,
}

#[derive(Deserialize)]
struct Copied {
    original: String,
    copy: String,
    passages: Option<u16>,
    word: Option<usize>,
}

#[derive(Deserialize)]
struct Scope {
    points: Vec<ScopeLine>,
    wording: String,
}

#[derive(Deserialize)]
struct ScopeLine {
    text: String,
    within: bool,
}

#[derive(Deserialize)]
struct Found {
    points: Vec<(u16, FindingResult, String)>,
    enquiries: Vec<String>,
    spoken_to: u16,
    at_risk: Option<AtRisk>,
    wording: String,
}

#[derive(Deserialize)]
struct Tags {
    typed: Vec<String>,
    note: String,
}

#[derive(Deserialize)]
struct Place {
    text: String,
    words: String,
    around: Option<String>,
}

/// A note beside a capsule, and what it says to whoever knows the case recipient.
#[derive(Deserialize)]
struct Noted {
    case_recipient: String,
    sealed: Bytes,
    note: Option<Said>,
}

#[derive(Deserialize)]
struct Said {
    urgency: Urgency,
    clock: Option<ClockName>,
    waits: bool,
    first_due: Option<Date>,
    due: Option<Date>,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../fixtures/holder_vectors.json")).unwrap()
}

#[test]
fn key_files_are_read_and_written_as_in_the_vectors() {
    for vector in vectors().key_files {
        let key = KeyFile::from_json(vector.json.as_bytes()).unwrap();
        let sealed = KeyFile::read(&vector.sealed.0, &vector.passphrase).unwrap();
        for key in [&key, &sealed] {
            let again = KeyFile::read(&key.write("another", FAST).unwrap(), "another").unwrap();
            assert_eq!(again.to_json().unwrap().as_slice(), vector.json.as_bytes());
        }
        let office = key.offices.last().map(|(office, _)| office.clone());
        let public = PublicFile::of(&key, office);
        assert_eq!(
            serde_json::to_string_pretty(&public).unwrap() + "\n",
            vector.public
        );
        assert_eq!(public.key_words().join(" "), vector.key_words);
        let office = public.office_recipient.map(|made| sha256(made.as_bytes()));
        let words = office.map(|recipient| office_words(&recipient).join(" "));
        assert_eq!(words, vector.office_words);
        let wrong = KeyFile::read(&vector.sealed.0, "wrong").map(|_| ());
        assert_eq!(wrong, Err(KeyFileError::WrongPassphrase));
    }
}

#[test]
fn shared_parts_open_as_in_the_vectors() {
    let Shared {
        body,
        digest,
        file,
        what,
        item,
        text,
    } = vectors().shared;
    let identity: HybridIdentity = body.parse().unwrap();
    let recipient: HybridRecipient = identity.recipient();
    assert_eq!(body_digest(&recipient), digest);
    let parts = file.open(&identity).unwrap();
    assert_eq!(parts.len(), 1);
    assert_eq!((&parts[0].what, parts[0].digest), (&what, item));
    assert_eq!(parts[0].words(), Some(text.as_str()));
}

#[test]
fn copies_are_taken_or_refused_as_in_the_vectors() {
    for Copied {
        original,
        copy,
        passages,
        word,
    } in vectors().copies
    {
        let expected = match (passages, word) {
            (Some(passages), _) => Ok(passages),
            (None, Some(word)) => Err(NotACopy::Changed { word }),
            (None, None) => Err(NotACopy::NothingRedacted),
        };
        assert_eq!(redaction::passages(&original, &copy), expected, "{copy}");
    }
}

#[test]
fn scopes_are_worded_as_in_the_vectors() {
    for Scope { points, wording } in vectors().scopes {
        let points: Vec<Point> = points
            .into_iter()
            .map(|ScopeLine { text, within }| Point {
                text,
                mark: if within { Mark::In } else { Mark::Out },
                reason: None,
            })
            .collect();
        assert_eq!(scope::wording(&points), wording);
    }
}

#[test]
fn findings_are_worded_as_in_the_vectors() {
    for found in vectors().findings {
        let points = found.points.into_iter();
        let findings = Findings {
            points: points
                .map(|(point, result, words)| (Finding { point, result }, words))
                .collect(),
            enquiries: found.enquiries,
            spoken_to: found.spoken_to,
            at_risk: found.at_risk,
            standard: Some(Standard::BalanceOfProbabilities),
        };
        assert_eq!(findings.wording(), found.wording);
        assert_eq!(Findings::told(&found.wording), Some(findings));
    }
}

#[test]
fn tags_are_noted_as_in_the_vectors() {
    for Tags { typed, note } in vectors().tags {
        let typed = tags::typed(&typed.join("\n"));
        assert_eq!(tags::note(&typed).as_str(), Some(note.as_str()));
    }
}

#[test]
fn words_are_found_as_in_the_vectors() {
    for Place { text, words, around } in vectors().places {
        assert_eq!(search::around(&text, &search::plain(&words)), around, "{words}");
    }
}

#[test]
fn notes_beside_capsules_open_as_in_the_vectors() {
    for Noted {
        case_recipient,
        sealed,
        note,
    } in vectors().notes
    {
        let note = note.map(|said| DeskNote {
            urgency: said.urgency,
            clock: said.clock,
            waits: said.waits,
            first_due: said.first_due,
            due: said.due,
        });
        assert_eq!(NoteKey::of(&case_recipient).open(&sealed.0), note);
    }
}
