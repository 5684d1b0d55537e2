//! The words of the pages in each language (Fluent), one catalogue a file. Must not know a page.

use std::borrow::Cow;
use std::sync::LazyLock;

use daylight_domain::Date;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// What reporters read, what those who sign in do, why something was refused, and what stands about the record, its figures and packs.
macro_rules! catalogue {
    ($code:literal, $direction:literal) => {
        Words::read(
            $code,
            $direction,
            [
                include_str!(concat!("messages/", $code, ".ftl")),
                include_str!(concat!("messages/portal/", $code, ".ftl")),
                include_str!(concat!("messages/refused/", $code, ".ftl")),
                include_str!(concat!("messages/record/", $code, ".ftl")),
                include_str!(concat!("messages/figures/", $code, ".ftl")),
            ],
        )
    };
}

/// All catalogues, English first. Each has every message: a test sees to it.
static LANGUAGES: LazyLock<Vec<Words>> = LazyLock::new(|| {
    vec![
        catalogue!("en", "ltr"),
        catalogue!("cy", "ltr"),
        catalogue!("pl", "ltr"),
        catalogue!("ur", "rtl"),
        catalogue!("fr", "ltr"),
    ]
});

/// What a message may name. A page for a script gets them as `{name}`, for the script to fill in.
const NAMES: [&str; 32] = [
    "clock",
    "count",
    "date",
    "day",
    "days",
    "done",
    "file",
    "found",
    "here",
    "last",
    "list",
    "month",
    "months",
    "name",
    "names",
    "next",
    "number",
    "office",
    "offices",
    "organisation",
    "over",
    "reader",
    "reason",
    "size",
    "stage",
    "state",
    "there",
    "weekday",
    "what",
    "who",
    "words",
    "year",
];

/// One language.
pub struct Words {
    code: &'static str,
    direction: &'static str,
    bundle: FluentBundle<FluentResource>,
    keys: Vec<String>,
}

/// Every language, English first.
pub fn languages() -> &'static [Words] {
    &LANGUAGES
}

