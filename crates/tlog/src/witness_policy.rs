//! The policy of witnesses (c2sp.org/tlog-policy): which logs and witnesses are trusted, and how many must sign.

use std::collections::{BTreeMap, BTreeSet};

use crate::cosignature::{Cosignature, Cosigner};
use crate::note::LogVerifier;

/// No policy file is longer, in bytes; checked before parsing.
const MAX_POLICY_BYTES: usize = 64 * 1024;

/// Why a policy file is refused, with the line, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BadPolicy {
    /// Longer than the limit, or control characters.
    #[error("the policy of witnesses is too long or not plain text")]
    NotText,
    /// A line of no known form, or with a key of the wrong type.
    #[error("line {0} of the policy of witnesses is not understood")]
    Line(usize),
    /// A key or a name twice, a member of two groups, or a name not defined above.
    #[error("line {0} of the policy of witnesses names something twice, or before it is defined")]
    Name(usize),
    /// No `quorum` line, or more than one.
    #[error("the policy of witnesses needs exactly one quorum line")]
    Quorum,
}

/// Logs, witnesses and the quorum.
#[derive(Clone, Debug)]
pub struct WitnessPolicy {
    logs: Vec<LogVerifier>,
    nodes: BTreeMap<String, Node>,
    /// The names of `nodes` as the file defines them: what a group names stands before it.
    order: Vec<String>,
    /// None means `quorum none`.
    quorum: Option<String>,
}

#[derive(Clone, Debug)]
enum Node {
    Witness(Cosigner),
    Group { needed: usize, members: Vec<String> },
}

impl WitnessPolicy {
    /// Reads a policy file.
    pub fn parse(text: &str) -> Result<Self, BadPolicy> {
        let plain = text
            .chars()
            .all(|c| c == '\t' || c == '\n' || (c >= ' ' && c != '\u{7f}'));
        if text.len() > MAX_POLICY_BYTES || !plain {
            return Err(BadPolicy::NotText);
        }
        let mut policy = Self {
            logs: Vec::new(),
            nodes: BTreeMap::new(),
            order: Vec::new(),
            quorum: None,
        };
        let mut grouped = BTreeSet::new();
        let mut quorums = 0_usize;
        for (line, number) in text.split('\n').zip(1..) {
            let words: Vec<_> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
            match words.as_slice() {
                [] => {}
                [first, ..] if first.starts_with('#') => {}
                ["log", vkey] | ["log", vkey, _] => policy.add_log(vkey, number)?,
                ["witness", name, vkey] | ["witness", name, vkey, _] => {
                    policy.add_witness(name, vkey, number)?;
                }
                ["group", name, count, members @ ..] => {
                    policy.add_group(name, count, members, &mut grouped, number)?;
                }
                ["quorum", name] => {
                    quorums = quorums.saturating_add(1);
                    if *name != "none" {
                        policy.defined(name, number)?;
                        policy.quorum = Some((*name).to_owned());
                    }
                }
                _ => return Err(BadPolicy::Line(number)),
            }
        }
        if quorums == 1 {
            Ok(policy)
        } else {
            Err(BadPolicy::Quorum)
        }
    }

    /// The logs whose signature is accepted.
    pub fn logs(&self) -> impl Iterator<Item = &LogVerifier> {
        self.logs.iter()
    }

    /// Every witness the policy names.
    pub fn witnesses(&self) -> Vec<Cosigner> {
        self.nodes.values().filter_map(Node::witness).cloned().collect()
    }

    /// Whether these cosignatures, already checked, are enough.
    pub fn is_met_by(&self, cosignatures: &[Cosignature]) -> bool {
        let Some(quorum) = &self.quorum else {
            return true;
        };
        // In order and not from the quorum down: a file has room for groups thousands deep, a stack has not.
        let mut met = BTreeSet::new();
        for name in &self.order {
            let is_met = match self.nodes.get(name) {
                Some(Node::Witness(witness)) => has_signed(witness, cosignatures),
                Some(Node::Group { needed, members }) => {
                    members.iter().filter(|member| met.contains(member)).count() >= *needed
                }
                None => false,
            };
            if is_met {
                met.insert(name);
            }
        }
        met.contains(quorum)
    }

    fn add_log(&mut self, vkey: &str, line: usize) -> Result<(), BadPolicy> {
        let log = LogVerifier::from_vkey(vkey).map_err(|_| BadPolicy::Line(line))?;
        if self
            .logs
            .iter()
            .any(|known| known.public_key() == log.public_key())
        {
            return Err(BadPolicy::Name(line));
        }
        self.logs.push(log);
        Ok(())
    }

    fn add_witness(&mut self, name: &str, vkey: &str, line: usize) -> Result<(), BadPolicy> {
        let witness = Cosigner::from_vkey(vkey).map_err(|_| BadPolicy::Line(line))?;
        // One key under two names would count twice.
        if self
            .witnesses()
            .iter()
            .any(|known| known.public_key() == witness.public_key())
        {
            return Err(BadPolicy::Name(line));
        }
        self.add(name, Node::Witness(witness), line)
    }

    fn add_group(
        &mut self,
        name: &str,
        count: &str,
        members: &[&str],
        grouped: &mut BTreeSet<String>,
        line: usize,
    ) -> Result<(), BadPolicy> {
        for member in members {
            self.defined(member, line)?;
            if !grouped.insert((*member).to_owned()) {
                return Err(BadPolicy::Name(line));
            }
        }
        let needed = match count {
            "all" => members.len(),
            "any" => 1,
            digits if digits.bytes().all(|b| b.is_ascii_digit()) => {
                digits.parse().map_err(|_| BadPolicy::Line(line))?
            }
            _ => return Err(BadPolicy::Line(line)),
        };
        if !(1..=members.len()).contains(&needed) {
            return Err(BadPolicy::Line(line));
        }
        let members = members.iter().map(|member| (*member).to_owned()).collect();
        self.add(name, Node::Group { needed, members }, line)
    }

    fn add(&mut self, name: &str, node: Node, line: usize) -> Result<(), BadPolicy> {
        if name == "none" || self.nodes.contains_key(name) {
            return Err(BadPolicy::Name(line));
        }
        self.order.push(name.to_owned());
        self.nodes.insert(name.to_owned(), node);
        Ok(())
    }

    fn defined(&self, name: &str, line: usize) -> Result<(), BadPolicy> {
        if self.nodes.contains_key(name) {
            Ok(())
        } else {
            Err(BadPolicy::Name(line))
        }
    }
}

fn has_signed(witness: &Cosigner, cosignatures: &[Cosignature]) -> bool {
    cosignatures.iter().any(|signed| signed.is_by(witness))
}

impl Node {
    fn witness(&self) -> Option<&Cosigner> {
        match self {
            Self::Witness(witness) => Some(witness),
            Self::Group { .. } => None,
        }
    }
}

#[cfg(test)]
#[path = "witness_policy_tests.rs"]
mod tests;
