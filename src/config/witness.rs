//! `[[witness]]` of `daylight.toml`: outside witnesses, whom each new checkpoint is sent to. Opens no connection.

use std::collections::BTreeSet;

use daylight_tlog::Cosigner;
use serde::{Deserialize, Deserializer, de::Error as _};

use super::is_this_machine;

/// More are not asked: each costs every client that checks it a signature.
const MOST_WITNESSES: usize = 16;

/// A witness that speaks c2sp.org/tlog-witness.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Witness {
    /// Its name and key (`vkey`, of type 0x04).
    #[serde(rename = "vkey", deserialize_with = "vkey")]
    pub cosigner: Cosigner,
    /// Its submission prefix: `/add-checkpoint` follows.
    pub url: String,
    /// How long one answer may take.
    #[serde(default = "half_a_minute")]
    pub timeout_seconds: u64,
}

fn half_a_minute() -> u64 {
    30
}

fn vkey<'de, D: Deserializer<'de>>(from: D) -> Result<Cosigner, D::Error> {
    let text = String::deserialize(from)?;
    Cosigner::from_vkey(&text).map_err(|_| {
        D::Error::custom(
            "vkey is no verifier key of a witness: it looks like witness.example.org+5896c587+BG5…, as its operator \
             publishes it",
        )
    })
}

impl Witness {
    /// Whether it is on this very machine: no proxy stands in between.
    pub fn is_near(&self) -> bool {
        self.host().is_some_and(is_this_machine)
    }

    /// The name or number in its address, without a port.
    fn host(&self) -> Option<&str> {
        let (_, rest) = self.url.split_once("://")?;
        let host = rest.split('/').next().unwrap_or_default();
        let is_port = |port: &str| port.bytes().all(|digit| digit.is_ascii_digit());
        let bare = match host.rsplit_once(':') {
            Some((bare, port)) if is_port(port) => bare,
            _ => host,
        };
        Some(bare.trim_start_matches('[').trim_end_matches(']')).filter(|bare| !bare.is_empty())
    }

    fn check(&self) -> Result<(), String> {
        let name = self.cosigner.witness();
        let is_plain = self.url.starts_with("http://");
        let odd = |c: char| !c.is_ascii_graphic() || "@?#\"<>\\".contains(c);
        if !(is_plain || self.url.starts_with("https://")) || self.host().is_none() || self.url.contains(odd)
        {
            return Err(format!(
                "witness.url of {name} is {:?}; it must be an address such as https://witness.example.org/daylight",
                self.url
            ));
        }
        if is_plain && !self.is_near() {
            return Err(format!(
                "witness.url of {name} begins with http://, but is not of this machine: take https://"
            ));
        }
        if !(1..=60).contains(&self.timeout_seconds) {
            return Err(format!(
                "witness.timeout_seconds of {name} is {}; it must be from 1 to 60",
                self.timeout_seconds
            ));
        }
        Ok(())
    }
}

/// Names the first thing that cannot be right about the witnesses together.
pub(super) fn check(witnesses: &[Witness], quorum: Option<usize>) -> Result<(), String> {
    if witnesses.len() > MOST_WITNESSES {
        return Err(format!(
            "there are {} tables [[witness]]; at most {MOST_WITNESSES} are asked",
            witnesses.len()
        ));
    }
    let (mut keys, mut names) = (BTreeSet::new(), BTreeSet::new());
    for witness in witnesses {
        witness.check()?;
        let name = witness.cosigner.witness();
        if !keys.insert(witness.cosigner.public_key()) || !names.insert(name) {
            return Err(format!(
                "witness {name} stands there twice, by its name or by its key: each counts once"
            ));
        }
    }
    match quorum {
        Some(quorum) if !(1..=witnesses.len()).contains(&quorum) => Err(format!(
            "witness_quorum is {quorum}, of {} witnesses: it must be from 1 to their number, or be left out for all of them",
            witnesses.len()
        )),
        _ => Ok(()),
    }
}
