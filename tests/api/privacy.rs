//! Promise 3 in what lies on the disk: no time finer than a date, no size but a bucket's, no order of arrival.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use daylight::client::Reporter;
use daylight::clock::Clock as _;
use daylight::crypto::seal::{Plaintext, sealed_text_sizes};
use daylight::crypto::sealed::sealed_capsule_size;
use daylight::store::{concerns, sealed};
use daylight_domain::{Act, Urgency};
use daylight_tlog::entry::UncheckedEntry;

use crate::database;
use crate::harness::TestApp;

const DAY_S: i64 = 24 * 60 * 60;

/// An instance in which much has happened.
fn lived_in() -> (TestApp, Vec<String>) {
    let app = TestApp::start();
    let mut sent = Vec::new();
    for round in 0..12_u8 {
        // No two at the same minute of an hour.
        app.clock.advance_ms(3_723_456);
        let urgency = [Urgency::Ordinary, Urgency::Danger, Urgency::DataLoss][usize::from(round % 3)];
        let (code, sealed) = app.seal(&[], urgency);
        sent.push(app.send(code, &sealed));
        if round % 4 == 3 {
            app.tick();
        }
    }
    let trust = app.trust();
    let reporter = Reporter::from_code(&sent[0].code, &trust).unwrap();
    let words = Plaintext::new("x".repeat(9000));
    reporter
        .send_message(app.client(), &trust, &app.track(&sent[0]), &words)
        .unwrap();
    let mine = tempfile::tempdir().unwrap();
    let file = mine.path().join("invented.ods");
    std::fs::write(&file, vec![7; 300_000]).unwrap();
    reporter
        .attach(app.client(), &trust, &app.track(&sent[0]), &file, &|_, _| ())
        .unwrap();
    app.tick();
    app.live_through(9);
    let ids = sent
        .iter()
        .map(|sent| sent.received.concern.to_string())
        .collect();
    (app, ids)
}

/// Whether a text holds something like 10:15.
fn holds_a_time_of_day(text: &str) -> bool {
    text.as_bytes().windows(5).any(|five| {
        let digit = |at: usize| five[at].is_ascii_digit();
        digit(0) && digit(1) && five[2] == b':' && digit(3) && digit(4)
    })
}

#[test]
fn entries_and_manifests_bear_dates_and_no_time_of_day() {
    let (app, _) = lived_in();
    let mut kinds = BTreeSet::new();
    for row in app.rows("SELECT bytes FROM entry") {
        let bytes: Vec<u8> = row.try_get_by_index(0).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let entry = UncheckedEntry::parse(text.as_bytes()).unwrap().into_entry();
        assert!(!holds_a_time_of_day(&text), "{text}");
        // The only numbers an entry holds are small: stages, months, parameters, never a timestamp.
        for digits in text
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| word.bytes().all(|b| b.is_ascii_digit()))
        {
            assert!(digits.len() <= 5, "a large number {digits} in {text}");
        }
        kinds.insert(entry.act.kind());
        if let Act::Received { dates, .. } = entry.act {
            assert!(!dates.is_empty());
        }
    }
    assert!(
        ["received", "message", "escalated", "padding"]
            .iter()
            .all(|kind| kinds.contains(kind)),
        "{kinds:?}"
    );
    for row in app.rows("SELECT manifest FROM sealed") {
        let bytes: Vec<u8> = row.try_get_by_index(0).unwrap();
        assert!(!holds_a_time_of_day(&String::from_utf8(bytes).unwrap()));
    }
}

