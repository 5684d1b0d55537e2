//! Reporters and openings for the replay tests.

use daylight_domain::{
    Act, Audience, Author, ConcernId, Date, Digest, Entry, OfficeId, Policy, Urgency, first_dates,
};
use daylight_tlog::{
    Manifest, ManifestCapsule, SigningKey, UnsignedEntry, concern_id, opening_message, sha256,
};

use crate::book::{Book, GUARDIAN, POLICY, day, id, key};
use crate::sample::{ORIGIN, log_key};

pub(crate) const REPORTER: u8 = 50;

/// A concern sent on the 18th, opened and acknowledged on the 21st.
pub(crate) fn answered() -> Book {
    let mut book = Book::found();
    let concern = book.submit(REPORTER, day("2026-12-18"));
    book.tick(day("2026-12-19"));
    book.open(GUARDIAN, "guardian", REPORTER, concern, day("2026-12-21"));
    book.person(
        GUARDIAN,
        Some(concern),
        day("2026-12-21"),
        Act::Acknowledged { item: None },
    );
    let message = Act::Message {
        item: sha256(b"sealed"),
        audience: Audience::Case,
    };
    book.act(
        Author::Reporter,
        &key(REPORTER),
        Some(concern),
        day("2026-12-21"),
        message,
    );
    book.tick(day("2026-12-22"));
    book
}

pub(crate) fn the_concern(book: &Book) -> ConcernId {
    let manifest = daylight_tlog::UncheckedManifest::parse(&book.manifests[0]).unwrap();
    manifest.verify().unwrap().concern()
}

impl Book {
    pub(crate) fn manifest(seed: u8, on: Date) -> Manifest {
        let offices = ["guardian", "deputy", "chair", "outside"];
        Manifest {
            log: log_key().verifier().vkey(),
            origin: ORIGIN.to_owned(),
            policy: sha256(POLICY.as_bytes()),
            day: on,
            urgency: Urgency::Ordinary,
            left_out: vec![],
            case_recipient: format!("age1pq1invented{seed}"),
            reporter: key(seed).public(),
            capsules: offices
                .map(|office| ManifestCapsule {
                    office: office.parse().unwrap(),
                    digest: sha256(office.as_bytes()),
                    opening: opening_key(seed, office).public(),
                })
                .to_vec(),
            about: sha256(b"about"),
            account: sha256(b"account"),
            sealed_on_arrival: false,
        }
    }

    /// A concern of the reporter with this seed.
    pub(crate) fn submit(&mut self, seed: u8, on: Date) -> ConcernId {
        self.submit_as(seed, on, &Self::manifest(seed, on))
    }

    pub(crate) fn submit_as(&mut self, seed: u8, on: Date, manifest: &Manifest) -> ConcernId {
        self.submit_under(sha256(POLICY.as_bytes()), seed, on, manifest)
    }

    /// The same, received under another policy.
    pub(crate) fn submit_under(
        &mut self,
        policy: Digest,
        seed: u8,
        on: Date,
        manifest: &Manifest,
    ) -> ConcernId {
        let bytes = manifest.sign(&key(seed)).unwrap();
        let concern = concern_id(&manifest.case_recipient);
        let act = Act::Received {
            manifest: sha256(&bytes),
            policy,
            urgency: Urgency::Ordinary,
            left_out: vec![],
            dates: first_dates(&Policy::parse(POLICY).unwrap(), on, Urgency::Ordinary),
        };
        let entry = Entry {
            day: on,
            concern: Some(concern),
            by: Author::Reporter,
            after: None,
            act,
        };
        let bytes_of_entry = UnsignedEntry(entry.clone()).to_bytes(None).unwrap();
        self.manifests.push(bytes);
        self.write(entry, bytes_of_entry);
        concern
    }

    pub(crate) fn open(&mut self, person: u8, office: &str, reporter: u8, concern: ConcernId, on: Date) {
        let office: OfficeId = office.parse().unwrap();
        let message = opening_message(ORIGIN, &concern, &office, &id(person), on);
        let countersign = opening_key(reporter, office.as_str()).sign(&message);
        self.person(person, Some(concern), on, Act::Opened { office, countersign });
        self.person(person, Some(concern), on, Act::NoConflict {});
    }
}

pub(crate) fn opening_key(reporter: u8, office: &str) -> SigningKey {
    SigningKey::from_seed(&sha256(format!("{reporter} {office}").as_bytes()).0)
}
