//! Looking through all concerns that a person has opened, closed ones too, one after the other in the memory of this
//! machine. The service is asked for the concerns alone. What is found is what the portal finds
//! (web/src/portal/worker/search.ts).

use daylight_domain::{ConcernId, Date};
use unicode_normalization::UnicodeNormalization as _;

use super::attachments::Progress;
use super::concern::Concern;
use super::desk::{self, Found};
use super::problem::{Mistrust, Stopped};
use super::session::SignedIn;
use super::told::{self, texts_of};
use super::{clean, tags};
use crate::crypto::seal::Plaintext;

/// Characters on each side of a place that was found.
const AROUND: usize = 60;
/// No more places of one concern.
const MOST_PLACES: usize = 5;

/// Words that stand in a concern.
pub struct Place {
    /// Which.
    pub concern: ConcernId,
    /// When they were written.
    pub day: Date,
    /// They, and what stands around them.
    pub around: String,
}

/// What came of looking through all of them.
pub struct Looked<T> {
    /// What was seen in each, in the order of the desk, closed ones last.
    pub seen: Vec<T>,
    /// Those of which nothing is believed, or something was withheld; opening one says why.
    pub passed_over: Vec<ConcernId>,
}

/// Looks at each concern that this person has opened. One that does not hold together does not stop the others.
pub fn look_through<T>(
    holder: &SignedIn,
    progress: Progress<'_>,
    look: impl Fn(&Found, &Concern) -> Result<T, Mistrust>,
) -> Result<Looked<T>, Stopped> {
    let identities = desk::identities(holder)?.into();
    let (on_desk, _) = desk::find(holder)?;
    let mut put_away = desk::closed(holder)?;
    put_away.retain(|id| on_desk.iter().all(|found| found.id != *id));
    let all = on_desk.len().saturating_add(put_away.len());

    let look_at = |found: &Found| -> Result<Option<(T, bool)>, Stopped> {
        let Some(concern) = found.concern(holder)? else {
            return Ok(None);
        };
        let is_whole = is_whole(holder, found, &concern)?;
        Ok(Some((look(found, &concern)?, is_whole)))
    };
    let on_desk = on_desk.into_iter().map(|found| (found.id, Ok(Some(found))));
    let put_away = put_away
        .into_iter()
        .map(|id| (id, desk::opened(holder, &identities, id)));
    let (mut seen, mut passed_over) = (Vec::new(), Vec::new());
    for ((id, found), done) in on_desk.chain(put_away).zip(1..) {
        match found?.as_ref().map(&look_at) {
            Some(Ok(None)) => {}
            Some(Ok(Some((looked, is_whole)))) => {
                seen.push(looked);
                if !is_whole {
                    passed_over.push(id);
                }
            }
            // Erased since the list was made, or a capsule that this person's keys do not open.
            None | Some(Err(Stopped::Mistrust(_))) => passed_over.push(id),
            Some(Err(other)) => return Err(other),
        }
        progress(done, u64::try_from(all).unwrap_or(u64::MAX));
    }
    Ok(Looked { seen, passed_over })
}

/// Whether all is there that this person may read.
fn is_whole(holder: &SignedIn, found: &Found, concern: &Concern) -> Result<bool, Mistrust> {
    let outlook = &concern.outlook;
    let is_cleared = outlook.no_conflict.contains(&holder.person) && !outlook.barred.contains(&holder.person);
    if !is_cleared || concern.manifest.is_none() {
        return Ok(true);
    }
    let (trust, policy) = (&holder.trust, concern.policy(&holder.trust)?);
    let readers = found.readers();
    let mut steps = outlook.timeline.iter();
    let is_withheld = steps.any(|step| told::is_withheld(concern, trust, policy, step, &readers));
    Ok(concern.has_account() && !is_withheld)
}

/// Places of a concern where these words stand, given as [`plain`] gives them. Fails if a part does not open.
pub fn places(found: &Found, concern: &Concern, wanted: &str) -> Result<Vec<Place>, Mistrust> {
    let place = |(day, text): (Date, Plaintext)| {
        let around = around(text.as_str()?, wanted)?;
        let concern = concern.id;
        Some(Place { concern, day, around })
    };
    let texts = texts(found, concern)?.into_iter();
    Ok(texts.filter_map(place).take(MOST_PLACES).collect())
}

/// All words of a concern that open, but for tags.
fn texts(found: &Found, concern: &Concern) -> Result<Vec<(Date, Plaintext)>, Mistrust> {
    let case = &found.capsule.case_identity;
    let readers = found.readers();
    let sent_on = concern.outlook.received;
    let parts = [concern.about(case)?, concern.account(case)?];
    let mut texts: Vec<(Date, Plaintext)> = parts.into_iter().flatten().map(|part| (sent_on, part)).collect();
    for step in &concern.outlook.timeline {
        let told = texts_of(concern, step, &readers)
            .into_iter()
            .map(|told| told.text);
        let words = told.filter(|text| tags::read(&step.act, text).is_none());
        texts.extend(words.map(|text| (step.day, text)));
    }
    let last = concern.entries.last().map_or(sent_on, |last| last.entry.day);
    let scope = told::scope(concern, &readers).into_iter().flatten();
    let mut decided: Vec<String> = scope
        .flat_map(|point| [point.text, point.reason.unwrap_or_default()])
        .collect();
    if let Some(found) = told::found(concern, &readers) {
        decided.extend(found.results.into_iter().map(|(_, words)| words));
        decided.extend(found.enquiries);
    }
    texts.extend(decided.into_iter().map(|text| (last, Plaintext::new(text))));
    Ok(texts)
}

/// A text on one line, with one space where there was white space.
pub fn one_line(text: &str) -> String {
    // JavaScript counts the mark at the beginning of a file as white space.
    let words = text.split(|c: char| c.is_whitespace() || c == '\u{feff}');
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// A text as it is compared: case, accents' spelling and white space do not matter.
pub fn plain(text: &str) -> String {
    composed(text).to_lowercase()
}

fn composed(text: &str) -> String {
    one_line(&clean(text).nfc().collect::<String>())
}

/// Words around the first place where these stand, given as [`plain`] gives them.
pub fn around(text: &str, wanted: &str) -> Option<String> {
    let told = composed(text);
    let lower = told.to_lowercase();
    let (before, _) = lower.split_once(wanted)?;
    let at = before.chars().count();
    let from = at.saturating_sub(AROUND);
    let to = at.saturating_add(wanted.chars().count()).saturating_add(AROUND);
    let begins = if from > 0 { "…" } else { "" };
    let ends = if to < told.chars().count() { "…" } else { "" };
    let shown: String = told.chars().take(to).skip(from).collect();
    Some([begins, &shown, ends].concat())
}
