//! `[look]` of `daylight.toml`: how pages and posters look. The organisation's name is not among it: that stands in the
//! policy, which the last stage signs, so that nobody with the host alone can speak for somebody else.

use daylight_domain::Colour;
use serde::Deserialize;

/// How the pages look.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// The organisation's colour. Dark pages get a lighter one of the same kind.
    pub colour: Colour,
}
