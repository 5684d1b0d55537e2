//! The keys of `docs/LEDGER_FORMAT.md`: seeds of one byte, 32 times. What they sign is taken, so that the targets get
//! beyond the signature.

use std::io::Write as _;
use std::sync::LazyLock;

use age::secrecy::SecretString;
use daylight::crypto::hybrid::HybridIdentity;
use daylight_tlog::{Cosigner, LogKey, SigningKey, WitnessPolicy, sha256};

/// The log's name.
pub const ORIGIN: &str = "demo.daylight.invalid/log";

/// The log's key.
pub fn log_key() -> &'static LogKey {
    static KEY: LazyLock<LogKey> = LazyLock::new(|| LogKey::new(ORIGIN, &[1; 32]).expect("a good origin"));
    &KEY
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
pub fn witness_policy() -> WitnessPolicy {
    WitnessPolicy::parse(&witness_policy_text()).expect("a good policy")
}

/// A checkpoint of the log.
pub fn checkpoint() -> String {
    log_key().sign_checkpoint(4, sha256(b"a root")).expect("signs")
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
