//! Invitations to newcomers, by the hash of a token that their receivers alone have.

use daylight_domain::{Date, OfficeId, Role};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};

use super::entity::invitation::{ActiveModel, Column, Entity, Model};
use super::values::{array, from_day, to_day};
use super::{Db, StoreError, Tx, add};

/// One invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationRow {
    /// SHA-256 of the token.
    pub id: [u8; 32],
    /// What the newcomer will be called.
    pub name: String,
    /// Where their mail will go; may be empty.
    pub address: String,
    /// What they are to do.
    pub role: Role,
    /// The office, for holders.
    pub office: Option<OfficeId>,
    /// An inspector's last day.
    pub until: Option<Date>,
    /// The first day on which it does not work any more.
    pub ends: Date,
    /// The newcomer's public half, once they have answered.
    pub public: Option<String>,
}

impl TryFrom<Model> for InvitationRow {
    type Error = StoreError;
    fn try_from(row: Model) -> Result<Self, StoreError> {
        let corrupt = |column| StoreError::Corrupt {
            table: "invitation",
            column,
        };
        Ok(Self {
            id: array(&row.id, "invitation", "id")?,
            name: row.name,
            address: row.address,
            role: row.role.parse().map_err(|()| corrupt("role"))?,
            office: row
                .office
                .map(|office| office.try_into().map_err(|_| corrupt("office")))
                .transpose()?,
            until: row
                .until_day
                .map(|day| from_day(day, "invitation", "until_day"))
                .transpose()?,
            ends: from_day(row.ends_day, "invitation", "ends_day")?,
            public: row.public,
        })
    }
}

/// Adds one.
pub async fn insert(tx: &Tx, row: &InvitationRow) -> Result<(), StoreError> {
    let model = ActiveModel {
        id: Set(row.id.to_vec()),
        name: Set(row.name.clone()),
        address: Set(row.address.clone()),
        role: Set(row.role.to_string()),
        office: Set(row.office.as_ref().map(ToString::to_string)),
        until_day: Set(row.until.map(to_day)),
        ends_day: Set(to_day(row.ends)),
        public: Set(row.public.clone()),
    };
    add(tx, [model]).await
}

/// One, by the hash of its token.
pub async fn find(db: &impl Db, id: [u8; 32]) -> Result<Option<InvitationRow>, StoreError> {
    let row = Entity::find_by_id(id.to_vec()).one(db.conn()).await?;
    row.map(InvitationRow::try_from).transpose()
}

/// All, by name.
pub async fn all(db: &impl Db) -> Result<Vec<InvitationRow>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Name).order_by_asc(Column::Id);
    rows.all(db.conn())
        .await?
        .into_iter()
        .map(InvitationRow::try_from)
        .collect()
}

/// Keeps the answer to one that has none yet; false if it has.
pub async fn answer(tx: &Tx, id: [u8; 32], public: &str) -> Result<bool, StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::Public, Expr::value(public))
        .filter(Column::Id.eq(id.to_vec()))
        .filter(Column::Public.is_null())
        .exec(tx.conn())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Takes one back; false if there is none.
pub async fn delete(tx: &Tx, id: [u8; 32]) -> Result<bool, StoreError> {
    Ok(Entity::delete_by_id(id.to_vec())
        .exec(tx.conn())
        .await?
        .rows_affected
        == 1)
}

/// Forgets those that are over.
pub async fn forget(tx: &Tx, today: Date) -> Result<(), StoreError> {
    let over = Entity::delete_many().filter(Column::EndsDay.lte(to_day(today)));
    over.exec(tx.conn()).await?;
    Ok(())
}
