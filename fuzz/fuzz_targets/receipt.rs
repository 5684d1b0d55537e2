//! A receipt that our key signed has one spelling.
#![no_main]

use daylight_fuzz::{same, sample};
use daylight_tlog::UncheckedReceipt;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = UncheckedReceipt::parse(bytes)
        && let Ok(receipt) = read.verify(sample::log_key().verifier())
    {
        let again = sample::log_key().sign_receipt(receipt.batch_day, &receipt.salt, receipt.entry.bytes());
        same(bytes, again.expect("what was read can be written").as_bytes());
    }
    if let Ok(read) = UncheckedReceipt::parse(bytes) {
        let _ = read.verify_with_own_key();
    }
});
