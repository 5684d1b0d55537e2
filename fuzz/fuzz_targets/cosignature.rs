//! Cosignatures of witnesses (c2sp.org/tlog-cosignature).
#![no_main]

use daylight_fuzz::sample;
use daylight_tlog::UnverifiedCheckpoint;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The lines of witnesses, below a checkpoint that is right.
    let checkpoint = sample::checkpoint();
    let (key, witness) = sample::witness();
    let note = [checkpoint.as_bytes(), bytes].concat();
    if let Ok(read) = UnverifiedCheckpoint::parse(&note) {
        let _ = read.verify_policy(sample::witness_policy());
        if let Ok(found) = read.cosignatures(std::slice::from_ref(&witness)) {
            assert!(found.len() <= 1, "one witness counts once");
        }
    }
    // What a witness answers.
    if let Ok(cosigned) = daylight_tlog::witness::with_cosignature(checkpoint, bytes, &witness) {
        assert!(cosigned.starts_with(checkpoint), "nothing of ours is changed");
        let read = UnverifiedCheckpoint::parse(cosigned.as_bytes()).expect("what is kept can be read");
        assert!(read.verify_policy(sample::witness_policy()).is_ok(), "what is kept counts");
    }
    let _ = daylight_tlog::witness::size_claimed(bytes);
    // The witness itself, at any time.
    if let Some((time, _)) = bytes.split_first_chunk() {
        let time = u64::from_be_bytes(*time);
        let (text, _) = checkpoint.split_once("\n\n").expect("a note");
        let line = witness.cosign(&key, &format!("{text}\n"), time);
        let note = [checkpoint.as_bytes(), line.as_bytes()].concat();
        let read = UnverifiedCheckpoint::parse(&note).expect("our own note");
        match read.verify_policy(sample::witness_policy()) {
            Ok((_, found)) => assert!(found.len() == 1 && found[0].timestamp == time),
            Err(_) => assert!(i64::try_from(time).is_err(), "a time the format allows"),
        }
    }
});
