//! Packs as they were made, and statements: who had one, and when it was opened or that it was not (R27).

use daylight_domain::{Act, Author, Digest, PersonId};

use super::change_people::{add_rule, parse};
use super::rules::recorded;
use super::{ActionError, Service, Signed};
use crate::api::{
    Checked, OpenStatement, OpenedStatement, Pack, PackKind, PackView, Packs, Statement, StatementView,
    Statements,
};
use crate::store::entries::{self, EntryRow};
use crate::store::{packs, people, waiting};

/// The kind of a statement among what the calendar made.
pub(super) const STATEMENTS: &str = "statement";

/// Every pack, oldest first; of one day in the order in which they are made.
pub(super) async fn packs_kept(service: &Service) -> Result<Vec<(Digest, Pack)>, ActionError> {
    let mut all = Vec::new();
    for kind in PackKind::ALL {
        for row in packs::of_kind(&service.store, kind.name()).await? {
            all.push((row.digest, read(&row)?));
        }
    }
    all.sort_by_key(|(_, pack): &(_, Pack)| pack.made);
    Ok(all)
}

fn read<T: serde::de::DeserializeOwned>(row: &packs::PackRow) -> Result<T, ActionError> {
    serde_json::from_str(&row.body)
        .map_err(|bad| anyhow::anyhow!("a kept pack cannot be read ({bad}). Run `daylight doctor`").into())
}

/// Every pack, newest first.
pub async fn packs(service: &Service) -> Result<Packs, ActionError> {
    let kept = packs_kept(service).await?.into_iter().rev();
    let packs = kept.map(|(item, pack)| PackView {
        item,
        kind: pack.kind,
        name: pack.name,
        made: pack.made,
    });
    Ok(Packs {
        packs: packs.collect(),
    })
}

/// One pack, as JSON whose SHA-256 the record names, and as a value.
pub async fn pack(service: &Service, item: Digest) -> Result<(String, Pack), ActionError> {
    let row = packs::find(&service.store, item).await?;
    let is_pack = |row: &packs::PackRow| PackKind::ALL.iter().any(|kind| kind.name() == row.kind);
    let row = row.filter(is_pack).ok_or(ActionError::NotFound)?;
    let pack = read(&row)?;
    Ok((row.body, pack))
}

/// What auditors said of the record, oldest first; what waits for its batch too.
pub(super) async fn opinions(service: &Service) -> Result<Vec<Checked>, ActionError> {
    let mut opinions = Vec::new();
    for row in written(service, "opinion").await? {
        if let Act::Opinion { verdict, .. } = recorded(&row)?.entry.act {
            opinions.push(Checked {
                day: row.day,
                verdict,
            });
        }
    }
    Ok(opinions)
}

async fn written(service: &Service, kind: &str) -> Result<Vec<EntryRow>, ActionError> {
    let mut rows = entries::published_of_kinds(&service.store, &[kind]).await?;
    rows.extend(waiting::of_kinds(&service.store, &[kind]).await?);
    Ok(rows)
}

/// Every statement that was sent, newest first.
pub async fn statements(service: &Service) -> Result<Statements, ActionError> {
    let rules = service.rules().await?;
    let names = people::all(&service.store).await?;
    let mut opened = Vec::new();
    for row in written(service, "statement_opened").await? {
        if let Act::StatementOpened { of } = recorded(&row)?.entry.act {
            opened.push((of, row.day));
        }
    }
    let mut statements = Vec::new();
    for row in written(service, "statement").await? {
        let Act::Statement { to, .. } = recorded(&row)?.entry.act else {
            continue;
        };
        let name = names.iter().find(|person| person.id == to);
        let first = opened.iter().filter(|(of, _)| *of == row.record);
        statements.push(StatementView {
            record: row.record,
            to,
            name: name.map(|person| person.name.clone()).unwrap_or_default(),
            sent: row.day,
            opened: first.map(|(_, day)| *day).min(),
        });
    }
    statements.sort_by(|one, other| (other.sent, one.to).cmp(&(one.sent, other.to)));
    let today = service.today(&rules);
    Ok(Statements {
        today: today.max(rules.batch_days.last().copied().unwrap_or(today)),
        statements,
    })
}

/// The caller's own.
pub async fn own_statements(service: &Service, signed: &Signed) -> Result<Statements, ActionError> {
    let mut all = statements(service).await?;
    all.statements.retain(|statement| statement.to == signed.person);
    Ok(all)
}

/// Opens one: its receiver's signature comes first, and stands in the record before a figure is handed out. Opened once
/// more, nothing is added.
pub async fn open_statement(
    service: &Service,
    signed: &Signed,
    opening: OpenStatement,
) -> Result<OpenedStatement, ActionError> {
    let parsed = parse(&opening.entry)?;
    let Act::StatementOpened { of } = parsed.entry().act else {
        return Err(ActionError::Malformed(
            "here only the entry `statement_opened` is taken".into(),
        ));
    };
    let statement = item_of(service, of, signed.person).await?;
    // In this order, as in `change_people`: what a batch publishes while we wait for our turn must not be missed.
    let tx = service.store.begin_write().await?;
    let accepted = if is_opened(service, of, signed.person).await? {
        None
    } else {
        let rules = service.rules().await?;
        Some(add_rule(service, tx, &rules, signed, &parsed).await?)
    };
    Ok(OpenedStatement {
        accepted,
        statement,
        tables: Vec::new(),
    })
}

async fn item_of(service: &Service, of: Digest, reader: PersonId) -> Result<Statement, ActionError> {
    let row = entries::find(&service.store, of)
        .await?
        .ok_or(ActionError::NotFound)?;
    match recorded(&row)?.entry.act {
        Act::Statement { to, item } if to == reader => {
            let kept = packs::find(&service.store, item).await?;
            read(&kept.ok_or(ActionError::NotFound)?)
        }
        _ => Err(ActionError::NotFound),
    }
}

async fn is_opened(service: &Service, of: Digest, reader: PersonId) -> Result<bool, ActionError> {
    for row in written(service, "statement_opened").await? {
        let entry = recorded(&row)?.entry;
        if entry.by == Author::Person(reader) && entry.act == (Act::StatementOpened { of }) {
            return Ok(true);
        }
    }
    Ok(false)
}
