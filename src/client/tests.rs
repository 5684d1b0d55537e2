//! A service that was tampered with, piece by piece: each is refused, with a sentence that says what to do.

use daylight_domain::{Act, Date, Digest, KdfParams, OfficeId, Urgency};
use daylight_tlog::{
    KeyUsed, LogKey, SigningKey, TlogProof, UncheckedEntry, UnsignedEntry, UnverifiedCheckpoint,
};

use super::fixture::{ORIGIN, World, bent, today};
use super::log_key::words_of;
use super::receipts::{self, Unproven, Verified, check_received};
use super::submit::{Choices, check, prepare};
use super::{GivenKey, Mistrust, Stopped, Trust};
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::seal::Plaintext;

fn refused(world: &World, tamper: impl FnOnce(&mut crate::api::Instance)) -> Mistrust {
    let mut instance = world.instance();
    tamper(&mut instance);
    Trust::check(instance, None).unwrap_err()
}

#[test]
fn an_honest_service_is_believed_with_the_key_from_the_poster_and_without() {
    let world = World::new();
    let vkey = world.log.verifier().vkey();
    let words = GivenKey::parse(&words_of(&vkey).join(" ")).unwrap();
    for given in [None, Some(GivenKey::parse(&vkey).unwrap()), Some(words)] {
        let trust = Trust::check(world.instance(), given.as_ref()).unwrap();
        let (_, policy) = trust.policy_on(today()).unwrap();
        let seats = trust.seats(policy, today()).unwrap();
        assert_eq!(seats.len(), 4);
        assert!(
            seats
                .iter()
                .all(|seat| seat.recipient.is_some() && seat.holders.len() == 1)
        );
        assert_eq!(seats[0].holders, ["Guardian"]);
    }
}

#[test]
fn a_service_with_another_key_than_the_poster_s_is_refused() {
    let world = World::new();
    let other = LogKey::new(ORIGIN, &[8; 32]).unwrap().verifier().vkey();
    let given = GivenKey::parse(&other).unwrap();
    assert_eq!(
        Trust::check(world.instance(), Some(&given)).unwrap_err(),
        Mistrust::OtherLogKey
    );
    // The key shown is the poster's, but it signed nothing.
    assert_eq!(
        refused(&world, |shown| shown.vkey.clone_from(&other)),
        Mistrust::Checkpoint
    );
    assert_eq!(
        refused(&world, |shown| shown.origin = "other.invalid/log".to_owned()),
        Mistrust::NoLogKey
    );
}

#[test]
fn an_entry_without_its_proof_or_with_other_bytes_is_refused() {
    let world = World::new();
    assert_eq!(
        refused(&world, |shown| shown.record[3].proof.clear()),
        Mistrust::NotInRecord { index: 3 }
    );
    assert_eq!(
        refused(&world, |shown| shown.record[3].proof[0] =
            bent(shown.record[3].proof[0])),
        Mistrust::NotInRecord { index: 3 }
    );
    assert_eq!(
        refused(&world, |shown| shown.record[2].salt = Digest([0; 32])),
        Mistrust::NotInRecord { index: 2 }
    );
    assert_eq!(
        refused(&world, |shown| shown.record[2].entry.push(' ')),
        Mistrust::NotAnEntry { index: 2 }
    );
    assert_eq!(
        refused(&world, |shown| shown.record.swap(1, 2)),
        Mistrust::NotInRecord { index: 1 }
    );
    let before: Date = "2020-01-01".parse().unwrap();
    assert_eq!(
        refused(&world, |shown| shown.record[0].batch_day = before),
        Mistrust::WrongDay { index: 0 }
    );
}

#[test]
fn a_founding_that_somebody_else_signed_is_refused_though_it_stands_in_the_tree() {
    let mut world = World::new();
    let unsigned = UncheckedEntry::parse(&world.entries[4]).unwrap().into_entry();
    world.entries[4] = UnsignedEntry(unsigned)
        .sign(ORIGIN, &SigningKey::from_seed(&[1; 32]))
        .unwrap();
    assert_eq!(refused(&world, |_| ()), Mistrust::Signature { index: 4 });
}

