//! A page of an export: what its entries name, and what of it is kept, whole. Knows no file.

use std::collections::{BTreeMap, BTreeSet};

use daylight_domain::{Act, ConcernId, Digest};
use daylight_tlog::export::Item;
use daylight_tlog::manifest::{Manifest, UncheckedManifest};
use daylight_tlog::replay::named_by;
use daylight_tlog::sig::sha256;

use super::error::of_disk;
use super::rules::recorded;
use super::{ActionError, Service};
use crate::store::entries::EntryRow;
use crate::store::parts::Part;
use crate::store::{StoreError, packs, parts, sealed};

/// Sealed parts are long: so many digests, or concerns, are asked for at once.
const AT_ONCE: usize = 50;

/// Entries whose content was not erased, and what they name.
pub(super) struct Page {
    /// The place in the tree, the concern, and what the entry says.
    entries: Vec<(u64, Option<ConcernId>, Act)>,
    manifests: BTreeMap<ConcernId, (Vec<u8>, Manifest)>,
    /// Digests of everything that is kept whole, as far as the page names it.
    kept: BTreeSet<Digest>,
}

impl Page {
    pub(super) async fn load(
        service: &Service,
        rows: &[EntryRow],
        erased: &BTreeSet<ConcernId>,
    ) -> Result<Self, ActionError> {
        let mut page = Self {
            entries: Vec::new(),
            manifests: BTreeMap::new(),
            kept: BTreeSet::new(),
        };
        for row in rows {
            let is_erased = row.concern.is_some_and(|concern| erased.contains(&concern));
            if let Some(place) = row.position.filter(|_| !is_erased) {
                page.entries.push((place, row.concern, recorded(row)?.entry.act));
            }
        }
        page.load_manifests(service).await?;
        page.load_made(service).await?;
        page.load_kept(service).await?;
        Ok(page)
    }

    /// The manifests that entries of this page name. One whose bytes are others than were recorded is not produced:
    /// `doctor` names it.
    async fn load_manifests(&mut self, service: &Service) -> Result<(), ActionError> {
        let received: BTreeMap<ConcernId, Digest> = self
            .entries
            .iter()
            .filter_map(|(_, concern, act)| match act {
                Act::Received { manifest, .. } => Some(((*concern)?, *manifest)),
                _ => None,
            })
            .collect();
        let ids: Vec<ConcernId> = received.keys().copied().collect();
        let mut found = sealed::manifests(&service.store, &ids).await?;
        for (concern, named) in received {
            let bytes = found.remove(&concern).unwrap_or_default();
            let manifest = UncheckedManifest::parse(&bytes).and_then(|read| read.recorded_as(named));
            if let Ok(manifest) = manifest {
                self.kept.insert(named);
                self.manifests.insert(concern, (bytes, manifest));
            }
        }
        Ok(())
    }

    /// What the calendar made belongs to no concern.
    async fn load_made(&mut self, service: &Service) -> Result<(), ActionError> {
        let of_nobody = self.entries.iter().filter(|(_, concern, _)| concern.is_none());
        for item in of_nobody.flat_map(|(_, _, act)| act.items()) {
            let made = packs::find(&service.store, item).await?;
            let whole = made.filter(|made| sha256(made.body.as_bytes()) == made.digest);
            self.kept.extend(whole.map(|made| made.digest));
        }
        Ok(())
    }

    async fn load_kept(&mut self, service: &Service) -> Result<(), ActionError> {
        let named: Vec<(ConcernId, Digest)> = self
            .entries
            .iter()
            .filter_map(|(_, concern, act)| Some(((*concern)?, act)))
            .flat_map(|(concern, act)| act.items().into_iter().map(move |item| (concern, item)))
            .collect();
        let digests: Vec<Digest> = named.iter().map(|(_, item)| *item).collect();
        let mut asked = digests
            .chunks(AT_ONCE)
            .map(|some| parts::with(&service.store, some));
        self.keep_all(service, &mut asked).await?;
        // A part that was shared or redacted may be one that came with the concern itself.
        let not_later = named.iter().filter(|(_, item)| !self.kept.contains(item));
        let sent: BTreeSet<ConcernId> = not_later
            .map(|(concern, _)| *concern)
            .chain(self.manifests.keys().copied())
            .collect();
        let sent: Vec<ConcernId> = sent.into_iter().collect();
        let of = async |some| {
            let found = sealed::parts_of(&service.store, some).await?;
            Ok(found.into_values().flatten().collect())
        };
        self.keep_all(service, &mut sent.chunks(AT_ONCE).map(of)).await
    }

    /// Notes what each question finds. The next one is asked while what the last one found is looked through.
    async fn keep_all<Asked>(
        &mut self,
        service: &Service,
        questions: &mut impl Iterator<Item = Asked>,
    ) -> Result<(), ActionError>
    where
        Asked: Future<Output = Result<Vec<Part>, StoreError>>,
    {
        let mut found = Vec::new();
        for asked in questions {
            let read = async { Ok(asked.await?) };
            (found, ()) = tokio::try_join!(read, self.keep(service, found))?;
        }
        self.keep(service, found).await
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

    /// The manifests in the order of the entries that name them, a line each.
    pub(super) fn manifest_lines(&self) -> Vec<u8> {
        let received = self
            .entries
            .iter()
            .filter(|(_, _, act)| matches!(act, Act::Received { .. }));
        let manifests = received.filter_map(|(_, concern, _)| self.manifests.get(&(*concern)?));
        manifests
            .flat_map(|(bytes, _)| [bytes, b"\n".as_slice()].concat())
            .collect()
    }

    /// All that the entries name, in their order.
    pub(super) fn items(&self) -> impl Iterator<Item = Item> + '_ {
        self.entries.iter().flat_map(|(entry, concern, act)| {
            let manifest = concern.and_then(|concern| self.manifests.get(&concern));
            named_by(act, manifest.map(|(_, manifest)| manifest)).map(|item| Item {
                entry: *entry,
                item,
                there: self.kept.contains(&item),
            })
        })
    }
}
