//! The steps about people, offices and policies, and whose each is: DESIGN section 2. The operator proposes, a higher stage
//! signs, a colleague admits; the last stage signs for everybody who holds no office.

use daylight::api::{Bytes, OfficeSecret, PeopleAct, PersonDetails};
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::{Plaintext, seal_text};
use daylight::crypto::sign::SigningSecret;
use daylight_domain::{
    Act, Date, Digest, NewPerson, OfficeChange, OfficeKey, Opinion, PersonChange, PolicyChange, Role, StageNo,
};
use daylight_tlog::{person_id, sha256};

use super::cast::id;
use crate::harness::TestApp;

/// What goes with an entry and not into the record.
#[derive(Clone)]
pub(super) enum With {
    People(PeopleAct),
    Policy(Option<String>),
}

/// A step, whose it is, and what is sent with it.
pub(super) struct Step {
    pub(super) what: &'static str,
    pub(super) act: Act,
    pub(super) by: &'static [&'static str],
    pub(super) with: With,
}

const OPERATOR: &[&str] = &["operator"];
/// Present holders of the office `guardian`.
const COLLEAGUES: &[&str] = &["guardian", "reader", "unread", "barred"];
const HIGHER: &[&str] = &["chair", "vice", "outside", "second"];
const LAST: &[&str] = &["outside", "second"];

/// The record of the last act of the published record that is this.
fn record(app: &TestApp, is: impl Fn(&Act) -> bool) -> Digest {
    let trust = app.trust();
    let found = trust.record.iter().rev().find(|each| is(&each.entry.act));
    found.unwrap().record
}

fn coming(app: &TestApp, name: &str) -> Digest {
    let wanted = id(app, name);
    record(
        app,
        |act| matches!(act, Act::Person(PersonChange::Proposed(new)) if new.person == wanted),
    )
}

fn leaving(app: &TestApp, name: &str) -> Digest {
    let wanted = id(app, name);
    record(
        app,
        |act| matches!(act, Act::Person(PersonChange::RetirementProposed { person }) if *person == wanted),
    )
}

pub(super) fn key_of_guardian(app: &TestApp) -> (OfficeKey, String) {
    let recipient = HybridIdentity::generate(&app.entropy).recipient().to_string();
    let key = OfficeKey {
        office: "guardian".parse().unwrap(),
        stage: StageNo(1),
        recipient: sha256(recipient.as_bytes()),
    };
    (key, recipient)
}

fn stranger(app: &TestApp) -> (NewPerson, PersonDetails) {
    let key = SigningSecret::generate(&app.entropy).public();
    let recipient = HybridIdentity::generate(&app.entropy).recipient().to_string();
    let new = NewPerson {
        person: person_id(&key),
        role: Role::Holder,
        office: Some("guardian".parse().unwrap()),
        key,
        recipient: sha256(recipient.as_bytes()),
        until: None,
    };
    let details = PersonDetails {
        name: "stranger".to_owned(),
        address: String::new(),
        recipient,
    };
    (new, details)
}

/// How many entries the published checkpoint has.
fn size(app: &TestApp) -> u64 {
    let checkpoint = app.get("ledger/checkpoint", None).body;
    let text = String::from_utf8(checkpoint).unwrap();
    text.lines().nth(1).unwrap().parse().unwrap()
}

/// What the policy that waits for its signature changes.
pub(super) const OTHER_POLICY: (&str, &str) = ("acknowledge_days = 7 ", "acknowledge_days = 5 ");

/// The identity of the office `guardian`, sealed to somebody.
fn secret_for(app: &TestApp, name: &str) -> OfficeSecret {
    let (_, identity) = &app.key("guardian").offices[0];
    let secret = Plaintext::new(identity.to_secret_text().as_str().to_owned());
    let sealed = seal_text(&app.key(name).identity.recipient(), &secret).unwrap();
    OfficeSecret {
        recipient: sha256(identity.recipient().to_string().as_bytes()),
        sealed: Bytes(sealed.into_bytes()),
    }
}

