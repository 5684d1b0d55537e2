//! A concern that was tampered with on its way to its reader: each change is refused.

use daylight_domain::calendar::add_months;
use daylight_domain::{
    Act, Author, ClosingReason, Digest, Enquiries, Entry, Mark, OfficeId, ScopePoint, Signature, Urgency,
};
use daylight_tlog::{LogKey, SigningKey, UncheckedEntry, UnsignedEntry, opening_message};

use super::fixture::{ORIGIN, World, today};
use super::{Concern, Mistrust};
use crate::api::{Bytes, ConcernView, FiledEntry, Item, OutlookView};
use crate::crypto::seal::{Plaintext, Sealed, seal_text};
use crate::crypto::submission::Submission;

/// A concern that the guardian has opened, as an honest service hands it out.
fn view(world: &World, sealed: &Submission, opening: &SigningKey) -> ConcernView {
    let concern = sealed.manifest.concern();
    let received = World::received(sealed, Urgency::Ordinary);
    let record = UncheckedEntry::parse(&received).unwrap().record(&[1; 32]);
    let by @ Author::Person(person) = world.author("guardian") else {
        unreachable!()
    };
    let office: OfficeId = "guardian".parse().unwrap();
    let countersign = opening.sign(&opening_message(ORIGIN, &concern, &office, &person, today()));
    let opened = Entry {
        day: today(),
        concern: Some(concern),
        by,
        after: Some(record),
        act: Act::Opened { office, countersign },
    };
    let filed = |bytes: Vec<u8>| FiledEntry {
        salt: Digest([1; 32]),
        entry: String::from_utf8(bytes).unwrap(),
        batch_day: today(),
        index: None,
        proof: None,
    };
    ConcernView {
        today: today(),
        manifest: String::from_utf8(sealed.manifest_bytes.clone()).unwrap(),
        entries: vec![filed(received), filed(world.signed("guardian", opened))],
        checkpoint: None,
        about: Some(Bytes(sealed.about.as_bytes().to_vec())),
        account: None,
        items: Vec::new(),
        outlook: OutlookView {
            stage: daylight_domain::StageNo(1),
            stage_name: "Independent reviewers".to_owned(),
            arrived: today(),
            state: "received".to_owned(),
            urgency: Urgency::Ordinary,
            deadlines: Vec::new(),
            next_date: None,
        },
        holder: None,
    }
}

fn opening_key(world: &World, sealed: &Submission) -> SigningKey {
    let capsule =
        crate::crypto::capsule::Capsule::open(&world.offices["guardian"], &sealed.capsules[0]).unwrap();
    assert!(capsule.agrees_with(&sealed.manifest, &sealed.capsules[0]));
    capsule.opening.key()
}

#[test]
fn a_concern_is_read_as_it_was_written_and_its_state_computed_here() {
    let world = World::new();
    let (master, sealed) = world.submission();
    let mut shown = view(&world, &sealed, &opening_key(&world, &sealed));
    let concern = Concern::check(shown.clone(), &world.trust()).unwrap();
    assert!(!concern.service_differs);
    assert_eq!(concern.outlook.opened.len(), 1);
    assert_eq!(
        concern.about(&master.case_identity()).unwrap().unwrap().as_str(),
        Some("the canteen")
    );
    assert!(concern.account(&master.case_identity()).unwrap().is_none());
    assert_eq!(
        concern.about(&world.offices["chair"]).err(),
        Some(Mistrust::PartDoesNotOpen)
    );
    shown.outlook.state = "acknowledged".to_owned();
    assert!(
        Concern::check(shown.clone(), &world.trust())
            .unwrap()
            .service_differs
    );
    // Eight days without an answer: the next stage has it, whatever the service says.
    shown.today = "2026-12-26".parse().unwrap();
    let concern = Concern::check(shown, &world.trust()).unwrap();
    assert_eq!(concern.outlook.stage, daylight_domain::StageNo(2));
}

