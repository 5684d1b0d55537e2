//! A concern shown to its reporter, to the holders who opened it, and without content to the auditor.

use std::collections::BTreeMap;

use daylight_domain::{Act, Author, ConcernId, Date, Digest, Held, OfficeId, Outlook, replay};
use daylight_tlog::sig::sha256;
use futures_util::future::try_join;

use super::docket::Docket;
use super::keep_parts::bytes_of;
use super::rules::Rules;
use super::show_ledger::{inclusions, signed};
use super::views::{filed, outlook_view};
use super::{ActionError, Service, Signed, show_opened};
use crate::api;
use crate::store::entries::EntryRow;
use crate::store::parts::Part;
use crate::store::{concerns, parts};

/// What is stored of a locator.
pub(super) fn locator_hash(locator: Digest) -> [u8; 32] {
    sha256(&locator.0).0
}

/// Whether holders are shown an entry: once the tick has handed it out, and on any later day, when it tells no hour.
pub(super) fn is_shown(row: &EntryRow, today: Date) -> bool {
    row.handed_out || row.day < today
}

/// Whether an auditor is shown it: what is published, and holders are shown, or the auditor would sign after what those do not know.
pub(super) fn is_shown_at_audit(row: &EntryRow, today: Date) -> bool {
    row.position.is_some() && is_shown(row, today)
}

/// The concern that a code leads to, also when its content was erased by rule. A wrong code and an unknown one get the
/// same answer.
pub(super) async fn by_locator(
    service: &Service,
    rules: &Rules,
    locator: Digest,
) -> Result<Docket, ActionError> {
    let row = concerns::find_by_locator(&service.store, locator_hash(locator)).await?;
    Docket::load(service, &service.store, rules, row.ok_or(ActionError::NotFound)?).await
}

/// A reporter comes back. Wrong and unknown codes get the same answer; of a concern whose content was erased by rule,
/// the entries are there and nothing else, so that its reporter can prove when it was closed and that it was.
pub async fn track(service: &Service, locator: Digest) -> Result<api::ConcernView, ActionError> {
    let (batch, checkpoint) = signed(service).await?;
    let rules = service.rules_since(batch.number).await?;
    let found = concerns::with_entries_by_locator(&service.store, locator_hash(locator)).await?;
    let (row, entries) = found.ok_or(ActionError::NotFound)?;
    // With each entry its proof, so that whoever comes back need not ask for them one by one: these requests would tell the
    // network and the service's proxy how many entries there are. Neither question waits for the other.
    let places = entries.iter().filter_map(|entry| entry.position);
    let places: Vec<u64> = places.filter(|index| *index < batch.size).collect();
    let (docket, proofs) = try_join(
        Docket::load_to_read(service, &rules, (row, entries)),
        inclusions(service, batch.size, &places),
    )
    .await?;
    // Notes between holders change nothing and are not the reporter's.
    let (mut view, _) = view(service, &rules, &docket, &Reader::Reporter, |row| {
        row.kind != "note"
    })
    .await?;
    let mut proofs: BTreeMap<u64, Vec<Digest>> = places.into_iter().zip(proofs).collect();
    for entry in &mut view.entries {
        // Of a batch that is cut and not signed there is nothing to prove yet.
        entry.index = entry.index.filter(|index| *index < batch.size);
        entry.proof = entry.index.and_then(|index| proofs.remove(&index));
    }
    view.checkpoint = Some(checkpoint);
    Ok(view)
}

/// A holder looks at a concern they opened. Before that the desk has capsules and nothing else.
pub async fn at_desk(
    service: &Service,
    signed: &Signed,
    concern: ConcernId,
) -> Result<api::ConcernView, ActionError> {
    let rules = service.rules().await?;
    let (docket, office) = opened(service, &rules, signed, concern).await?;
    let outlook = &docket.outlook;
    let reader = if outlook.barred.contains(&signed.person) {
        Reader::Record
    } else if outlook.no_conflict.contains(&signed.person) {
        Reader::Office(&office)
    } else if opens(&docket, signed) {
        Reader::AboutAlone
    } else {
        Reader::Record
    };
    // Whoever passed it on is told nothing that came after.
    let passed_on = docket.recorded.iter().position(|recorded| {
        let entry = &recorded.entry;
        entry.by == Author::Person(signed.person) && matches!(entry.act, Act::Conflict {})
    });
    let last = passed_on.and_then(|at| docket.entries.get(at)).map(|row| row.seq);
    let (mut view, outlook) = view(service, &rules, &docket, &reader, |row| {
        is_shown(row, docket.today) && last.is_none_or(|last| row.seq <= last)
    })
    .await?;
    view.holder = Some(show_opened::holder_view(&rules, &docket, &outlook, signed));
    Ok(view)
}

