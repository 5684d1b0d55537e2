//! What is read behind the guard: the desk, the concerns, the record, the lists. To each their own, and of a concern what
//! their standing gives them, to the last sealed word.

use std::collections::BTreeSet;

use daylight::api::{ConcernView, Desk, Packs, ToApprove};
use daylight_domain::{Act, Audience, Digest, OfficeId};
use daylight_tlog::sha256;

use super::cast::everybody;
use super::lists::{asked_with, is_own_desk, is_own_list};
use super::standing::{Standing, at_the_door, standing};
use super::world::{Case, MOMENTS, Moment, World};
use super::{Whose, addresses, parameters};
use crate::raw::Answer;

pub(super) const TRIES: &[Whose] = &[Whose::Area, Whose::Own, Whose::Concern, Whose::Pack];

/// What somebody is shown of a concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// As if there were none.
    Nothing,
    /// What happened, for whoever passed it on until then, and not one sealed part.
    Record,
    /// About whom it is, so that they can say whether they have a conflict.
    About,
    /// All, but for words that are meant for others.
    Whole,
}

pub(super) fn shown(name: &str, moment: Moment) -> Shown {
    match standing(name, moment) {
        Standing::Holds | Standing::Held | Standing::Asked => Shown::Whole,
        // Whoever is away keeps what they opened.
        Standing::Away if !moment.is_outside() => Shown::Whole,
        Standing::Opened => Shown::About,
        Standing::Barred => Shown::Record,
        _ => Shown::Nothing,
    }
}

/// The offices that an act's words are for; none if they are for all who may read the account. All that is sealed to
/// stages above was sealed at the first.
fn meant_for(act: &Act) -> Option<Vec<&str>> {
    match act {
        Act::Note { offices, .. } => Some(offices.iter().map(OfficeId::as_str).collect()),
        Act::Disputed { .. }
        | Act::TreatmentReported { .. }
        | Act::Message {
            audience: Audience::Above,
            ..
        } => Some(vec!["chair", "outside"]),
        _ => None,
    }
}

/// The words that a reader of the whole is shown. Files are asked for one by one.
pub(super) fn words(case: &Case, is_for: impl Fn(&Act, Option<Vec<&str>>) -> bool) -> BTreeSet<Digest> {
    let acts = case.record.entries.iter().map(|each| &each.entry.act);
    acts.filter(|act| !matches!(act, Act::Attached { .. }) && is_for(act, meant_for(act)))
        .flat_map(Act::items)
        .collect()
}

pub(super) fn words_in(view: &ConcernView) -> BTreeSet<Digest> {
    let of = |item: &daylight::api::Item| {
        assert_eq!(sha256(&item.sealed.0), item.digest);
        item.digest
    };
    view.items.iter().map(of).collect()
}

pub(super) fn is_refusal(answer: &Answer, status: u16) -> bool {
    let word = if status == 404 { "not_found" } else { "forbidden" };
    answer.status == status && answer.word() == word
}

/// Whether the answer gives this of the concern, no more and no less.
fn gives(answer: &Answer, case: &Case, name: &str, wanted: Shown) -> bool {
    if wanted == Shown::Nothing {
        return is_refusal(answer, 404);
    }
    let Ok(view) = serde_json::from_slice::<ConcernView>(&answer.body) else {
        return false;
    };
    let office = match name {
        "chair" | "outside" | "second" => name.replace("second", "outside"),
        _ => "guardian".to_owned(),
    };
    let items = if wanted == Shown::Whole {
        words(case, |_, offices| {
            offices.is_none_or(|offices| offices.contains(&office.as_str()))
        })
    } else {
        BTreeSet::new()
    };
    let mut all = case.record.entries.iter();
    let passed_on = all.position(|each| matches!(each.entry.act, Act::Conflict {}));
    let is_barred = ["barred", "second"].contains(&name) && standing(name, case.moment) == Standing::Barred;
    let entries = match passed_on.filter(|_| is_barred) {
        Some(at) => at.saturating_add(1),
        None => case.record.entries.len(),
    };
    view.manifest.contains(&case.sealed.manifest.case_recipient)
        && view.entries.len() == entries
        && view.about.is_some() == [Shown::About, Shown::Whole].contains(&wanted)
        && view.account.is_some() == (wanted == Shown::Whole)
        && words_in(&view) == items
}

