//! What each outside witness was asked and has cosigned.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "witness")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub vkey: String,
    pub asked: Option<i32>,
    pub cosigned: Option<i32>,
    pub trouble: Option<String>,
    pub refused: bool,
    pub since_day: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
