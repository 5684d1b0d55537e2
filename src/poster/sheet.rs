//! What lies where on a page: filled rectangles, and lines of text over them. Must not know what they say.

use std::fmt::Write as _;

use daylight_domain::Colour;

/// A4, in points (72 to an inch).
pub(super) const WIDTH: f32 = 595.28;
/// A4.
pub(super) const HEIGHT: f32 = 841.89;

/// One page.
pub(super) struct Sheet {
    /// For programs that read the file aloud.
    pub(super) title: String,
    /// BCP 47.
    pub(super) language: &'static str,
    pub(super) fields: Vec<Field>,
    pub(super) lines: Vec<Line>,
}

/// Rectangles of one colour.
pub(super) struct Field {
    pub(super) ink: Ink,
    pub(super) boxes: Vec<Box>,
}

/// A rectangle, in points from the top left.
#[derive(Clone, Copy)]
pub(super) struct Box {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

/// One line of text.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) text: String,
    /// Where it begins; where it ends, if it is held by its right end.
    pub(super) x: f32,
    /// The line on which the letters stand.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) ink: Ink,
    /// Held by its right end.
    pub(super) by_its_end: bool,
    /// Read from right to left.
    pub(super) from_the_right: bool,
}

/// What something is printed in.
#[derive(Clone, Copy)]
pub(super) enum Ink {
    Black,
    White,
    Of(Colour),
}

impl Ink {
    /// Red, green, blue.
    pub(super) fn rgb(self) -> [u8; 3] {
        match self {
            Self::Black => [0; 3],
            Self::White => [255; 3],
            Self::Of(colour) => colour.rgb(),
        }
    }

    fn hex(self) -> String {
        format!("#{}", daylight_domain::to_hex(&self.rgb()))
    }
}

impl Sheet {
    /// An empty page.
    pub(super) fn new(title: &str, language: &'static str) -> Self {
        Self {
            title: title.to_owned(),
            language,
            fields: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// By which name a line is found again in the tree that was made of the page.
    pub(super) fn id(line: usize) -> String {
        format!("l{line}")
    }

    /// Everything that is written on it, for those who hear it.
    pub(super) fn read_aloud(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        lines.join(" ")
    }

    /// The page with its text still as text, which needs our typefaces.
    pub(super) fn to_svg(&self) -> String {
        let mut svg =
            format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">"#);
        for field in &self.fields {
            let mut path = String::new();
            for Box { x, y, width, height } in &field.boxes {
                // Writing to memory does not fail.
                let _ = write!(path, "M{x} {y}h{width}v{height}h-{width}z");
            }
            let _ = write!(svg, r#"<path fill="{}" d="{path}"/>"#, field.ink.hex());
        }
        for (number, line) in self.lines.iter().enumerate() {
            let family = if line.from_the_right {
                "Noto Nastaliq Urdu"
            } else {
                "Noto Sans"
            };
            let anchor = if line.by_its_end { "end" } else { "start" };
            let weight = if line.bold { 700 } else { 400 };
            // The layout takes every line for one from left to right; inside these marks it is read as it is.
            let [open, close] = if line.from_the_right {
                ["\u{2067}", "\u{2069}"]
            } else {
                [""; 2]
            };
            let _ = write!(
                svg,
                r#"<text id="{}" x="{}" y="{}" font-family="{family}" font-size="{}" font-weight="{weight}" text-anchor="{anchor}" fill="{}">{open}{}{close}</text>"#,
                Self::id(number),
                line.x,
                line.y,
                line.size,
                line.ink.hex(),
                escape(&line.text),
            );
        }
        svg.push_str("</svg>");
        svg
    }
}

/// Text as it stands between two tags.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