#[test]
fn a_concern_whose_parts_were_changed_is_refused() {
    let world = World::new();
    let (_, sealed) = world.submission();
    let key = opening_key(&world, &sealed);
    let refused = |tamper: &dyn Fn(&mut ConcernView)| {
        let mut shown = view(&world, &sealed, &key);
        tamper(&mut shown);
        Concern::check(shown, &world.trust()).unwrap_err()
    };
    let other = seal_text(
        &world.offices["chair"].recipient(),
        &Plaintext::new("x".to_owned()),
    )
    .unwrap();
    let other = Sealed::into_bytes(other);
    assert_eq!(
        refused(&|shown| shown.about = Some(Bytes(other.clone()))),
        Mistrust::PartChanged
    );
    assert_eq!(
        refused(&|shown| shown.manifest = shown.manifest.replace("ordinary", "danger")),
        Mistrust::Manifest
    );
    // "Erased by rule" is believed only where the entries show it.
    assert_eq!(refused(&|shown| shown.manifest.clear()), Mistrust::Manifest);
    assert_eq!(
        refused(&|shown| drop(shown.entries.remove(0))),
        Mistrust::OtherConcern
    );
    let forged = |shown: &mut ConcernView| {
        let unsigned = UncheckedEntry::parse(shown.entries[1].entry.as_bytes())
            .unwrap()
            .into_entry();
        let signed = UnsignedEntry(unsigned)
            .sign(ORIGIN, &SigningKey::from_seed(&[1; 32]))
            .unwrap();
        shown.entries[1].entry = String::from_utf8(signed).unwrap();
    };
    assert_eq!(refused(&forged), Mistrust::Step { number: 2 });
    let twice = |shown: &mut ConcernView| shown.entries.push(shown.entries[1].clone());
    assert!(matches!(refused(&twice), Mistrust::StepRules { number: 3, .. }));
    // An opening without the capsule's own key is no opening.
    let shown = view(&world, &sealed, &SigningKey::from_seed(&[1; 32]));
    assert_eq!(
        Concern::check(shown, &world.trust()).unwrap_err(),
        Mistrust::Step { number: 2 }
    );
}

#[test]
fn a_service_with_another_log_key_than_the_manifest_s_is_told_loudly() {
    let world = World::new();
    let (_, sealed) = world.submission();
    let shown = view(&world, &sealed, &opening_key(&world, &sealed));
    let mut moved = World::new();
    moved.log = LogKey::new(ORIGIN, &[8; 32]).unwrap();
    let mut key = UncheckedEntry::parse(&moved.entries[0]).unwrap().into_entry();
    if let Act::Key { vkey, .. } = &mut key.act {
        *vkey = moved.log.verifier().vkey();
    }
    moved.entries[0] = moved.signed("outside", key);
    assert_eq!(
        Concern::check(shown, &moved.trust()).unwrap_err(),
        Mistrust::LogKeyChanged
    );
}

#[test]
fn words_that_do_not_match_their_digest_are_not_shown() {
    let world = World::new();
    let (master, sealed) = world.submission();
    let identity = master.case_identity();
    let words = seal_text(&identity.recipient(), &Plaintext::new("hello".to_owned())).unwrap();
    let mut shown = view(&world, &sealed, &opening_key(&world, &sealed));
    shown.items.push(Item {
        digest: words.digest(),
        sealed: Bytes(words.as_bytes().to_vec()),
    });
    shown.items.push(Item {
        digest: Digest([1; 32]),
        sealed: Bytes(words.as_bytes().to_vec()),
    });
    let concern = Concern::check(shown, &world.trust()).unwrap();
    assert_eq!(
        concern.words(&words.digest(), &identity).unwrap().as_str(),
        Some("hello")
    );
    assert!(concern.words(&Digest([1; 32]), &identity).is_none());
}

#[test]
fn a_manifest_that_the_server_sealed_is_refused_where_the_policy_does_not_allow_it() {
    let world = World::new();
    let (master, sealed) = world.submission();
    let mut manifest = sealed.manifest.clone();
    manifest.sealed_on_arrival = true;
    let sealed = Submission {
        manifest_bytes: manifest.sign(&master.reporter_key().key()).unwrap(),
        manifest,
        ..sealed
    };
    let view = view(&world, &sealed, &opening_key(&world, &sealed));
    assert_eq!(
        Concern::check(view, &world.trust()).unwrap_err(),
        Mistrust::Manifest
    );
}