#[test]
fn a_guessable_derivation_of_codes_is_refused() {
    let mut world = World::new();
    let mut key = UncheckedEntry::parse(&world.entries[0]).unwrap().into_entry();
    if let Act::Key { kdf, .. } = &mut key.act {
        *kdf = KdfParams {
            m_kib: 8,
            ..KdfParams::CURRENT
        };
    }
    world.entries[0] = world.signed("outside", key);
    assert!(matches!(refused(&world, |_| ()), Mistrust::Derivation(_)));
    world.entries.remove(0);
    assert_eq!(refused(&world, |_| ()), Mistrust::NoGenesis);
}

#[test]
fn a_changed_policy_and_a_swapped_or_withheld_recipient_stop_the_sending() {
    let world = World::new();
    let (master, _) = world.submission();
    let text = Plaintext::new("x".to_owned());
    let choices = Choices {
        excluded: &[],
        urgency: Urgency::Ordinary,
        about: &text,
        account: &text,
    };
    let stopped = |tamper: &dyn Fn(&mut crate::api::Instance)| {
        let mut instance = world.instance();
        tamper(&mut instance);
        let trust = Trust::check(instance, None).unwrap();
        match prepare(&trust, &master, &choices, &world.dice).unwrap_err() {
            Stopped::Mistrust(mistrust) => mistrust,
            other => panic!("{other}"),
        }
    };
    let longer = |shown: &mut crate::api::Instance| {
        shown.policies[0] = shown.policies[0].replace("acknowledge_days = 7 ", "acknowledge_days = 6 ");
    };
    assert_eq!(stopped(&longer), Mistrust::Policy);
    assert_eq!(stopped(&|shown| shown.policies.clear()), Mistrust::Policy);
    let chair: OfficeId = "chair".parse().unwrap();
    let theirs = world.offices["chair"].recipient().to_string();
    let mallory = HybridIdentity::generate(&world.dice).recipient().to_string();
    let swap = |shown: &mut crate::api::Instance| {
        shown
            .recipients
            .iter_mut()
            .filter(|text| **text == theirs)
            .for_each(|text| text.clone_from(&mallory));
    };
    assert_eq!(
        stopped(&swap),
        Mistrust::Recipient {
            office: chair.clone()
        }
    );
    assert_eq!(
        stopped(&|shown| shown.recipients.retain(|text| *text != theirs)),
        Mistrust::Recipient { office: chair }
    );
}

#[test]
fn an_unknown_office_and_the_last_stage_cannot_be_left_out() {
    let world = World::new();
    let (master, _) = world.submission();
    let text = Plaintext::new("x".to_owned());
    for (office, words) in [
        ("chairman", "leave out one of guardian, deputy, chair"),
        ("outside", "last stage"),
    ] {
        let excluded = [office.parse().unwrap()];
        let choices = Choices {
            excluded: &excluded,
            urgency: Urgency::Ordinary,
            about: &text,
            account: &text,
        };
        let stopped = prepare(&world.trust(), &master, &choices, &world.dice)
            .unwrap_err()
            .to_string();
        assert!(stopped.contains(words), "{stopped}");
    }
}

