//! Blanks comments and strings in Rust text and finds its test modules. Knows just enough of the language's tokens.

use super::is_word;

/// Blanks comments (first result) and also what strings say (second). Line breaks stay where they are.
pub(super) fn strip(raw: &str) -> (String, String) {
    let (mut text, mut code) = (String::new(), String::new());
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        // `b"x"` and `br"x"` are literals like the others.
        let joined = code.strip_suffix('b').unwrap_or(&code).ends_with(is_word);
        let (length, kind) = token(rest, c, joined);
        let (taken, left) = rest.split_at(length);
        let blank: String = taken
            .chars()
            .map(|c| if c == '\n' { '\n' } else { ' ' })
            .collect();
        text.push_str(if kind == Kind::Comment { &blank } else { taken });
        code.push_str(if kind == Kind::Code { taken } else { &blank });
        rest = left;
    }
    (text, code)
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Kind {
    Code,
    Comment,
    Literal,
}

/// The length in bytes and the kind of what `rest` begins with; `joined` says that a name ends right before it.
fn token(rest: &str, first: char, joined: bool) -> (usize, Kind) {
    let until = |from: usize, end: &str| {
        let tail = rest.get(from..).unwrap_or_default();
        tail.find(end)
            .map_or(rest.len(), |at| from.saturating_add(at).saturating_add(end.len()))
    };
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), Kind::Comment);
    }
    if rest.starts_with("/*") {
        return (until(2, "*/"), Kind::Comment);
    }
    if first == '"' {
        return (quoted(rest), Kind::Literal);
    }
    if first == 'r' && !joined {
        let hashes: String = rest.chars().skip(1).take_while(|c| *c == '#').collect();
        let open = hashes.len().saturating_add(1);
        if rest.get(open..).is_some_and(|tail| tail.starts_with('"')) {
            return (
                until(open.saturating_add(1), &format!("\"{hashes}")),
                Kind::Literal,
            );
        }
    }
    if first == '\'' {
        let mut chars = rest.chars().skip(1);
        let (one, two) = (chars.next(), chars.next());
        if one == Some('\\') {
            return (until(3, "'"), Kind::Literal);
        }
        if let (Some(one), Some('\'')) = (one, two) {
            return (one.len_utf8().saturating_add(2), Kind::Literal);
        }
    }
    (first.len_utf8(), Kind::Code)
}

/// The length of a quoted string with its quotes, escapes heeded.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at.saturating_add(1),
            _ => {}
        }
    }
    rest.len()
}

/// Marks the lines from `#[cfg(test)]` to the end of the item behind it.
pub(super) fn test_lines(code: &str) -> Vec<bool> {
    let mut marks = Vec::new();
    let (mut waiting, mut inside) = (false, 0_usize);
    for line in code.split('\n') {
        let began = waiting || inside > 0;
        waiting = waiting || (inside == 0 && line.contains("#[cfg(test)]"));
        marks.push(began || waiting);
        for c in line.chars() {
            match c {
                '{' if waiting || inside > 0 => (waiting, inside) = (false, inside.saturating_add(1)),
                '}' => inside = inside.saturating_sub(1),
                ';' if inside == 0 => waiting = false,
                _ => {}
            }
        }
    }
    marks
}
