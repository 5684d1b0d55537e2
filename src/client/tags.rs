//! Who or what a concern is about, as tags (R13): a note sealed to the own office, whose text begins with a line that says
//! so, then one tag a line. The newest list of an office counts; the service learns of none. The portal writes and reads
//! the same (web/src/portal/worker/tags.ts).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use daylight_domain::{Act, ConcernId, Date, OfficeId};

use super::concern::Concern;
use super::search::{one_line, plain};
use super::told::texts_of;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::seal::Plaintext;

const FIRST_LINE: &str = "daylight tags";

/// From so many concerns with one tag on, the next stage is told; the portal offers it from then on.
pub const REPEATS_TO_TELL: usize = 3;

/// Tags as they are typed, one a line. White space is folded; an empty line, and a tag named twice, is left out.
pub fn typed(lines: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in lines.lines().map(one_line) {
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// The text of a note. An empty list takes all tags away.
pub fn note(tags: &[String]) -> Plaintext {
    let lines = tags.iter().flat_map(|tag| ["\n", tag]);
    Plaintext::new([FIRST_LINE].into_iter().chain(lines).collect())
}

/// The tags that the words of an act are; none if they are other words.
pub fn read(act: &Act, words: &Plaintext) -> Option<Vec<String>> {
    let text = super::clean(words.as_str()?);
    let list = text.strip_prefix(FIRST_LINE)?;
    let is_list = matches!(act, Act::Note { .. }) && (list.is_empty() || list.starts_with('\n'));
    let lines = list.split('\n').filter(|line| !line.is_empty());
    is_list.then(|| lines.map(str::to_owned).collect())
}

/// The tags of the newest list that somebody of this office wrote.
pub fn of(concern: &Concern, office: &OfficeId, with: &[HybridIdentity]) -> Vec<String> {
    let newest_first = concern.outlook.timeline.iter().rev();
    let mut own = newest_first.filter(|step| step.office.as_ref() == Some(office));
    let list = own.find_map(|step| {
        let told = texts_of(concern, step, with);
        told.iter().find_map(|told| read(&step.act, &told.text))
    });
    list.unwrap_or_default()
}

/// A tag, and the concerns that have it.
pub struct Tagged {
    /// As it was written where it was met first.
    pub tag: String,
    /// The oldest first.
    pub concerns: Vec<(Date, ConcernId)>,
}

/// Counts tags over concerns, the most frequent first. Case, accents' spelling and white space do not matter.
pub fn count(concerns: impl IntoIterator<Item = (Date, ConcernId, Vec<String>)>) -> Vec<Tagged> {
    let mut all: BTreeMap<String, Tagged> = BTreeMap::new();
    for (sent_on, concern, tags) in concerns {
        for tag in tags {
            let concerns = Vec::new();
            let known = all.entry(plain(&tag)).or_insert(Tagged { tag, concerns });
            known.concerns.push((sent_on, concern));
        }
    }
    let mut all: Vec<Tagged> = all.into_values().collect();
    for Tagged { concerns, .. } in &mut all {
        concerns.sort_unstable();
        // The same tag in two spellings is one tag.
        concerns.dedup();
    }
    all.sort_by_key(|tagged| Reverse(tagged.concerns.len()));
    all
}

#[cfg(test)]
mod tests {
    use daylight_domain::{Audience, Digest};

    use super::*;

    const ITEM: Digest = Digest([1; 32]);

    fn read_back(text: &str) -> Option<Vec<String>> {
        let offices = Vec::new();
        read(
            &Act::Note { item: ITEM, offices },
            &Plaintext::new(text.to_owned()),
        )
    }

    #[test]
    fn a_list_comes_back_from_its_note_and_an_empty_one_has_no_tags() {
        for lines in ["the till\nA. Invented", "", "one"] {
            let tags = typed(lines);
            let note = note(&tags);
            assert_eq!(read_back(note.as_str().unwrap()), Some(tags), "{lines:?}");
        }
    }

    #[test]
    fn other_words_are_no_list() {
        for text in [
            "",
            "daylight tagsthe till",
            "The tags:\ndaylight tags",
            "daylight first look\nsoon",
        ] {
            assert_eq!(read_back(text), None, "{text:?}");
        }
        let audience = Audience::Case;
        let message = Act::Message { item: ITEM, audience };
        assert_eq!(
            read(&message, &note(&typed("the till"))),
            None,
            "a reporter who writes so"
        );
    }

    #[test]
    fn a_tag_counts_once_a_concern_whatever_its_spelling() {
        let day = |day| Date::constant(2026, 12, day);
        let tagged = [
            (day(4), ConcernId([4; 16]), typed("The  till\nthe till\nthe rota")),
            (day(2), ConcernId([2; 16]), typed("THE TILL\nCafe\u{301}")),
            (day(3), ConcernId([3; 16]), typed("Café\nthe Till")),
        ];
        let counted = count(tagged);
        let counted: Vec<(&str, Vec<i8>)> = counted
            .iter()
            .map(|tagged| {
                (
                    &*tagged.tag,
                    tagged.concerns.iter().map(|(sent_on, _)| sent_on.day()).collect(),
                )
            })
            .collect();
        assert_eq!(
            counted,
            [
                ("The till", vec![2, 3, 4]),
                ("Cafe\u{301}", vec![2, 3]),
                ("the rota", vec![4])
            ]
        );
    }
}
