//! The lists of a desk, whole and by every way to ask for a part of them: what lies there, what the office has opened, what was
//! put away. Of a concern that is not theirs nobody is given a trace by any of them.

use std::collections::BTreeSet;

use daylight::api::{HandOuts, Opened};
use daylight_domain::{ConcernId, Digest};
use daylight_tlog::sha256;

use super::reads::{gives_file, is_refusal, shown};
use super::standing::{Standing, at_the_door, standing};
use super::world::{Case, Moment, World};
use crate::raw::Answer;

/// Whether this person has opened the concern.
fn has_opened(name: &str, moment: Moment) -> bool {
    let standing = standing(name, moment);
    [
        Standing::Opened,
        Standing::Holds,
        Standing::Held,
        Standing::Asked,
        Standing::Barred,
    ]
    .contains(&standing)
}

/// Whether they or a colleague of their office have.
pub(super) fn office_has_opened(name: &str, moment: Moment) -> bool {
    let colleague = match name {
        "reader" | "unread" | "barred" => "guardian",
        "vice" => "chair",
        "second" => "outside",
        // Nobody is handed anything while away.
        other => other,
    };
    has_opened(name, moment) || has_opened(colleague, moment)
}

/// Whether the capsule of the person's own office lies on its desk.
pub(super) fn lies_on_desk(name: &str, moment: Moment) -> bool {
    match standing(name, moment) {
        // Put away: nothing is left to do about it.
        _ if moment == Moment::Closed => false,
        // Nobody is handed anything while away.
        Standing::NotReached | Standing::Withdrawn | Standing::StageLeftOut | Standing::Away => false,
        // A dummy like any other, until the concern moves on.
        Standing::OfficeLeftOut => moment.stage() == 1,
        _ => true,
    }
}

/// Capsules of a concern by whose they are: the own office's, and all others.
fn capsules(world: &World, name: &str, case: &Case) -> (BTreeSet<Digest>, BTreeSet<Digest>) {
    let own = &world.app.key(name).offices[0].0;
    let all = &case.sealed.manifest.capsules;
    let digests = |is_own: bool| {
        let those = all.iter().filter(|capsule| (capsule.office == *own) == is_own);
        those.map(|capsule| capsule.digest).collect()
    };
    (digests(true), digests(false))
}

fn handed(answer: &Answer) -> (BTreeSet<Digest>, HandOuts) {
    let hand_outs: HandOuts = serde_json::from_slice(&answer.body).unwrap();
    let there = hand_outs.hand_outs.iter().map(|each| sha256(&each.capsule.0));
    (there.collect(), hand_outs)
}

/// Whether what lies there is right: of those that `may` lie there all, if the answer is of all; never another's.
fn is_desk(
    world: &World,
    name: &str,
    there: &BTreeSet<Digest>,
    is_all: bool,
    may: impl Fn(&Case) -> bool,
) -> bool {
    world.cases.iter().all(|case| {
        let (own, others) = capsules(world, name, case);
        let lies_there = own.iter().any(|capsule| there.contains(capsule));
        let is_right = if is_all {
            lies_there == may(case)
        } else {
            !lies_there || may(case)
        };
        is_right && others.is_disjoint(there)
    })
}

/// Capsules of concerns at the stage's hands lie on the desk, if the reporter did not take them back; never those of
/// another office, nor of a stage not reached.
pub(super) fn is_own_desk(world: &World, name: &str, answer: &Answer) -> bool {
    is_desk(world, name, &handed(answer).0, true, |case| {
        lies_on_desk(name, case.moment)
    })
}

fn listed(answer: &Answer) -> Opened {
    serde_json::from_slice(&answer.body).unwrap()
}

/// The list names the concerns that somebody of the office opened and something is left to do about, and no other.
pub(super) fn is_own_list(world: &World, name: &str, answer: &Answer) -> bool {
    let list = listed(answer);
    let wanted = world.cases.iter().filter(|case| is_listed(name, case.moment));
    list.rows.len() == wanted.count() && is_within_list(world, name, &list)
}

pub(super) fn is_listed(name: &str, moment: Moment) -> bool {
    // Whoever passed it on is told nothing more of it.
    let is_barred = standing(name, moment) == Standing::Barred;
    moment != Moment::Closed && office_has_opened(name, moment) && !is_barred
}

fn is_within_list(world: &World, name: &str, list: &Opened) -> bool {
    list.rows.iter().all(|row| {
        let case = world.cases.iter().find(|case| case.id() == row.concern);
        case.is_some_and(|case| is_listed(name, case.moment) && row.mine == has_opened(name, case.moment))
    })
}

