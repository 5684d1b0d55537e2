//! What `daylight doctor` says about a PostgreSQL server: settings that break a promise. Changes nothing.

use super::examine::Health;
use super::{ActionError, Service};

/// A setting, what it must be, what is wrong otherwise, and what to do.
const RULES: [(&str, &str, &str, &str, &str); 10] = [
    (
        "fsync",
        "on",
        "fault",
        "the database server does not write through to the disk (fsync): a power cut loses what has a receipt",
        "Set fsync = on in postgresql.conf and restart the server.",
    ),
    (
        "full_page_writes",
        "on",
        "fault",
        "a power cut can damage pages of the database server (full_page_writes)",
        "Set full_page_writes = on in postgresql.conf and reload it.",
    ),
    (
        "track_commit_timestamp",
        "off",
        "fault",
        "the database server keeps the moment of every transaction (track_commit_timestamp)",
        "Set track_commit_timestamp = off in postgresql.conf and restart the server.",
    ),
    (
        "log_statement",
        "none|ddl",
        "fault",
        "the database server logs statements with their moments (log_statement)",
        "Set log_statement = none in postgresql.conf, reload it, and remove the old logs.",
    ),
    (
        "log_min_duration_statement",
        "-1",
        "warning",
        "the database server logs slow statements with their moments (log_min_duration_statement)",
        "Set log_min_duration_statement = -1 in postgresql.conf and reload it.",
    ),
    (
        "log_min_duration_sample",
        "-1",
        "warning",
        "the database server logs some slow statements with their moments (log_min_duration_sample)",
        "Set log_min_duration_sample = -1 in postgresql.conf and reload it.",
    ),
    (
        "log_duration",
        "off",
        "fault",
        "the database server logs the moment of every statement (log_duration)",
        "Set log_duration = off in postgresql.conf and reload it.",
    ),
    (
        "log_transaction_sample_rate",
        "0",
        "fault",
        "the database server logs transactions with their moments (log_transaction_sample_rate)",
        "Set log_transaction_sample_rate = 0 in postgresql.conf and reload it.",
    ),
    (
        "connection",
        "local|sealed",
        "warning",
        "the way to the database server is not encrypted: the network sees dates and moments",
        "Add sslmode=verify-full to the URL of the database, and TLS to the server.",
    ),
    (
        "standby",
        "none|awaited",
        "warning",
        "the database server answers without waiting for its standby: when that takes over, receipts are lost",
        "Name the standby in synchronous_standby_names and reload the server, or never let it take over.",
    ),
];

/// Adds what is wrong with the server, if the database is on one.
pub(super) async fn server(service: &Service, health: &mut Health) -> Result<(), ActionError> {
    let Some(settings) = service.store.server_settings().await? else {
        return Ok(());
    };
    for (name, good, weight, what, todo) in RULES {
        // A setting that this version of the server does not have cannot be wrong.
        let is_good = |value: &String| good.split('|').any(|good| good == value);
        if !settings.get(name).is_none_or(is_good) {
            health.add(weight, what, todo);
        }
    }
    Ok(())
}