/// Whether the answer about a file is right: it belongs to the account, and to one concern.
pub(super) fn gives_file(answer: &Answer, is_its: bool, wanted: Shown) -> bool {
    match wanted {
        Shown::Record | Shown::About => is_refusal(answer, 403),
        Shown::Whole if is_its => answer.status == 200 && !answer.body.is_empty(),
        Shown::Whole | Shown::Nothing => is_refusal(answer, 404),
    }
}

/// The identities of the person's own office, sealed to them alone.
fn is_own_key(world: &World, name: &str, answer: &Answer) -> bool {
    let desk: Desk = serde_json::from_slice(&answer.body).unwrap();
    let own = sha256(
        world.app.key(name).offices[0]
            .1
            .recipient()
            .to_string()
            .as_bytes(),
    );
    desk.offices.iter().map(|secret| secret.recipient).eq([own])
}

/// The auditor is told of the one closing that nobody else is left to judge; who only reads, of none.
fn is_own_to_judge(world: &World, name: &str, answer: &Answer) -> bool {
    let told: ToApprove = serde_json::from_slice(&answer.body).unwrap();
    let alone = world.case(Moment::Alone).id();
    told.concerns
        == if name == "auditor" {
            vec![alone]
        } else {
            Vec::new()
        }
}

impl World {
    /// Asks, and says whether the answer is the right one.
    fn reads(&self, path: &str, whose: Whose, name: &str, case: &Case) -> bool {
        let file = self.case(Moment::Working).file().unwrap();
        let item = if whose == Whose::Pack { self.pack() } else { file };
        let full = path
            .replace("{id}", &case.id().to_string())
            .replace("{item}", &item.to_string())
            .replace("/paper", "/paper?form=html")
            .replace("/audit/entries", "/audit/entries?start=0&count=64")
            .replace("/audit/tables", "/audit/tables?language=en");
        let answer = self.app.get(full.trim_start_matches('/'), self.token(name));
        let area = path.split('/').nth(1).unwrap();
        if let Some(refused) = at_the_door(name, area) {
            return refused.is(&answer);
        }
        match (whose, path) {
            (_, "/desk") => is_own_key(self, name, &answer),
            (_, "/desk/hand-outs") => is_own_desk(self, name, &answer),
            (_, "/desk/opened") => is_own_list(self, name, &answer),
            (_, "/audit/to-approve") => is_own_to_judge(self, name, &answer),
            (_, "/desk/concerns/{id}") => gives(&answer, case, name, shown(name, case.moment)),
            (_, "/audit/concerns/{id}") => gives(&answer, case, name, Shown::Record),
            (_, "/desk/concerns/{id}/attachments/{item}") => {
                gives_file(&answer, case.moment == Moment::Working, shown(name, case.moment))
            }
            (Whose::Area | Whose::Pack, _) => answer.status == 200 && self.says_nothing(area, &answer),
            (_, path) => panic!("no test knows what {path} gives: say it here"),
        }
    }

    /// The newest pack of the record.
    pub(super) fn pack(&self) -> Digest {
        let answer = self.app.get("audit/packs", self.token("auditor"));
        let all: Packs = serde_json::from_slice(&answer.body).unwrap();
        all.packs.first().expect("a year has ended").item
    }

    /// Lists name no address; what the operator sees names no concern.
    pub(super) fn says_nothing(&self, area: &str, answer: &Answer) -> bool {
        let text = String::from_utf8_lossy(&answer.body);
        let names = |case: &Case| text.contains(&case.id().to_string());
        !text.contains('@') && (area == "audit" || !self.cases.iter().any(names))
    }
}

#[test]
fn everybody_reads_what_is_theirs_and_nothing_else() {
    let world = World::at(&MOMENTS);
    let before = world.app.contents();
    let mut wrong = Vec::new();
    for (method, path) in addresses(&world.app, TRIES) {
        assert_eq!(method, "get", "{path}");
        let whose = super::ADDRESSES.iter().find(|line| line.1 == path).unwrap().2;
        let cases = if whose == Whose::Concern {
            &world.cases
        } else {
            &world.cases[..1]
        };
        for name in everybody().chain(["nobody"]) {
            for case in cases {
                if !world.reads(&path, whose, name, case) {
                    wrong.push(format!("{name}, {:?}: {path}", case.moment));
                }
            }
            for parameter in parameters(&world.app, &method, &path) {
                if !asked_with(&world, &path, &parameter, name) {
                    wrong.push(format!("{name}: {path}?{parameter}="));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells:\n{}", wrong.len(), wrong.join("\n"));
    assert!(world.app.contents() == before, "reading changed something");
}