/// Asks with this parameter of the query, in each way that there is, and says whether every answer is the right one.
pub(super) fn asked_with(world: &World, path: &str, parameter: &str, name: &str) -> bool {
    let address = path.trim_start_matches('/');
    let ask = |query: &str| world.app.get(&format!("{address}?{query}"), world.token(name));
    let some = match parameter {
        "count" | "start" => "start=1&count=2",
        "after" | "concern" | "closed_after" => "concern=00000000000000000000000000000001",
        _ => "",
    };
    if let Some(refused) = at_the_door(name, path.split('/').nth(1).unwrap()) {
        return refused.is(&ask(some));
    }
    match (path, parameter) {
        ("/desk/hand-outs", "after" | "count") => {
            let may = |case: &Case| lies_on_desk(name, case.moment);
            let (first, page) = handed(&ask("count=1"));
            let after = page
                .next
                .map(|next| handed(&ask(&format!("count=3&after={next}"))).0);
            let after = after.unwrap_or_default();
            first.len() <= 1
                && after.len() <= 3
                && first.is_disjoint(&after)
                && is_desk(world, name, &first.union(&after).copied().collect(), false, may)
        }
        ("/desk/hand-outs", "unopened") => {
            let may = |case: &Case| lies_on_desk(name, case.moment) && !office_has_opened(name, case.moment);
            is_desk(world, name, &handed(&ask("unopened=true")).0, true, may)
        }
        ("/desk/hand-outs", "newest") => {
            let (whole, _) = handed(&ask(""));
            let (last, page) = handed(&ask("newest=true&count=3"));
            let before = page
                .next
                .map(|next| handed(&ask(&format!("newest=true&after={next}"))).0);
            let before = before.unwrap_or_default();
            last.is_disjoint(&before) && last.union(&before).eq(&whole)
        }
        ("/desk/hand-outs", "concern") => world.cases.iter().all(|case| {
            let answer = ask(&format!("concern={}", case.id()));
            if office_has_opened(name, case.moment) {
                handed(&answer).0 == capsules(world, name, case).0
            } else {
                is_refusal(&answer, 404)
            }
        }),
        ("/desk/hand-outs", "closed_after") => {
            let (there, page) = handed(&ask(&format!("closed_after={}", "0".repeat(32))));
            let closed = world.cases.iter().filter(|case| case.moment == Moment::Closed);
            let closed = closed.filter(|case| office_has_opened(name, case.moment));
            let closed: BTreeSet<ConcernId> = closed.map(Case::id).collect();
            there.is_empty() && page.closed.into_iter().collect::<BTreeSet<_>>() == closed
        }
        ("/desk/opened", "from") => is_within_list(world, name, &listed(&ask("from=1"))),
        ("/desk/opened", "filter") => filters(world).iter().all(|filter| {
            let list = listed(&ask(&format!("filter={filter}")));
            is_within_list(world, name, &list)
        }),
        ("/desk/concerns/{id}/attachments/{item}", "offset") => world.cases.iter().all(|case| {
            let file = world.case(Moment::Working).file().unwrap().to_string();
            let of = address
                .replace("{id}", &case.id().to_string())
                .replace("{item}", &file);
            let answer = world.app.get(&format!("{of}?offset=1"), world.token(name));
            gives_file(&answer, case.moment == Moment::Working, shown(name, case.moment))
        }),
        ("/audit/entries", "start" | "count") => {
            let answer = ask(some);
            answer.status == 200 && world.says_nothing("audit", &answer)
        }
        // Exact to auditor and viewer; to an inspector what was released, and this year was not.
        ("/audit/figures" | "/audit/tables", "period" | "language") => {
            let year = world.app.trust().today.year();
            let language = if path == "/audit/tables" {
                "language=en&"
            } else {
                ""
            };
            let answer = ask(&format!("{language}period={year}"));
            if name == "inspector" {
                answer.status == 409 && answer.word() == "refused"
            } else {
                answer.json()["exact"] == true && world.says_nothing("audit", &answer)
            }
        }
        ("/audit/packs/{item}/paper", "form" | "language") => {
            let of = address.replace("{item}", &world.pack().to_string());
            let answer = world
                .app
                .get(&format!("{of}?form=csv&language=cy"), world.token(name));
            answer.status == 200 && world.says_nothing("audit", &answer)
        }
        (path, parameter) => panic!("no test knows what {path}?{parameter}= gives: say it here"),
    }
}

/// Every filter that the served document names.
fn filters(world: &World) -> Vec<String> {
    let document = world.app.get("openapi.json", None).json();
    let named = &document["components"]["schemas"]["OpenedFilter"];
    let all = named["enum"]
        .as_array()
        .or_else(|| named["oneOf"].as_array())
        .unwrap();
    let name = |one: &serde_json::Value| {
        one.as_str()
            .or_else(|| one["enum"][0].as_str())
            .unwrap()
            .to_owned()
    };
    all.iter().map(name).collect()
}
