//! Projection of a concern's entries.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "concern")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Vec<u8>,
    pub locator: Vec<u8>,
    pub policy: Vec<u8>,
    pub received_day: i32,
    pub stage: i32,
    pub state: String,
    pub next_day: Option<i32>,
    pub entries: i32,
    pub erasable_day: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        has_many = "super::entry::Entity",
        from = "Column::Id",
        to = "super::entry::Column::Concern"
    )]
    Entry,
}

impl Related<super::entry::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Entry.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
