//! The ledger as bytes: entries, manifests, tree, proofs, signed notes, receipts and the check of a whole ledger.
//! No I/O, no database, no clock, no async: a stranger's verifier needs what stands here and nothing else.
//! The formats are written down in `docs/LEDGER_FORMAT.md`.

pub mod batch;
pub mod checkpoint;
pub mod cosignature;
pub mod entry;
pub mod export;
pub mod growing;
pub mod high_water;
pub mod key_words;
pub mod manifest;
pub mod note;
mod parallel;
pub mod proof;
pub mod receipt;
pub mod replay;
pub mod sig;
pub mod tiles;
mod together;
pub mod tree;
pub mod verify;
pub mod witness;
pub mod witness_policy;

pub use batch::{Place, in_batch_order, padding_needed};
pub use checkpoint::{BadCheckpoint, Checkpoint, UnverifiedCheckpoint};
pub use cosignature::{Cosignature, Cosigner};
pub use entry::{
    BadEntry, MAX_ENTRY_BYTES, Salt, UncheckedEntry, UnsignedEntry, opening_message, record, sign_in_message,
};
pub use growing::Growing;
pub use high_water::{Compared, HighWater};
pub use key_words::key_words;
pub use manifest::{BadManifest, MAX_MANIFEST_BYTES, Manifest, ManifestCapsule, UncheckedManifest};
pub use note::{BadKey, BadNote, LogKey, LogVerifier};
pub use proof::{BadProof, ProvenRecord, TlogProof};
pub use receipt::{ActReceipt, BadReceipt, KeyUsed, UncheckedReceipt};
pub use sig::{BadSignature, SigningKey, VerifyingKey, concern_id, person_id, sha256, verify};
pub use tiles::{Tile, parse_bundle, tiles_between};
pub use tree::{Hashes, TreeError, check_consistency, check_inclusion, leaf_hash};
pub use witness_policy::{BadPolicy, WitnessPolicy};
