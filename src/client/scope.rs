//! The scope as a person writes and reads it: one point a line, each in or out. Must not know where it is typed.
//!
//! ```text
//! in: The till in the canteen is short every Friday.
//! out (pay is decided by the pay panel): My pay was cut.
//! ```
//!
//! A line that begins with a space goes on with the one before. Empty lines, and lines that begin with `#`, are left out.

use std::fmt;

use daylight_domain::{Mark, ScopePoint};

use crate::crypto::seal::Sealed;

/// What is wrong with a list, and on which line, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct BadList {
    line: Option<usize>,
    says: String,
}

impl fmt::Display for BadList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "line {line}: {}", self.says),
            None => f.write_str(&self.says),
        }
    }
}

impl BadList {
    pub(super) fn at(line: usize, says: impl Into<String>) -> Self {
        Self {
            line: Some(line),
            says: says.into(),
        }
    }

    pub(super) fn whole(says: impl Into<String>) -> Self {
        Self {
            line: None,
            says: says.into(),
        }
    }
}

/// A line of a list with what goes on below it.
pub(super) struct Line<'a> {
    pub(super) number: usize,
    /// Before the first colon, in lower case.
    pub(super) head: String,
    /// The head as typed.
    pub(super) typed: &'a str,
    /// Behind it.
    pub(super) text: String,
}

/// Takes a text apart into lines `head: text`. Fails at a line without a colon.
pub(super) fn lines<'a>(text: &'a str, example: &str) -> Result<Vec<Line<'a>>, BadList> {
    let mut lines: Vec<Line<'a>> = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        let goes_on = line.starts_with([' ', '\t']);
        let told = line.trim();
        if told.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(last) = lines.last_mut().filter(|_| goes_on) {
            last.text.push('\n');
            last.text.push_str(told);
            continue;
        }
        // The reason of a point may have a colon inside its brackets; brackets in a point are its own.
        let end = told.find("):").map(|at| at.saturating_add(1));
        let end = end.filter(|_| has_reason(told));
        let colon = end.or_else(|| told.find(':'));
        let (typed, rest) = colon
            .and_then(|at| told.split_at_checked(at))
            .ok_or_else(|| BadList::at(number, format!("begin it like `{example}`")))?;
        lines.push(Line {
            number,
            head: typed.trim().to_lowercase(),
            typed: typed.trim(),
            text: rest.trim_start_matches(':').trim().to_owned(),
        });
    }
    Ok(lines)
}

/// Whether a line begins with `out (`.
fn has_reason(line: &str) -> bool {
    let head = line.split_at_checked("out".len());
    head.is_some_and(|(out, rest)| out.eq_ignore_ascii_case("out") && rest.trim_start().starts_with('('))
}

/// A text that may have several lines, as one entry of a list.
pub(super) fn fold(text: &str) -> String {
    text.lines().collect::<Vec<_>>().join("\n  ")
}

/// One of the reporter's points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// In the holder's words.
    pub text: String,
    /// Looked into, or not.
    pub mark: Mark,
    /// Why not.
    pub reason: Option<String>,
}

const EXAMPLE: &str = "in: what will be looked into";

/// Reads a scope. Fails, with the line, at a point that is neither in nor out, or out without a reason (R06).
pub fn read(text: &str) -> Result<Vec<Point>, BadList> {
    let points = read_points(text)?;
    if let Some((point, line)) = points
        .iter()
        .find(|(point, _)| point.mark == Mark::Out && point.reason.is_none())
    {
        let begin: String = point.text.chars().take(30).collect();
        let says = format!("say why this point is out: `out (the reason): {begin}`");
        return Err(BadList::at(*line, says));
    }
    if points.is_empty() {
        return Err(BadList::whole(format!(
            "there is no point in it: write each point of the reporter on a line of its own, like `{EXAMPLE}`"
        )));
    }
    Ok(points.into_iter().map(|(point, _)| point).collect())
}

fn read_points(text: &str) -> Result<Vec<(Point, usize)>, BadList> {
    let point = |line: Line<'_>| {
        let wrong = || {
            let says =
                "begin it with `in:` or with `out (the reason):`; a line that goes on begins with a space";
            BadList::at(line.number, says)
        };
        let (mark, reason) = match line.head.as_str() {
            "in" => (Mark::In, None),
            "out" => (Mark::Out, None),
            head => {
                let inner = head
                    .strip_prefix("out")
                    .and_then(|rest| rest.trim().strip_prefix('(')?.strip_suffix(')'));
                inner.ok_or_else(wrong)?;
                let typed = line
                    .typed
                    .split_once('(')
                    .and_then(|(_, rest)| rest.strip_suffix(')'));
                let reason = typed.map(str::trim).filter(|reason| !reason.is_empty());
                (Mark::Out, reason.map(str::to_owned))
            }
        };
        if line.text.is_empty() {
            return Err(BadList::at(
                line.number,
                "the point itself is missing: write it behind the colon",
            ));
        }
        let number = line.number;
        Ok((
            Point {
                text: line.text,
                mark,
                reason,
            },
            number,
        ))
    };
    lines(text, EXAMPLE)?.into_iter().map(point).collect()
}

