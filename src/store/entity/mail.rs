//! Mail waiting to go, and the day it went or was given up.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Vec<u8>,
    pub person: Vec<u8>,
    pub kind: String,
    pub day: i32,
    pub message: String,
    pub attempts: i32,
    pub not_before_ms: i64,
    pub delivered_day: Option<i32>,
    pub given_up_day: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
