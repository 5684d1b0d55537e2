//! Writes the seeds under `corpus/` anew, from the fixtures of the tests and from what the code writes itself:
//! `cargo run --manifest-path fuzz/Cargo.toml --example seeds`. Needed only when a format changes.

use std::io::Read as _;
use std::path::Path;

use age_core::primitives::bech32_decode;
use daylight::client::public_file::PublicFile;
use daylight::crypto::capsule::Capsule;
use daylight::crypto::key_file::KeyFile;
use daylight::crypto::padding::{BUCKETS, CAPSULE, pad, unpad};
use daylight::crypto::seal::{Plaintext, open_stream, seal_text};
use daylight::crypto::sign::SigningSecret;
use daylight_domain::{Date, Digest, Role, Urgency, from_hex};
use daylight_fuzz::sample;
use daylight_tlog::export::{Item, entry_line};
use daylight_tlog::tiles::bundle;
use daylight_tlog::{Cosigner, SigningKey};
use serde_json::Value;

const HEX32: &str = "a7c27da5c2006f18770d94d5395eba86798c584b4d575c62300d692d2da07dad";

fn main() -> std::io::Result<()> {
    let ledger = read("crates/tlog/tests/fixtures/ledger_vectors.json");
    let vectors = read("tests/fixtures/vectors.json");
    let text = |name: &str| ledger[name].as_str().expect("a text").to_owned();
    let all = |list: &Value, field: &str| -> Vec<String> {
        list.as_array()
            .expect("a list")
            .iter()
            .map(|each| each[field].as_str().expect("a text").to_owned())
            .collect()
    };

    put(
        "entry",
        &[
            all(&ledger["entries"], "entry"),
            one_of_each_kind(&ledger["kinds"]),
        ]
        .concat(),
    )?;
    put(
        "manifest",
        &[ledger["manifest"]["bytes"].as_str().expect("a text")],
    )?;
    put("checkpoint", &[text("checkpoint").as_str(), sample::checkpoint()])?;
    put("cosignature", &[sample::cosignature()])?;
    put(
        "witness_policy",
        &[sample::witness_policy_text(), policy_with_groups()],
    )?;
    put("proof", &[text("proof")])?;
    put("receipt", &[text("receipt")])?;
    put(
        "tile_path",
        &[
            "tile/0/000",
            "tile/1/x001/x234/067.p/8",
            "tile/entries/001.p/255",
            "tile/entries/x002/003",
        ],
    )?;
    put(
        "entry_bundle",
        &[vec![], bundle(&[Digest([7; 32]), Digest([9; 32])])],
    )?;
    let lines = entry_lines(&ledger["entries"]);
    let item = Item {
        entry: 9,
        item: Digest([7; 32]),
        there: true,
    };
    put("export_line", &[lines[0].clone(), item.to_line()])?;
    let manifest = ledger["manifest"]["bytes"].as_str().expect("a text");
    let files = format!("  {manifest}\n{}\n{}\n", lines.join("\n"), item.to_line());
    put("export_files", &[files])?;
    put("high_water", &[text("high_water")])?;
    put("vkey", &[text("vkey"), text("witness_vkey")])?;
    put(
        "tracking_code",
        &[all(&vectors["codes"], "words"), all(&vectors["typed"], "text")].concat(),
    )?;
    let recipient = all(&vectors["secrets"], "case_recipient").remove(0);
    let key = bech32_decode(&recipient, |_| (), |_| Ok(()), |_, bytes| Ok(bytes.collect())).expect("a key");
    put(
        "hybrid_recipient",
        &[
            recipient.into_bytes(),
            key,
            sample::identity().to_secret_text().as_bytes().to_vec(),
        ],
    )?;
    put(
        "padding",
        &[
            pad(b"", &BUCKETS).expect("short").to_vec(),
            pad(b"The till is short.", &BUCKETS).expect("short").to_vec(),
        ],
    )?;
    let sealed = seal_text(
        &sample::identity().recipient(),
        &Plaintext::new("The till is short.".into()),
    );
    let sealed = sealed.expect("short").into_bytes();
    put(
        "sealed",
        &[sealed.clone(), sealed[..1627].to_vec(), sealed[..1000].to_vec()],
    )?;
    put(
        "open_text",
        &[
            sealed,
            pad(b"The till is short.", &BUCKETS).expect("short").to_vec(),
        ],
    )?;
    put("capsule", &[capsule()])?;

    let key = KeyFile {
        name: "guardian".into(),
        role: Role::Holder,
        identity: sample::identity(),
        signing: SigningSecret::from_seed([2; 32]),
        offices: vec![("guardian".parse().expect("an office"), sample::identity())],
        log: None,
    };
    put(
        "key_file",
        &[
            key.write("passphrase", 1).expect("writes"),
            sample::with_passphrase(b"{}"),
        ],
    )?;
    let identity = sample::identity().to_secret_text();
    let content = format!(
        r#"{{"v":1,"name":"guardian","role":"holder","identity":"{0}","signing":"{HEX32}","offices":[{{"office":"guardian","identity":"{0}"}}]}}"#,
        *identity
    );
    put("key_file_content", &[content])?;
    let mut public = PublicFile::of(&key, Some("guardian".parse().expect("an office")));
    put(
        "public_file",
        &[serde_json::to_string(&public).expect("writes"), {
            public.office = None;
            public.office_recipient = None;
            serde_json::to_string(&public).expect("writes")
        }],
    )?;

    put("policy", &[std::fs::read(root("config/policies/example.toml"))?])?;
    put(
        "config",
        &[
            std::fs::read(root("config/daylight.toml"))?,
            b"origin = \"a.example/log\"\ndemo = true\n".to_vec(),
        ],
    )?;
    let entry = serde_json::to_string(&all(&ledger["entries"], "entry")[1]).expect("a text");
    put(
        "api_submission",
        &[format!(
            r#"{{"manifest":"m","locator_hash":"{HEX32}","about":"AAA=","account":"","capsules":["AA==","AAAA"]}}"#
        )],
    )?;
    put("api_track", &[format!(r#"{{"locator":"{HEX32}"}}"#)])?;
    put(
        "api_reporter_act",
        &[format!(
            r#"{{"locator":"{HEX32}","entry":{entry},"items":["AA=="]}}"#
        )],
    )?;
    put(
        "api_holder_act",
        &[
            format!(r#"{{"entry":{entry},"items":["AA=="]}}"#),
            format!(r#"{{"entry":{entry}}}"#),
        ],
    )?;
    put(
        "api_people_act",
        &[format!(
            r#"{{"entry":{entry},"details":{{"name":"N","address":"n@x.invalid","recipient":"age1pq1"}},"recipient":null,"secrets":[]}}"#
        )],
    )?;
    put(
        "api_policy_act",
        &[format!(r#"{{"entry":{entry},"toml":"a = 1"}}"#)],
    )?;
    put(
        "api_sign_in",
        &[format!(
            r#"{{"person":"34750f98bd59fcfc","challenge":"00ff","signature":"{HEX32}{HEX32}"}}"#
        )],
    )
}

/// The entries as they stand in an export.
fn entry_lines(entries: &Value) -> Vec<String> {
    let entries = entries.as_array().expect("a list").iter();
    entries
        .map(|each| {
            let salt = from_hex(each["salt"].as_str().expect("a text")).expect("a salt");
            entry_line(&salt, each["entry"].as_str().expect("a text").as_bytes())
        })
        .collect()
}

/// An entry of each kind whose data has fields of its own. All by the service, so that none needs a signature.
fn one_of_each_kind(kinds: &Value) -> Vec<String> {
    let kinds = kinds.as_array().expect("a list").iter();
    kinds
        .filter_map(|act| act.as_str()?.strip_suffix('}')?.split_once(r#","data":"#))
        .filter(|(_, data)| *data != "{}")
        .map(|(kind, data)| {
            let kind = kind.trim_start_matches('{');
            format!(
                r#"{{"v":1,{kind},"day":"2026-12-26","concern":null,"by":"service","after":null,"data":{data},"sig":null}}"#
            )
        })
        .collect()
}

/// What stands inside a capsule.
fn capsule() -> Vec<u8> {
    let sealed = Capsule {
        origin: sample::ORIGIN.into(),
        office: "guardian".parse().expect("an office"),
        reporter: SigningKey::from_seed(&[3; 32]).public(),
        case_identity: sample::identity(),
        opening: SigningSecret::from_seed([4; 32]),
        day: Date::constant(2026, 12, 18),
        urgency: Urgency::Danger,
    }
    .seal(&sample::identity().recipient())
    .expect("a short origin");
    let mut padded = Vec::new();
    open_stream(&sample::identity(), sealed.as_bytes())
        .expect("sealed to it")
        .read_to_end(&mut padded)
        .expect("whole");
    unpad(&padded, &CAPSULE).expect("our own padding").to_vec()
}

/// Groups of witnesses, one within the other.
fn policy_with_groups() -> String {
    let [a, b, c] = [5, 8, 9].map(|seed| {
        let name = format!("witness.invalid/w{seed}");
        let key = SigningKey::from_seed(&[seed; 32]).public();
        Cosigner::new(&name, key).expect("a good name").vkey()
    });
    format!(
        "# trusted\nlog {}\n\nwitness a {a} https://a.invalid\nwitness\tb {b}\nwitness c {c}\n\
         group ab 2 a b\ngroup either any ab c\ngroup whole all either\nquorum whole\n",
        sample::log_key().verifier().vkey()
    )
}

fn put<T: AsRef<[u8]>>(target: &str, seeds: &[T]) -> std::io::Result<()> {
    let dir = root("fuzz/corpus").join(target);
    std::fs::create_dir_all(&dir)?;
    for (number, seed) in seeds.iter().enumerate() {
        std::fs::write(dir.join(format!("seed-{number}")), seed)?;
    }
    Ok(())
}

fn root(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn read(path: &str) -> Value {
    let text = std::fs::read_to_string(root(path)).expect("a fixture");
    serde_json::from_str(&text).expect("JSON")
}
