//! The record as an auditor gets it (DESIGN section 6): everything up to the last signed batch, a page at a time, so that
//! memory does not grow with it. That an export was made is an entry of the next batch.

use std::collections::BTreeSet;
use std::io;

use daylight_domain::{Act, ConcernId};
use daylight_tlog::Growing;
use daylight_tlog::export::{
    CHECKPOINT, CHECKPOINTS, ENTRIES, ITEMS, MANIFESTS, POLICIES, POLICY, VKEYS, batch_file, entry_line,
    policy_file,
};
use daylight_tlog::tiles::Tile;

use super::error::of_disk;
use super::export_page::Page;
use super::publish::witness_policy;
use super::show_ledger::signed;
use super::{ActionError, Service};
use crate::store::entries::EntryRow;
use crate::store::{batches, documents, entries};

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
/// auditor; no sealed byte is among it. Fails if the entries are not those that were signed: no such export would hold.
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
    let erased = erased(service, size).await?;
    // Made even when nothing goes into them: a file that is missing is no export.
    for file in [ENTRIES, MANIFESTS, ITEMS] {
        put(shelf, file, b"")?;
    }
    let mut tree = Growing::default();
    let page = |from: u64| entries::in_tree(&service.store, from, PAGE.min(size.saturating_sub(from)));
    let mut next = page(0).await?;
    while tree.size() < size {
        progress(tree.size(), size);
        if next.is_empty() {
            return Err(damaged(&format!("entry {} is missing", tree.size())));
        }
        for row in &next {
            tree.push(&row.record);
        }
        put_tiles(shelf, tree.take_full())?;
        let rows = next;
        // While one page is looked through, the database reads the next.
        let read = async { Ok(page(tree.size()).await?) };
        (next, ()) = tokio::try_join!(read, write_page(service, shelf, &rows, &erased, &mut done))?;
    }
    put_tiles(shelf, tree.partial())?;
    if tree.root().0 != batch.root {
        return Err(damaged("its entries are not those that were signed"));
    }
    write_rules(service, shelf, size, &checkpoint).await?;
    put(shelf, CHECKPOINT, checkpoint.as_bytes())?;
    progress(size, size);
    service.note(Act::Export { size }).await?;
    Ok(done)
}

fn damaged(what: &str) -> ActionError {
    anyhow::anyhow!("the published record is damaged, {what}. Run `daylight doctor`").into()
}

fn put(shelf: &mut dyn Shelf, file: &str, bytes: &[u8]) -> Result<(), ActionError> {
    shelf.append(file, bytes).map_err(of_disk)
}

fn put_tiles(shelf: &mut dyn Shelf, tiles: Vec<(Tile, Vec<u8>)>) -> Result<(), ActionError> {
    tiles
        .into_iter()
        .try_for_each(|(tile, bytes)| put(shelf, &tile.path(), &bytes))
}

/// Concerns whose content was erased by rule, as far as this export says: nothing of theirs is missing.
async fn erased(service: &Service, size: u64) -> Result<BTreeSet<ConcernId>, ActionError> {
    let all = entries::erasures(&service.store).await?;
    let said = all
        .into_iter()
        .filter(|(_, position)| position.is_some_and(|at| at < size));
    Ok(said.map(|(concern, _)| concern).collect())
}

/// Entries, the manifests they name, and what is kept of all they name.
async fn write_page(
    service: &Service,
    shelf: &mut dyn Shelf,
    rows: &[EntryRow],
    erased: &BTreeSet<ConcernId>,
    done: &mut Exported,
) -> Result<(), ActionError> {
    let mut lines = String::new();
    for row in rows {
        lines.push_str(&entry_line(&row.salt, &row.bytes));
        lines.push('\n');
    }
    put(shelf, ENTRIES, lines.as_bytes())?;

    let page = Page::load(service, rows, erased).await?;
    put(shelf, MANIFESTS, &page.manifest_lines())?;
    lines.clear();
    let (named, missing) = &mut done.items;
    for item in page.items() {
        lines.push_str(&item.to_line());
        lines.push('\n');
        *named = named.saturating_add(1);
        *missing = missing.saturating_add(u64::from(!item.there));
    }
    put(shelf, ITEMS, lines.as_bytes())
}

/// Checkpoints, policies, keys, and whose cosignatures count.
async fn write_rules(
    service: &Service,
    shelf: &mut dyn Shelf,
    size: u64,
    newest: &str,
) -> Result<(), ActionError> {
    let all = batches::all(&service.store).await?;
    let signed = all.into_iter().filter(|batch| batch.size <= size);
    for (number, batch) in signed.enumerate() {
        let Some(checkpoint) = batch.checkpoint else {
            continue;
        };
        // A witness may have cosigned the newest since this export began: it stands in two files, and both say the same.
        let checkpoint = if batch.size == size { newest } else { &checkpoint };
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
