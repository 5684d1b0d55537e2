//! What is wrong with a JSON body, in a sentence that names the field and says what to change. Never repeats what was
//! sent: serde's own words do, so they are taken apart here. Knows no HTTP.

use std::fmt::Write as _;

use serde_json::error::Category;

/// The sentence for a body that serde refused.
pub(crate) fn sentence(body: &[u8], error: &serde_json::Error) -> String {
    let field = field_at(body, offset(body, error.line(), error.column()));
    let place = field
        .as_ref()
        .map_or_else(String::new, |field| format!(" in `{field}`"));
    match error.classify() {
        Category::Data => data_fault(field.as_deref(), &error.to_string()),
        Category::Eof => format!("The JSON ends too early{place}. Send the whole object."),
        Category::Syntax | Category::Io => format!(
            "This is not JSON: line {}, column {}{place}. Check quotes, commas and brackets there.",
            error.line(),
            error.column()
        ),
    }
}

fn data_fault(field: Option<&str>, words: &str) -> String {
    let field = field.filter(|field| !field.is_empty());
    let quoted = || words.split('`').nth(1).filter(|name| is_name(name));
    // Only what comes after the last "expected" is ours; before it stands what was sent.
    let expected = words
        .rsplit_once("expected ")
        .map(|(_, rest)| rest.rsplit_once(" at line ").map_or(rest, |(rest, _)| rest));
    if words.starts_with("missing field") {
        let owner = field
            .and_then(owner_of)
            .map_or_else(String::new, |owner| format!(" in `{owner}`"));
        return format!(
            "The field `{}`{owner} is missing. Add it.",
            quoted().unwrap_or("?")
        );
    }
    if words.starts_with("duplicate field") {
        return format!(
            "The field `{}` stands there twice. Leave one out.",
            quoted().unwrap_or("?")
        );
    }
    if words.starts_with("unknown field") {
        let known = expected.map_or_else(String::new, |known| {
            format!(" Known are: {}.", known.trim_start_matches("one of "))
        });
        return quoted().map_or_else(
            || format!("A field has a name that is not known here. Leave it out.{known}"),
            |name| format!("The field `{name}` is not known here. Leave it out.{known}"),
        );
    }
    let field = field.map_or_else(|| "The body".to_owned(), |field| format!("The field `{field}`"));
    if words.starts_with("not standard base64") {
        return format!("{field} must be standard base64 with padding.");
    }
    expected.map_or_else(
        || format!("{field} has a value that cannot be read. Look up its form in /api/v1/openapi.json."),
        |expected| format!("{field} has the wrong type, length or form. It must be {expected}."),
    )
}

/// `secrets[2].sealed` belongs to `secrets[2]`; a field of the body itself belongs to nothing worth naming.
fn owner_of(field: &str) -> Option<&str> {
    field.rsplit_once('.').map(|(owner, _)| owner)
}

fn offset(body: &[u8], line: usize, column: usize) -> usize {
    let before: usize = body
        .split_inclusive(|byte| *byte == b'\n')
        .take(line.saturating_sub(1))
        .map(<[u8]>::len)
        .sum();
    before.saturating_add(column).min(body.len())
}

/// Names that our own types could have; anything else may be somebody's words.
fn is_name(text: &str) -> bool {
    (1..=32).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

enum Level {
    Object { key: Option<String>, wants_key: bool },
    Array(usize),
}

/// The field whose value the reader was in when it stopped at `end`, for instance `secrets[2].sealed`.
/// Walks brackets, strings and commas only, so it works on JSON that is broken further on.
fn field_at(body: &[u8], end: usize) -> Option<String> {
    let mut levels: Vec<Level> = Vec::new();
    // serde_json reads on over the bracket or comma behind a faulty value before it notes where it is.
    let read = body.get(..end)?.trim_ascii_end();
    let mut bytes = match read {
        [before @ .., b'}' | b']' | b','] => before.iter(),
        all => all.iter(),
    };
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => {
                let text = string(&mut bytes);
                if let Some(Level::Object { key, wants_key: true }) = levels.last_mut() {
                    *key = Some(text);
                }
            }
            b'{' => levels.push(Level::Object {
                key: None,
                wants_key: true,
            }),
            b'[' => levels.push(Level::Array(0)),
            b'}' | b']' if levels.len() > 1 => {
                levels.pop();
            }
            b':' => {
                if let Some(Level::Object { wants_key, .. }) = levels.last_mut() {
                    *wants_key = false;
                }
            }
            b',' => match levels.last_mut() {
                Some(Level::Object { key, wants_key }) => (*key, *wants_key) = (None, true),
                Some(Level::Array(index)) => *index = index.saturating_add(1),
                None => {}
            },
            _ => {}
        }
    }
    path(&levels)
}