#[test]
fn no_cell_of_what_reporters_leave_looks_like_a_moment() {
    let (app, _) = lived_in();
    let now_ms = app.clock.now_ms();
    let year_ms = 365 * DAY_S * 1000;
    let is_a_moment = |number: i64| {
        [now_ms, now_ms / 1000, now_ms * 1000]
            .iter()
            .zip([year_ms, year_ms / 1000, year_ms * 1000])
            .any(|(now, year)| (now - year..now + year).contains(&number))
    };
    // Instants that have to do with persons and processes alone, and live minutes; documents are policies and keys.
    let named = ["session.expires_ms", "lease.until_ms", "mail.not_before_ms"];
    for table in app.tables() {
        for column in app.columns(&table) {
            if named.contains(&format!("{table}.{column}").as_str())
                || ["seaql_migrations", "document"].contains(&table.as_str())
            {
                continue;
            }
            let of_type = |what| {
                let is = database::is_of_type(&column, what);
                format!(
                    "SELECT DISTINCT \"{column}\" FROM \"{table}\" WHERE \"{column}\" IS NOT NULL AND {is}"
                )
            };
            let numbers = of_type("integer");
            for row in app.rows(&numbers) {
                let number: i64 = row
                    .try_get_by_index(0)
                    .or_else(|_| row.try_get_by_index::<i32>(0).map(i64::from))
                    .unwrap();
                assert!(!is_a_moment(number), "{table}.{column} holds {number}");
            }
            let texts = of_type("text");
            for row in app.rows(&texts) {
                let text: String = row.try_get_by_index(0).unwrap();
                assert!(
                    !text.parse().is_ok_and(is_a_moment),
                    "{table}.{column} holds {text}"
                );
                let of_midnight = text.replace("00:00:00", "");
                assert!(
                    !holds_a_time_of_day(&of_midnight),
                    "{table}.{column} holds a time of day: {text}"
                );
            }
        }
    }
}

#[test]
fn blobs_and_their_folders_bear_midnight_of_a_day() {
    let (app, _) = lived_in();
    let mut seen = 0;
    let mut folders = vec![app.dir.path().join("blobs")];
    while let Some(folder) = folders.pop() {
        let inside = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        for path in inside.chain([folder.clone()]) {
            let at = std::fs::metadata(&path).unwrap().modified().unwrap();
            let seconds = at.duration_since(UNIX_EPOCH).unwrap().as_secs();
            assert_eq!(seconds % 86_400, 0, "{}", path.display());
            seen += 1;
            if path.is_dir() && path != folder {
                folders.push(path);
            }
        }
    }
    assert!(seen >= 5, "the file, and the folders above it");
}

#[test]
fn what_is_sealed_has_the_size_of_a_bucket_and_capsules_have_one_size() {
    let (app, _) = lived_in();
    let sizes: Vec<usize> = sealed_text_sizes().collect();
    let store = &app.service().store;
    let kept = app.runtime.block_on(async {
        let all = concerns::ids(store).await.unwrap();
        sealed::parts_of(store, &all).await.unwrap()
    });
    assert!(!kept.is_empty());
    let mut capsules = BTreeSet::new();
    for parts in kept.values() {
        let lengths: Vec<usize> = parts.iter().map(|part| part.bytes.len()).collect();
        assert!(
            lengths.iter().take(2).all(|size| sizes.contains(size)),
            "no bucket's: {lengths:?}"
        );
        capsules.extend(lengths.into_iter().skip(2));
    }
    // A file has no bytes here: it lies among the blobs.
    for row in app.rows(
        "SELECT CAST(length(bytes) AS BIGINT), FALSE FROM part WHERE length(bytes) > 0 \
         UNION SELECT CAST(length(bytes) AS BIGINT), TRUE FROM hand_out WHERE bytes IS NOT NULL",
    ) {
        let size: i64 = row.try_get_by_index(0).unwrap();
        let size = usize::try_from(size).unwrap();
        if row.try_get_by_index(1).unwrap() {
            capsules.insert(size);
        } else {
            assert!(sizes.contains(&size), "{size} is no bucket's");
        }
    }
    assert_eq!(
        capsules,
        BTreeSet::from([sealed_capsule_size()]),
        "real capsules and dummies look alike"
    );
    let mails = app.mail.sent();
    // Digest or alert, on a day with work or without, to whomever: one length.
    let lengths: BTreeSet<usize> = mails.iter().map(|mail| mail.message.len()).collect();
    assert_eq!(lengths.len(), 1, "{lengths:?}");
}