/// The wording that is sealed for the reporter; the reasons are sealed by themselves, because the entry names each.
pub fn wording(points: &[Point]) -> String {
    let line = |point: &Point| {
        let mark = if point.mark == Mark::In { "in" } else { "out" };
        format!("{mark}: {}\n", fold(&point.text))
    };
    points.iter().map(line).collect()
}

/// The marks as the entry bears them, given each reason sealed in the points' order.
pub fn marks(points: &[Point], reasons: &[Sealed]) -> Vec<ScopePoint> {
    let mut reasons = reasons.iter().map(Sealed::digest);
    points
        .iter()
        .map(|point| ScopePoint {
            mark: Some(point.mark),
            reason: point.reason.as_ref().and_then(|_| reasons.next()),
        })
        .collect()
}

/// Puts the signed marks, the sealed wording and the sealed reasons together again. Of a wording that does not fit the
/// marks only the marks are believed: the points have no text then.
pub fn told(
    marks: &[ScopePoint],
    wording: &str,
    reason: impl Fn(&ScopePoint) -> Option<String>,
) -> Vec<Point> {
    let texts = read_points(wording).ok().filter(|points| {
        points.len() == marks.len()
            && points
                .iter()
                .zip(marks)
                .all(|((point, _), mark)| Some(point.mark) == mark.mark)
    });
    let texts = texts.unwrap_or_default();
    let text = |at: usize| {
        texts
            .get(at)
            .map_or_else(String::new, |(point, _)| point.text.clone())
    };
    let point = |(at, mark): (usize, &ScopePoint)| Point {
        text: text(at),
        mark: mark.mark.unwrap_or(Mark::Out),
        reason: reason(mark),
    };
    marks.iter().enumerate().map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "# what will be looked into\nin: The till is short\n  every Friday: by about ten.\n\n\
                        Out (pay: for the pay panel): My pay was cut.\n";

    #[test]
    fn a_list_is_read_point_by_point_and_comes_back_from_what_is_sealed() {
        let points = read(LIST).unwrap();
        assert_eq!(points.len(), 2);
        assert_eq!(points[0].text, "The till is short\nevery Friday: by about ten.");
        assert_eq!(points[1].reason.as_deref(), Some("pay: for the pay panel"));
        let marks: Vec<ScopePoint> = points
            .iter()
            .map(|point| ScopePoint {
                mark: Some(point.mark),
                reason: None,
            })
            .collect();
        let again = told(&marks, &wording(&points), |mark| {
            (mark.mark == Some(Mark::Out)).then(|| "pay: for the pay panel".to_owned())
        });
        assert_eq!(again, points);
    }

    #[test]
    fn brackets_in_a_point_are_its_own() {
        let points =
            read("in: The till (canteen): short.\nOUT (pay (all of it): no): My pay (weekly): cut.\n")
                .unwrap();
        assert_eq!(points[0].text, "The till (canteen): short.");
        assert_eq!(points[1].text, "no): My pay (weekly): cut.");
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        for (list, says) in [
            ("in: one\nout: two\n", "line 2: say why this point is out"),
            ("in: one\nout (): two\n", "line 2: say why this point is out"),
            ("in: one\n\nThe till is short.\n", "line 3: begin it like"),
            ("in: one\nmaybe: two\n", "line 2: begin it with `in:`"),
            ("in:\n", "line 1: the point itself is missing"),
            ("# nothing\n", "there is no point in it"),
            ("", "there is no point in it"),
        ] {
            let bad = read(list).unwrap_err().to_string();
            assert!(bad.starts_with(says), "{list:?}: {bad}");
        }
    }

    #[test]
    fn a_wording_that_does_not_fit_the_signed_marks_is_not_shown_as_theirs() {
        let marks = [ScopePoint {
            mark: Some(Mark::Out),
            reason: None,
        }];
        let points = told(&marks, "in: The till is short.\n", |_| None);
        assert_eq!(
            (points.len(), points[0].mark, points[0].text.as_str()),
            (1, Mark::Out, "")
        );
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(text in "\\PC{0,200}") {
            let _ = read(&text);
        }
    }
}
