//! What happened, as the exact bytes first written.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: i64,
    pub record: Vec<u8>,
    pub salt: Vec<u8>,
    pub bytes: Vec<u8>,
    pub kind: String,
    pub day: i32,
    pub concern: Option<Vec<u8>>,
    pub seq: Option<i32>,
    pub handed_out: bool,
    pub batch_day: i32,
    pub batch: Option<i32>,
    pub position: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::concern::Entity",
        from = "Column::Concern",
        to = "super::concern::Column::Id"
    )]
    Concern,
}

impl Related<super::concern::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Concern.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
