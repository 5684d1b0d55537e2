//! The tables of a paper as CSV (RFC 4180): a line for each cell, with its table, row and column in words, so that every line
//! says by itself what it is.

use std::fmt::Write as _;

use crate::poster::paper::{Block, Paper};

pub(super) fn write(paper: &Paper) -> String {
    // A mark by which programs that open tables know UTF-8.
    let mut text = "\u{feff}table,row,column,value\r\n".to_owned();
    for block in &paper.blocks {
        let Block::Table(table) = block else { continue };
        for row in &table.rows {
            let mut cells = row.iter();
            let Some(name) = cells.next() else { continue };
            for (column, value) in table.head.iter().skip(1).zip(cells) {
                let line = [&table.caption, name, column, value].map(|cell| quoted(cell));
                // Writing to memory does not fail.
                let _ = write!(text, "{}\r\n", line.join(","));
            }
        }
    }
    text
}

/// In quotes; and a cell that begins like a formula is no formula.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}