impl Words {
    /// A catalogue that is part of this program: a line that is no message is left out, and a test fails.
    fn read(code: &'static str, direction: &'static str, texts: [&str; 5]) -> Self {
        let identifier = code.parse::<LanguageIdentifier>().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Marks around names keep a page in order where two directions meet; elsewhere they would only be copied along.
        bundle.set_use_isolating(direction == "rtl");
        let mut keys = Vec::new();
        for text in texts {
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(whole, _)| whole);
            keys.extend(resource.entries().filter_map(|entry| match entry {
                fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
                _ => None,
            }));
            // Refused only for a message that is there already, which a test sees.
            let _ = bundle.add_resource(resource);
        }
        Self {
            code,
            direction,
            bundle,
            keys,
        }
    }

    /// The language's code (BCP 47).
    pub fn code(&self) -> &str {
        self.code
    }

    /// `ltr` or `rtl`.
    pub fn direction(&self) -> &str {
        self.direction
    }

    /// Where its page is.
    pub fn path(&self) -> String {
        if self.code == "en" {
            "/".to_owned()
        } else {
            format!("/{}", self.code)
        }
    }

    /// Where the form without scripts is. Sending and coming back share it, so that a browser's history does not tell them
    /// apart.
    pub(crate) fn form_path(&self) -> String {
        format!("{}/form", self.path().trim_end_matches('/'))
    }

    /// Where those who sign in have theirs.
    pub(crate) fn portal_path(&self) -> String {
        format!("{}/reviewer", self.path().trim_end_matches('/'))
    }

    /// Where everybody reads how the service has done.
    pub(crate) fn record_path(&self) -> String {
        format!("{}/record", self.path().trim_end_matches('/'))
    }

    /// A message that names nothing.
    pub fn say<K: AsRef<str>>(&self, key: K) -> Cow<'_, str> {
        self.format(key.as_ref(), None)
    }

    /// The same, if there is one under this key.
    pub fn find(&self, key: &str) -> Option<Cow<'_, str>> {
        self.bundle.has_message(key).then(|| self.say(key))
    }

    /// A message with what it names.
    pub fn say_with(&self, key: &str, named: &[(&str, &str)]) -> Cow<'_, str> {
        let named: FluentArgs<'_> = named
            .iter()
            .map(|(name, value)| (*name, FluentValue::from(*value)))
            .collect();
        self.format(key, Some(&named))
    }

    /// The messages whose keys begin with one of these, for a script: what is named stands as `{name}`.
    pub fn for_script(&self, wanted: &[&str]) -> Vec<(&str, Cow<'_, str>)> {
        let named: FluentArgs<'_> = NAMES
            .iter()
            .map(|name| (*name, FluentValue::from(format!("{{{name}}}"))))
            .collect();
        self.keys
            .iter()
            .filter(|key| wanted.iter().any(|start| key.starts_with(start)))
            .map(|key| (key.as_str(), self.format(key, Some(&named))))
            .collect()
    }

    /// A date as people write it.
    pub fn date(&self, date: Date) -> Cow<'_, str> {
        let weekday = self.say(format!("weekday-{}", date.weekday().to_monday_one_offset()));
        let month = self.say(format!("month-{}", date.month()));
        // In French the first of a month is an ordinal.
        let day = match date.day() {
            1 => self.say("date-first"),
            day => day.to_string().into(),
        };
        let year = date.year().to_string();
        self.say_with(
            "date",
            &[
                ("weekday", &weekday),
                ("day", &day),
                ("month", &month),
                ("year", &year),
            ],
        )
    }

    fn format(&self, key: &str, named: Option<&FluentArgs<'_>>) -> Cow<'_, str> {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        pattern.map_or_else(
            || Cow::Owned(key.to_owned()),
            |pattern| {
                let text = self.bundle.format_pattern(pattern, named, &mut Vec::new());
                Cow::Owned(text.into_owned())
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use daylight_domain::Refusal;

    use super::*;
    use crate::actions::Why;

    #[test]
    fn no_key_stands_twice() {
        for words in languages() {
            let different: BTreeSet<&String> = words.keys.iter().collect();
            assert_eq!(different.len(), words.keys.len(), "{}", words.code);
        }
    }

    #[test]
    fn every_language_has_every_message() {
        let [english, others @ ..] = languages() else {
            panic!("there is English");
        };
        for other in others {
            let missing: Vec<_> = english
                .keys
                .iter()
                .filter(|key| !other.keys.contains(key))
                .collect();
            let unknown: Vec<_> = other
                .keys
                .iter()
                .filter(|key| !english.keys.contains(key))
                .collect();
            assert!(
                missing.is_empty() && unknown.is_empty(),
                "{}: {missing:?} {unknown:?}",
                other.code
            );
        }
    }

    #[test]
    fn what_a_message_names_is_named_in_every_language_and_known_to_the_script() {
        for words in languages() {
            for (key, text) in words.for_script(&[""]) {
                assert!(!text.contains("{$"), "{} {key}: {text}", words.code);
                let named = |text: &str| -> BTreeSet<String> {
                    text.split('{')
                        .skip(1)
                        .filter_map(|rest| Some(rest.split_once('}')?.0.to_owned()))
                        .collect()
                };
                let english = languages()[0].for_script(&[key]);
                let english = english.iter().find(|(other, _)| *other == key).unwrap();
                assert_eq!(named(&text), named(&english.1), "{} {key}", words.code);
            }
        }
    }

    /// A key is used where it stands in quotes in a template or a script, or where a family is (`step-`).
    #[test]
    fn every_message_is_used_and_every_message_used_is_there() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut sources = String::new();
        for folder in [
            "src/web/templates",
            "src/web/reporter",
            "src/poster",
            "src/web/arrival",
            "src/web/templates/portal",
            "src/web/reviewer",
            "src/web",
            "src/web/public",
            "src/web/papers",
            "web/src/pages",
            "web/src/portal/pages",
        ] {
            for file in std::fs::read_dir(root.join(folder)).unwrap() {
                let path = file.unwrap().path();
                if path.is_file() {
                    sources.push_str(&std::fs::read_to_string(path).unwrap());
                }
            }
        }
        sources.push_str(include_str!("mod.rs"));
        let families = [
            "clock-",
            "concern-risk-",
            "found-",
            "month-",
            "outcome-",
            "step-",
            "weekday-",
            "filter-",
            "cause-",
            "change-",
            "figure-",
            "matter-",
            "means-",
            "measure-",
            "why-",
            "ready-",
            "problem-rule-",
            "problem-word-",
            "public-change-",
            "say-check-",
            "say-clock-",
            "say-duty-",
            "say-fault-",
            "say-findings-risk-",
            "say-health-",
            "say-lost-",
            "say-mark-handed-",
            "say-mark-waits-",
            "say-objects-",
            "say-pack-",
            "say-people-",
            "say-policy-",
            "say-proposal-",
            "say-reason-",
            "say-regulator-told-",
            "say-result-",
            "say-role-",
            "say-rule-",
            "say-scope-",
            "say-standing-",
            "say-state-",
            "say-step-",
            "say-urgency-",
            "say-word-",
        ];
        let questions = ["danger", "kind", "people", "told", "when", "who"];
        for key in &languages()[0].keys {
            let quoted = sources.contains(&format!("\"{key}\""));
            let of_family = families.iter().any(|family| key.starts_with(family));
            let of_question = key
                .split_once('-')
                .is_some_and(|(name, _)| questions.contains(&name));
            assert!(quoted || of_family || of_question, "{key} is used nowhere");
        }
        for used in sources
            .split("say(\"")
            .skip(1)
            .filter_map(|rest| Some(rest.split_once('"')?.0))
        {
            assert!(
                languages()[0].keys.iter().any(|key| key == used),
                "{used} is missing"
            );
        }
    }

    #[test]
    fn a_sentence_for_a_broken_rule_names_a_rule_that_there_is_and_all_other_named_reasons_have_one() {
        let of_rules = |key: &'static str| {
            let mut starts = ["say-rule-", "problem-rule-"].iter();
            starts.find_map(|start| key.strip_prefix(start))
        };
        let keys = languages()[0].keys.iter();
        let named: Vec<_> = keys.filter_map(|key| of_rules(key)).collect();
        assert!(named.contains(&"closing_is_proposed"), "{named:?}");
        let others = Why::ALL.map(Why::name);
        for name in others {
            assert!(named.contains(&name), "{name} is said by no page");
        }
        for name in named.into_iter().filter(|name| !others.contains(name)) {
            let read = serde_json::from_value::<Refusal>(serde_json::json!({ "name": name }));
            // What a rule holds beside its name is missing here: that is another fault.
            let fault = read.map_or_else(|fault| fault.to_string(), |_| String::new());
            assert!(!fault.contains("unknown variant"), "{name} is no rule");
        }
    }

    #[test]
    fn a_date_reads_as_people_write_it() {
        let day = Date::constant(2026, 12, 29);
        assert_eq!(languages()[0].date(day), "Tuesday 29 December 2026");
        let french = languages().iter().find(|words| words.code() == "fr").unwrap();
        assert_eq!(
            french.date(Date::constant(2027, 1, 1)),
            "vendredi 1er janvier 2027"
        );
    }
}
