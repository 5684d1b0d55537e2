//! What each outside witness was asked for and has cosigned, as this service knows it. Never what a witness claims.

use daylight_domain::Date;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait as _};

use super::entity::witness::{ActiveModel, Column, Entity, Model};
use super::values::{from_day, to_day};
use super::{Db, StoreError, Tx};

/// Why a witness's cosignature is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// In a sentence for the operator.
    pub what: String,
    /// It answered, and did not cosign. Otherwise nobody answered.
    pub refused: bool,
    /// Since when.
    pub since: Date,
}

/// One witness. One that is not there was never asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessRow {
    /// Its verifier key.
    pub vkey: String,
    /// The newest batch whose checkpoint may have been sent to it.
    pub asked: Option<i32>,
    /// The newest batch whose checkpoint bears its cosignature.
    pub cosigned: Option<i32>,
    /// What is wrong with it now.
    pub trouble: Option<Trouble>,
}

/// A witness by its verifier key.
pub async fn find(db: &impl Db, vkey: &str) -> Result<WitnessRow, StoreError> {
    let row = Entity::find_by_id(vkey.to_owned()).one(db.conn()).await?;
    let Some(row) = row else {
        return Ok(WitnessRow {
            vkey: vkey.to_owned(),
            asked: None,
            cosigned: None,
            trouble: None,
        });
    };
    let Model {
        vkey,
        asked,
        cosigned,
        trouble,
        refused,
        since_day,
    } = row;
    let trouble = trouble
        .zip(since_day)
        .map(|(what, since)| {
            let since = from_day(since, "witness", "since_day")?;
            Ok::<_, StoreError>(Trouble { what, refused, since })
        })
        .transpose()?;
    Ok(WitnessRow {
        vkey,
        asked,
        cosigned,
        trouble,
    })
}

/// Keeps what is known of a witness, in the place of what was known before.
pub async fn put(tx: &Tx, row: &WitnessRow) -> Result<(), StoreError> {
    let trouble = row.trouble.as_ref();
    let model = ActiveModel {
        vkey: Set(row.vkey.clone()),
        asked: Set(row.asked),
        cosigned: Set(row.cosigned),
        trouble: Set(trouble.map(|trouble| trouble.what.clone())),
        refused: Set(trouble.is_some_and(|trouble| trouble.refused)),
        since_day: Set(trouble.map(|trouble| to_day(trouble.since))),
    };
    let again = OnConflict::column(Column::Vkey)
        .update_columns([
            Column::Asked,
            Column::Cosigned,
            Column::Trouble,
            Column::Refused,
            Column::SinceDay,
        ])
        .to_owned();
    Entity::insert(model)
        .on_conflict(again)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}
