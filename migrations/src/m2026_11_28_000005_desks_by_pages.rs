//! A desk is handed out a page at a time: what an office has opened in the order of its dates, the rest as it came.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::{boolean, integer};

/// Later than any date: the row has none, or is not opened.
const NONE: i32 = i32::MAX;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            boolean("opened").default(false).take(),
            integer("first_due").default(NONE).take(),
            integer("marks").default(0).take(),
        ] {
            let add = Table::alter().table("hand_out").add_column(column).to_owned();
            manager.alter_table(add).await?;
        }
        // The next tick looks at every open concern and writes what its rows say.
        let again = "UPDATE concern SET next_day = received_day WHERE next_day IS NOT NULL";
        manager.get_connection().execute_unprepared(again).await?;
        let before = Index::drop()
            .name("hand_out_on_desk")
            .table("hand_out")
            .to_owned();
        manager.drop_index(before).await?;
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for index in indexes() {
            if let Some(name) = index.get_index_spec().get_name() {
                let gone = Index::drop().name(name.to_owned()).table("hand_out").to_owned();
                manager.drop_index(gone).await?;
            }
        }
        let before = Index::create()
            .name("hand_out_on_desk")
            .table("hand_out")
            .col("office")
            .col("id")
            .and_where(Expr::col("bytes").is_not_null())
            .to_owned();
        manager.create_index(before).await?;
        for column in ["opened", "first_due", "marks"] {
            let gone = Table::alter().table("hand_out").drop_column(column).to_owned();
            manager.alter_table(gone).await?;
        }
        Ok(())
    }
}

/// The two orders in which a desk is read. Most rows are never opened, and cost nothing in the second.
fn indexes() -> [IndexCreateStatement; 2] {
    let index = |name: &str, columns: &[&'static str]| {
        let mut index = Index::create();
        index.name(name.to_owned()).table("hand_out");
        for column in columns {
            index.col(*column);
        }
        index.and_where(Expr::col("bytes").is_not_null()).to_owned()
    };
    [
        index("hand_out_by_arrival", &["office", "opened", "arrived", "id"]),
        index("hand_out_by_date", &["office", "first_due", "id"])
            .and_where(Expr::col("opened"))
            .to_owned(),
    ]
}
