//! What every action works with: store, clock, keys, mail. One value, cheaply cloned.

use std::sync::{Arc, RwLock};

use daylight_domain::{Act, Author, Date, Entry, OfficeId, PersonId, Role};
use daylight_tlog::entry::UnsignedEntry;
use daylight_tlog::note::LogKey;

use super::ActionError;
use super::arrivals::Line;
use super::commit_together::Together;
use super::door::Door;
use super::rules::Rules;
use crate::blob::Blobs;
use crate::clock::{WaryClock, civil_date};
use crate::config::Config;
use crate::entropy::Entropy;
use crate::mail::Mailer;
use crate::store::entries::{self, EntryRow};
use crate::store::{Store, Tx, batches};

/// What a service is made of.
pub struct Parts {
    /// The configuration.
    pub config: Config,
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: WaryClock,
    /// Randomness.
    pub entropy: Arc<dyn Entropy>,
    /// The log's key.
    pub log: LogKey,
    /// Where large sealed parts lie.
    pub blobs: Arc<dyn Blobs>,
    /// Where mail goes.
    pub mailer: Arc<dyn Mailer>,
    /// Keys the challenges of sign-in; derived from the log's key, so that replicas agree.
    pub challenge_key: [u8; 32],
}

pub(super) struct Inner {
    pub(super) parts: Parts,
    /// Tells this process from other replicas.
    pub(super) id: [u8; 16],
    pub(super) rules: RwLock<Option<Arc<Rules>>>,
    pub(super) together: Together,
    pub(super) door: Door,
    pub(super) line: Line,
}

/// The service.
#[derive(Clone)]
pub struct Service(pub(super) Arc<Inner>);

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Service(..)")
    }
}

impl std::ops::Deref for Service {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0.parts
    }
}

/// Whom a session belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub person: PersonId,
    /// What they may do.
    pub role: Role,
    /// Their office, for holders.
    pub offices: Vec<OfficeId>,
}

impl Service {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        let mut id = [0; 16];
        parts.entropy.fill(&mut id);
        Self(Arc::new(Inner {
            parts,
            id,
            rules: RwLock::new(None),
            together: Together::default(),
            door: Door::default(),
            line: Line::default(),
        }))
    }

    /// The civil day the service goes by, in the time zone of the policy in force. While a jump of the wall
    /// clock is held back, the day it would be without the jump.
    pub fn today(&self, rules: &Rules) -> Date {
        civil_date(self.clock.read().now_ms, &rules.time_zone)
    }

    /// The people, offices and policies as published.
    pub async fn rules(&self) -> Result<Arc<Rules>, ActionError> {
        let number = batches::last_number(&self.store).await?;
        self.rules_since(number.unwrap_or(-1)).await
    }

    /// The same, a batch's number known: as that batch has them, or a later one.
    pub(super) async fn rules_since(&self, number: i32) -> Result<Arc<Rules>, ActionError> {
        if let Some(known) = self.known_rules().filter(|rules| rules.batch >= number) {
            return Ok(known);
        }
        let fresh = Arc::new(Rules::load(&self.store).await?);
        *self
            .0
            .rules
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Some(fresh.clone());
        Ok(fresh)
    }

    /// The same, perhaps of a batch that is not the newest any more: for whoever looks at the commit.
    pub(super) async fn rules_at_hand(&self) -> Result<Arc<Rules>, ActionError> {
        match self.known_rules() {
            Some(known) => Ok(known),
            None => self.rules().await,
        }
    }

    fn known_rules(&self) -> Option<Arc<Rules>> {
        let known = self
            .0
            .rules
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        known.clone()
    }

    /// The day in whose batch something written now will stand: today's, unless that batch is cut already and
    /// this is no demonstration, which may cut several a day.
    pub(super) async fn batch_day(&self, tx: &Tx, today: Date) -> Result<Date, ActionError> {
        Ok(self.batch_day_after(self.last_batch_day(tx).await?, today))
    }

    /// The day of the newest batch.
    pub(super) async fn last_batch_day(&self, tx: &Tx) -> Result<Date, ActionError> {
        Ok(batches::last(tx).await?.map_or(Date::MIN, |batch| batch.day))
    }

    /// The same as [`Service::batch_day`], the newest batch's day known.
    pub(super) fn batch_day_after(&self, last: Date, today: Date) -> Date {
        if self.config.demo || last < today {
            last.max(today)
        } else {
            last.tomorrow().unwrap_or(last)
        }
    }

    /// Adds an entry of the service about itself to the next batch: of today, or of the last batch's day where the clock
    /// stands behind that.
    pub(super) async fn note(&self, act: Act) -> Result<(), ActionError> {
        let rules = self.rules().await?;
        let tx = self.store.begin_write().await?;
        let last = self.last_batch_day(&tx).await?;
        let day = self.today(&rules).max(last);
        let batch_day = self.batch_day_after(last, day);
        entries::insert(&tx, &[self.own_entry(day, batch_day, act)?]).await?;
        Ok(tx.commit().await?)
    }

    /// An entry of the service about itself; the batch's checkpoint is its signature.
    pub(super) fn own_entry(&self, day: Date, batch_day: Date, act: Act) -> Result<EntryRow, ActionError> {
        let entry = Entry {
            day,
            concern: None,
            by: Author::Service,
            after: None,
            act,
        };
        let bytes = UnsignedEntry(entry.clone())
            .to_bytes(None)
            .map_err(|bad| anyhow::anyhow!("an entry of the service cannot be written: {bad}"))?;
        Ok(EntryRow::new(self.random(), &entry, bytes, batch_day))
    }

    /// Fresh random bytes.
    pub(super) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }
}
