//! A table of long rows kept by a short key: the first eight bytes of its own, as a number.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{DbBackend, Statement};

/// Gives a table that is kept by `key` a short one. `columns` are those it has, `key` first.
pub(crate) async fn give(
    manager: &SchemaManager<'_>,
    (table, key, columns): (&str, &str, &[&str]),
) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Sqlite {
        let short = short_on_sqlite(key);
        let made = "\"key\" INTEGER NOT NULL PRIMARY KEY, ";
        return rebuild(manager, table, columns, |sql| {
            let sql = sql
                .replacen(" PRIMARY KEY", "", 1)
                .replacen(" WITHOUT ROWID", "", 1);
            (sql.replacen("( ", &format!("( {made}"), 1), Some(short.clone()))
        })
        .await;
    }
    let short = format!("('x' || encode(substring({key} FROM 1 FOR 8), 'hex'))::bit(64)::bigint");
    let statements = [
        format!("ALTER TABLE {table} ADD COLUMN key bigint"),
        format!("UPDATE {table} SET key = {short}"),
        format!("ALTER TABLE {table} DROP CONSTRAINT {table}_pkey"),
        format!("ALTER TABLE {table} ADD PRIMARY KEY (key)"),
    ];
    run(manager, &statements).await
}

/// Keeps it by `key` again.
pub(crate) async fn take_away(
    manager: &SchemaManager<'_>,
    (table, key, columns): (&str, &str, &[&str]),
) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Sqlite {
        return rebuild(manager, table, columns, |sql| {
            let sql = sql.replacen("\"key\" INTEGER NOT NULL PRIMARY KEY, ", "", 1);
            let keyed = format!("\"{key}\" blob(1) NOT NULL");
            let sql = sql.replacen(&keyed, &format!("{keyed} PRIMARY KEY"), 1);
            (sql + " WITHOUT ROWID", None)
        })
        .await;
    }
    let statements = [
        format!("ALTER TABLE {table} DROP CONSTRAINT {table}_pkey"),
        format!("ALTER TABLE {table} DROP COLUMN key"),
        format!("ALTER TABLE {table} ADD PRIMARY KEY ({key})"),
    ];
    run(manager, &statements).await
}

async fn run(manager: &SchemaManager<'_>, statements: &[String]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Makes a table anew from its own words, with its rows and indexes. `change` gives the new words, and what stands before
/// the columns of a row.
async fn rebuild(
    manager: &SchemaManager<'_>,
    table: &str,
    columns: &[&str],
    change: impl Fn(&str) -> (String, Option<String>),
) -> Result<(), DbErr> {
    let words = |kind: &str| {
        format!(
            "SELECT sql FROM sqlite_master WHERE type = '{kind}' AND tbl_name = '{table}' AND sql IS NOT NULL"
        )
    };
    let texts = async |kind: &str| -> Result<Vec<String>, DbErr> {
        let asked = Statement::from_string(DbBackend::Sqlite, words(kind));
        let rows = manager.get_connection().query_all_raw(asked).await?;
        rows.iter().map(|row| row.try_get_by_index(0)).collect()
    };
    let before = texts("table").await?.concat();
    let indexes = texts("index").await?;
    let (after, first) = change(&before);
    let columns = columns.join(", ");
    let (into, from) = match first {
        Some(first) => (format!("key, {columns}"), format!("{first}, {columns}")),
        None => (columns.clone(), columns),
    };
    let mut statements = vec![
        format!("ALTER TABLE {table} RENAME TO before"),
        after,
        format!("INSERT INTO {table} ({into}) SELECT {from} FROM before ORDER BY 1"),
        "DROP TABLE before".to_owned(),
    ];
    statements.extend(indexes);
    run(manager, &statements).await
}

/// SQLite reads no number out of bytes: sixteen digits, one after the other.
fn short_on_sqlite(key: &str) -> String {
    let digit = |at: u32| {
        let shift = 64_u32.saturating_sub(at.saturating_mul(4));
        format!("((instr('0123456789ABCDEF', substr(hex({key}), {at}, 1)) - 1) << {shift})")
    };
    (1..=16).map(digit).collect::<Vec<_>>().join(" | ")
}