/// A concern whose account this holder may read; none if they have not signed that they have no conflict.
pub(super) async fn cleared(
    service: &Service,
    signed: &Signed,
    concern: ConcernId,
) -> Result<Option<Docket>, ActionError> {
    let rules = service.rules().await?;
    let (docket, _) = opened(service, &rules, signed, concern).await?;
    let outlook = &docket.outlook;
    let is_cleared = outlook.no_conflict.contains(&signed.person) && !outlook.barred.contains(&signed.person);
    Ok(is_cleared.then_some(docket))
}

/// What this holder signed of it, the newest first.
fn own_acts<'a>(docket: &'a Docket, signed: &Signed) -> impl Iterator<Item = &'a Act> {
    let by = Author::Person(signed.person);
    let entries = docket.recorded.iter().rev().map(|recorded| &recorded.entry);
    entries
        .filter(move |entry| entry.by == by)
        .map(|entry| &entry.act)
}

/// Whether a holder opened it, and did not sign since that it does not open.
fn opens(docket: &Docket, signed: &Signed) -> bool {
    let mut acts = own_acts(docket, signed);
    let last = acts.find(|act| matches!(act, Act::CannotOpen {} | Act::Opened { .. }));
    last.is_some_and(|act| matches!(act, Act::Opened { .. }))
}

/// A concern that this holder has opened, or signed that it does not open or match, and for which office. The same answer for one
/// that is not there, not theirs, not opened yet, or withdrawn from their office.
async fn opened(
    service: &Service,
    rules: &Rules,
    signed: &Signed,
    concern: ConcernId,
) -> Result<(Docket, OfficeId), ActionError> {
    let found = concerns::with_entries(&service.store, concern).await?;
    let docket = Docket::load_to_read(service, rules, found.ok_or(ActionError::NotFound)?).await?;
    let outlook = &docket.outlook;
    let mut by = outlook.opened.iter();
    let office = by
        .find(|(person, _)| *person == signed.person)
        .map(|(_, office)| office.clone());
    // Whom that does not bar is of the last stage. They may close it unread, and sign more: for that they need its entries,
    // and the manifest's key for words to the reporter.
    let said = own_acts(&docket, signed).any(|act| matches!(act, Act::CannotOpen {} | Act::Mismatch {}));
    let unread = said && !outlook.barred.contains(&signed.person);
    let office = office.or_else(|| signed.offices.first().filter(|_| unread).cloned());
    let office = office.filter(|office| outlook.handed_offices.contains(office));
    Ok((docket, office.ok_or(ActionError::NotFound)?))
}

/// The published entries of a concern and its manifest, for the auditor who judges a closing on form. No content.
pub async fn at_audit(service: &Service, concern: ConcernId) -> Result<api::ConcernView, ActionError> {
    let rules = service.rules().await?;
    let row = concerns::find(&service.store, concern)
        .await?
        .ok_or(ActionError::NotFound)?;
    let docket = Docket::load(service, &service.store, &rules, row).await?;
    let (view, _) = view(service, &rules, &docket, &Reader::Record, |row| {
        is_shown_at_audit(row, docket.today)
    })
    .await?;
    Ok(view)
}

/// Who looks, as far as sealed parts go.
enum Reader<'a> {
    Reporter,
    /// Opened, without conflict, for this office.
    Office(&'a OfficeId),
    /// Opened, and has not said yet whether there is a conflict.
    AboutAlone,
    /// Entries and no part.
    Record,
}