/// Every step, once.
pub(super) fn steps(app: &TestApp, today: Date) -> Vec<Step> {
    let mut all = about_people(app);
    all.extend(about_presence(app, today));
    all.extend(about_offices_and_policies(app));
    all
}

fn about_people(app: &TestApp) -> Vec<Step> {
    let step = |what, by, change, with| Step {
        what,
        act: Act::Person(change),
        by,
        with: With::People(with),
    };
    let (new, details) = stranger(app);
    let details = PeopleAct {
        details: Some(details),
        ..PeopleAct::default()
    };
    let secrets = PeopleAct {
        secrets: vec![secret_for(app, "newcomer")],
        ..PeopleAct::default()
    };
    let plain = PeopleAct::default;
    let person = id(app, "unread");
    let signed = |name| PersonChange::Signed {
        proposal: coming(app, name),
    };
    let left = |name| PersonChange::RetirementSigned {
        proposal: leaving(app, name),
    };
    let admitted = PersonChange::Admitted {
        proposal: coming(app, "newcomer"),
    };
    let leaves = PersonChange::RetirementProposed { person };
    vec![
        step(
            "propose a person",
            OPERATOR,
            PersonChange::Proposed(new.clone()),
            details,
        ),
        step("propose that somebody leaves", OPERATOR, leaves, plain()),
        step("sign for a first holder", HIGHER, signed("newcomer"), plain()),
        step("sign for a last holder", LAST, signed("successor"), plain()),
        step("sign for a viewer", LAST, signed("watcher"), plain()),
        step("sign that a first holder leaves", HIGHER, left("reader"), plain()),
        step(
            "sign that a last holder leaves",
            &["second"],
            left("outside"),
            plain(),
        ),
        step("admit a colleague", COLLEAGUES, admitted, secrets),
        step("found a person", &[], PersonChange::Founded(new), plain()),
    ]
}

fn about_presence(app: &TestApp, today: Date) -> Vec<Step> {
    let step = |what, by, act| Step {
        what,
        act,
        by,
        with: With::People(PeopleAct::default()),
    };
    let absent = |name| Act::Absent {
        person: id(app, name),
        from: today,
        until: today,
    };
    let oneself_or_higher = &["guardian", "chair", "vice", "outside", "second"];
    vec![
        step(
            "say that a first holder is away",
            oneself_or_higher,
            absent("guardian"),
        ),
        step("say that a last holder is away", &["outside"], absent("outside")),
        step(
            "close the channel",
            &["operator", "outside", "second"],
            Act::ChannelClosed {},
        ),
        step(
            "give an opinion of the record",
            &["auditor"],
            Act::Opinion {
                verdict: Opinion::Sound,
                size: size(app),
            },
        ),
    ]
}

fn about_offices_and_policies(app: &TestApp) -> Vec<Step> {
    let step = |what, by, act, with| Step { what, act, by, with };
    let (key, recipient) = key_of_guardian(app);
    let recipient = With::People(PeopleAct {
        recipient: Some(recipient),
        ..PeopleAct::default()
    });
    let third = daylight::server::POLICY.replace(OTHER_POLICY.0, "acknowledge_days = 4 ");
    let is_key = |act: &Act| matches!(act, Act::Office(OfficeChange::Proposed(_)));
    let is_policy = |act: &Act| matches!(act, Act::Policy(PolicyChange::Proposed { .. }));
    vec![
        step(
            "propose an office's key",
            &["operator", "guardian", "reader", "unread", "barred"],
            Act::Office(OfficeChange::Proposed(key)),
            recipient,
        ),
        step(
            "sign an office's key",
            HIGHER,
            Act::Office(OfficeChange::Signed {
                proposal: record(app, is_key),
            }),
            With::People(PeopleAct::default()),
        ),
        step(
            "propose a policy",
            OPERATOR,
            Act::Policy(PolicyChange::Proposed {
                policy: sha256(third.as_bytes()),
            }),
            With::Policy(Some(third)),
        ),
        step(
            "sign a policy",
            LAST,
            Act::Policy(PolicyChange::Signed {
                proposal: record(app, is_policy),
            }),
            With::Policy(None),
        ),
    ]
}
