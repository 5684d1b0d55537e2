//! What was answered: looked through for what is missing, and put together for sealing as the page with scripts does it
//! (web/src/pages/answers.ts). Must not know how it is sealed.

use daylight_domain::{OfficeId, Urgency};

use super::Visit;
use super::facts::Facts;
use super::pages::Problem;
use super::typed::Typed;
use crate::client::submit::Choices;
use crate::crypto::seal::Plaintext;
use crate::words::Words;

/// Two of the seven words are asked back, by their numbers: anybody who has the paper can tell.
pub(super) const PROOFS: [(&str, usize); 2] = [("prove-first", 3), ("prove-second", 6)];

/// What is sealed.
pub(super) struct Answers {
    excluded: Vec<OfficeId>,
    urgency: Urgency,
    pub(super) about: Plaintext,
    pub(super) account: Plaintext,
}

impl Answers {
    /// Each answer stands under its question, in the reporter's language.
    pub(super) fn of(words: &Words, facts: &Facts, typed: &Typed) -> Self {
        let text = |name: &str| section(&words.say(format!("{name}-heading")), typed.get(name).trim());
        let chosen = |name: &str, values: &[&str]| {
            let value = values.iter().find(|value| typed.is(name, value));
            let label = value.map(|value| words.say(format!("{name}-{value}")));
            section(&words.say(format!("{name}-heading")), &label.unwrap_or_default())
        };
        let who = if typed.is("who", "yes") && !typed.get("who-name").trim().is_empty() {
            section(&words.say("who-heading"), typed.get("who-name").trim())
        } else {
            chosen("who", &["no", "yes"])
        };
        let kinds = kinds(words, facts);
        let kinds: Vec<&str> = kinds
            .iter()
            .map(String::as_str)
            .filter(|kind| typed.is("kind", kind))
            .collect();
        let about = together(&[
            section(&words.say("kind-heading"), &kinds.join(", ")),
            section(&words.say("kind-who-label"), typed.get("kind-who").trim()),
        ]);
        let account = together(&[
            text("what"),
            text("when"),
            text("told"),
            chosen("people", &["me", "few", "many", "unsure"]),
            who,
            chosen("danger", &["yes", "no", "unsure"]),
        ]);
        Self {
            excluded: typed
                .all("exclude")
                .filter_map(|office| office.parse().ok())
                .collect(),
            urgency: urgency(typed),
            about,
            account,
        }
    }

    /// As sealing takes them.
    pub(super) fn choices(&self) -> Choices<'_> {
        Choices {
            excluded: &self.excluded,
            urgency: self.urgency,
            about: &self.about,
            account: &self.account,
        }
    }
}

/// Only danger stands outside the seal.
pub(super) fn urgency(typed: &Typed) -> Urgency {
    if typed.is("danger", "yes") {
        Urgency::Danger
    } else {
        Urgency::Ordinary
    }
}

/// The kinds of concern that can be ticked.
pub(super) fn kinds(words: &Words, facts: &Facts) -> Vec<String> {
    let categories = facts.policy().categories.iter();
    let mut kinds: Vec<String> = categories.map(|kind| kind.name.clone()).collect();
    kinds.push(words.say("kind-unsure").into_owned());
    kinds
}

/// What has to be put right before anything is sealed: something must have happened, and the code must be on paper.
pub(super) fn problems(visit: &Visit<'_>, typed: &Typed, code: &str) -> Vec<Problem> {
    let words = visit.words;
    let mut problems = Vec::new();
    let longest = visit.service.config.limits.account_kib.saturating_mul(1024);
    let answers = Answers::of(words, visit.facts, typed);
    let mut measure = |field: &'static str, text: &Plaintext| {
        let over = text.as_bytes().len().saturating_sub(longest);
        if over > 0 {
            let over = over.to_string();
            problems.push(Problem::at(
                field,
                words.say_with("what-too-long", &[("over", &over)]),
            ));
        }
    };
    measure("kind-who", &answers.about);
    measure("what", &answers.account);
    if typed.get("what").trim().is_empty() {
        problems.push(Problem::at("what", words.say("what-error")));
    }
    if !typed.is("who", "yes") && !typed.get("who-name").trim().is_empty() {
        problems.push(Problem::at("who-name", words.say("arrival-who-no")));
    }
    for (field, number) in PROOFS {
        let word = code.split(' ').nth(number.saturating_sub(1));
        if word != Some(typed.get(field).trim().to_lowercase().as_str()) {
            let number = number.to_string();
            problems.push(Problem::at(
                field,
                words.say_with("prove-error", &[("number", &number)]),
            ));
        }
    }
    problems
}

fn section(question: &str, answer: &str) -> Plaintext {
    Plaintext::new(match answer {
        "" => String::new(),
        answer => format!("{question}\n{answer}\n"),
    })
}

/// One text, its room taken at once: a growing one would leave copies behind.
fn together(sections: &[Plaintext]) -> Plaintext {
    let sections: Vec<&str> = sections
        .iter()
        .filter_map(Plaintext::as_str)
        .filter(|section| !section.is_empty())
        .collect();
    Plaintext::new(sections.join("\n"))
}
