//! Findings as a person writes and reads them: a line for each point in scope, then what was done to find out. Must not
//! know where they are typed.
//!
//! ```text
//! point 1 upheld: The till rolls of six Fridays show it.
//! point 2 not upheld: Nobody we asked had seen it.
//! enquiry: Read the till rolls of six Fridays.
//! spoken to: 3
//! still at risk: not known
//! standard: balance of probabilities
//! ```

use daylight_domain::{Enquiries, Finding, FindingResult, Mark, Standard};
use serde::{Deserialize, Serialize};

use super::scope::{BadList, Line, Point, fold, lines};

/// Findings in words, with what the entry says of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findings {
    /// In the order of the points.
    pub points: Vec<(Finding, String)>,
    /// What was done to find out (R05).
    pub enquiries: Vec<String>,
    /// How many people were spoken to.
    pub spoken_to: u16,
    /// Whether anyone is still at risk; none in findings that were written before this was asked.
    pub at_risk: Option<AtRisk>,
    /// The standard used.
    pub standard: Option<Standard>,
}

/// The answer to "Is anyone still at risk?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AtRisk {
    /// Somebody is.
    Yes,
    /// Nobody is.
    No,
    /// Whoever decided does not know.
    Unknown,
}

impl AtRisk {
    /// How it is written and shown.
    pub const fn written(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "not known",
        }
    }

    fn read(line: &Line<'_>) -> Result<Self, BadList> {
        let all = [Self::Yes, Self::No, Self::Unknown];
        let said = line.text.to_lowercase();
        let found = all.into_iter().find(|each| each.written() == said);
        found.ok_or_else(|| {
            BadList::at(
                line.number,
                "is anyone still at risk? Write `yes`, `no` or `not known`",
            )
        })
    }
}

const EXAMPLE: &str = "point 1 upheld: what you found";
const STANDARD: &str = "balance of probabilities";

impl Findings {
    /// Reads findings on a scope. Fails, with the line, at the first thing that would stop the closing later: a point
    /// without a finding, no enquiry, no number of people spoken to, no standard; or if it leaves open whether anyone is at risk.
    pub fn read(text: &str, scope: &[Point]) -> Result<Self, BadList> {
        let mut found = Self::read_lines(text, Some(scope))?;
        found.points.sort_by_key(|(finding, _)| finding.point);
        for number in in_scope(scope) {
            if found.points.iter().all(|(finding, _)| finding.point != number) {
                return Err(BadList::whole(format!(
                    "point {number} has no finding: add a line like `point {number} upheld: what you found`"
                )));
            }
        }
        if found.enquiries.is_empty() {
            return Err(BadList::whole(
                "no enquiry is listed, and without one it can never be closed: add a line `enquiry: what you did to find out`",
            ));
        }
        if found.at_risk.is_none() {
            return Err(BadList::whole(
                "whether anyone is still at risk is missing: add a line `still at risk: no`, or `yes`, or `not known`",
            ));
        }
        if found.standard.is_none() && in_scope(scope).next().is_some() {
            return Err(BadList::whole(format!(
                "the standard is missing: add the line `standard: {STANDARD}`"
            )));
        }
        Ok(found)
    }

    /// What stands under a seal. Nothing is asked of it but its form.
    pub fn told(wording: &str) -> Option<Self> {
        Self::read_lines(wording, None).ok()
    }

