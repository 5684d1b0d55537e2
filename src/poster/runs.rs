//! Where Latin words stand between those of Urdu: each run has its own typeface and its own direction. Knows signs; must
//! not know sizes.

/// Signs of one direction, without a space at either end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) latin: bool,
}

/// What a sign is for the direction of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Latin,
    Urdu,
    /// Spaces and most punctuation: they go with what is around them.
    Either,
    /// Begins or ends a name, and is not printed.
    Mark,
}

/// The words of a text in their runs. On a page from left to right every word is one.
pub(super) fn words(text: &str, from_the_right: bool) -> Vec<Vec<Run>> {
    let signs: Vec<char> = text.chars().collect();
    let latin = if from_the_right {
        latin(&signs)
    } else {
        vec![true; signs.len()]
    };
    let mut words: Vec<Vec<Run>> = vec![Vec::new()];
    for (sign, latin) in signs.into_iter().zip(latin) {
        if sign == ' ' {
            words.push(Vec::new());
        } else if kind(sign) != Kind::Mark {
            add(words.last_mut(), sign, latin);
        }
    }
    words
}

/// The words one after another, joined where the direction stays. With each run, whether a space comes before it.
pub(super) fn line(words: Vec<Vec<Run>>) -> Vec<(bool, Run)> {
    let mut line: Vec<(bool, Run)> = Vec::new();
    for word in words {
        for (number, run) in word.into_iter().enumerate() {
            let spaced = number == 0 && !line.is_empty();
            match line.last_mut() {
                Some((_, last)) if spaced && last.latin == run.latin => {
                    last.text.push(' ');
                    last.text.push_str(&run.text);
                }
                _ => line.push((spaced, run)),
            }
        }
    }
    line
}

fn add(word: Option<&mut Vec<Run>>, sign: char, latin: bool) {
    let Some(word) = word else { return };
    match word.last_mut() {
        Some(run) if run.latin == latin => run.text.push(sign),
        _ => word.push(Run {
            text: sign.to_string(),
            latin,
        }),
    }
}

/// For each sign of a text from right to left, whether it is read from left to right. Inside the marks of a name all is,
/// if any of it is; elsewhere what could be either is so between Latin letters only.
fn latin(signs: &[char]) -> Vec<bool> {
    let kinds: Vec<Kind> = signs.iter().map(|sign| kind(*sign)).collect();
    let strong = |kind: &&Kind| matches!(kind, Kind::Latin | Kind::Urdu);
    let mut inside = false;
    let mut all = Vec::new();
    for (number, kind) in kinds.iter().enumerate() {
        let (before, from) = kinds.split_at(number);
        match kind {
            Kind::Mark => inside = !inside,
            Kind::Latin | Kind::Urdu => {}
            Kind::Either => {
                let edge = |kind: &&Kind| strong(kind) || **kind == Kind::Mark;
                let last = before
                    .iter()
                    .rev()
                    .find(|kind| if inside { strong(kind) } else { edge(kind) });
                let next = from
                    .iter()
                    .find(|kind| if inside { strong(kind) } else { edge(kind) });
                let [last, next] = [last, next].map(|kind| kind == Some(&Kind::Latin));
                all.push(if inside { last || next } else { last && next });
                continue;
            }
        }
        all.push(*kind == Kind::Latin);
    }
    all
}

fn kind(sign: char) -> Kind {
    match sign {
        '\u{2066}'..='\u{2069}' => Kind::Mark,
        '\u{600}'..='\u{6ff}' => Kind::Urdu,
        sign if sign.is_alphanumeric() => Kind::Latin,
        _ => Kind::Either,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line as its runs, Latin ones in brackets.
    fn told(text: &str) -> String {
        let runs = line(words(text, true));
        let told = runs.into_iter().map(|(spaced, Run { text, latin })| {
            let space = if spaced { " " } else { "" };
            if latin {
                format!("{space}[{text}]")
            } else {
                format!("{space}{text}")
            }
        });
        told.collect()
    }

    #[test]
    fn a_name_between_marks_is_one_run_with_all_its_signs() {
        let text = "پہلے \u{2068}Example Council (demonstration)\u{2069}۔ پھر";
        assert_eq!(told(text), "پہلے [Example Council (demonstration)]۔ پھر");
    }

    #[test]
    fn a_name_in_urdu_stays_with_what_is_around_it() {
        assert_eq!(told("پہلے \u{2068}کونسل\u{2069}۔"), "پہلے کونسل۔");
    }

    #[test]
    fn a_number_and_a_word_are_runs_and_the_stop_behind_them_is_not() {
        assert_eq!(told("1. پہلے 999 پر"), "[1]. پہلے [999] پر");
        assert_eq!(
            told("پروگرام daylight submit کنجی"),
            "پروگرام [daylight submit] کنجی"
        );
    }

    #[test]
    fn from_left_to_right_nothing_is_parted() {
        let all = line(words("Call 999 first.", false));
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].1.text, "Call 999 first.");
    }
}
