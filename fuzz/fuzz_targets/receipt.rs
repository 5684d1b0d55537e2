//! A receipt has one spelling.
#![no_main]

use daylight_fuzz::{same, sample};
use daylight_tlog::UncheckedReceipt;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(read) = UncheckedReceipt::parse(bytes) else {
        return;
    };
    let _ = read.verify_with_own_key();
    // A mutation's signature is wrong, so its text is signed anew.
    let note = sample::signed_anew(bytes);
    let read = UncheckedReceipt::parse(&note).expect("the same text");
    if let Ok(receipt) = read.verify(sample::log_key().verifier()) {
        let again = sample::log_key().sign_receipt(receipt.batch_day, &receipt.salt, receipt.entry.bytes());
        same(&note, again.expect("what was read can be written").as_bytes());
    }
});
