//! Tests of the policy of witnesses.

use super::*;
use crate::checkpoint::{BadCheckpoint, UnverifiedCheckpoint};
use crate::note::LogKey;
use crate::sig::SigningKey;
use daylight_domain::Digest;

fn witness(n: u8) -> (SigningKey, Cosigner) {
    let key = SigningKey::from_seed(&[n; 32]);
    let cosigner = Cosigner::new(&format!("witness.invalid/{n}"), key.public()).unwrap();
    (key, cosigner)
}

fn policy(quorum: &str) -> WitnessPolicy {
    let log = LogKey::new("log.invalid", &[9; 32]).unwrap().verifier().vkey();
    let [a, b, c] = [1, 2, 3].map(|n| witness(n).1.vkey());
    WitnessPolicy::parse(&format!(
        "# trusted\nlog {log}\n\nwitness a {a} https://a.invalid\nwitness\tb {b}\nwitness c {c}\n\
         group ab 2 a b\n group either any ab c\nquorum {quorum}\n"
    ))
    .unwrap()
}

fn checkpoint(cosigned_by: &[u8]) -> UnverifiedCheckpoint {
    let mut note = LogKey::new("log.invalid", &[9; 32])
        .unwrap()
        .sign_checkpoint(4, Digest([5; 32]))
        .unwrap();
    let text = note.split_once("\n\n").unwrap().0.to_owned() + "\n";
    for n in cosigned_by {
        let (key, cosigner) = witness(*n);
        note += &cosigner.cosign(&key, &text, 1_800_000_000);
    }
    UnverifiedCheckpoint::parse(note.as_bytes()).unwrap()
}

#[test]
fn a_quorum_counts_groups_and_members() {
    let met = |quorum: &str, by: &[u8]| checkpoint(by).verify_policy(&policy(quorum)).is_ok();
    assert!(met("none", &[]));
    assert!(met("a", &[1]) && !met("a", &[2]));
    assert!(met("ab", &[1, 2]) && !met("ab", &[1, 3]));
    assert!(met("either", &[3]) && met("either", &[1, 2]) && !met("either", &[2]));
}

#[test]
fn a_missing_quorum_is_told_from_a_wrong_signature() {
    assert_eq!(
        checkpoint(&[1]).verify_policy(&policy("ab")).unwrap_err(),
        BadCheckpoint::Quorum
    );
    let (_, cosigner) = witness(1);
    let forged = cosigner.cosign(&SigningKey::from_seed(&[7; 32]), "other text\n", 1);
    let note = format!(
        "{}{forged}",
        String::from_utf8(checkpoint(&[]).bytes().to_vec()).unwrap()
    );
    let read = UnverifiedCheckpoint::parse(note.as_bytes()).unwrap();
    assert_eq!(
        read.verify_policy(&policy("none")).unwrap_err(),
        BadCheckpoint::Signature
    );
}

#[test]
fn the_example_cosignature_has_its_time() {
    let (_, signed) = checkpoint(&[3]).verify_policy(&policy("c")).unwrap();
    assert_eq!(signed[0].timestamp, 1_800_000_000);
}

#[test]
fn the_deepest_groups_a_policy_has_room_for_do_not_exhaust_the_stack() {
    let mut text = format!("witness g {}\n", witness(1).1.vkey());
    let mut last = "g".to_owned();
    for n in 0.. {
        let line = format!("group {n:x} 1 {last}\n");
        if text.len() + line.len() > MAX_POLICY_BYTES - 100 {
            break;
        }
        text += &line;
        last = format!("{n:x}");
    }
    let policy = WitnessPolicy::parse(&format!("{text}quorum {last}\n")).unwrap();
    let signed = Cosignature {
        witness: witness(1).1.witness().to_owned(),
        key_id: signed_note::Verifier::key_id(&witness(1).1),
        timestamp: 1,
    };
    assert!(policy.is_met_by(&[signed]) && !policy.is_met_by(&[]));
}

#[test]
fn a_policy_with_two_meanings_is_refused() {
    let a = witness(1).1.vkey();
    let log = LogKey::new("log.invalid", &[9; 32]).unwrap().verifier().vkey();
    for bad in [
        String::new(),
        "quorum none\nquorum none\n".to_owned(),
        "quorum a\n".to_owned(),
        format!("witness a {a}\nwitness b {a}\nquorum a\n"),
        format!("witness none {a}\nquorum none\n"),
        format!("witness a {a}\ngroup g 2 a\nquorum g\n"),
        format!("witness a {a}\ngroup g 0 a\nquorum g\n"),
        format!("witness a {a}\ngroup g any a\ngroup h any a\nquorum g\n"),
        format!("group g any a\nwitness a {a}\nquorum g\n"),
        format!("witness a {log}\nquorum a\n"),
        format!("log {log}\nlog {log}\nquorum none\n"),
        "quorum none\r\n".to_owned(),
        "trust everybody\nquorum none\n".to_owned(),
    ] {
        assert!(WitnessPolicy::parse(&bad).is_err(), "{bad}");
    }
}
