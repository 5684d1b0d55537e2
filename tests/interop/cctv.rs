//! The C2SP CCTV vectors for age (npm `cctv-age`), hybrid ones included, through `age` with our identity.

use std::io::{self, Read as _};
use std::path::Path;

use age::armor::ArmoredReader;
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Identity};
use daylight::crypto::hybrid::HybridIdentity;
use daylight_domain::to_hex;
use sha2::{Digest as _, Sha256};

/// Vectors on which the `age` crate 0.12 itself, not our recipient, answers otherwise than C2SP says. None of these
/// forms reaches it from outside: `Sealed::check` takes neither armour nor such stanzas.
const EXCEPTIONS: &[(&str, &str)] = &[
    (
        "armor_whitespace_outside",
        "its armour reader takes white space after the armour, but not before it",
    ),
    (
        "stanza_missing_body",
        "it still takes the stanzas of its own first versions (`legacy_age_stanza`)",
    ),
    (
        "stanza_missing_final_line",
        "it still takes the stanzas of its own first versions (`legacy_age_stanza`)",
    ),
];

struct Vector {
    expect: String,
    payload: Option<String>,
    identities: Vec<Box<dyn Identity>>,
    armored: bool,
    file: Vec<u8>,
}

fn parse(bytes: &[u8]) -> Vector {
    let (head, file) = bytes.split_at(bytes.windows(2).position(|two| two == b"\n\n").unwrap());
    let mut vector = Vector {
        expect: String::new(),
        payload: None,
        identities: Vec::new(),
        armored: false,
        file: file[2..].to_vec(),
    };
    for line in std::str::from_utf8(head).unwrap().lines() {
        let (key, value) = line.split_once(": ").unwrap();
        match key {
            "expect" => value.clone_into(&mut vector.expect),
            "payload" => vector.payload = Some(value.to_owned()),
            "identity" => vector.identities.push(identity(value)),
            "passphrase" => {
                let mut identity = age::scrypt::Identity::new(SecretString::from(value));
                identity.set_max_work_factor(16);
                vector.identities.push(Box::new(identity));
            }
            "armored" => vector.armored = true,
            "compressed" | "comment" | "file key" => {}
            other => panic!("unknown key {other}"),
        }
    }
    vector
}

fn identity(text: &str) -> Box<dyn Identity> {
    if text.starts_with("AGE-SECRET-KEY-PQ-") {
        Box::new(text.parse::<HybridIdentity>().unwrap())
    } else {
        Box::new(text.parse::<age::x25519::Identity>().unwrap())
    }
}

/// What happened, in the words of the vectors; an armour failure shows as a header or a payload failure.
fn outcome(vector: &Vector, released: &mut Vec<u8>) -> &'static str {
    let identities = || vector.identities.iter().map(|identity| &**identity);
    let mut read = |input: &mut dyn io::Read| {
        let Ok(decryptor) = Decryptor::new(input) else {
            return "header failure";
        };
        match decryptor.decrypt(identities()) {
            Err(DecryptError::NoMatchingKeys) => "no match",
            Err(DecryptError::InvalidMac) => "HMAC failure",
            Err(DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed) => "wrong key",
            Err(_) => "header failure",
            Ok(mut reader) => match reader.read_to_end(released) {
                Ok(_) => "success",
                Err(_) => "payload failure",
            },
        }
    };
    if vector.armored {
        read(&mut ArmoredReader::new(&vector.file[..]))
    } else {
        read(&mut &vector.file[..])
    }
}

fn fault(bytes: &[u8]) -> Option<String> {
    let vector = parse(bytes);
    let mut released = Vec::new();
    let got = outcome(&vector, &mut released);
    let agrees = match vector.expect.as_str() {
        "armor failure" => got != "success",
        // The age crate says "decryption failed" where its scrypt identity meets another passphrase.
        "no match" => got == "no match" || got == "wrong key",
        expected => got == expected,
    };
    if !agrees {
        return Some(format!("expected {}, got {got}", vector.expect));
    }
    // Nothing may be released that is not genuine, also before a failure.
    let hash = to_hex(&Sha256::digest(&released));
    match vector.payload {
        Some(payload) if payload != hash => Some(format!("released {} other bytes", released.len())),
        _ => None,
    }
}

#[test]
fn every_vector_of_c2sp_ends_as_it_should() {
    let dir = tempfile::tempdir().unwrap();
    crate::node::run("cctv.mjs", &[dir.path().to_str().unwrap()]);
    let mut names: Vec<_> = std::fs::read_dir(dir.path())
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(
        names.len(),
        143,
        "another version of cctv-age: look at what is new"
    );
    assert_eq!(
        names
            .iter()
            .filter(|name| name.to_str().unwrap().contains("hybrid"))
            .count(),
        19
    );

    let mut faults = Vec::new();
    for name in &names {
        let name = name.to_str().unwrap();
        let excepted = EXCEPTIONS.iter().any(|(exception, _)| *exception == name);
        match fault(&std::fs::read(Path::new(dir.path()).join(name)).unwrap()) {
            Some(fault) if !excepted => faults.push(format!("{name}: {fault}")),
            None if excepted => faults.push(format!("{name}: passes now, take it from the exceptions")),
            _ => {}
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
