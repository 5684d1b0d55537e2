//! The outbox: mail is written in the transaction of what it tells of, and never deleted before it went.

use std::collections::BTreeMap;

use daylight_domain::{Date, PersonId};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select,
};

use super::entity::mail::{ActiveModel, Column, Entity};
use super::values::{array, from_day, to_day};
use super::{Db, StoreError, Tx, add};

/// A mail waiting to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailRow {
    /// Random.
    pub id: [u8; 16],
    /// To whom.
    pub person: PersonId,
    /// `digest` or `alert`.
    pub kind: String,
    /// The day it belongs to.
    pub day: Date,
    /// The whole message, ready to send; sealed, without content.
    pub message: String,
    /// How often delivery was tried.
    pub attempts: i32,
}

/// Puts a mail in the outbox.
pub async fn insert(tx: &Tx, row: &MailRow) -> Result<(), StoreError> {
    let model = ActiveModel {
        id: Set(row.id.to_vec()),
        person: Set(row.person.0.to_vec()),
        kind: Set(row.kind.clone()),
        day: Set(to_day(row.day)),
        message: Set(row.message.clone()),
        attempts: Set(row.attempts),
        not_before_ms: Set(0),
        delivered_day: Set(None),
        given_up_day: Set(None),
    };
    add(tx, [model]).await?;
    Ok(())
}

/// Whether a person has had their mail of this kind for a day.
pub async fn has(db: &impl Db, person: PersonId, kind: &str, day: Date) -> Result<bool, StoreError> {
    let found = Entity::find()
        .filter(Column::Person.eq(person.0.to_vec()))
        .filter(Column::Day.eq(to_day(day)))
        .filter(Column::Kind.eq(kind))
        .count(db.conn())
        .await?;
    Ok(found > 0)
}

fn waiting() -> Select<Entity> {
    Entity::find()
        .filter(Column::DeliveredDay.is_null())
        .filter(Column::GivenUpDay.is_null())
}

/// Claims mail that waits, longest untried first, until `until_ms`; a claim that is not kept expires by itself. Nothing waits for as long as
/// `never_ms`: what seems to was put off under a clock that has been set back since.
pub async fn claim(
    tx: &Tx,
    now_ms: i64,
    until_ms: i64,
    never_ms: i64,
    limit: u64,
) -> Result<Vec<MailRow>, StoreError> {
    let waiting = waiting()
        .filter(
            Column::NotBeforeMs
                .lte(now_ms)
                .or(Column::NotBeforeMs.gt(never_ms)),
        )
        .order_by_asc(Column::NotBeforeMs)
        .order_by_asc(Column::Id)
        .limit(limit)
        .all(tx.conn())
        .await?;
    let mut ours = Vec::new();
    for row in waiting {
        let done = Entity::update_many()
            .col_expr(Column::NotBeforeMs, Expr::value(until_ms))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .filter(Column::Id.eq(row.id.clone()))
            .filter(Column::NotBeforeMs.eq(row.not_before_ms))
            .exec(tx.conn())
            .await?;
        if done.rows_affected == 1 {
            ours.push(MailRow {
                id: array(&row.id, "mail", "id")?,
                person: PersonId(array(&row.person, "mail", "person")?),
                kind: row.kind,
                day: from_day(row.day, "mail", "day")?,
                message: row.message,
                attempts: row.attempts.saturating_add(1),
            });
        }
    }
    Ok(ours)
}

/// A mail went. Its text is no longer needed, and the moment of the last try is nobody's business.
pub async fn delivered(tx: &Tx, id: [u8; 16], on: Date) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::DeliveredDay, Expr::value(to_day(on)))
        .col_expr(Column::Message, Expr::value(""))
        .col_expr(Column::NotBeforeMs, Expr::value(0_i64))
        .filter(Column::Id.eq(id.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// A mail did not go: not to be tried again before that moment.
pub async fn postpone(tx: &Tx, id: [u8; 16], not_before_ms: i64) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::NotBeforeMs, Expr::value(not_before_ms))
        .filter(Column::Id.eq(id.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// A mail will not be tried again. It stays here, unsent. Whether it is the first of this person given up that day.
pub async fn give_up(tx: &Tx, id: [u8; 16], person: PersonId, on: Date) -> Result<bool, StoreError> {
    let before = Entity::find()
        .filter(Column::Person.eq(person.0.to_vec()))
        .filter(Column::GivenUpDay.eq(to_day(on)))
        .count(tx.conn())
        .await?;
    Entity::update_many()
        .col_expr(Column::GivenUpDay, Expr::value(to_day(on)))
        .col_expr(Column::NotBeforeMs, Expr::value(0_i64))
        .filter(Column::Id.eq(id.to_vec()))
        .exec(tx.conn())
        .await?;
    Ok(before == 0)
}

/// The mails that wait, each with its day and how often it was tried, oldest first.
pub async fn waiting_since(db: &impl Db) -> Result<Vec<(Date, i32)>, StoreError> {
    let rows: Vec<(i32, i32)> = waiting()
        .select_only()
        .columns([Column::Day, Column::Attempts])
        .order_by_asc(Column::Day)
        .into_tuple()
        .all(db.conn())
        .await?;
    rows.into_iter()
        .map(|(day, attempts)| Ok((from_day(day, "mail", "day")?, attempts)))
        .collect()
}

/// To whom mail was given up since a day, and how many.
pub async fn given_up_since(db: &impl Db, since: Date) -> Result<BTreeMap<PersonId, u64>, StoreError> {
    let rows = Entity::find()
        .filter(Column::GivenUpDay.gte(to_day(since)))
        .all(db.conn())
        .await?;
    let mut count = BTreeMap::<PersonId, u64>::new();
    for row in rows {
        let of = count
            .entry(PersonId(array(&row.person, "mail", "person")?))
            .or_default();
        *of = of.saturating_add(1);
    }
    Ok(count)
}