#[test]
fn only_the_receipt_of_what_was_sent_with_the_dates_of_the_policy_is_called_received() {
    let world = World::new();
    let trust = world.trust();
    let (_, sealed) = world.submission();
    let received = check(&trust, &sealed, world.accepted(&sealed)).unwrap();
    assert_eq!(
        received.outlook.deadlines[0].due,
        "2026-12-25".parse::<Date>().unwrap()
    );

    let with = |receipt: String| {
        check_received(
            &trust,
            &receipt,
            &sealed.manifest,
            &sealed.manifest_bytes,
            today(),
        )
    };
    let signed = |log: &LogKey, entry: &[u8]| log.sign_receipt(today(), &[1; 32], entry).unwrap();
    let right = World::received(&sealed, Urgency::Ordinary);
    // Dates of a danger are not the dates of this concern.
    let other_dates = World::received(&sealed, Urgency::Danger);
    assert_eq!(
        with(signed(&world.log, &other_dates)).unwrap_err(),
        Mistrust::ReceiptDates
    );
    let (_, other) = world.submission();
    assert_eq!(
        with(signed(&world.log, &World::received(&other, Urgency::Ordinary))).unwrap_err(),
        Mistrust::OtherReceipt
    );
    let other_log = LogKey::new(ORIGIN, &[8; 32]).unwrap();
    assert_eq!(
        with(signed(&other_log, &right)).unwrap_err(),
        Mistrust::ReceiptSignature
    );
    assert_eq!(
        with(signed(&world.log, &world.entries[1])).unwrap_err(),
        Mistrust::OtherReceipt
    );
    let late: Date = "2026-12-30".parse().unwrap();
    let promise = world.log.sign_receipt(late, &[1; 32], &right).unwrap();
    assert_eq!(
        with(promise).unwrap_err(),
        Mistrust::ReceiptDay { promised: late }
    );
}

#[test]
fn a_receipt_verifies_offline_and_says_whose_key_was_used() {
    let world = World::new();
    let (_, sealed) = world.submission();
    let receipt = world.accepted(&sealed).receipt;
    let vkey = GivenKey::parse(&world.log.verifier().vkey()).unwrap();
    let words = GivenKey::parse(&words_of(&world.log.verifier().vkey()).join(" ")).unwrap();
    for (given, used) in [
        (None, KeyUsed::InReceipt),
        (Some(&vkey), KeyUsed::Given),
        (Some(&words), KeyUsed::Given),
    ] {
        let Verified::Promise(promise) = receipts::verify(receipt.as_bytes(), given).unwrap() else {
            panic!()
        };
        assert_eq!((promise.key_used, promise.batch_day), (used, today()));
    }
    let other = GivenKey::parse(&LogKey::new(ORIGIN, &[8; 32]).unwrap().verifier().vkey()).unwrap();
    assert_eq!(
        receipts::verify(receipt.as_bytes(), Some(&other)).unwrap_err(),
        Unproven::OtherLog
    );
    let later = receipt.replacen("2026-12-18", "2026-12-19", 1);
    assert_eq!(
        receipts::verify(later.as_bytes(), None).unwrap_err(),
        Unproven::Signature
    );
    assert_eq!(
        receipts::verify(b"the till is short", None).unwrap_err(),
        Unproven::NotAReceipt
    );
}

#[test]
fn a_proof_verifies_with_the_whole_key_alone() {
    let world = World::new();
    let instance = world.instance();
    let third = &instance.record[2];
    let mut proof = TlogProof {
        extra: Some(TlogProof::extra_of(&third.salt.0, third.entry.as_bytes())),
        index: 2,
        hashes: third.proof.clone(),
        checkpoint: UnverifiedCheckpoint::parse(instance.checkpoint.as_bytes()).unwrap(),
    };
    let vkey = GivenKey::parse(&world.log.verifier().vkey()).unwrap();
    let verify = |proof: &TlogProof, given| receipts::verify(proof.to_text().as_bytes(), given);
    assert!(matches!(verify(&proof, Some(&vkey)), Ok(Verified::Proven(proven)) if proven.index == 2));
    assert_eq!(verify(&proof, None).unwrap_err(), Unproven::NeedsWholeKey);
    proof.index = 3;
    assert_eq!(verify(&proof, Some(&vkey)).unwrap_err(), Unproven::NotIncluded);
}

#[test]
fn every_refusal_says_what_to_do_and_none_steers_a_terminal() {
    for mistrust in [
        Mistrust::OtherLogKey,
        Mistrust::Policy,
        Mistrust::ReceiptDates,
        Mistrust::LastStageClosed,
    ] {
        assert!(mistrust.to_string().contains(':'), "{mistrust}");
    }
    assert_eq!(super::clean("a\u{1b}[2Jb\u{202e}c\nd"), "a[2Jbc\nd");
}
