//! The organisation's colour: read as people write it, and refused where text in it could not be read. Knows no page.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The least contrast of text with what it stands on (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;
const WHITE: Colour = Colour([255; 3]);
/// What pages stand on in the dark: `--govuk-body-background-colour` there.
const DARK: Colour = Colour([0x16, 0x19, 0x1c]);
/// How often a colour is looked at on the way to white.
const STEPS: u16 = 20;

/// A colour that can be read on white, and white on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour([u8; 3]);

/// Why a colour is not taken.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum NoColour {
    /// Not six hexadecimal digits behind a number sign.
    #[error("a colour is written as #1d70b8: a number sign and six hexadecimal digits")]
    Form,
    /// Too light: its contrast with white, rounded down to a tenth.
    #[error(
        "this colour is too light: its contrast with white is {0:.1} to 1, and text needs 4.5 to 1; take a darker one"
    )]
    TooLight(f64),
}

impl Colour {
    /// Blue, where nobody has chosen.
    pub const DEFAULT: Self = Self([0x1d, 0x70, 0xb8]);

    /// Reads `#rrggbb`. Fails for any other form, and for a colour whose contrast with white is under 4.5 to 1.
    pub fn parse(text: &str) -> Result<Self, NoColour> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let bytes = digits.and_then(|digits| crate::from_hex(&digits.to_ascii_lowercase()).ok());
        let colour = bytes.map(Self).ok_or(NoColour::Form)?;
        let contrast = colour.contrast(WHITE);
        if contrast < LEAST_CONTRAST {
            return Err(NoColour::TooLight((contrast * 10.0).floor() / 10.0));
        }
        Ok(colour)
    }

    /// The same colour for dark pages: as much nearer to white as text needs there.
    #[must_use]
    pub fn on_dark(self) -> Self {
        (0..STEPS)
            .map(|step| self.lighter(step))
            .find(|lighter| lighter.contrast(DARK) >= LEAST_CONTRAST)
            .unwrap_or(WHITE)
    }

    /// Its red, green and blue.
    pub fn rgb(self) -> [u8; 3] {
        self.0
    }

    fn lighter(self, step: u16) -> Self {
        Self(self.0.map(|part| {
            let missing = u16::from(u8::MAX.saturating_sub(part));
            let more = missing
                .saturating_mul(step)
                .checked_div(STEPS)
                .unwrap_or_default();
            part.saturating_add(u8::try_from(more).unwrap_or(u8::MAX))
        }))
    }

    /// From 1 (the same) to 21 (black on white), after WCAG 2.2, "contrast ratio".
    fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// After WCAG 2.2, "relative luminance".
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl Default for Colour {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", crate::to_hex(&self.0))
    }
}

impl TryFrom<String> for Colour {
    type Error = NoColour;

    fn try_from(text: String) -> Result<Self, NoColour> {
        Self::parse(&text)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_as_it_is_written_and_nothing_else_is() {
        assert_eq!(Colour::parse("#1D70b8").unwrap().to_string(), "#1d70b8");
        for no in ["", "1d70b8", "#1d70b", "#1d70b8ff", "#1d70bg", "blue", "#éé€"] {
            assert_eq!(Colour::parse(no), Err(NoColour::Form), "{no}");
        }
    }

    #[test]
    fn the_line_between_dark_enough_and_too_light_is_4_5_to_1() {
        // The lightest grey that passes, and the next; both stand in WCAG's own techniques.
        assert!(Colour::parse("#767676").is_ok());
        assert_eq!(Colour::parse("#777777"), Err(NoColour::TooLight(4.4)));
        assert_eq!(Colour::parse("#ffffff"), Err(NoColour::TooLight(1.0)));
        let black = Colour::parse("#000000").unwrap();
        assert!((black.contrast(WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn in_the_dark_every_colour_can_be_read() {
        for colour in ["#000000", "#1d70b8", "#00703c", "#d4351c", "#0000ff", "#767676"] {
            let lighter = Colour::parse(colour).unwrap().on_dark();
            assert!(lighter.contrast(DARK) >= LEAST_CONTRAST, "{colour}: {lighter}");
        }
        let light_already = Colour::parse("#767676").unwrap();
        assert_eq!(
            light_already.contrast(DARK) >= LEAST_CONTRAST,
            light_already.on_dark() == light_already
        );
    }
}
