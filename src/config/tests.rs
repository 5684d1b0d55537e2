//! Every field of the configuration, wrong in turn.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use super::*;

#[test]
fn the_complete_configuration_of_the_repository_is_right_and_says_the_defaults() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/config/daylight.toml")).unwrap();
    let written = Config::parse(&text, Path::new("")).unwrap();
    let default = Config::parse("origin = \"example.org/log\"", Path::new("")).unwrap();
    assert_eq!(format!("{:?}", written.limits), format!("{:?}", default.limits));
    assert_eq!(format!("{:?}", written.storage), format!("{:?}", default.storage));
    assert_eq!(format!("{:?}", written.look), format!("{:?}", default.look));
    for field in fields() {
        let (_, name) = field.rsplit_once('.').unwrap_or(("", &field));
        let told = text
            .lines()
            .any(|line| line.trim_start_matches("# ").starts_with(&format!("{name} = ")));
        let is_table = text.contains(&format!("# [[{name}]]"));
        assert!(
            told || is_table || field == "mail.smtp.password",
            "{field} is not in it"
        );
    }
}

/// A configuration that is right but for one field, which is given this value.
fn with(field: &str, value: &str) -> String {
    let mut tables = BTreeMap::from([("", BTreeMap::from([("origin", "\"example.org/log\"")]))]);
    if field.starts_with("mail.smtp.") {
        let host = BTreeMap::from([("host", "\"mail.example.org\"")]);
        tables.insert("mail.smtp", host);
    }
    let (table, name) = field.rsplit_once('.').unwrap_or(("", field));
    tables.entry(table).or_default().insert(name, value);
    let mut text = String::new();
    for (table, fields) in tables {
        if !table.is_empty() {
            writeln!(text, "[{table}]").unwrap();
        }
        for (name, value) in fields {
            writeln!(text, "{name} = {value}").unwrap();
        }
    }
    text
}

fn wrong(text: &str) -> String {
    Config::parse(text, Path::new("")).expect_err(text)
}

/// Every field there is, as the parser itself lists them when it is given one that it does not know.
fn fields() -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    let mut tables = vec![String::new()];
    while let Some(table) = tables.pop() {
        let within = |name: &str| {
            if table.is_empty() {
                name.to_owned()
            } else {
                format!("{table}.{name}")
            }
        };
        let error = wrong(&with(&within("shape"), "1"));
        let (_, known) = error.split_once("expected").expect("an unknown field is refused");
        let (known, _) = known.split_once('\n').unwrap();
        for name in known.split('`').skip(1).step_by(2) {
            let field = within(name);
            if wrong(&with(&format!("{field}.shape"), "1")).contains("unknown field `shape`") {
                tables.push(field);
            } else {
                fields.insert(field);
            }
        }
    }
    fields
}

/// For each field values that cannot be right, and what is said then beside its name. A wrong type is tried for each.
const WRONG: &[(&str, &[&str], &str)] = &[
    ("origin", &["\"\"", "\"a b\"", "\"a+b\""], "for instance"),
    ("demo", &["\"yes\"", "1"], "expected a boolean"),
    (
        "storage.database",
        &["\"mysql://db/daylight\""],
        "begins with postgres://",
    ),
    (
        "storage.database",
        &["\"postgres://a:planted@c/d\""],
        "database_password",
    ),
    ("storage.database", &["\"\""], "write a path"),
    ("storage.database_password", &["\"\""], "leave the line out"),
    (
        "storage.backups_kept_days",
        &["367"],
        "beyond 366 days nothing would have been erased",
    ),
    (
        "storage.backups_kept_days",
        &["-1", "65536"],
        "expected a whole number",
    ),
    ("storage.blobs", &["\"\""], "write a path"),
    ("storage.blobs", &["\"log.key\""], "each needs its own"),
    ("storage.log_key", &["\"\""], "write a path"),
    ("storage.high_water", &["\"\""], "write a path"),
    (
        "storage.high_water",
        &["\"log.key\"", "\"daylight.db\""],
        "each needs its own",
    ),
    ("mail.folder", &["\"\""], "write a path"),
    (
        "mail.sender",
        &["\"nobody\"", "\"a@b@c\"", "\"a b@c\"", "\"\""],
        "for instance",
    ),
    (
        "mail.smtp.host",
        &["\"\"", "\"smtps://mail.example.org\"", "\"a:465\""],
        "a name such as",
    ),
    ("mail.smtp.port", &["0"], "from 1 to 65535"),
    ("mail.smtp.port", &["65536", "-1"], "expected a whole number"),
    (
        "mail.smtp.security",
        &["\"none\""],
        "take \"tls\" or \"starttls\"",
    ),
    (
        "mail.smtp.security",
        &["\"opportunistic\"", "\"\""],
        "expected one of `tls`",
    ),
    ("mail.smtp.user", &["\"\"", "\"somebody\""], "mail.smtp.user"),
    (
        "mail.smtp.password_file",
        &["\"smtp.password\""],
        "mail.smtp.user",
    ),
    ("mail.smtp.certificate_file", &["\"\""], "leave it out"),
    ("mail.smtp.timeout_seconds", &["0", "121"], "from 1 to 120"),
    (
        "mail.smtp.password",
        &["\"planted\"", "1", "[\"planted\"]"],
        "into a file",
    ),
    (
        "look.colour",
        &["\"blue\"", "\"\"", "\"#1d70b\""],
        "written as #1d70b8",
    ),
    (
        "look.colour",
        &["\"#ffffff\"", "\"#777777\""],
        "take a darker one",
    ),
    (
        "witness",
        &["[{ vkey = \"w+00000000+AAAA\", url = \"https://w.example.org\" }]"],
        "as its operator publishes it",
    ),
    ("witness_quorum", &["0", "1"], "be left out for all of them"),
    ("limits.account_kib", &["0", "257"], "from 1 to 256"),
    ("limits.message_kib", &["0", "65"], "from 1 to 64"),
    ("limits.submission_kib", &["0", "895", "4097"], "from 896 to 4096"),
    ("limits.request_kib", &["0", "63", "4097"], "from 64 to 4096"),
    ("limits.attachment_mib", &["0", "4097"], "from 1 to 4096"),
    ("limits.attachments", &["101"], "from 0 to 100"),
    ("limits.open_uploads", &["0", "17"], "from 1 to 16"),
];

