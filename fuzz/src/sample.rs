//! The keys of `docs/LEDGER_FORMAT.md`: seeds of one byte, 32 times. What they sign is taken, so that the targets get
//! beyond the signature.

use std::io::Write as _;
use std::sync::LazyLock;

use age::secrecy::SecretString;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use daylight::crypto::hybrid::HybridIdentity;
use daylight_domain::from_hex;
use daylight_tlog::{Cosigner, LogKey, SigningKey, WitnessPolicy, sha256};

/// The log's name.
pub const ORIGIN: &str = "demo.daylight.invalid/log";

const LOG_SEED: [u8; 32] = [1; 32];

/// The log's key.
pub fn log_key() -> &'static LogKey {
    static KEY: LazyLock<LogKey> = LazyLock::new(|| LogKey::new(ORIGIN, &LOG_SEED).expect("a good origin"));
    &KEY
}

/// A note's text under the log's signature alone: so that what a mutation says is read beyond the signature.
pub fn signed_anew(note: &[u8]) -> Vec<u8> {
    let text = note_text(note);
    let vkey = log_key().verifier().vkey();
    let id = vkey.split('+').nth(1).expect("an id");
    let id: [u8; 4] = from_hex(id).expect("an id");
    let signature = SigningKey::from_seed(&LOG_SEED).sign(text.as_bytes());
    let line = BASE64_STANDARD.encode([id.as_slice(), &signature.0].concat());
    format!("{text}\n\u{2014} {ORIGIN} {line}\n").into_bytes()
}

/// A note without its signatures, which stand behind the last empty line.
fn note_text(note: &[u8]) -> String {
    let note = std::str::from_utf8(note).expect("a note");
    let (text, _) = note.rsplit_once("\n\n").expect("a note");
    format!("{text}\n")
}

/// A witness and its key.
pub fn witness() -> (SigningKey, Cosigner) {
    let key = SigningKey::from_seed(&[5; 32]);
    let cosigner = Cosigner::new("witness.invalid/w1", key.public()).expect("a good name");
    (key, cosigner)
}

/// A policy that wants the one witness.
pub fn witness_policy_text() -> String {
    let (_, witness) = witness();
    format!(
        "log {}\nwitness w1 {}\nquorum w1\n",
        log_key().verifier().vkey(),
        witness.vkey()
    )
}

/// The same, read.
pub fn witness_policy() -> &'static WitnessPolicy {
    static POLICY: LazyLock<WitnessPolicy> =
        LazyLock::new(|| WitnessPolicy::parse(&witness_policy_text()).expect("a good policy"));
    &POLICY
}

/// A checkpoint of the log.
pub fn checkpoint() -> &'static str {
    static NOTE: LazyLock<String> =
        LazyLock::new(|| log_key().sign_checkpoint(4, sha256(b"a root")).expect("signs"));
    &NOTE
}

/// A witness's line for it.
pub fn cosignature() -> String {
    let (key, witness) = witness();
    let text = note_text(checkpoint().as_bytes());
    witness.cosign(&key, &text, 1_797_552_000)
}

/// The checkpoint with the line.
pub fn cosigned() -> &'static str {
    static NOTE: LazyLock<String> = LazyLock::new(|| [checkpoint(), &cosignature()].concat());
    &NOTE
}

/// Whom the seeds of `open_text` are sealed to.
pub fn identity() -> HybridIdentity {
    HybridIdentity::from_seed([6; 32])
}

/// Seals bytes with the passphrase `passphrase` for the least work.
pub fn with_passphrase(bytes: &[u8]) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from("passphrase"));
    recipient.set_work_factor(1);
    let recipients: [&dyn age::Recipient; 1] = [&recipient];
    let mut writer = age::Encryptor::with_recipients(recipients.into_iter())
        .expect("one recipient")
        .wrap_output(Vec::new())
        .expect("memory is written");
    writer.write_all(bytes).expect("memory is written");
    writer.finish().expect("memory is written")
}