fn path(levels: &[Level]) -> Option<String> {
    let mut path = String::new();
    for level in levels {
        match level {
            Level::Object { key: Some(key), .. } if is_name(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
            Level::Object { .. } => break,
            Level::Array(index) => {
                // Writing to a String cannot fail.
                let _ = write!(path, "[{index}]");
            }
        }
    }
    (!path.is_empty()).then_some(path)
}

/// The rest of a string whose opening quote has been read. Escapes stay as they are: our names have none.
fn string(bytes: &mut std::slice::Iter<'_, u8>) -> String {
    let mut text = Vec::new();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => break,
            b'\\' => {
                text.push(b'\\');
                bytes.next();
            }
            other => text.push(*other),
        }
    }
    String::from_utf8(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::de::DeserializeOwned;

    use super::*;
    use crate::api::{PeopleAct, SignIn, Submission, TrackRequest};

    fn told<T: DeserializeOwned>(body: &str) -> String {
        sentence(
            body.as_bytes(),
            &serde_json::from_slice::<T>(body.as_bytes()).err().unwrap(),
        )
    }

    #[test]
    fn each_fault_names_its_field_and_says_what_to_change() {
        let zeros = "0".repeat(64);
        let head = format!(r#"{{"manifest":"m","locator_hash":"{zeros}","about":"","account":"","#);
        for (said, words) in [
            (told::<TrackRequest>("{}"), ["`locator`", "missing"]),
            (
                told::<TrackRequest>(r#"{"locator":"00"}"#),
                ["`locator`", "64 lower-case hexadecimal digits"],
            ),
            (
                told::<TrackRequest>(r#"{"locator":7}"#),
                ["`locator`", "must be a string"],
            ),
            (
                told::<TrackRequest>(r#"{"locator":"#),
                ["`locator`", "ends too early"],
            ),
            (
                told::<TrackRequest>(r#"{"locator" "00"}"#),
                ["line 1", "not JSON"],
            ),
            (
                told::<TrackRequest>(r#"{"colour":1}"#),
                ["`colour`", "Known are: `locator`"],
            ),
            (
                told::<TrackRequest>(&format!(r#"{{"locator":"{zeros}","locator":"{zeros}"}}"#)),
                ["`locator`", "twice"],
            ),
            (
                told::<Submission>(&format!(r#"{head}"capsules":["","*"]}}"#)),
                ["`capsules[1]`", "base64"],
            ),
            (
                told::<Submission>(&format!(r#"{head}"capsules":["*",""]}}"#)),
                ["`capsules[0]`", "base64"],
            ),
            (
                told::<Submission>(&format!(r#"{head}"capsules":""}}"#)),
                ["`capsules`", "must be a sequence"],
            ),
            (
                told::<Submission>(&format!("{head}\n\"capsules\":\"\"}}")),
                ["`capsules`", "must be a sequence"],
            ),
            (
                told::<PeopleAct>(r#"{"entry":"","details":{"name":"n","address":""}}"#),
                ["`recipient` in `details`", "missing"],
            ),
            (
                told::<PeopleAct>(r#"{"entry":"","secrets":[{"recipient":"0"}]}"#),
                ["`secrets[0].recipient`", "64"],
            ),
            (told::<SignIn>("7"), ["The body", "must be"]),
        ] {
            for word in words {
                assert!(said.contains(word), "{word}: {said}");
            }
        }
    }

    #[test]
    fn nothing_that_was_sent_is_repeated() {
        for body in [
            r#"{"locator":"Planted words"}"#,
            r#"{"locator":["Planted words"]}"#,
            r#"{"Planted words":1}"#,
            r#"{"Planted `colour` words":1}"#,
            r#""Planted words, expected nothing""#,
            r#"{"locator":"Planted words"#,
            r#"{"Planted words":{"locator":}}"#,
        ] {
            let said = told::<TrackRequest>(body);
            assert!(!said.contains("Planted") && !said.contains("nothing"), "{said}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_get_a_sentence(body in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Err(error) = serde_json::from_slice::<Submission>(&body) {
                prop_assert!(sentence(&body, &error).ends_with('.'));
            }
        }

        #[test]
        fn no_fault_repeats_a_planted_value(value in "[A-Z]{8}( [A-Z]{4})?", key in "[A-Z]{8}") {
            for body in [format!(r#"{{"locator":"{value}"}}"#), format!(r#"{{"{key}":"{value}"}}"#)] {
                let said = told::<TrackRequest>(&body);
                prop_assert!(!said.contains(&value) && !said.contains(&key), "{}", said);
            }
        }
    }
}
