//! Capsules lying at an office's desk.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "hand_out")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: i64,
    pub id: Vec<u8>,
    pub office: String,
    pub day: i32,
    pub arrived: i32,
    pub capsule: Vec<u8>,
    pub concern: Option<Vec<u8>>,
    pub expires_day: Option<i32>,
    pub bytes: Option<Vec<u8>>,
    pub opened: bool,
    pub first_due: i32,
    pub marks: i32,
    pub shown: Option<String>,
    pub note: Option<Vec<u8>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
