//! Tests of a whole submission: who can open it, who gets a dummy, what is refused.

use daylight_tlog::LogKey;

use super::*;
use crate::crypto::capsule::CapsuleError;
use crate::crypto::code::TrackingCode;
use crate::crypto::derive::KdfParams;
use crate::crypto::padding::LONGEST_TEXT;
use crate::crypto::seal::open_text;
use crate::crypto::sealed::sealed_capsule_size;
use crate::entropy::SeededEntropy;

const ORIGIN: &str = "demo.daylight.invalid/log";

/// A route of three stages, two offices on the first, and their identities.
fn route() -> (Vec<RouteOffice>, Vec<HybridIdentity>) {
    let dice = SeededEntropy::new(10);
    let offices = [(1, "guardian"), (1, "deputy"), (2, "chair"), (3, "outside")];
    offices
        .into_iter()
        .map(|(stage, office)| {
            let identity = HybridIdentity::generate(&dice);
            let office = RouteOffice {
                stage: StageNo(stage),
                office: office.parse().unwrap(),
                recipient: Some(identity.recipient()),
                excluded: false,
            };
            (office, identity)
        })
        .unzip()
}

fn master() -> Master {
    let code = TrackingCode::generate(&SeededEntropy::new(20));
    Master::derive(&code, &[0; 16], &KdfParams::CURRENT).unwrap()
}

fn vkey_of(origin: &str) -> String {
    LogKey::new(origin, &[5; 32]).unwrap().verifier().vkey()
}

fn vkey() -> String {
    vkey_of(ORIGIN)
}

fn build_with(route: &[RouteOffice], log: &str, account: &str) -> Result<Submission, SubmissionError> {
    let draft = Draft {
        log,
        origin: ORIGIN,
        policy: Digest([9; 32]),
        day: "2026-12-18".parse().unwrap(),
        urgency: Urgency::Ordinary,
        route,
        about: &Plaintext::new("the shop in the north".to_owned()),
        account: &Plaintext::new(account.to_owned()),
        sealed_on_arrival: false,
    };
    draft.build(&master(), &SeededEntropy::new(30))
}

fn build(route: &[RouteOffice]) -> Result<Submission, SubmissionError> {
    build_with(route, &vkey(), "the till is short")
}

#[test]
fn every_office_of_the_route_can_open_the_concern_and_agrees_with_the_manifest() {
    let (route, identities) = route();
    let sent = build(&route).unwrap();
    let manifest = UncheckedManifest::parse(&sent.manifest_bytes)
        .unwrap()
        .verify()
        .unwrap();
    assert_eq!(manifest, sent.manifest);
    assert_eq!(manifest.left_out, []);
    assert_eq!(
        (manifest.about, manifest.account),
        (sent.about.digest(), sent.account.digest())
    );
    for (identity, sealed) in identities.iter().zip(&sent.capsules) {
        let capsule = Capsule::open(identity, sealed).unwrap();
        assert!(capsule.agrees_with(&manifest, sealed));
        let account = open_text(&capsule.case_identity, &sent.account).unwrap();
        assert_eq!(account.as_str(), Some("the till is short"));
        assert_eq!(capsule.case_recipient().concern_id(), manifest.concern());
    }
}

#[test]
fn an_excluded_office_and_one_without_a_key_get_dummies_of_the_same_size() {
    let (mut route, identities) = route();
    route[0].excluded = true;
    route[2].recipient = None;
    let sent = build(&route).unwrap();
    assert_eq!(sent.capsules.len(), 4);
    assert!(
        sent.capsules
            .iter()
            .all(|sealed| sealed.as_bytes().len() == sealed_capsule_size())
    );
    let opens: Vec<_> = identities
        .iter()
        .zip(&sent.capsules)
        .map(|(identity, sealed)| Capsule::open(identity, sealed))
        .collect();
    assert!(matches!(opens[0], Err(CapsuleError::NotForUs)));
    assert!(opens[1].is_ok());
    assert!(matches!(opens[2], Err(CapsuleError::NotForUs)));
    assert!(opens[3].is_ok());
    assert_eq!(sent.manifest.left_out, [StageNo(2)]);
}

#[test]
fn the_last_stage_cannot_be_excluded_and_needs_a_key() {
    let (mut route, _) = route();
    route[3].excluded = true;
    assert!(matches!(build(&route), Err(SubmissionError::LastStageExcluded)));
    route[3].excluded = false;
    route[3].recipient = None;
    assert!(matches!(build(&route), Err(SubmissionError::LastStageWithoutKey)));
}

#[test]
fn a_route_out_of_order_or_with_an_office_twice_is_refused() {
    let (mut route, _) = route();
    assert!(matches!(build(&[]), Err(SubmissionError::Route)));
    route[1].office = route[0].office.clone();
    assert!(matches!(build(&route), Err(SubmissionError::Route)));
    route.remove(1);
    route.swap(0, 1);
    assert!(matches!(build(&route), Err(SubmissionError::Route)));
}

#[test]
fn no_two_capsules_share_an_opening_key() {
    let (route, _) = route();
    let openings: BTreeSet<_> = build(&route)
        .unwrap()
        .manifest
        .capsules
        .into_iter()
        .map(|capsule| capsule.opening)
        .collect();
    assert_eq!(openings.len(), route.len());
}

#[test]
fn a_text_too_long_and_a_log_key_of_another_origin_are_named() {
    let (route, _) = route();
    let long = build_with(&route, &vkey(), &"x".repeat(LONGEST_TEXT + 1)).unwrap_err();
    assert!(
        long.to_string()
            .starts_with("the part \"account\" cannot be sealed: the text has 270333 bytes")
    );
    let other = vkey_of("other.daylight.invalid/log");
    assert!(matches!(
        build_with(&route, &other, ""),
        Err(SubmissionError::Manifest(BadManifest::Log))
    ));
}

#[test]
fn a_capsule_that_says_otherwise_than_the_manifest_is_noticed() {
    let (route, identities) = route();
    let sent = build(&route).unwrap();
    let capsule = Capsule::open(&identities[0], &sent.capsules[0]).unwrap();
    let disagrees = |change: fn(&mut Manifest)| {
        let mut manifest = sent.manifest.clone();
        change(&mut manifest);
        !capsule.agrees_with(&manifest, &sent.capsules[0])
    };
    assert!(disagrees(|manifest| manifest.origin.push('x')));
    assert!(disagrees(|manifest| manifest.urgency = Urgency::Danger));
    assert!(disagrees(
        |manifest| manifest.day = manifest.day.tomorrow().unwrap()
    ));
    assert!(disagrees(|manifest| manifest.reporter = PublicKey([1; 32])));
    assert!(disagrees(|manifest| manifest.case_recipient.push('x')));
    assert!(disagrees(
        |manifest| manifest.capsules[0].opening = PublicKey([1; 32])
    ));
    assert!(disagrees(|manifest| manifest.capsules[0].digest = Digest([1; 32])));
    assert!(disagrees(|manifest| manifest.capsules.clear()));
}