impl Reader<'_> {
    fn has_about(&self) -> bool {
        !matches!(self, Self::Record)
    }

    fn has_account(&self) -> bool {
        matches!(self, Self::Reporter | Self::Office(_))
    }

    /// The words of an act that are handed out. Nobody here opens what was sealed to another body.
    fn words(&self, docket: &Docket, act: &Act, held: Held) -> Vec<Digest> {
        let is_for = match self {
            Self::Reporter => true,
            Self::Office(office) => act.is_for(office, &docket.policy.policy, held),
            Self::AboutAlone | Self::Record => false,
        };
        match act {
            _ if !is_for => Vec::new(),
            Act::Shared { item, .. } => item.iter().copied().collect(),
            // Files are asked for one by one: they are long.
            Act::Attached { .. } => Vec::new(),
            other => other.items(),
        }
    }
}

/// What a reader is shown, and where the concern stands by it.
async fn view(
    service: &Service,
    rules: &Rules,
    docket: &Docket,
    reader: &Reader<'_>,
    is_shown: impl Fn(&EntryRow) -> bool,
) -> Result<(api::ConcernView, Outlook), ActionError> {
    let policy = &docket.policy.policy;
    let (shown, outlook) = as_shown(rules, docket, is_shown)?;
    let mut wanted = Vec::new();
    let mut held = Held::FIRST;
    for (at, step) in docket.outlook.timeline.iter().enumerate() {
        if shown.contains(&at) {
            wanted.extend(reader.words(docket, &step.act, held));
        }
        held = held.after(step);
    }
    let mut found = parts_of(service, docket, reader, &wanted).await?;
    let mut take = |digest: Digest| {
        let at = found.iter().position(|item| item.digest == digest)?;
        Some(found.swap_remove(at).sealed)
    };
    let view = api::ConcernView {
        today: docket.today,
        checkpoint: None,
        holder: None,
        manifest: String::from_utf8_lossy(&docket.manifest_bytes).into_owned(),
        about: docket.manifest.as_ref().and_then(|manifest| take(manifest.about)),
        account: docket
            .manifest
            .as_ref()
            .and_then(|manifest| take(manifest.account)),
        items: found,
        entries: shown
            .iter()
            .filter_map(|at| docket.entries.get(*at))
            .map(|row| filed(rules, row))
            .collect(),
        outlook: outlook_view(policy, &outlook),
    };
    Ok((view, outlook))
}

/// Which entries somebody is shown, and where the concern stands by them.
fn as_shown(
    rules: &Rules,
    docket: &Docket,
    is_shown: impl Fn(&EntryRow) -> bool,
) -> Result<(Vec<usize>, Outlook), ActionError> {
    let is_shown = |at: &usize| docket.entries.get(*at).is_some_and(&is_shown);
    let shown: Vec<usize> = (0..docket.entries.len()).filter(is_shown).collect();
    if shown.len() == docket.entries.len() {
        return Ok((shown, docket.outlook.clone()));
    }
    let recorded: Vec<_> = shown
        .iter()
        .filter_map(|at| docket.recorded.get(*at).cloned())
        .collect();
    match replay(&docket.policy.policy, &rules.roster, &recorded, docket.today) {
        Ok(outlook) => Ok((shown, outlook)),
        Err(_) if shown.is_empty() => Err(ActionError::NotFound),
        // Somebody acted after what is still to be handed out: without it the rest makes no sense.
        Err(_) => Ok(((0..docket.entries.len()).collect(), docket.outlook.clone())),
    }
}

/// Where a concern stands by what its holders are shown.
pub(super) fn as_holders_see_it(rules: &Rules, docket: &Docket) -> Result<Outlook, ActionError> {
    Ok(as_shown(rules, docket, |row| is_shown(row, docket.today))?.1)
}

async fn parts_of(
    service: &Service,
    docket: &Docket,
    reader: &Reader<'_>,
    wanted: &[Digest],
) -> Result<Vec<api::Item>, ActionError> {
    let Some(manifest) = &docket.manifest else {
        return Ok(Vec::new());
    };
    let (about, account) = (manifest.about, manifest.account);
    let mut kept: Vec<Part> = parts::of_concern(&service.store, docket.id(), wanted).await?;
    if reader.has_about() {
        let is_theirs =
            |part: &&Part| part.digest == about || (reader.has_account() && part.digest == account);
        kept.extend(docket.parts.iter().filter(is_theirs).cloned());
    }
    let mut found = Vec::new();
    for part in kept {
        let digest = part.digest;
        if let Some(bytes) = bytes_of(service, part).await? {
            found.push(api::Item {
                digest,
                sealed: api::Bytes(bytes),
            });
        }
    }
    Ok(found)
}
