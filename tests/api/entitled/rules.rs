//! The table of steps about people, offices and policies: each signed validly by everybody, at every address that takes
//! one.

use daylight::api::{PeopleAct, PolicyAct};
use daylight::client::{offices, people};
use daylight_domain::{Author, Date, Entry, Role};
use daylight_tlog::UnsignedEntry;

use super::cast::{self, everybody, id, is_nobody};
use super::standing::{Cell, NOBODY, at_the_door, no};
use super::steps::{OTHER_POLICY, Step, With, key_of_guardian, steps};
use super::{Whose, addresses};
use crate::harness::TestApp;
use crate::raw::Answer;

pub(super) const TRIES: &[Whose] = &[Whose::Rules];

/// Everybody as in the table of acts, and one proposal of each kind that waits for its signature.
fn world(second_leaves: bool) -> TestApp {
    let mut app = TestApp::start_as(cast::found);
    cast::let_inspectors_in(&mut app);
    app.live_through(14);
    let leaving = &["gone", "second"][..if second_leaves { 2 } else { 1 }];
    for name in leaving {
        people::retire(&app.sign_in("operator"), id(&app, name)).unwrap();
    }
    let (away, today) = (app.sign_in("away"), app.trust().today);
    let until = today.saturating_add(jiff::Span::new().days(14));
    people::away(&away, away.person, today.tomorrow().unwrap(), until).unwrap();
    app.tick();
    for name in leaving {
        people::sign(&app.sign_in("outside"), id(&app, name)).unwrap();
    }
    app.tick();
    app.live_through(1);
    cast::propose(&mut app, "newcomer", Role::Holder, Some("guardian"), None);
    cast::propose(&mut app, "successor", Role::Holder, Some("outside"), None);
    cast::propose(&mut app, "watcher", Role::Viewer, None, None);
    let operator = app.sign_in("operator");
    for name in ["reader", "outside"] {
        people::retire(&operator, id(&app, name)).unwrap();
    }
    let (key, recipient) = key_of_guardian(&app);
    offices::propose(&operator, key.office, key.stage, recipient).unwrap();
    people::propose_policy(
        &operator,
        &daylight::server::POLICY.replace(OTHER_POLICY.0, OTHER_POLICY.1),
    )
    .unwrap();
    app.tick();
    app
}

fn send(app: &TestApp, path: &str, name: &str, token: Option<&str>, step: &Step, today: Date) -> Answer {
    let entry = Entry {
        day: today,
        concern: None,
        by: Author::Person(id(app, name)),
        after: None,
        act: step.act.clone(),
    };
    let key = app.key(name).signing.key();
    let signed = UnsignedEntry(entry)
        .sign(app.service().log.origin(), &key)
        .unwrap();
    let entry = String::from_utf8(signed).unwrap();
    let path = path.trim_start_matches('/');
    match step.with.clone() {
        With::People(with) => app.post(path, token, &PeopleAct { entry, ..with }),
        With::Policy(toml) if path.ends_with("policies") => app.post(path, token, &PolicyAct { entry, toml }),
        With::Policy(_) => app.post(
            path,
            token,
            &PeopleAct {
                entry,
                ..PeopleAct::default()
            },
        ),
    }
}

/// Tries every cell of these steps.
fn try_all(app: &TestApp, steps: &[Step], is_gone: impl Fn(&str) -> bool) {
    let today = app.trust().today;
    let people: Vec<&str> = everybody().collect();
    let tokens = people
        .iter()
        .map(|name| (!is_gone(name)).then(|| app.token(name)));
    let tokens: Vec<Option<String>> = tokens.collect();
    app.keep();
    let before = app.contents();
    let (mut wrong, mut done) = (Vec::new(), Vec::new());
    for (method, path) in addresses(app, TRIES) {
        assert_eq!(method, "post", "{path}");
        for step in steps {
            for (name, token) in people.iter().zip(&tokens) {
                let wanted = expected(name, &path, step, &is_gone);
                let answer = send(app, &path, name, token.as_deref(), step, today);
                if answer.status == 200 {
                    done.push(step.what);
                    app.put_back();
                }
                if !wanted.is(&answer) {
                    let got = (answer.status, answer.message());
                    wrong.push(format!("{name}: {}, {path}: {wanted:?}, got {got:?}", step.what));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells:\n{}", wrong.len(), wrong.join("\n"));
    let wanted: usize = steps.iter().map(|step| step.by.len()).sum();
    assert_eq!(
        done.len(),
        wanted,
        "each step is taken from each whose it is, once"
    );
    assert!(app.contents() == before, "a refused step changed something");
    app.forget_kept();
}

fn expected(name: &str, path: &str, step: &Step, is_gone: impl Fn(&str) -> bool) -> Cell {
    if is_gone(name) {
        return NOBODY;
    }
    let area = path.split('/').nth(1).unwrap();
    if let Some(refused) = at_the_door(name, area) {
        return refused;
    }
    let is_policy = matches!(step.with, With::Policy(_));
    if is_policy != path.ends_with("policies") {
        return Cell::Refused(400, "malformed", "");
    }
    if step.by.contains(&name) {
        Cell::Done
    } else {
        no("")
    }
}

#[test]
fn every_step_about_people_offices_and_policies_is_taken_from_those_whose_it_is_and_from_nobody_else() {
    let app = world(false);
    let steps = steps(&app, app.trust().today);
    try_all(&app, &steps, is_nobody);
}

#[test]
fn where_the_last_stage_has_nobody_else_the_auditor_signs_that_its_holder_leaves_and_nobody_else_does() {
    let app = world(true);
    let mut steps = steps(&app, app.trust().today);
    steps.retain(|step| step.what == "sign that a last holder leaves");
    steps[0].by = &["auditor"];
    try_all(&app, &steps, |name| is_nobody(name) || name == "second");
}