/// Adds an entry of a person's, or of the service's where nobody is named, after the last one.
fn add(world: &World, shown: &mut ConcernView, by: Option<&str>, day: &str, act: Act) -> Digest {
    let last = shown.entries.last().unwrap();
    let last = UncheckedEntry::parse(last.entry.as_bytes()).unwrap();
    let entry = Entry {
        day: day.parse().unwrap(),
        concern: last.entry().concern,
        by: by.map_or(Author::Service, |name| world.author(name)),
        after: Some(last.record(&[1; 32])),
        act,
    };
    let bytes = match by {
        Some(name) => world.signed(name, entry),
        None => UnsignedEntry(entry).to_bytes(None).unwrap(),
    };
    let record = UncheckedEntry::parse(&bytes).unwrap().record(&[1; 32]);
    shown.entries.push(FiledEntry {
        salt: Digest([1; 32]),
        entry: String::from_utf8(bytes).unwrap(),
        batch_day: day.parse().unwrap(),
        index: None,
        proof: None,
    });
    record
}

#[test]
fn a_step_that_a_later_one_of_a_person_names_is_missed_by_all_but_its_reporter() {
    let world = World::new();
    let (_, sealed) = world.submission();
    let mut shown = view(&world, &sealed, &opening_key(&world, &sealed));
    let note = || Act::Note {
        item: Digest([3; 32]),
        offices: vec!["guardian".parse().unwrap()],
    };
    for act in [Act::NoConflict {}, note(), Act::Acknowledged { item: None }] {
        add(&world, &mut shown, Some("guardian"), "2026-12-18", act);
    }
    assert!(Concern::check_whole(shown.clone(), &world.trust()).is_ok());
    shown.entries.remove(3);
    assert!(
        Concern::check(shown.clone(), &world.trust()).is_ok(),
        "a reporter is handed no notes"
    );
    assert_eq!(
        Concern::check_whole(shown, &world.trust()).unwrap_err(),
        Mistrust::Step { number: 4 }
    );
}

#[test]
fn what_is_to_be_erased_on_a_day_to_come_is_not_erased() {
    let world = World::new();
    let (_, sealed) = world.submission();
    let mut shown = view(&world, &sealed, &opening_key(&world, &sealed));
    let item = Digest([3; 32]);
    let mut by = |name: Option<&str>, day: &str, act: Act| add(&world, &mut shown, name, day, act);
    let guardian = Some("guardian");
    by(guardian, "2026-12-18", Act::NoConflict {});
    by(guardian, "2026-12-18", Act::Acknowledged { item: None });
    let out = ScopePoint {
        mark: Some(Mark::Out),
        reason: Some(item),
    };
    let points = vec![out];
    by(guardian, "2026-12-18", Act::Scope { points, item });
    let enquiries = Enquiries {
        made: 1,
        spoken_to: 0,
        standard: None,
    };
    let points = Vec::new();
    by(
        guardian,
        "2026-12-18",
        Act::Findings {
            points,
            enquiries,
            item,
        },
    );
    let (reason, receiver) = (ClosingReason::NoConcernStated, None);
    let closing = Act::ClosingProposed {
        reason,
        receiver,
        item,
    };
    let of = by(guardian, "2027-01-05", closing);
    let (office, countersign) = ("chair".parse().unwrap(), Signature([0; 64]));
    for act in [
        Act::Opened { office, countersign },
        Act::NoConflict {},
        Act::Approved { of },
    ] {
        by(Some("chair"), "2027-01-05", act);
    }
    by(None, "2027-01-05", Act::Closed {});
    let months = world.trust().policy_on(today()).unwrap().1.retention_months;
    let day = add_months("2027-01-05".parse().unwrap(), months);
    let backups_end = day;
    let erased = Act::Erased { months, backups_end };
    by(None, &day.to_string(), erased);

    shown.manifest.clear();
    (shown.about, shown.today) = (None, "2027-01-05".parse().unwrap());
    assert_eq!(
        Concern::check(shown.clone(), &world.trust()).unwrap_err(),
        Mistrust::Manifest
    );
    shown.today = day;
    let told = Concern::check(shown, &world.trust()).unwrap();
    assert_eq!(told.outlook.erased, Some(day));
}
