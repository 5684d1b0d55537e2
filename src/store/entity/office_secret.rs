//! An office's identity sealed to one of its holders.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "office_secret")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub recipient: Vec<u8>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub person: Vec<u8>,
    pub bytes: Vec<u8>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