    fn read_lines(text: &str, scope: Option<&[Point]>) -> Result<Self, BadList> {
        let mut found = Self {
            points: Vec::new(),
            enquiries: Vec::new(),
            spoken_to: 0,
            at_risk: None,
            standard: None,
        };
        let mut spoken = false;
        for line in lines(text, EXAMPLE)? {
            let missing = |what: &str| {
                Err(BadList::at(
                    line.number,
                    format!("{what} is missing: write it behind the colon"),
                ))
            };
            match line.head.as_str() {
                "enquiry" if line.text.is_empty() => return missing("what you did"),
                "enquiry" => found.enquiries.push(line.text),
                "spoken to" => {
                    let says = "write how many people you spoke to as a number; 0 if nobody";
                    found.spoken_to = line.text.parse().map_err(|_| BadList::at(line.number, says))?;
                    spoken = true;
                }
                "still at risk" => found.at_risk = Some(AtRisk::read(&line)?),
                "standard" if line.text.to_lowercase() == STANDARD => {
                    found.standard = Some(Standard::BalanceOfProbabilities);
                }
                "standard" => {
                    return Err(BadList::at(
                        line.number,
                        format!("there is one standard: `{STANDARD}`"),
                    ));
                }
                _ => {
                    let finding = finding(&line, scope)?;
                    if found.points.iter().any(|(known, _)| known.point == finding.point) {
                        let says = format!(
                            "point {} has a finding already: take one of them out",
                            finding.point
                        );
                        return Err(BadList::at(line.number, says));
                    }
                    if line.text.is_empty() {
                        return missing("what you found");
                    }
                    found.points.push((finding, line.text));
                }
            }
        }
        if !spoken && scope.is_some() {
            return Err(BadList::whole(
                "how many people were spoken to is missing: add a line `spoken to: 3`, with 0 if it was nobody",
            ));
        }
        Ok(found)
    }

    /// The wording that is sealed for the reporter.
    pub fn wording(&self) -> String {
        let points = self.points.iter().map(|(finding, words)| {
            format!(
                "point {} {}: {}\n",
                finding.point,
                result(finding.result),
                fold(words)
            )
        });
        let enquiries = self.enquiries.iter();
        let enquiries = enquiries.map(|enquiry| format!("enquiry: {}\n", fold(enquiry)));
        let spoken_to = format!("spoken to: {}\n", self.spoken_to);
        let at_risk = self
            .at_risk
            .map(|answer| format!("still at risk: {}\n", answer.written()));
        let standard = self.standard.map(|_| format!("standard: {STANDARD}\n"));
        points
            .chain(enquiries)
            .chain([spoken_to])
            .chain(at_risk)
            .chain(standard)
            .collect()
    }

    /// What the entry bears.
    pub fn signed(&self) -> (Vec<Finding>, Enquiries) {
        let enquiries = Enquiries {
            made: u16::try_from(self.enquiries.len()).unwrap_or(u16::MAX),
            spoken_to: self.spoken_to,
            standard: self.standard,
        };
        (
            self.points.iter().map(|(finding, _)| *finding).collect(),
            enquiries,
        )
    }
}

/// A form to be filled in: the points in scope with their numbers.
pub fn form(scope: &[Point]) -> String {
    let point = |number: u16| {
        let point = scope.get(usize::from(number).saturating_sub(1));
        let text = point.map_or_else(String::new, |point| point.text.replace('\n', "\n# "));
        format!("# {text}\npoint {number} ...: \n")
    };
    let last = "enquiry: \nspoken to: \nstill at risk: \nstandard: balance of probabilities\n";
    in_scope(scope).map(point).chain([last.to_owned()]).collect()
}

/// How a result is written and shown.
pub const fn result(result: FindingResult) -> &'static str {
    match result {
        FindingResult::Established => "upheld",
        FindingResult::PartlyEstablished => "partly upheld",
        FindingResult::NotEstablished => "not upheld",
    }
}

fn in_scope(scope: &[Point]) -> impl Iterator<Item = u16> {
    (1_u16..)
        .zip(scope)
        .filter(|(_, point)| point.mark == Mark::In)
        .map(|(number, _)| number)
}

