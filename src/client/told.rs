//! What has been said in a concern, as far as it opens: the scope point by point, the findings, the messages. What was
//! signed decides; sealed words stand beside it. Must not know how it is shown.

use daylight_domain::{Act, Date, Digest, Finding, Held, OfficeId, Policy, ScopePoint, Standard, Step};

use super::concern::Concern;
use super::findings::{AtRisk, Findings};
use super::scope::{self, Point};
use super::trust::Trust;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::seal::Plaintext;

/// Words that an entry names, in clear.
pub struct Told {
    /// The digest of the sealed words.
    pub item: Digest,
    /// The words.
    pub text: Plaintext,
}

/// Findings in words.
pub struct Found {
    /// Each point with its words; they are empty where the sealed wording says something else than what was signed.
    pub results: Vec<(Finding, String)>,
    /// What was done to find out.
    pub enquiries: Vec<String>,
    /// How many people were spoken to.
    pub spoken_to: u16,
    /// Whether anyone is still at risk, where the wording says so.
    pub at_risk: Option<AtRisk>,
    /// The standard used.
    pub standard: Option<Standard>,
    /// The points that they are on: a scope that was settled later has others under the same numbers.
    scope: Vec<Point>,
}

impl Found {
    /// The point that a finding is on.
    pub fn point(&self, finding: &Finding) -> Option<&Point> {
        self.scope.get(usize::from(finding.point).checked_sub(1)?)
    }
}

/// The scope last said, with its words as far as they open.
pub fn scope(concern: &Concern, with: &[HybridIdentity]) -> Option<Vec<Point>> {
    scope_in(concern, &concern.outlook.timeline, with)
}

fn scope_in(concern: &Concern, steps: &[Step], with: &[HybridIdentity]) -> Option<Vec<Point>> {
    let (points, item) = steps
        .iter()
        .rev()
        .filter(|step| step.counted)
        .find_map(|step| match &step.act {
            Act::Scope { points, item } => Some((points, item)),
            _ => None,
        })?;
    let reason = |mark: &ScopePoint| text(concern, &mark.reason?, with);
    Some(scope::told(
        points,
        &text(concern, item, with).unwrap_or_default(),
        reason,
    ))
}

/// The findings last sent: what was signed, with the sealed words beside it where they fit.
pub fn found(concern: &Concern, with: &[HybridIdentity]) -> Option<Found> {
    let steps = &concern.outlook.timeline;
    let is_last = |step: &Step| step.counted && matches!(step.act, Act::Findings { .. });
    let (before, [last, ..]) = steps.split_at_checked(steps.iter().rposition(is_last)?)? else {
        return None;
    };
    let Act::Findings {
        points: signed,
        enquiries,
        item,
    } = &last.act
    else {
        return None;
    };
    let told = text(concern, item, with).and_then(|wording| Findings::told(&wording));
    let told = told.filter(|told| told.signed() == (signed.clone(), *enquiries));
    let (results, enquired, at_risk) = told.map_or_else(
        || {
            let bare = signed.iter().map(|finding| (*finding, String::new()));
            (bare.collect(), Vec::new(), None)
        },
        |told| (told.points, told.enquiries, told.at_risk),
    );
    Some(Found {
        results,
        enquiries: enquired,
        spoken_to: enquiries.spoken_to,
        at_risk,
        standard: enquiries.standard,
        scope: scope_in(concern, before, with).unwrap_or_default(),
    })
}

/// One text, where it was handed out and opens.
pub fn text(concern: &Concern, item: &Digest, with: &[HybridIdentity]) -> Option<String> {
    told(concern, *item, with)?.text.as_str().map(str::to_owned)
}

/// Whether a step names words that everybody reads who reads the concern, or a note to an office whose key is among these, and
/// some of them were not handed out, or do not open: left alone they look like words that were never written.
pub fn is_withheld(
    concern: &Concern,
    trust: &Trust,
    policy: &Policy,
    step: &Step,
    with: &[HybridIdentity],
) -> bool {
    let named = match &step.act {
        // Files come one by one; an answer about treatment is not for the stages below.
        Act::Attached { .. } | Act::TreatmentAnswered { .. } => return false,
        Act::Note { item, offices }
            if offices
                .iter()
                .any(|office| has_key_of(trust, office, step.day, with)) =>
        {
            vec![*item]
        }
        act if act.copies_for(policy, Held::FIRST).is_some() => return false,
        Act::Redacted { copy, .. } => vec![*copy],
        Act::Shared { item, .. } => item.iter().copied().collect(),
        other => other.items(),
    };
    concern.has_account() && named.iter().any(|item| text(concern, item, with).is_none())
}

/// Whether the key that words to an office were sealed to on a day is among these: an office may have begun anew since.
fn has_key_of(trust: &Trust, office: &OfficeId, day: Date, with: &[HybridIdentity]) -> bool {
    let key = trust.roster.office_key(office, day);
    let is_held = |recipient: Digest| {
        let mut held = with.iter();
        held.any(|identity| identity.recipient().digest() == recipient)
    };
    key.is_some_and(|key| is_held(key.recipient))
}

/// The words that a step brought, as far as they open.
pub fn texts_of(concern: &Concern, step: &Step, with: &[HybridIdentity]) -> Vec<Told> {
    let items = items_in(&step.act).into_iter();
    items.filter_map(|item| told(concern, item, with)).collect()
}

/// Words of a concern, by the number that they are called by: `message:3`.
pub struct Numbered<'a> {
    /// Counts what does not open, or was not handed out, too: else whoever withholds one word gives its number to the next.
    pub number: usize,
    /// The step that brought them.
    pub step: &'a Step,
    /// What they say.
    pub told: Told,
}

/// All words that open, in order.
pub fn numbered<'a>(concern: &'a Concern, with: &[HybridIdentity]) -> Vec<Numbered<'a>> {
    let steps = concern.outlook.timeline.iter();
    let items = steps.flat_map(|step| items_in(&step.act).into_iter().map(move |item| (step, item)));
    let numbers = (1_usize..).zip(items);
    let opened = numbers.filter_map(|(number, (step, item))| {
        let told = told(concern, item, with)?;
        Some(Numbered { number, step, told })
    });
    opened.collect()
}

fn told(concern: &Concern, item: Digest, with: &[HybridIdentity]) -> Option<Told> {
    let text = with.iter().find_map(|identity| concern.words(&item, identity))?;
    Some(Told { item, text })
}

fn items_in(act: &Act) -> Vec<Digest> {
    match act {
        // Attachments are no text; scope and findings are told point by point.
        Act::Attached { .. } | Act::Scope { .. } | Act::Findings { .. } => Vec::new(),
        // The original stands where it was sent.
        Act::Redacted { copy, .. } => vec![*copy],
        other => other.items(),
    }
}
