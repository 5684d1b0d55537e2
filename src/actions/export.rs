//! The record as an auditor gets it (DESIGN section 6): everything up to the last signed batch, a page at a time, so that
//! memory does not grow with it. That an export was made is an entry of the next batch.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use daylight_domain::{Act, ConcernId, Digest};
use daylight_tlog::export::{
    CHECKPOINT, CHECKPOINTS, ENTRIES, ITEMS, Item, MANIFESTS, POLICIES, POLICY, VKEYS, batch_file,
    entry_line, policy_file,
};
use daylight_tlog::manifest::Manifest;
use daylight_tlog::replay::named_by;
use daylight_tlog::sig::sha256;
use daylight_tlog::tiles::tiles_between;

use super::docket::manifest_of;
use super::error::of_disk;
use super::publish::witness_policy;
use super::rules::recorded;
use super::show_ledger::{signed, tile_bytes};
use super::{ActionError, Service};
use crate::store::entries::EntryRow;
use crate::store::parts::Part;
use crate::store::{batches, documents, entries, packs, parts, sealed};

/// Entries of one page.
const PAGE: u64 = 1000;

/// Where an export is written: a folder.
pub trait Shelf {
    /// Puts bytes behind what stands in a file already; makes it if it is not there.
    fn append(&mut self, file: &str, bytes: &[u8]) -> io::Result<()>;
}

/// What was exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exported {
    /// How many entries.
    pub entries: u64,
    /// Items that the record names, and of those the ones that are not kept.
    pub items: (u64, u64),
}

