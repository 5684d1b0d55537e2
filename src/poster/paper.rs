//! A paper of some pages: headings, paragraphs, lists and tables, in the order in which they are read, as a tagged PDF. Must
//! not know what it says.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagTree};

use super::CannotPrint;
use super::flow::{Flow, MARGIN, Style, plain};
use super::letters::{self, Letters};
use super::pdf::{Mark, Pages};
use super::sheet::{Box, HEIGHT, Ink, Line, Sheet, WIDTH};
use crate::words::Words;

/// What stands on a paper.
pub struct Paper {
    /// In which language.
    pub words: &'static Words,
    /// Above everything.
    pub title: String,
    /// Below it, in order.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Above what follows.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// One thing under the other.
    List(Vec<String>),
    /// Rows and columns.
    Table(Table),
}

/// A table. The first cell of each row is its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Above each column.
    pub head: Vec<String>,
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// What lines are part of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Title,
    Heading,
    Text,
    Item,
    Caption,
    /// Of a row and a column; row 0 is the head.
    Cell(usize, usize),
}

/// Lines that stay on one page: a paragraph, an item, a row.
struct Piece {
    /// Of which block; the title is none's.
    block: Option<usize>,
    top: f32,
    bottom: f32,
    /// How many lines of each part, one part after another.
    parts: Vec<(Role, usize)>,
    /// Whether what follows must begin on the same page.
    keeps_next: bool,
}

const BODY: f32 = 9.5;
const GAP: f32 = 14.0;

impl Paper {
    /// The file. Fails where a name has letters that we do not have, or a row is longer than a page.
    pub fn pdf(&self) -> Result<Vec<u8>, CannotPrint> {
        let letters = Letters::new();
        let (lines, pieces) = self.lay(&letters)?;
        let (sheets, places) = self.paginate(lines, &pieces)?;
        let from_the_right = self.words.direction() == "rtl";
        let first = sheets.first().ok_or(CannotPrint::Drawing)?;
        // The shapes of Urdu stand for no sign by themselves, which the standard asks of every shape: its lines are spelt
        // beside them instead.
        let pages = Pages::begin(first, &letters, from_the_right, !from_the_right);
        let mut pages = pages.ok_or(CannotPrint::Drawing)?;
        let mut read = Vec::new();
        for sheet in &sheets {
            let tree = pages.letters().set(sheet)?;
            if let Some(sign) = letters::missing(&tree) {
                return Err(CannotPrint::Letters(sign.to_owned()));
            }
            read.extend(pages.add(sheet, &tree).ok_or(CannotPrint::Drawing)?);
        }
        let marks = self.marks(&pieces, &places);
        let aloud = self.aloud(&pieces, read).ok_or(CannotPrint::Drawing)?;
        pages.finish(aloud, marks).ok_or(CannotPrint::Drawing)
    }

