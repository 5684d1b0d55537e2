//! The plain values the rules are about: ids, digests, keys, stages. Knows no rule and no cryptography.

use std::fmt;
use std::str::FromStr;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A civil date in the policy's time zone. Deadlines are dates: each ends with the last moment of its day.
pub use jiff::civil::Date;

/// Text that is not the hexadecimal form of the value it should be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected} lower-case hexadecimal digits")]
pub struct NotHex {
    expected: usize,
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Writes bytes as lower-case hexadecimal.
pub fn to_hex(bytes: &[u8]) -> String {
    // Not through the formatter: an entry is written again to see that it stands in its one form.
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
    let mut text = vec![0; bytes.len().saturating_mul(2)];
    for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
        pair.copy_from_slice(&[digit(byte >> 4), digit(byte & 0x0f)]);
    }
    String::from_utf8(text).unwrap_or_default()
}

/// Reads exactly `N` bytes of lower-case hexadecimal; upper case would be a second spelling of one value.
pub fn from_hex<const N: usize>(text: &str) -> Result<[u8; N], NotHex> {
    let bad = NotHex {
        expected: N.saturating_mul(2),
    };
    if text.len() != bad.expected {
        return Err(bad);
    }
    let mut out = [0; N];
    for (slot, pair) in out.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        let &[high, low] = pair else { return Err(bad) };
        let (Some(high), Some(low)) = (nibble(high), nibble(low)) else {
            return Err(bad);
        };
        *slot = high << 4 | low;
    }
    Ok(out)
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => digit.checked_sub(b'0'),
        b'a'..=b'f' => digit.checked_sub(b'a' - 10),
        _ => None,
    }
}

/// Reads hexadecimal where it stands, without a copy of the text.
struct HexText<const N: usize>;

impl<const N: usize> Visitor<'_> for HexText<N> {
    type Value = [u8; N];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "a string of {} lower-case hexadecimal digits",
            N.saturating_mul(2)
        )
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<[u8; N], E> {
        from_hex(text).map_err(E::custom)
    }
}

macro_rules! hex_value {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&to_hex(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = NotHex;
            fn from_str(text: &str) -> Result<Self, NotHex> {
                from_hex(text).map(Self)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&to_hex(&self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(HexText).map(Self)
            }
        }
    };
}

hex_value! {
    /// A SHA-256 digest: of an entry's record, a manifest, a policy, or a sealed item.
    Digest, 32
}
hex_value! {
    /// A concern's id: the first 16 bytes of SHA-256 over its case recipient. Nobody chose it (DESIGN section 3).
    ConcernId, 16
}
hex_value! {
    /// A person's pseudonymous id: the first 8 bytes of SHA-256 over their verifying key.
    PersonId, 8
}
hex_value! {
    /// An Ed25519 verifying key.
    PublicKey, 32
}
hex_value! {
    /// An Ed25519 signature.
    Signature, 64
}

/// The short name of an office in the policy, for instance `guardian`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OfficeId(String);

/// Text that cannot name an office.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an office's id is 1 to 32 of a-z, 0-9 and hyphen, and begins with a letter")]
pub struct BadOfficeId;

impl OfficeId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for OfficeId {
    type Error = BadOfficeId;
    fn try_from(text: String) -> Result<Self, BadOfficeId> {
        let shaped = (1..=32).contains(&text.len())
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && text
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if shaped { Ok(Self(text)) } else { Err(BadOfficeId) }
    }
}

impl FromStr for OfficeId {
    type Err = BadOfficeId;
    fn from_str(text: &str) -> Result<Self, BadOfficeId> {
        text.to_owned().try_into()
    }
}

impl From<OfficeId> for String {
    fn from(id: OfficeId) -> Self {
        id.0
    }
}

impl fmt::Display for OfficeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A rung of the route, counted from 1. The last one stands outside the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StageNo(pub u8);

impl StageNo {
    /// Where every route begins.
    pub const FIRST: Self = Self(1);

    /// The rung above, whether or not the route has it.
    #[must_use]
    pub fn above(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for StageNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "stage {}", self.0)
    }
}

/// How soon somebody could come to harm; stands outside the seal, and the page says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Nobody is in danger now.
    #[default]
    Ordinary,
    /// Personal data has been lost or stolen (R09).
    DataLoss,
    /// Somebody is in danger now (R17).
    Danger,
}

impl fmt::Display for Urgency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ordinary => "ordinary",
            Self::DataLoss => "data-loss",
            Self::Danger => "danger",
        })
    }
}

/// Who wrote an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Author {
    /// The calendar and the machine: moves lapsed concerns up, never answers one.
    Service,
    /// The reporter of the entry's concern.
    Reporter,
    /// A person of the ledger, by their own signature.
    Person(PersonId),
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Service => f.write_str("service"),
            Self::Reporter => f.write_str("reporter"),
            Self::Person(id) => id.fmt(f),
        }
    }
}

impl FromStr for Author {
    type Err = NotHex;
    fn from_str(text: &str) -> Result<Self, NotHex> {
        match text {
            "service" => Ok(Self::Service),
            "reporter" => Ok(Self::Reporter),
            id => id.parse().map(Self::Person),
        }
    }
}

impl Serialize for Author {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Author {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