#[test]
fn ids_and_tables_keep_no_order_of_arrival() {
    let (app, ids) = lived_in();
    assert!(
        !ids.is_sorted() && !ids.iter().rev().is_sorted(),
        "ids follow the order of arrival: {ids:?}"
    );
    if database::is_postgres() {
        return rows_of_a_day_have_one_transaction_and_the_order_of_their_keys(&app);
    }
    for table in ["concern", "upload", "mail"] {
        let kept = app.rows(&format!("SELECT sql FROM sqlite_master WHERE name = '{table}'"));
        let sql: String = kept[0].try_get_by_index(0).unwrap();
        assert!(
            sql.to_uppercase().contains("WITHOUT ROWID"),
            "{table} numbers its rows as they come"
        );
    }
    for (table, name) in [
        ("entry", "record"),
        ("part", "digest"),
        ("sealed", "concern"),
        ("hand_out", "id"),
    ] {
        let rows = app.rows(&format!("SELECT rowid, {name} FROM {table}"));
        assert!(!rows.is_empty());
        for row in rows {
            let number: i64 = row.try_get_by_index(0).unwrap();
            let name: Vec<u8> = row.try_get_by_index(1).unwrap();
            assert_eq!(
                number.to_be_bytes(),
                name[..8],
                "{table} numbers its rows otherwise"
            );
        }
    }
}

/// What PostgreSQL notes of a row: the transaction that wrote it, and its place in a page of the file. After the batch
/// both say the same of every row of the day.
fn rows_of_a_day_have_one_transaction_and_the_order_of_their_keys(app: &TestApp) {
    for (table, key) in [
        ("entry", "record"),
        ("sealed", "concern"),
        ("concern", "id"),
        ("part", "digest"),
    ] {
        // Dummy capsules are made here, with the tick.
        let whose = if table == "part" {
            "concern IS NOT NULL"
        } else {
            "true"
        };
        let wrong = format!(
            "SELECT count(*) FROM (SELECT {key} AS key, lag({key}) OVER (PARTITION BY xmin::text, (ctid::text::point)[0] ORDER BY ctid) \
             AS before FROM {table} WHERE {whose}) AS rows WHERE before > key"
        );
        assert_eq!(app.count(&wrong), 0, "{table} lies in the order of arrival");
    }
    let days = "SELECT count(DISTINCT entry.batch) FROM entry WHERE seq = 0";
    for table in ["sealed", "entry"] {
        let of = if table == "entry" { "record" } else { "concern" };
        let written = format!(
            "SELECT count(DISTINCT {table}.xmin::text) FROM {table} JOIN entry AS first ON first.{of} = {table}.{of} \
             WHERE first.seq = 0"
        );
        assert_eq!(
            app.count(&written),
            app.count(days),
            "{table}: one transaction a batch"
        );
    }
}

#[test]
fn mail_files_bear_their_days_midnight() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("instance");
    daylight::server::set_up_demo(&dir).unwrap();
    daylight::server::calendar_run(&dir).unwrap();
    let mut files = Vec::new();
    walk(&dir.join("mail"), &mut files);
    assert!(
        files
            .iter()
            .filter(|path| path.extension().is_some_and(|end| end == "eml"))
            .count()
            >= 4,
        "{files:?}"
    );
    for path in files {
        let modified = path.metadata().unwrap().modified().unwrap();
        let seconds = modified.duration_since(UNIX_EPOCH).unwrap();
        assert_eq!(
            seconds.as_nanos() % (86_400 * 1_000_000_000),
            0,
            "{}",
            path.display()
        );
        if path.is_file() {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.contains(" 00:00:00 "), "{text:.400}");
            assert!(!holds_a_time_of_day(&text.replace("00:00:00", "")), "{text:.400}");
        }
    }
}

fn walk(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        }
        found.push(path);
    }
}
