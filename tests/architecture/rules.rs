//! The rules as tables: to change who may know whom is to change a line here, with a reason in the commit.

/// Modules of `src/` and the ones each may name. What is not listed is forbidden. `lib.rs` lists them all.
pub(crate) const MAY_KNOW: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("entropy", &[]),
    ("telemetry", &["clock"]),
    ("config", &[]),
    // What people read, in each language.
    ("words", &[]),
    // What crosses the wire, as both ends see it.
    ("api", &[]),
    ("crypto", &["entropy"]),
    // Printed pages: facts in, bytes out.
    ("poster", &["words"]),
    ("store", &["clock", "entropy", "config"]),
    // Files that are whole or not there.
    ("durable", &[]),
    ("blob", &["clock", "entropy", "config", "durable"]),
    ("mail", &["clock", "entropy", "config", "durable"]),
    // Speaks to witnesses; what they answer is judged by the action.
    ("witness", &["config"]),
    (
        "actions",
        &[
            "api", "clock", "entropy", "config", "durable", "crypto", "store", "blob", "mail", "witness",
        ],
    ),
    (
        "web",
        &[
            "api",
            "clock",
            "entropy",
            "config",
            "telemetry",
            "crypto",
            "store",
            "blob",
            "mail",
            "actions",
            "words",
            // Packs go out as PDF, too.
            "poster",
            // The form for scripts off does here what a reporter's program does: one way to seal and to check, not two.
            // FORBIDDEN lets `src/web/arrival` alone name it, and not its way over the network.
            "client",
        ],
    ),
    (
        "workers",
        &[
            "clock",
            "entropy",
            "config",
            "telemetry",
            "crypto",
            "store",
            "blob",
            "mail",
            "actions",
        ],
    ),
    ("client", &["api", "clock", "entropy", "crypto"]),
    (
        "server",
        &[
            "api",
            "clock",
            "entropy",
            "config",
            "telemetry",
            "crypto",
            "store",
            "blob",
            "mail",
            "actions",
            "web",
            "workers",
        ],
    ),
    (
        "cli",
        &[
            "api",
            "clock",
            "entropy",
            "config",
            "telemetry",
            "crypto",
            "client",
            "actions",
            "server",
            "poster",
            "words",
        ],
    ),
];

/// Crates that one room of the house alone names.
pub(crate) const OWNED: &[(&str, &[&str])] = &[
    ("sea_orm", &["src/store/", "migrations/"]),
    ("sea_orm_migration", &["src/store/", "migrations/"]),
    ("sqlx", &["src/store/"]),
    ("age", &["src/crypto/"]),
    ("age_core", &["src/crypto/"]),
    ("argon2", &["src/crypto/"]),
    ("hkdf", &["src/crypto/"]),
    ("hpke", &["src/crypto/"]),
    ("hpke_rs", &["src/crypto/"]),
    ("hpke_rs_crypto", &["src/crypto/"]),
    ("hpke_rs_libcrux", &["src/crypto/"]),
    ("ed25519_dalek", &["src/crypto/", "crates/tlog/"]),
    // Points and scalars: one file knows what may be done with them (ADR 23).
    (
        "curve25519_dalek",
        &[
            "crates/tlog/src/sig.rs",
            "crates/tlog/src/together.rs",
            "crates/tlog/src/together_tests.rs",
        ],
    ),
    ("signed_note", &["crates/tlog/"]),
    ("tlog_tiles", &["crates/tlog/"]),
    ("tar", &["src/server/", "src/actions/take_export.rs"]),
    ("lettre", &["src/mail/"]),
    ("actix_web", &["src/web/", "src/server.rs", "src/server/"]),
    // Elsewhere nothing comes in parts.
    ("actix_multipart", &["src/web/arrival/"]),
    ("ureq", &["src/client/", "src/witness.rs"]),
    ("krilla", &["src/poster/"]),
    ("qrcode", &["src/poster/"]),
    ("usvg", &["src/poster/"]),
    ("fluent_bundle", &["src/words/"]),
    ("rand", &["src/entropy.rs"]),
    ("getrandom", &["src/entropy.rs"]),
];

/// Crates and words that a folder never names, with what to do instead.
pub(crate) const FORBIDDEN: &[(&str, &[&str], &str)] = &[
    (
        "crates/domain/",
        &[
            "tokio",
            "tracing",
            "sha2",
            "serde_json",
            "daylight_tlog",
            "std::fs",
            "std::io",
            "std::net",
            "std::env",
            "std::process",
            "std::thread",
            "std::time",
            "async fn",
            ".await",
        ],
        "the rules get values and give values: read, hash and wait outside, and pass the result in",
    ),
    (
        "crates/tlog/src/bin/",
        &["tokio", "std::net"],
        "the verifier reads a folder and nothing else: it must run where there is no network",
    ),
    (
        // Threads, and nothing else of the machine: the verifier uses every processor (ADR 19).
        "crates/tlog/src/parallel.rs",
        &[
            "tokio",
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "std::time",
            "async fn",
            ".await",
        ],
        "this file shares work among threads and does none of it",
    ),
    (
        "crates/tlog/",
        &[
            "tokio",
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "std::thread",
            "std::time",
            "async fn",
            ".await",
        ],
        "formats take bytes and give bytes: do the reading and writing in `src/store` or in the program",
    ),
    (
        "src/web/arrival/",
        &["crate::store", "client::http", "client::Service", "CallFailed"],
        "call the action itself: the form for scripts off stands within the service",
    ),
    (
        "src/web/",
        &["crate::store::entity", "crate::client"],
        "ask `store` for domain values; rows stay inside it. Sealing is for reporters' devices and `src/web/arrival`",
    ),
    (
        "src/actions/",
        &["crate::store::entity"],
        "ask `store` for domain values; rows stay inside it",
    ),
];

/// Ways to read the wall clock; only `src/clock.rs` may.
pub(crate) const CLOCKS: &[&str] = &[
    "SystemTime::now",
    "Timestamp::now",
    "Zoned::now",
    "Utc::now",
    "Local::now",
];
/// Ways to draw randomness; only `src/entropy.rs` may.
pub(crate) const DICE: &[&str] = &[
    "OsRng",
    "SysRng",
    "thread_rng",
    "rand::rng",
    "from_entropy",
    "from_os_rng",
    "Uuid::new_v4",
];
/// Ways to learn where a caller sits or with what.
pub(crate) const ADDRESSES: &[&str] = &[
    "peer_addr",
    "connection_info",
    "realip_remote_addr",
    "remote_addr",
];
pub(crate) const ADDRESS_HEADERS: &[&str] = &["x-forwarded-for", "x-real-ip", "forwarded", "user-agent"];
/// Folders that stand only on somebody's machine.
pub(crate) const HOMES: &[&str] = &["/home/", "/root/", "/Users/", "C:\\Users\\"];
