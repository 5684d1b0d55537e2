//! Sealing, codes, keys: alone names age, argon2 and hpke. Must not know the network, the store or the clock.

pub mod attachment;
pub mod capsule;
pub mod code;
pub mod copies;
pub mod derive;
pub mod desk_note;
pub mod header;
pub mod hybrid;
pub mod key_file;
pub mod key_words;
pub mod opening;
pub mod padding;
pub mod seal;
pub mod sealed;
pub mod sealing;
pub mod sign;
pub mod submission;
pub mod work;