    /// All of it on one endless page.
    fn lay(&self, letters: &Letters) -> Result<(Vec<Line>, Vec<Piece>), usvg::Error> {
        let from_the_right = self.words.direction() == "rtl";
        let sheet = Sheet::new(&self.title, self.words.code());
        let mut flow = Flow::new(sheet, letters, 1.0, from_the_right);
        let mut pieces = Vec::new();
        let one = |flow: &mut Flow<'_>, block, role, text: &str, style: Style| {
            let (top, before) = (flow.y, flow.sheet.lines.len());
            flow.paragraph(text, style)?;
            let count = flow.sheet.lines.len().saturating_sub(before);
            let keeps_next = matches!(role, Role::Heading | Role::Caption);
            Ok::<Piece, usvg::Error>(Piece {
                block,
                top,
                bottom: flow.y,
                parts: vec![(role, count)],
                keeps_next,
            })
        };
        pieces.push(one(&mut flow, None, Role::Title, &self.title, plain(19.0).bold())?);
        for (number, block) in self.blocks.iter().enumerate() {
            let number = Some(number);
            match block {
                Block::Heading(text) => {
                    flow.space(9.0);
                    pieces.push(one(&mut flow, number, Role::Heading, text, plain(13.0).bold())?);
                }
                Block::Text(text) => {
                    flow.space(2.0);
                    pieces.push(one(&mut flow, number, Role::Text, text, plain(BODY))?);
                }
                Block::List(items) => {
                    for item in items {
                        flow.space(1.0);
                        let text = format!("– {item}");
                        pieces.push(one(&mut flow, number, Role::Item, &text, plain(BODY))?);
                    }
                }
                Block::Table(table) => {
                    flow.space(4.0);
                    let caption = plain(BODY).bold();
                    pieces.push(one(&mut flow, number, Role::Caption, &table.caption, caption)?);
                    let head = std::iter::once(&table.head);
                    for (row, cells) in head.chain(&table.rows).enumerate() {
                        pieces.push(lay_row(&mut flow, number, row, cells)?);
                    }
                }
            }
        }
        Ok((flow.sheet.lines, pieces))
    }

    /// Cuts the endless page. Gives the pages, and for each piece its page and the height on it.
    fn paginate(
        &self,
        lines: Vec<Line>,
        pieces: &[Piece],
    ) -> Result<(Vec<Sheet>, Vec<(usize, f32)>), CannotPrint> {
        let room = HEIGHT - MARGIN - MARGIN;
        let mut lines = lines.into_iter();
        let mut sheets = vec![Sheet::new(&self.title, self.words.code())];
        let mut places = Vec::new();
        let mut start = 0.0;
        for (number, piece) in pieces.iter().enumerate() {
            let with_next = pieces.get(number.saturating_add(1)).filter(|_| piece.keeps_next);
            let bottom = with_next.map_or(piece.bottom, |next| next.bottom);
            if bottom - piece.top > room {
                return Err(CannotPrint::TooLong);
            }
            if bottom - start > room {
                start = piece.top;
                sheets.push(Sheet::new(&self.title, self.words.code()));
            }
            let page = sheets.len().saturating_sub(1);
            let Some(sheet) = sheets.last_mut() else { continue };
            let count: usize = piece.parts.iter().map(|(_, count)| *count).sum();
            for mut line in lines.by_ref().take(count) {
                line.y += MARGIN - start;
                sheet.lines.push(line);
            }
            let top = piece.top - start + MARGIN;
            if matches!(piece.parts.first(), Some((Role::Cell(..), _))) {
                let rule = Box {
                    x: MARGIN,
                    y: top,
                    width: WIDTH - MARGIN - MARGIN,
                    height: 0.5,
                };
                sheet.fields.push(super::sheet::Field {
                    ink: Ink::Black,
                    boxes: vec![rule],
                });
            }
            places.push((page, top));
        }
        Ok((sheets, places))
    }

    fn marks(&self, pieces: &[Piece], places: &[(usize, f32)]) -> Vec<Mark> {
        let headings = pieces.iter().zip(places);
        let named = headings.filter_map(|(piece, (page, y))| {
            let text = match piece.block.and_then(|block| self.blocks.get(block)) {
                None => &self.title,
                Some(Block::Heading(text)) => text,
                Some(_) => return None,
            };
            Some(Mark {
                page: *page,
                y: *y,
                text: text.clone(),
            })
        });
        named.collect()
    }

    /// The order of reading. `read` has the lines of all pages, in that order already.
    fn aloud(&self, pieces: &[Piece], read: Vec<Identifier>) -> Option<TagTree> {
        let mut lines = read.into_iter();
        let mut aloud = TagTree::new().with_lang(Some(self.words.code().to_owned()));
        for block in pieces.chunk_by(|one, next| one.block == next.block) {
            let of_block = block.first()?.block.and_then(|number| self.blocks.get(number));
            let group = match of_block {
                None => part(heading(1, &self.title)?, &mut lines, block.first()?),
                Some(Block::Heading(text)) => part(heading(2, text)?, &mut lines, block.first()?),
                Some(Block::Text(_)) => part(TagGroup::new(Tag::P), &mut lines, block.first()?),
                Some(Block::List(_)) => {
                    let mut list = TagGroup::new(Tag::L(ListNumbering::None));
                    for piece in block {
                        let mut item = TagGroup::new(Tag::LI);
                        item.push(part(TagGroup::new(Tag::LBody), &mut lines, piece));
                        list.push(item);
                    }
                    list
                }
                Some(Block::Table(_)) => table_aloud(&mut lines, block),
            };
            aloud.push(group);
        }
        Some(aloud)
    }
}