/// Writes the record to a shelf. `progress` is told how many of how many entries are done. Nothing of it is secret from an
/// auditor; no sealed byte is among it.
pub async fn export(
    service: &Service,
    shelf: &mut dyn Shelf,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Exported, ActionError> {
    let (batch, checkpoint) = signed(service).await?;
    let size = batch.size;
    let mut done = Exported {
        entries: size,
        items: (0, 0),
    };
    let erased = erased(service).await?;
    let mut from = 0;
    // Made even when nothing goes into them: a file that is missing is no export.
    for file in [ENTRIES, MANIFESTS, ITEMS] {
        put(shelf, file, b"")?;
    }
    while from < size {
        progress(from, size);
        let page = entries::in_tree(&service.store, from, PAGE.min(size.saturating_sub(from))).await?;
        if page.is_empty() {
            return Err(anyhow::anyhow!(
                "entry {from} of the published record is missing. Run `daylight doctor`"
            )
            .into());
        }
        from = from.saturating_add(u64::try_from(page.len()).unwrap_or(PAGE));
        let (there, named) = write_page(service, shelf, &page, &erased).await?;
        done.items = (
            done.items.0.saturating_add(named),
            done.items.1.saturating_add(named.saturating_sub(there)),
        );
    }
    for tile in tiles_between(0, size) {
        let bytes = tile_bytes(service, &tile).await?;
        put(shelf, &tile.path(), &bytes)?;
    }
    write_rules(service, shelf, size).await?;
    put(shelf, CHECKPOINT, checkpoint.as_bytes())?;
    progress(size, size);
    service.note(Act::Export { size }).await?;
    Ok(done)
}

fn put(shelf: &mut dyn Shelf, file: &str, bytes: &[u8]) -> Result<(), ActionError> {
    shelf.append(file, bytes).map_err(of_disk)
}

/// Concerns whose content was erased by rule: nothing of theirs is missing.
async fn erased(service: &Service) -> Result<BTreeSet<ConcernId>, ActionError> {
    let rows = entries::published_of_kinds(&service.store, &["erased"]).await?;
    Ok(rows.into_iter().filter_map(|row| row.concern).collect())
}

/// Entries, the manifests they name, and what is kept of all they name. Gives how many items are there, of how many.
async fn write_page(
    service: &Service,
    shelf: &mut dyn Shelf,
    page: &[EntryRow],
    erased: &BTreeSet<ConcernId>,
) -> Result<(u64, u64), ActionError> {
    let mut lines = String::new();
    for row in page {
        lines.push_str(&entry_line(&row.salt, &row.bytes));
        lines.push('\n');
    }
    put(shelf, ENTRIES, lines.as_bytes())?;

    let of_page = Page::load(service, page, erased).await?;
    put(shelf, MANIFESTS, &of_page.manifest_lines(page))?;
    let mut lines = String::new();
    let (mut there, mut named) = (0_u64, 0_u64);
    for row in page {
        let is_erased = row.concern.is_some_and(|concern| erased.contains(&concern));
        let Some(entry) = row.position.filter(|_| !is_erased) else {
            continue;
        };
        let act = recorded(row)?.entry.act;
        for item in named_by(&act, of_page.manifest(row)) {
            let item = Item {
                entry,
                item,
                there: of_page.kept.contains(&item),
            };
            lines.push_str(&item.to_line());
            lines.push('\n');
            named = named.saturating_add(1);
            there = there.saturating_add(u64::from(item.there));
        }
    }
    put(shelf, ITEMS, lines.as_bytes())?;
    Ok((there, named))
}

/// What the entries of a page name.
struct Page {
    manifests: BTreeMap<ConcernId, (Vec<u8>, Manifest)>,
    /// Digests of everything that is kept whole, as far as the page names it.
    kept: BTreeSet<Digest>,
}

impl Page {
    async fn load(
        service: &Service,
        page: &[EntryRow],
        erased: &BTreeSet<ConcernId>,
    ) -> Result<Self, ActionError> {
        let is_received = |row: &&EntryRow| row.kind == "received";
        let received: Vec<ConcernId> = page
            .iter()
            .filter(is_received)
            .filter_map(|row| row.concern)
            .filter(|concern| !erased.contains(concern))
            .collect();
        let mut found = Self {
            manifests: BTreeMap::new(),
            kept: BTreeSet::new(),
        };
        for (concern, bytes) in sealed::manifests(&service.store, &received).await? {
            // One that does not hold is not produced: `doctor` names it.
            if let Ok(manifest) = manifest_of(&bytes) {
                found.kept.insert(sha256(&bytes));
                found.manifests.insert(concern, (bytes, manifest));
            }
        }
        let mut later: BTreeMap<ConcernId, Vec<Digest>> = BTreeMap::new();
        for row in page.iter().filter(|row| !is_received(row)) {
            if let Some(concern) = row.concern.filter(|concern| !erased.contains(concern)) {
                later
                    .entry(concern)
                    .or_default()
                    .extend(recorded(row)?.entry.act.items());
            }
        }
        later.retain(|_, items| !items.is_empty());
        // What the calendar made belongs to no concern.
        for row in page.iter().filter(|row| row.kind == "pack" || row.kind == "statement") {
            for item in recorded(row)?.entry.act.items() {
                let made = packs::find(&service.store, item).await?;
                found.kept.extend(made.filter(is_whole).map(|made| made.digest));
            }
        }
        let mut sent = received;
        for (concern, items) in &later {
            let kept = parts::of_concern(&service.store, *concern, items).await?;
            let count = kept.len();
            found.keep(service, kept).await?;
            // A redacted part may be one that came with the concern itself.
            if count < items.len() {
                sent.push(*concern);
            }
        }
        for (_, parts) in sealed::parts_of(&service.store, &sent).await? {
            found.keep(service, parts).await?;
        }
        Ok(found)
    }

    /// Notes the parts that are there, whole.
    async fn keep(&mut self, service: &Service, parts: Vec<Part>) -> Result<(), ActionError> {
        for part in parts {
            let is_whole = if part.bytes.is_empty() {
                service.blobs.is_whole(part.digest).await.map_err(of_disk)?
            } else {
                sha256(&part.bytes) == part.digest
            };
            if is_whole {
                self.kept.insert(part.digest);
            }
        }
        Ok(())
    }

    fn manifest(&self, row: &EntryRow) -> Option<&Manifest> {
        let (_, manifest) = self.manifests.get(&row.concern?)?;
        Some(manifest)
    }

    /// The manifests in the order of the entries that name them.
    fn manifest_lines(&self, page: &[EntryRow]) -> Vec<u8> {
        let mut lines = Vec::new();
        for row in page.iter().filter(|row| row.kind == "received") {
            if let Some((bytes, _)) = row.concern.and_then(|concern| self.manifests.get(&concern)) {
                lines.extend_from_slice(bytes);
                lines.push(b'\n');
            }
        }
        lines
    }
}

fn is_whole(made: &packs::PackRow) -> bool {
    sha256(made.body.as_bytes()) == made.digest
}

/// Checkpoints, policies, keys, and whose cosignatures count.
async fn write_rules(service: &Service, shelf: &mut dyn Shelf, size: u64) -> Result<(), ActionError> {
    let all = batches::all(&service.store).await?;
    let signed = all.into_iter().filter(|batch| batch.size <= size);
    for (number, batch) in signed.enumerate() {
        let Some(checkpoint) = batch.checkpoint else {
            continue;
        };
        put(
            shelf,
            &format!("{CHECKPOINTS}/{}", batch_file(number)),
            checkpoint.as_bytes(),
        )?;
    }
    for (digest, body) in documents::all(&service.store).await? {
        if !body.starts_with("age1pq1") {
            put(
                shelf,
                &format!("{POLICIES}/{}", policy_file(&digest)),
                body.as_bytes(),
            )?;
        }
    }
    put(shelf, VKEYS, vkeys(service).as_bytes())?;
    put(shelf, POLICY, witness_policy(service).as_bytes())
}

/// The log's verifier key, then those of its witnesses.
fn vkeys(service: &Service) -> String {
    let log = service.log.verifier().vkey();
    let witnesses = service
        .config
        .witness
        .iter()
        .map(|witness| witness.cosigner.vkey());
    std::iter::once(log)
        .chain(witnesses)
        .map(|vkey| vkey + "\n")
        .collect()
}

/// Fails with what to do, unless the channel is closed and a signed batch holds what that moved (R30).
pub async fn check_closed(service: &Service) -> Result<(), ActionError> {
    let rules = service.rules().await?;
    let Some(from) = rules.roster.channel_closed() else {
        return Err(ActionError::Refused(
            "the channel is not closed: sign that first, with `daylight channel close`, and wait for its batch".into(),
        ));
    };
    let (batch, _) = signed(service).await?;
    if batch.day < from {
        return Err(ActionError::Refused(format!(
            "the channel is closed from {from} on, and the last batch is of {}: make the final export after the batch of {from}, when everything open has moved up",
            batch.day
        )));
    }
    Ok(())
}
