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
        self.quorum
            .as_ref()
            .is_none_or(|quorum| self.is_witnessed(quorum, cosignatures))
    }

    // A group names only what stands above it, so this ends.
    fn is_witnessed(&self, name: &str, by: &[Cosignature]) -> bool {
        match self.nodes.get(name) {
            Some(Node::Witness(witness)) => {
                let id = signed_note::Verifier::key_id(witness);
                by.iter()
                    .any(|signed| signed.witness == witness.witness() && signed.key_id == id)
            }
            Some(Node::Group { needed, members }) => {
                members
                    .iter()
                    .filter(|member| self.is_witnessed(member, by))
                    .count()
                    >= *needed
            }
            None => false,
        }
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

impl Node {
    fn witness(&self) -> Option<&Cosigner> {
        match self {
            Self::Witness(witness) => Some(witness),
            Self::Group { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::{BadCheckpoint, UnverifiedCheckpoint};
    use crate::note::LogKey;
    use crate::sig::SigningKey;
    use daylight_domain::Digest;

    fn witness(n: u8) -> (SigningKey, Cosigner) {
        let key = SigningKey::from_seed(&[n; 32]);
        let cosigner = Cosigner::new(&format!("witness.invalid/{n}"), key.public()).unwrap();
        (key, cosigner)
    }

    fn policy(quorum: &str) -> WitnessPolicy {
        let log = LogKey::new("log.invalid", &[9; 32]).unwrap().verifier().vkey();
        let [a, b, c] = [1, 2, 3].map(|n| witness(n).1.vkey());
        WitnessPolicy::parse(&format!(
            "# trusted\nlog {log}\n\nwitness a {a} https://a.invalid\nwitness\tb {b}\nwitness c {c}\n\
             group ab 2 a b\n group either any ab c\nquorum {quorum}\n"
        ))
        .unwrap()
    }

    fn checkpoint(cosigned_by: &[u8]) -> UnverifiedCheckpoint {
        let mut note = LogKey::new("log.invalid", &[9; 32])
            .unwrap()
            .sign_checkpoint(4, Digest([5; 32]))
            .unwrap();
        let text = note.split_once("\n\n").unwrap().0.to_owned() + "\n";
        for n in cosigned_by {
            let (key, cosigner) = witness(*n);
            note += &cosigner.cosign(&key, &text, 1_800_000_000);
        }
        UnverifiedCheckpoint::parse(note.as_bytes()).unwrap()
    }

    #[test]
    fn a_quorum_counts_groups_and_members() {
        let met = |quorum: &str, by: &[u8]| checkpoint(by).verify_policy(&policy(quorum)).is_ok();
        assert!(met("none", &[]));
        assert!(met("a", &[1]) && !met("a", &[2]));
        assert!(met("ab", &[1, 2]) && !met("ab", &[1, 3]));
        assert!(met("either", &[3]) && met("either", &[1, 2]) && !met("either", &[2]));
    }

    #[test]
    fn a_missing_quorum_is_told_from_a_wrong_signature() {
        assert_eq!(
            checkpoint(&[1]).verify_policy(&policy("ab")).unwrap_err(),
            BadCheckpoint::Quorum
        );
        let (_, cosigner) = witness(1);
        let forged = cosigner.cosign(&SigningKey::from_seed(&[7; 32]), "other text\n", 1);
        let note = format!(
            "{}{forged}",
            String::from_utf8(checkpoint(&[]).bytes().to_vec()).unwrap()
        );
        let read = UnverifiedCheckpoint::parse(note.as_bytes()).unwrap();
        assert_eq!(
            read.verify_policy(&policy("none")).unwrap_err(),
            BadCheckpoint::Signature
        );
    }

    #[test]
    fn the_example_cosignature_has_its_time() {
        let (_, signed) = checkpoint(&[3]).verify_policy(&policy("c")).unwrap();
        assert_eq!(signed[0].timestamp, 1_800_000_000);
    }

    #[test]
    fn a_policy_with_two_meanings_is_refused() {
        let a = witness(1).1.vkey();
        let log = LogKey::new("log.invalid", &[9; 32]).unwrap().verifier().vkey();
        for bad in [
            String::new(),
            "quorum none\nquorum none\n".to_owned(),
            "quorum a\n".to_owned(),
            format!("witness a {a}\nwitness b {a}\nquorum a\n"),
            format!("witness none {a}\nquorum none\n"),
            format!("witness a {a}\ngroup g 2 a\nquorum g\n"),
            format!("witness a {a}\ngroup g 0 a\nquorum g\n"),
            format!("witness a {a}\ngroup g any a\ngroup h any a\nquorum g\n"),
            format!("group g any a\nwitness a {a}\nquorum g\n"),
            format!("witness a {log}\nquorum a\n"),
            format!("log {log}\nlog {log}\nquorum none\n"),
            "quorum none\r\n".to_owned(),
            "trust everybody\nquorum none\n".to_owned(),
        ] {
            assert!(WitnessPolicy::parse(&bad).is_err(), "{bad}");
        }
    }
}