#[test]
fn every_field_wrong_in_turn_is_named_with_what_to_do() {
    let tried: BTreeSet<String> = WRONG.iter().map(|(field, ..)| (*field).to_owned()).collect();
    assert_eq!(fields(), tried, "each field there is has a wrong value here");
    for (field, values, said) in WRONG {
        let name = field.rsplit('.').next().unwrap();
        for value in *values {
            let error = wrong(&with(field, value));
            assert!(
                error.contains(name) && error.contains(said),
                "{field} = {value}: {error}"
            );
            assert!(!error.contains("planted"), "{field}: {error}");
        }
        for value in ["[[]]", "{ a = 1 }", "1979-05-27", "-0.5", "nonsense", ""] {
            let error = wrong(&with(field, value));
            let what_to_do = error.contains("Put that line right") || *field == "mail.smtp.password";
            assert!(error.contains(name) && what_to_do, "{field} = {value}: {error}");
        }
        if field.starts_with("limits") || field.ends_with("seconds") {
            for value in ["-1", "18446744073709551616", "\"1\"", "true"] {
                let error = wrong(&with(field, value));
                assert!(
                    error.contains(name) && error.contains("Put that line right"),
                    "{field} = {value}: {error}"
                );
            }
        }
    }
}

#[test]
fn an_unknown_field_is_refused_wherever_it_stands() {
    for table in ["", "storage.", "mail.", "mail.smtp.", "limits.", "look."] {
        let error = wrong(&with(&format!("{table}shape"), "1"));
        assert!(
            error.contains("unknown field `shape`") && error.contains("Put that line right"),
            "{error}"
        );
    }
    assert!(wrong("[colours]\n").contains("unknown field `colours`"));
    assert!(wrong("").contains("missing field `origin`"));
}

const VKEY: &str = "witness.invalid/w1+5896c587+BG56HN0psLeP0Tr0xVmP7/TvKpcWbjym8uT7/M2AUFvx";

#[test]
fn a_witness_is_named_once_and_spoken_to_by_tls_unless_it_is_on_this_machine() {
    let one = |url: &str, more: &str| {
        format!("origin = \"example.org/log\"\n{more}[[witness]]\nvkey = \"{VKEY}\"\nurl = \"{url}\"\n")
    };
    for url in [
        "https://w.example.org",
        "https://w.example.org:8443/a/",
        "http://127.0.0.1:9",
        "http://[::1]:9/w",
    ] {
        let config = Config::parse(&one(url, "witness_quorum = 1\n"), Path::new("")).unwrap();
        assert_eq!(config.witness[0].cosigner.vkey(), VKEY);
    }
    for url in [
        "",
        "w.example.org",
        "https://",
        "ftp://w.example.org",
        "https://a@w.example.org",
        "https://w/?a",
    ] {
        let error = wrong(&one(url, ""));
        assert!(
            error.contains("witness.url") && error.contains("such as https://"),
            "{error}"
        );
    }
    for url in ["http://w.example.org", "http://127.0.0.1.example.org:9"] {
        assert!(wrong(&one(url, "")).contains("take https://"), "{url}");
    }
    let twice = [
        one("https://a.example.org", ""),
        one("https://b.example.org", "").replacen("origin", "#", 1),
    ]
    .concat();
    assert!(wrong(&twice).contains("stands there twice"));
    assert!(wrong(&one("https://a.example.org", "witness_quorum = 2\n")).contains("witness_quorum is 2"));
    let slow = one("https://a.example.org", "") + "timeout_seconds = 61\n";
    assert!(wrong(&slow).contains("from 1 to 60"));
    let unknown = one("https://a.example.org", "") + "shape = 1\n";
    assert!(wrong(&unknown).contains("unknown field `shape`"));
}
