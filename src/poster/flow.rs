//! Text down a column, line under line, broken between words. Knows sizes and edges; must not know what is said.

use super::letters::Letters;
use super::runs::{self, Run};
use super::sheet::{Box, Field, Ink, Line, Sheet, WIDTH};

/// The margin on every side, in points.
pub(super) const MARGIN: f32 = 48.0;

/// A sheet that is being filled from the top.
pub(super) struct Flow<'a> {
    pub(super) sheet: Sheet,
    letters: &'a Letters,
    /// What every size is multiplied by.
    pub(super) scale: f32,
    /// The page's own direction.
    pub(super) from_the_right: bool,
    /// The lower edge of what stands there.
    pub(super) y: f32,
    /// The column, from its left to its right edge.
    pub(super) left: f32,
    pub(super) right: f32,
}

/// How a paragraph is set.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) ink: Ink,
    /// Latin letters on any page: addresses, key words, commands.
    pub(super) latin: bool,
}

/// Black, of that size.
pub(super) fn plain(size: f32) -> Style {
    Style {
        size,
        bold: false,
        ink: Ink::Black,
        latin: false,
    }
}

impl Style {
    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn latin(self) -> Self {
        Self { latin: true, ..self }
    }

    pub(super) fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }
}

impl<'a> Flow<'a> {
    pub(super) fn new(sheet: Sheet, letters: &'a Letters, scale: f32, from_the_right: bool) -> Self {
        Self {
            sheet,
            letters,
            scale,
            from_the_right,
            y: 0.0,
            left: MARGIN,
            right: WIDTH - MARGIN,
        }
    }

    /// Leaves room.
    pub(super) fn space(&mut self, points: f32) {
        self.y += points * self.scale;
    }

    /// A paragraph, broken between words; a word wider than the column, as an address may be, is cut.
    pub(super) fn paragraph(&mut self, text: &str, style: Style) -> Result<(), usvg::Error> {
        let room = self.right - self.left;
        let space = self.space_of(style)?;
        let mut line: Vec<Vec<Run>> = Vec::new();
        let mut used = 0.0;
        for word in runs::words(text, self.from_the_right && !style.latin) {
            let width: f32 = self.widths(&word, style)?.iter().sum();
            if !line.is_empty() && used + space + width > room {
                self.put(std::mem::take(&mut line), style)?;
                used = 0.0;
            }
            let mut pieces = if width > room {
                self.cut(word, style, room)?
            } else {
                vec![word]
            };
            let last = pieces.pop().unwrap_or_default();
            for piece in pieces {
                self.put(vec![piece], style)?;
            }
            used += space + self.widths(&last, style)?.iter().sum::<f32>();
            line.push(last);
        }
        self.put(line, style)
    }

    /// The largest size, but none above this one, at which a text fits in the column in one line; none under `least`.
    pub(super) fn fitting(&self, text: &str, style: Style, least: f32) -> Result<Style, usvg::Error> {
        let room = (self.right - self.left) / self.width(text, style)?;
        let size = (style.size * room).min(style.size).max(least);
        Ok(Style { size, ..style })
    }

    /// A rectangle in the page.
    pub(super) fn fill(&mut self, ink: Ink, boxes: Vec<Box>) {
        self.sheet.fields.push(Field { ink, boxes });
    }

    /// A word in as few pieces as go into the column, of about one length.
    fn cut(&self, word: Vec<Run>, style: Style, room: f32) -> Result<Vec<Vec<Run>>, usvg::Error> {
        let [Run { text, latin }] = word.as_slice() else {
            return Ok(vec![word]);
        };
        let letters: Vec<char> = text.chars().collect();
        for pieces in 2..letters.len() {
            let each = letters.len().div_ceil(pieces);
            let piece = |letters: &[char]| Run {
                text: letters.iter().collect(),
                latin: *latin,
            };
            let pieces: Vec<Run> = letters.chunks(each).map(piece).collect();
            if self.widths(&pieces, style)?.iter().all(|width| *width <= room) {
                return Ok(pieces.into_iter().map(|piece| vec![piece]).collect());
            }
        }
        Ok(vec![word])
    }

    /// The next line of the column, run after run from the edge at which the page begins. Letters of Urdu hang far below
    /// the line they begin on.
    fn put(&mut self, words: Vec<Vec<Run>>, style: Style) -> Result<(), usvg::Error> {
        let size = style.size * self.scale;
        let urdu = self.from_the_right && !style.latin;
        let (above, below) = if urdu { (1.45, 0.85) } else { (1.0, 0.3) };
        let (spaces, runs): (Vec<bool>, Vec<Run>) = runs::line(words).into_iter().unzip();
        let widths = self.widths(&runs, style)?;
        let space = self.space_of(style)?;
        self.y += size * above;
        let mut gone = 0.0;
        for ((run, width), spaced) in runs.into_iter().zip(widths).zip(spaces) {
            gone += if spaced { space } else { 0.0 };
            let mut line = self.line(run, style);
            line.x = if self.from_the_right {
                self.right - gone
            } else {
                self.left + gone
            };
            self.sheet.lines.push(line);
            gone += width;
        }
        self.y += size * below;
        Ok(())
    }

    fn widths(&self, runs: &[Run], style: Style) -> Result<Vec<f32>, usvg::Error> {
        let lines = runs.iter().map(|run| self.line(run.clone(), style)).collect();
        self.letters.widths(lines)
    }

    fn width(&self, text: &str, style: Style) -> Result<f32, usvg::Error> {
        let run = Run {
            text: text.to_owned(),
            latin: true,
        };
        Ok(self.widths(&[run], style)?.iter().sum())
    }

    fn space_of(&self, style: Style) -> Result<f32, usvg::Error> {
        Ok(self.width("a a", style)? - self.width("aa", style)?)
    }

    fn line(&self, run: Run, style: Style) -> Line {
        Line {
            text: run.text,
            x: 0.0,
            y: self.y,
            size: style.size * self.scale,
            bold: style.bold,
            ink: style.ink,
            by_its_end: self.from_the_right,
            from_the_right: !run.latin,
        }
    }
}
