//! What goes to a witness and what comes back (c2sp.org/tlog-witness, `add-checkpoint`). Sends nothing itself.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use daylight_domain::Digest;

use crate::checkpoint::UnverifiedCheckpoint;
use crate::cosignature::Cosigner;
use crate::note::MAX_NOTE_BYTES;

/// An answer without a cosignature of the witness on the checkpoint it was sent, or with one that does not verify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the answer holds no good cosignature of this witness on this checkpoint")]
pub struct NotCosigned;

/// The request: the size that the witness cosigned last, the proof that leads from there (RFC 6962 section 2.1.2), and
/// the signed checkpoint.
pub fn add_checkpoint(old_size: u64, proof: &[Digest], checkpoint: &str) -> String {
    let mut body = format!("old {old_size}\n");
    for hash in proof {
        body += &STANDARD.encode(hash.0);
        body.push('\n');
    }
    body.push('\n');
    body + checkpoint
}

/// The checkpoint with this witness's cosignature as its last line. Lines by other keys are passed over; of several by
/// this one the first is taken.
pub fn with_cosignature(checkpoint: &str, answer: &[u8], witness: &Cosigner) -> Result<String, NotCosigned> {
    if answer.len() > MAX_NOTE_BYTES {
        return Err(NotCosigned);
    }
    let answer = std::str::from_utf8(answer).map_err(|_| NotCosigned)?;
    for line in answer.split_inclusive('\n') {
        let cosigned = format!("{checkpoint}{line}");
        let read = UnverifiedCheckpoint::parse(cosigned.as_bytes()).map_err(|_| NotCosigned)?;
        let ours = read.cosignatures(std::slice::from_ref(witness));
        if !ours.map_err(|_| NotCosigned)?.is_empty() {
            return Ok(cosigned);
        }
    }
    Err(NotCosigned)
}

/// The size in the body of a 409: what the witness says that it cosigned last. Its word alone.
pub fn size_claimed(body: &[u8]) -> Option<u64> {
    let digits = std::str::from_utf8(body).ok()?.strip_suffix('\n')?;
    let size: u64 = digits.parse().ok()?;
    (size.to_string() == digits).then_some(size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::LogKey;
    use crate::sig::SigningKey;

    fn witness(seed: u8) -> (SigningKey, Cosigner) {
        let key = SigningKey::from_seed(&[seed; 32]);
        let cosigner = Cosigner::new("witness.invalid/w1", key.public()).unwrap();
        (key, cosigner)
    }

    fn checkpoint(size: u64) -> (String, String) {
        let log = LogKey::new("demo.daylight.invalid/log", &[1; 32]).unwrap();
        let note = log.sign_checkpoint(size, Digest([7; 32])).unwrap();
        let text = note.split_inclusive('\n').take(3).collect();
        (note, text)
    }

    #[test]
    fn a_request_is_the_old_size_the_proof_an_empty_line_and_the_checkpoint() {
        let body = add_checkpoint(4, &[Digest([0; 32])], "note\n");
        assert_eq!(
            body,
            "old 4\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\nnote\n"
        );
        assert_eq!(add_checkpoint(0, &[], "note\n"), "old 0\n\nnote\n");
    }

    #[test]
    fn of_an_answer_the_witness_s_own_line_alone_is_taken() {
        let (note, text) = checkpoint(8);
        let ((key, ours), (other_key, _)) = (witness(5), witness(6));
        let other = Cosigner::new("other.invalid/w", other_key.public()).unwrap();
        let line = ours.cosign(&key, &text, 1_797_552_000);
        let answer = [other.cosign(&other_key, &text, 1), line.clone()].concat();
        assert_eq!(
            with_cosignature(&note, answer.as_bytes(), &ours),
            Ok(format!("{note}{line}"))
        );
    }

    #[test]
    fn no_line_of_the_witness_or_a_bad_one_is_no_cosignature() {
        let (note, text) = checkpoint(8);
        let (_, of_another_tree) = checkpoint(12);
        let ((key, ours), (other_key, other)) = (witness(5), witness(6));
        let forged = ours.cosign(&other_key, &text, 1);
        let elsewhere = ours.cosign(&key, &of_another_tree, 1);
        let unknown = other.cosign(&other_key, &text, 1);
        let unended = ours.cosign(&key, &text, 1).trim_end().to_owned();
        let long = "— a AAAA\n".repeat(8000);
        for bad in [
            "",
            "\n",
            "cosigned\n",
            &forged,
            &elsewhere,
            &unknown,
            &unended,
            &long,
        ] {
            assert_eq!(
                with_cosignature(&note, bad.as_bytes(), &ours),
                Err(NotCosigned),
                "{bad:?}"
            );
        }
        assert_eq!(with_cosignature(&note, b"\xff\n", &ours), Err(NotCosigned));
    }

    proptest::proptest! {
        #[test]
        fn lines_around_the_witness_s_own_change_nothing_of_what_is_kept(
            before in "(— [a-z]{1,9} [A-Za-z0-9+/]{8}\n){0,3}",
            after in "\\PC{0,200}",
        ) {
            let (note, text) = checkpoint(8);
            let (key, ours) = witness(5);
            let line = ours.cosign(&key, &text, 7);
            let answer = [before.as_str(), line.as_str(), after.as_str()].concat();
            let kept = with_cosignature(&note, answer.as_bytes(), &ours);
            proptest::prop_assert!(kept.is_err() || kept == Ok(format!("{note}{line}")));
            let _ = size_claimed(after.as_bytes());
        }
    }

    #[test]
    fn the_size_of_a_conflict_has_one_spelling() {
        assert_eq!(size_claimed(b"64\n"), Some(64));
        assert_eq!(size_claimed(b"0\n"), Some(0));
        for bad in [
            "",
            "64",
            "064\n",
            "+64\n",
            "-1\n",
            "64\n\n",
            "6 4\n",
            "18446744073709551616\n",
            "<p>\n",
        ] {
            assert_eq!(size_claimed(bad.as_bytes()), None, "{bad:?}");
        }
    }
}
