//! A paper as one HTML document that needs nothing else.

use askama::Template;

use crate::poster::CannotPrint;
use crate::poster::paper::{Block, Paper};

#[derive(Template)]
#[template(path = "paper.html")]
struct Page<'a> {
    paper: &'a Paper,
}

pub(super) fn write(paper: &Paper) -> Result<String, CannotPrint> {
    Page { paper }.render().map_err(|_| CannotPrint::Drawing)
}