fn finding(line: &Line<'_>, scope: Option<&[Point]>) -> Result<Finding, BadList> {
    let wrong = || {
        let says = format!(
            "begin it like `{EXAMPLE}`, or with `enquiry:`, `spoken to:`, `still at risk:` or `standard:`"
        );
        BadList::at(line.number, says)
    };
    let rest = line.head.strip_prefix("point").ok_or_else(wrong)?.trim_start();
    let (number, said) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let point: u16 = number.parse().map_err(|_| wrong())?;
    let all = [
        FindingResult::Established,
        FindingResult::PartlyEstablished,
        FindingResult::NotEstablished,
    ];
    let Some(result) = all.into_iter().find(|each| result(*each) == said.trim()) else {
        let says = format!("say `upheld`, `partly upheld` or `not upheld` after `point {point}`");
        return Err(BadList::at(line.number, says));
    };
    if let Some(scope) = scope
        && in_scope(scope).all(|known| known != point)
    {
        let says = format!("point {point} is not in scope: a finding is on a point that is looked into");
        return Err(BadList::at(line.number, says));
    }
    Ok(Finding { point, result })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::scope;

    fn points() -> Vec<Point> {
        scope::read("in: The till is short.\nout (not ours): My pay.\nin: The rota is made up.\n").unwrap()
    }

    const GOOD: &str = "point 3 Not upheld: Nobody had seen it.\npoint 1 upheld: The rolls\n  show it.\nenquiry: Read the rolls.\n\
                        spoken to: 3\nstill at risk: Not known\nstandard: Balance of probabilities\n";

    #[test]
    fn findings_are_read_in_the_order_of_the_points_and_come_back_from_what_is_sealed() {
        let found = Findings::read(GOOD, &points()).unwrap();
        let (signed, enquiries) = found.signed();
        assert_eq!(signed.iter().map(|each| each.point).collect::<Vec<_>>(), [1, 3]);
        assert_eq!((enquiries.made, enquiries.spoken_to), (1, 3));
        assert_eq!(Findings::told(&found.wording()), Some(found.clone()));
        // Findings from before the question was asked are read as they are.
        let older = found.wording().replacen("still at risk: not known\n", "", 1);
        let told = Findings {
            at_risk: None,
            ..found
        };
        assert_eq!(Findings::told(&older), Some(told));
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        for (from, to, says) in [
            (
                "point 1 upheld: The rolls\n  show it.\n",
                "",
                "point 1 has no finding",
            ),
            ("point 1", "point 3", "line 2: point 3 has a finding already"),
            ("point 1", "point 2", "line 2: point 2 is not in scope"),
            ("point 1", "point 9", "line 2: point 9 is not in scope"),
            ("point 1 upheld", "point 1", "line 2: say `upheld`"),
            ("point 1 upheld", "point 1 ...", "line 2: say `upheld`"),
            (
                "point 1 upheld: The rolls\n  show it.",
                "point 1 upheld:",
                "line 2: what you found is missing",
            ),
            ("enquiry: Read the rolls.\n", "", "no enquiry is listed"),
            (
                "enquiry: Read the rolls.\n",
                "enquiry:\n",
                "line 4: what you did is missing",
            ),
            ("spoken to: 3\n", "", "how many people were spoken to is missing"),
            (
                "spoken to: 3\n",
                "spoken to: three\n",
                "line 5: write how many people",
            ),
            (
                "standard: Balance of probabilities\n",
                "",
                "the standard is missing",
            ),
            (
                "standard: Balance",
                "standard: hearsay and balance",
                "line 7: there is one standard",
            ),
            (
                "still at risk: Not known\n",
                "",
                "whether anyone is still at risk is missing",
            ),
            (
                "still at risk: Not known\n",
                "still at risk:\n",
                "line 6: is anyone still at risk?",
            ),
            ("enquiry", "enquiries", "line 4: begin it like"),
        ] {
            let text = GOOD.replacen(from, to, 1);
            assert_ne!(text, GOOD);
            let bad = Findings::read(&text, &points()).unwrap_err().to_string();
            assert!(bad.starts_with(says), "{says}: {bad}");
        }
    }

    #[test]
    fn the_form_names_every_point_in_scope_and_is_refused_until_it_is_filled_in() {
        let form = form(&points());
        assert!(
            form.contains("# The till is short.\npoint 1 ...:")
                && form.contains("point 3")
                && !form.contains("point 2")
        );
        assert!(Findings::read(&form, &points()).is_err());
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed_is_read_or_refused(text in "\\PC{0,200}") {
            let _ = Findings::read(&text, &points());
        }
    }
}
