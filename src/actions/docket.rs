//! One concern as it stands: its row, its entries, and what the rules make of them today.

use std::sync::Arc;

use daylight_domain::{Act, ConcernId, Date, Outlook, Recorded, replay};
use daylight_tlog::manifest::{BadManifest, Manifest, UncheckedManifest};

use super::error::corrupt;
use super::rules::{PolicyText, Rules, recorded};
use super::{ActionError, Service, Why};
use crate::store::concerns::ConcernRow;
use crate::store::entries::EntryRow;
use crate::store::parts::Part;
use crate::store::{Db, entries, sealed};

/// A concern and where it stands.
pub(super) struct Docket {
    pub(super) row: ConcernRow,
    pub(super) entries: Vec<EntryRow>,
    pub(super) recorded: Vec<Recorded>,
    pub(super) policy: Arc<PolicyText>,
    /// None once the content was erased by rule, and in lists.
    pub(super) manifest: Option<Manifest>,
    pub(super) manifest_bytes: Vec<u8>,
    /// The sealed parts that came with it, where it was loaded to be read.
    pub(super) parts: Vec<Part>,
    /// The service's day, but never before the concern's last entry.
    pub(super) today: Date,
    pub(super) outlook: Outlook,
}

impl Docket {
    pub(super) async fn load(
        service: &Service,
        db: &impl Db,
        rules: &Rules,
        row: ConcernRow,
    ) -> Result<Self, ActionError> {
        let entries = entries::of_concern(db, row.id).await?;
        let manifest = sealed::manifests(db, &[row.id]).await?.remove(&row.id);
        let today = service.today(rules);
        Self::of(rules, row, manifest.unwrap_or_default(), entries, today)
    }

    /// The same, of a row found with its entries, with the sealed parts that came with it: they lie beside the manifest,
    /// and cost no question of their own.
    pub(super) async fn load_to_read(
        service: &Service,
        rules: &Rules,
        (row, entries): (ConcernRow, Vec<EntryRow>),
    ) -> Result<Self, ActionError> {
        let sealed = sealed::find(&service.store, row.id).await?;
        let (manifest, parts) = sealed
            .map(|sealed| (sealed.manifest, sealed.parts))
            .unwrap_or_default();
        let mut docket = Self::of(rules, row, manifest, entries, service.today(rules))?;
        docket.parts = parts;
        Ok(docket)
    }

    pub(super) fn of(
        rules: &Rules,
        row: ConcernRow,
        manifest_bytes: Vec<u8>,
        entries: Vec<EntryRow>,
        today: Date,
    ) -> Result<Self, ActionError> {
        let mut docket = Self::without_manifest(rules, row, entries, today)?;
        if docket.outlook.erased.is_none() || !manifest_bytes.is_empty() {
            docket.manifest = Some(recorded_manifest(&manifest_bytes, &docket.recorded)?);
        }
        docket.manifest_bytes = manifest_bytes;
        Ok(docket)
    }

    /// Where it stands, without what the reporter signed: for lists.
    pub(super) fn without_manifest(
        rules: &Rules,
        row: ConcernRow,
        entries: Vec<EntryRow>,
        today: Date,
    ) -> Result<Self, ActionError> {
        let recorded = entries.iter().map(recorded).collect::<Result<Vec<_>, _>>()?;
        let today = recorded.last().map_or(today, |last| today.max(last.entry.day));
        let policy = rules.policy(row.policy)?;
        let outlook = replay(&policy.policy, &rules.roster, &recorded, today).map_err(|bad| corrupt(&bad))?;
        Ok(Self {
            row,
            entries,
            recorded,
            policy,
            manifest: None,
            manifest_bytes: Vec::new(),
            parts: Vec::new(),
            today,
            outlook,
        })
    }

    pub(super) fn id(&self) -> ConcernId {
        self.row.id
    }

    /// What the reporter signed. Refused once the content was erased by rule.
    pub(super) fn manifest(&self) -> Result<&Manifest, ActionError> {
        self.manifest.as_ref().ok_or_else(|| {
            let day = self.outlook.erased.unwrap_or(self.today);
            let says = format!(
                "the content of this concern was erased by rule on {day}: nothing of it is kept but its dates, \
                 and nothing can be added"
            );
            ActionError::Because(Why::Erased, says)
        })
    }

    /// Works the rules out again after entries were added; a refusal is the last entry's.
    pub(super) fn replay(&mut self, rules: &Rules) -> Result<(), daylight_domain::Refusal> {
        self.outlook = replay(&self.policy.policy, &rules.roster, &self.recorded, self.today)
            .map_err(|bad| bad.refusal)?;
        Ok(())
    }
}

/// The manifest that a concern's first entry names. The reporter's signature was checked before that entry was
/// written; `doctor` checks it again.
fn recorded_manifest(bytes: &[u8], recorded: &[Recorded]) -> Result<Manifest, ActionError> {
    let named = recorded.first().and_then(|first| match first.entry.act {
        Act::Received { manifest, .. } => Some(manifest),
        _ => None,
    });
    let named =
        named.ok_or_else(|| anyhow::anyhow!("a concern without its first entry. Run `daylight doctor`"))?;
    Ok(UncheckedManifest::parse(bytes)
        .and_then(|manifest| manifest.recorded_as(named))
        .map_err(damaged)?)
}

/// A kept manifest, its signature checked again.
pub(super) fn manifest_of(bytes: &[u8]) -> Result<Manifest, ActionError> {
    Ok(UncheckedManifest::parse(bytes)
        .and_then(UncheckedManifest::verify)
        .map_err(damaged)?)
}

fn damaged(bad: BadManifest) -> anyhow::Error {
    anyhow::anyhow!("a stored manifest is damaged ({bad}). Run `daylight doctor`")
}
