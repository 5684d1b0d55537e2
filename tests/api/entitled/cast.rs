//! Everybody the table asks about: the demonstration's people, and beside them one for each way to stand to a concern or
//! to the service. Knows no concern.

use daylight::actions::set_up::{FoundedOffice, Founder};
use daylight::client::people;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::key_file::KeyFile;
use daylight::crypto::seal::{Plaintext, seal_text};
use daylight::crypto::sign::SigningSecret;
use daylight::entropy::SeededEntropy;
use daylight::server::Cast;
use daylight_domain::{Date, OfficeId, PersonId, Role};

use crate::harness::TestApp;

/// Holders of the first stage's office `guardian`, of its office `deputy` (withdrawn), of its office `relief` (left out),
/// of the second stage's, and of the last one's.
pub(super) const HOLDERS: [&str; 12] = [
    "guardian", "reader", "unread", "barred", "away", "gone", "deputy", "relief", "chair", "vice", "outside",
    "second",
];

/// Everybody else who has a key; of `past` the last day is over, `newcomer` has been signed and not admitted.
pub(super) const OTHERS: [&str; 7] = [
    "auditor",
    "inspector",
    "viewer",
    "operator",
    "witness",
    "past",
    "newcomer",
];

/// Everybody who has a key.
pub(super) fn everybody() -> impl Iterator<Item = &'static str> {
    HOLDERS.into_iter().chain(OTHERS)
}

/// Whether the record knows them as nobody on the day of the table: they have left, or never came.
pub(super) fn is_nobody(name: &str) -> bool {
    ["gone", "past", "newcomer", "nobody"].contains(&name)
}

/// Whose day at the service was over on that day of the table's world.
pub(super) const LAST_DAY_OF_PAST: Date = Date::constant(2027, 1, 1);
const LAST_DAY_OF_INSPECTOR: Date = Date::constant(2027, 6, 1);

/// Founds the service with an office `relief` beside the deputy's, and colleagues in most offices.
pub(crate) fn found(cast: &mut Cast, entropy: &SeededEntropy) {
    let deputies = "id = \"deputy\"\nname = \"Deputy guardian\"\n";
    let relief = "\n[[stages.offices]]\nid = \"relief\"\nname = \"Relief guardian\"\n";
    let policy = &mut cast.founding.policy;
    assert!(policy.contains(deputies));
    *policy = policy.replace(deputies, &format!("{deputies}{relief}"));
    let colleagues = [
        ("relief", "relief"),
        ("reader", "guardian"),
        ("unread", "guardian"),
        ("barred", "guardian"),
        ("away", "guardian"),
        ("gone", "guardian"),
        ("vice", "chair"),
        ("second", "outside"),
    ];
    for (name, office) in colleagues {
        colleague(cast, name, office, entropy);
    }
    for (name, role) in [("viewer", Role::Viewer), ("witness", Role::Witness)] {
        add(cast, key(name, role, None, entropy));
    }
}

/// One more holder of an office, from the founding on; the first of an office that has none makes its key.
pub(crate) fn colleague(cast: &mut Cast, name: &str, office: &str, entropy: &SeededEntropy) {
    let mut known = cast.people.iter().flat_map(|key| &key.offices);
    let identity = known.find(|(known, _)| known.as_str() == office).map_or_else(
        || HybridIdentity::generate(entropy),
        |(_, identity)| identity.clone(),
    );
    add(cast, key(name, Role::Holder, Some((office, identity)), entropy));
}

fn key(name: &str, role: Role, office: Option<(&str, HybridIdentity)>, entropy: &SeededEntropy) -> KeyFile {
    KeyFile {
        name: name.to_owned(),
        role,
        identity: HybridIdentity::generate(entropy),
        signing: SigningSecret::generate(entropy),
        offices: office
            .into_iter()
            .map(|(office, identity)| (office.parse().unwrap(), identity))
            .collect(),
        log: None,
    }
}

fn add(cast: &mut Cast, key: KeyFile) {
    let office = key.offices.first();
    if let Some((office, identity)) = office {
        let recipient = identity.recipient().to_string();
        let text = Plaintext::new(identity.to_secret_text().as_str().to_owned());
        let secret = (
            key.signing.public(),
            seal_text(&key.identity.recipient(), &text).unwrap(),
        );
        let known = cast
            .founding
            .offices
            .iter_mut()
            .find(|founded| founded.office == *office);
        match known {
            Some(founded) => founded.secrets.push(secret),
            None => cast.founding.offices.push(FoundedOffice {
                office: office.clone(),
                recipient,
                secrets: vec![secret],
            }),
        }
    }
    cast.founding.people.push(Founder {
        name: key.name.clone(),
        address: String::new(),
        role: key.role,
        office: office.map(|(office, _)| office.clone()),
        key: key.signing.public(),
        recipient: key.identity.recipient().to_string(),
    });
    cast.people.push(key);
}

pub(super) fn id(app: &TestApp, name: &str) -> PersonId {
    app.person(name)
}

/// Proposes a person who comes later, and keeps their key with the others'.
pub(super) fn propose(app: &mut TestApp, name: &str, role: Role, office: Option<&str>, until: Option<Date>) {
    let key = key(name, role, None, &app.entropy);
    let office: Option<OfficeId> = office.map(|office| office.parse().unwrap());
    people::propose(
        &app.sign_in("operator"),
        key.public_half(),
        office,
        until,
        String::new(),
    )
    .unwrap();
    app.people.push(key);
}

/// The two inspectors, of whom one has gone by the day of the table.
pub(super) fn let_inspectors_in(app: &mut TestApp) {
    propose(
        app,
        "inspector",
        Role::Inspector,
        None,
        Some(LAST_DAY_OF_INSPECTOR),
    );
    propose(app, "past", Role::Inspector, None, Some(LAST_DAY_OF_PAST));
    app.tick();
    for name in ["inspector", "past"] {
        people::sign(&app.sign_in("outside"), id(app, name)).unwrap();
    }
}

/// The day before the table: one leaves, one goes away, one is proposed and signed and not admitted.
pub(super) fn change_people(app: &mut TestApp) {
    propose(app, "newcomer", Role::Holder, Some("guardian"), None);
    people::retire(&app.sign_in("operator"), id(app, "gone")).unwrap();
    let tomorrow = app.trust().today.tomorrow().unwrap();
    let away = app.sign_in("away");
    people::away(
        &away,
        away.person,
        tomorrow,
        tomorrow.saturating_add(jiff::Span::new().days(14)),
    )
    .unwrap();
    app.tick();
    for name in ["newcomer", "gone"] {
        people::sign(&app.sign_in("chair"), id(app, name)).unwrap();
    }
    app.tick();
}
