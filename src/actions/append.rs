//! The one way in which entries of a concern are added: what the calendar owes first, then the act, then what
//! follows from it, all in the caller's transaction.

use daylight_domain::{Author, Date, Entry, Recorded, StageNo};
use daylight_tlog::entry::UnsignedEntry;

use super::docket::Docket;
use super::rules::Rules;
use super::views::state_name;
use super::{ActionError, Service, hand_out};
use crate::store::concerns::{self, ConcernRow, Projection};
use crate::store::entries::{self, EntryRow};
use crate::store::{StoreError, Tx};

/// An act ready to be added: its bytes, already checked, and what they say.
pub(super) struct NewAct {
    pub(super) entry: Entry,
    pub(super) bytes: Vec<u8>,
    /// Whether signers are shown it at once.
    pub(super) handed_out: bool,
}

/// What was added to a concern, and what a writer compares.
pub(super) struct Growth {
    /// The act's row, if an act was added.
    pub(super) act: Option<EntryRow>,
    /// Kinds of the service's entries that followed from the act.
    pub(super) followed_by: Vec<String>,
    new: Vec<EntryRow>,
    /// The stage as last written: the outlook has followed the calendar already.
    stage: StageNo,
}

/// Settles what the calendar owes and adds an act, if one is given. Refuses with the domain's sentence; then the
/// caller drops the transaction, and what was owed is written by the next tick.
pub(super) async fn append(
    service: &Service,
    tx: &Tx,
    rules: &Rules,
    docket: &mut Docket,
    act: Option<NewAct>,
) -> Result<Growth, ActionError> {
    let last_batch = service.last_batch_day(tx).await?;
    let growth = grow(service, rules, docket, last_batch, act)?;
    write(service, tx, &[(docket, &growth)]).await?;
    Ok(growth)
}

/// The same in memory alone; [`write`] makes it durable, for many concerns at once.
pub(super) fn grow(
    service: &Service,
    rules: &Rules,
    docket: &mut Docket,
    last_batch: Date,
    act: Option<NewAct>,
) -> Result<Growth, ActionError> {
    let stage = docket.row.projection.stage;
    let batch_day = service.batch_day_after(last_batch, docket.today);
    let mut new = Vec::new();
    settle(service, docket, batch_day, true, &mut new)?;
    // What follows from an act is shown with it.
    let shown = act.as_ref().is_none_or(|act| act.handed_out);
    let act_row = match act {
        None => None,
        Some(act) => {
            let row = row_of(service, docket, &act.entry, act.bytes, act.handed_out, batch_day);
            docket.recorded.push(Recorded {
                record: row.record,
                entry: act.entry,
            });
            docket.entries.push(row.clone());
            docket.replay(rules)?;
            new.push(row.clone());
            Some(row)
        }
    };
    let followed_by = settle(service, docket, batch_day, shown, &mut new)?;
    docket
        .replay(rules)
        .map_err(|refusal| anyhow::anyhow!("a derived entry was refused: {refusal}"))?;
    docket.row.projection = projection(docket)?;
    Ok(Growth {
        act: act_row,
        followed_by,
        new,
        stage,
    })
}

/// Writes what was added: one statement a table, however many concerns. [`ActionError::Busy`] if another process added
/// to one of them first.
pub(super) async fn write(
    service: &Service,
    tx: &Tx,
    grown: &[(&Docket, &Growth)],
) -> Result<(), ActionError> {
    let busy = |error| match error {
        StoreError::Duplicate => ActionError::Busy,
        other => other.into(),
    };
    let new = grown.iter().flat_map(|(_, growth)| growth.new.iter());
    entries::insert(tx, new).await.map_err(busy)?;
    let rows: Vec<&ConcernRow> = grown.iter().map(|(docket, _)| &docket.row).collect();
    concerns::project(tx, &rows).await?;
    let stages: Vec<(&Docket, StageNo)> = grown
        .iter()
        .map(|(docket, growth)| (*docket, growth.stage))
        .collect();
    hand_out::after_acts(service, tx, &stages).await
}

/// Writes the entries that follow by rule; returns their kinds.
fn settle(
    service: &Service,
    docket: &mut Docket,
    batch_day: Date,
    shown: bool,
    new: &mut Vec<EntryRow>,
) -> Result<Vec<String>, ActionError> {
    let mut kinds = Vec::new();
    for owed in std::mem::take(&mut docket.outlook.owed) {
        let entry = Entry {
            day: docket.today,
            concern: Some(docket.id()),
            by: Author::Service,
            after: docket.recorded.last().map(|last| last.record),
            act: owed,
        };
        let bytes = UnsignedEntry(entry.clone())
            .to_bytes(None)
            .map_err(|bad| anyhow::anyhow!("a derived entry cannot be written: {bad}"))?;
        let row = row_of(service, docket, &entry, bytes, shown, batch_day);
        kinds.push(row.kind.clone());
        docket.recorded.push(Recorded {
            record: row.record,
            entry,
        });
        docket.entries.push(row.clone());
        new.push(row);
    }
    Ok(kinds)
}

fn row_of(
    service: &Service,
    docket: &Docket,
    entry: &Entry,
    bytes: Vec<u8>,
    handed_out: bool,
    batch_day: Date,
) -> EntryRow {
    EntryRow {
        seq: i32::try_from(docket.entries.len()).ok(),
        handed_out,
        ..EntryRow::new(service.random(), entry, bytes, batch_day)
    }
}

/// What the row says of the entries.
pub(super) fn projection(docket: &Docket) -> Result<Projection, ActionError> {
    Ok(Projection {
        stage: docket.outlook.stage,
        state: state_name(docket.outlook.state).to_owned(),
        next: docket.outlook.next_date,
        entries: i32::try_from(docket.entries.len()).map_err(|_| anyhow::anyhow!("too many entries"))?,
        erasable: docket
            .outlook
            .erasable_from
            .filter(|_| docket.outlook.erased.is_none()),
    })
}
