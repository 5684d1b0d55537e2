//! What the portal shows to whom: the document to everybody, and behind it, from the worker that opens everything a page shows
//! (`web/src/portal/worker`), to each person the concerns of their standing and no other.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::cast::{HOLDERS, everybody, is_nobody};
use super::lists::{is_listed, lies_on_desk, office_has_opened};
use super::reads::{Shown, shown};
use super::standing::{Standing, standing};
use super::world::{Case, MOMENTS, Moment, World};
use crate::harness::PLANTED;
use crate::portal_core::{Portal, unlock, whole_desk};

/// The portal's document in each language that the first of them leads to.
fn documents(world: &World) -> Vec<String> {
    let first = world.app.call("GET", "/reviewer", &[], b"");
    let text = String::from_utf8(first.body).unwrap();
    let links = text
        .split("hreflang")
        .map(|before| before.rsplit_once("href=\"").map(|(_, path)| path));
    let links = links.flatten().filter_map(|path| path.split('"').next());
    let mut all: BTreeSet<String> = links
        .filter(|path| path.ends_with("/reviewer"))
        .map(str::to_owned)
        .collect();
    all.insert("/reviewer".to_owned());
    all.into_iter().collect()
}

/// Whether the person's office has a capsule of this concern that opens and that nobody of it has opened.
fn is_unopened(name: &str, moment: Moment) -> bool {
    let is_dummy = standing(name, moment) == Standing::OfficeLeftOut;
    lies_on_desk(name, moment) && !office_has_opened(name, moment) && !is_dummy
}

fn concerns(rows: &Value) -> BTreeSet<String> {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row["concern"].as_str().unwrap().to_owned())
        .collect()
}

/// Concerns of the world for which this holds.
fn those(world: &World, holds: impl Fn(Moment) -> bool) -> BTreeSet<String> {
    let cases = world.cases.iter().filter(|case| holds(case.moment));
    cases.map(|case| case.id().to_string()).collect()
}

/// Whether the page would be given this of a concern, no more and no less.
fn is_page_right(page: Result<Value, Value>, case: &Case, name: &str) -> bool {
    let moment = case.moment;
    // Nobody is handed a capsule while away, and without it a page opens nothing.
    let is_handed = standing(name, moment) != Standing::Away;
    let wanted = if is_handed {
        shown(name, moment)
    } else {
        Shown::Nothing
    };
    match page {
        // Of what is not theirs as of what is not there.
        Err(fault) => {
            wanted == Shown::Nothing && !has_capsule(name, moment) && fault["fault"] == "no-concern"
        }
        Ok(page) => {
            let says = |field: &str| page[field].as_str().unwrap().contains(PLANTED);
            let is_known = wanted != Shown::Nothing || has_capsule(name, moment);
            is_known
                && page["opened"] == json!(wanted != Shown::Nothing)
                && says("about") == [Shown::About, Shown::Whole].contains(&wanted)
                && says("account") == (wanted == Shown::Whole)
                && (wanted == Shown::Whole
                    || !page
                        .to_string()
                        .replace(&page["about"].to_string(), "")
                        .contains(PLANTED))
        }
    }
}

/// Whether a capsule is given to their office that opens: then they see at least until when somebody must act.
fn has_capsule(name: &str, moment: Moment) -> bool {
    office_has_opened(name, moment) || is_unopened(name, moment)
}

#[test]
fn the_portals_document_is_the_same_for_everybody_in_every_language() {
    let world = World::at(&[Moment::Fresh]);
    let documents = documents(&world);
    assert!(documents.len() > 4, "{documents:?}");
    for path in documents {
        let plain = world.app.call("GET", &path, &[], b"");
        assert_eq!(plain.status, 200, "{path}");
        for name in everybody() {
            let Some(token) = world.token(name) else { continue };
            let bearer = format!("Bearer {token}");
            let seen = world.app.call("GET", &path, &[("Authorization", &bearer)], b"");
            assert!(seen.status == 200 && seen.body == plain.body, "{name}: {path}");
        }
    }
}

#[test]
fn a_page_shows_everybody_the_concerns_of_their_standing_and_no_other() {
    let world = World::at(&MOMENTS);
    let mut portal = Portal::at(&world.app);
    let mut wrong = Vec::new();
    for name in everybody() {
        let signed_in = portal.ask(name, "unlock", &unlock(world.app.key(name)));
        if is_nobody(name) {
            assert_eq!(signed_in.unwrap_err()["fault"], "unknown-person", "{name}");
            continue;
        }
        signed_in.unwrap();
        if !HOLDERS.contains(&name) {
            let first = json!({ "from": 0, "filter": "all" });
            for (task, with) in [("opened", first), ("unopened", json!({ "anew": true }))] {
                assert!(portal.ask(name, task, &with).is_err(), "{name} {task}");
            }
            for case in &world.cases {
                let asked = portal.ask(name, "concern", &json!(case.id()));
                assert!(asked.is_err(), "{name}, {:?}", case.moment);
            }
            continue;
        }
        let desk = whole_desk(&mut portal, name);
        let opened = those(&world, |moment| is_listed(name, moment));
        let unopened = those(&world, |moment| is_unopened(name, moment));
        for (list, wanted) in [("opened", opened), ("unopened", unopened)] {
            if concerns(&desk[list]) != wanted {
                wrong.push(format!("{name}: {list}: {}", desk[list]));
            }
        }
        for case in &world.cases {
            let page = portal.ask(name, "concern", &json!(case.id()));
            let told = format!("{name}, {:?}: {page:?}", case.moment);
            if !is_page_right(page, case, name) {
                wrong.push(told);
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells:\n{}", wrong.len(), wrong.join("\n"));
}
