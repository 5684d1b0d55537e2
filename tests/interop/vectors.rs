//! Our own vectors, which the browser side uses too: here against the Rust code, and recomputed by a script that
//! shares none of it.

use daylight::crypto::code::{CodeError, TrackingCode};
use daylight::crypto::derive::{KdfParams, Master};
use daylight::crypto::padding;
use daylight_domain::{Digest, from_hex};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

#[derive(Deserialize)]
struct Vectors {
    codes: Vec<Code>,
    typed: Vec<Typed>,
    secrets: Vec<Secrets>,
    padding: Vec<Padded>,
}

#[derive(Deserialize)]
struct Code {
    bytes: String,
    words: String,
}

#[derive(Deserialize)]
struct Typed {
    text: String,
    bytes: Option<String>,
    fault: Option<String>,
    position: Option<usize>,
}

#[derive(Deserialize)]
struct Secrets {
    code: String,
    salt: String,
    params: KdfParams,
    locator: String,
    locator_hash: Digest,
    case_identity: String,
    case_recipient: String,
    concern: String,
    signing_seed: String,
    reporter: String,
}

#[derive(Deserialize)]
struct Padded {
    length: usize,
    bucket: usize,
    sha256: Digest,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../fixtures/vectors.json")).unwrap()
}

fn code(bytes: &str) -> TrackingCode {
    TrackingCode::from_bytes(from_hex(bytes).unwrap())
}

#[test]
fn javascript_computes_the_same_values() {
    crate::node::run("vectors.mjs", &[]);
}

#[test]
fn codes_have_the_words_of_the_vectors() {
    for Code { bytes, words } in vectors().codes {
        assert_eq!(*code(&bytes).words(), words);
        assert_eq!(TrackingCode::parse(&words), Ok(code(&bytes)));
    }
}

#[test]
fn typed_codes_are_taken_or_refused_as_in_the_vectors() {
    for Typed {
        text,
        bytes,
        fault,
        position,
    } in vectors().typed
    {
        let got = TrackingCode::parse(&text);
        match fault.as_deref() {
            None => assert_eq!(got, Ok(code(&bytes.unwrap())), "{text}"),
            Some("word-count") => assert!(matches!(got, Err(CodeError::WordCount { .. })), "{text}"),
            Some("checksum") => assert_eq!(got, Err(CodeError::Checksum), "{text}"),
            Some("unknown-word") => {
                let Err(CodeError::UnknownWord { position: found, .. }) = got else {
                    panic!("{text}: {got:?}")
                };
                assert_eq!(Some(found), position, "{text}");
            }
            Some(other) => panic!("{other} is no fault of a code"),
        }
    }
}

#[test]
fn secrets_follow_from_the_code_as_in_the_vectors() {
    for vector in vectors().secrets {
        let salt = from_hex(&vector.salt).unwrap();
        let master = Master::derive(&code(&vector.code), &salt, &vector.params).unwrap();
        assert_eq!(*master.locator().to_secret_text(), vector.locator);
        assert_eq!(master.locator().hash(), vector.locator_hash);
        assert_eq!(*master.case_identity().to_secret_text(), vector.case_identity);
        let recipient = master.case_identity().recipient();
        assert_eq!(recipient.to_string(), vector.case_recipient);
        assert_eq!(recipient.concern_id().to_string(), vector.concern);
        let signing: [u8; 32] = from_hex(&vector.signing_seed).unwrap();
        assert_eq!(*master.reporter_key().seed(), signing);
        assert_eq!(master.reporter_key().public().to_string(), vector.reporter);
    }
}

#[test]
fn padding_is_that_of_the_vectors() {
    for Padded {
        length,
        bucket,
        sha256,
    } in vectors().padding
    {
        let padded = padding::pad(&vec![b'x'; length], &padding::BUCKETS).unwrap();
        assert_eq!(padded.len(), bucket);
        assert_eq!(Digest(Sha256::digest(&padded).into()), sha256, "{length} bytes");
    }
}