/// A row: its cells side by side, the first one wide.
fn lay_row(
    flow: &mut Flow<'_>,
    block: Option<usize>,
    row: usize,
    cells: &[String],
) -> Result<Piece, usvg::Error> {
    let (top, left, right) = (flow.y, flow.left, flow.right);
    let style = if row == 0 { plain(BODY).bold() } else { plain(BODY) };
    let mut bottom = top;
    let mut parts = Vec::new();
    for (column, cell) in cells.iter().enumerate() {
        let (from, to) = column_of(column, cells.len(), right - left);
        // The first column stands where reading begins.
        (flow.left, flow.right) = if flow.from_the_right {
            (right - to, right - from)
        } else {
            (left + from, left + to)
        };
        flow.y = top + 2.0;
        let before = flow.sheet.lines.len();
        flow.paragraph(cell, style)?;
        parts.push((
            Role::Cell(row, column),
            flow.sheet.lines.len().saturating_sub(before),
        ));
        bottom = bottom.max(flow.y);
    }
    (flow.left, flow.right, flow.y) = (left, right, bottom + 1.5);
    Ok(Piece {
        block,
        top,
        bottom: flow.y,
        parts,
        keeps_next: row == 0,
    })
}

/// Where a column lies, from the edge at which reading begins.
fn column_of(column: usize, count: usize, width: f32) -> (f32, f32) {
    let small = |number: usize| f32::from(u8::try_from(number).unwrap_or(u8::MAX));
    // As wide as two of the others.
    let each = width / (small(count) + 1.0);
    let from = if column == 0 { 0.0 } else { each * (small(column) + 1.0) };
    let to = each * (small(column) + 2.0);
    (from, to - GAP.min(each / 4.0))
}

fn heading(level: u16, text: &str) -> Option<TagGroup> {
    let level = NonZeroU16::new(level)?;
    Some(TagGroup::new(Tag::Hn(level, Some(text.to_owned()))))
}

/// A group of all lines of a piece.
fn part(mut group: TagGroup, lines: &mut impl Iterator<Item = Identifier>, piece: &Piece) -> TagGroup {
    let count: usize = piece.parts.iter().map(|(_, count)| *count).sum();
    lines.take(count).for_each(|line| group.push(line));
    group
}

fn table_aloud(lines: &mut impl Iterator<Item = Identifier>, pieces: &[Piece]) -> TagGroup {
    let mut table = TagGroup::new(Tag::Table);
    let mut body = TagGroup::new(Tag::TBody);
    for piece in pieces {
        let mut row = TagGroup::new(Tag::TR);
        let mut is_head = false;
        for (role, count) in &piece.parts {
            let mut cell = match role {
                Role::Cell(0, _) => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
                Role::Cell(_, 0) => TagGroup::new(Tag::TH(TableHeaderScope::Row)),
                Role::Cell(..) => TagGroup::new(Tag::TD),
                _ => TagGroup::new(Tag::Caption),
            };
            lines.take(*count).for_each(|line| cell.push(line));
            if matches!(role, Role::Cell(..)) {
                is_head = matches!(role, Role::Cell(0, _));
                row.push(cell);
            } else {
                table.push(cell);
            }
        }
        match piece.parts.first() {
            Some((Role::Cell(..), _)) if is_head => {
                let mut head = TagGroup::new(Tag::THead);
                head.push(row);
                table.push(head);
            }
            Some((Role::Cell(..), _)) => body.push(row),
            _ => {}
        }
    }
    table.push(body);
    table
}
