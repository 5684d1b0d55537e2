//! The poster's typefaces: part of this program, so that it looks the same wherever it is made. Knows how wide a word is;
//! must not know what is said.

use std::sync::Arc;

use usvg::fontdb::{Database, ID, Source};
use usvg::{Group, Node, Options, Text, Tree};

use super::sheet::{Line, Sheet};

/// Latin letters in two weights, and those of Urdu. Where they come from stands in `fonts/README.md`.
const TYPEFACES: [&[u8]; 3] = [
    include_bytes!("fonts/NotoSans-Regular.ttf"),
    include_bytes!("fonts/NotoSans-Bold.ttf"),
    include_bytes!("fonts/NotoNastaliqUrdu-Regular.ttf"),
];

/// The typefaces, ready to set text.
pub(super) struct Letters {
    options: Options<'static>,
    faces: Vec<(ID, &'static [u8])>,
}

impl Letters {
    /// Ours alone; what is installed on the machine is not looked for.
    pub(super) fn new() -> Self {
        let mut database = Database::new();
        let mut faces = Vec::new();
        for bytes in TYPEFACES {
            let ids = database.load_font_source(Source::Binary(Arc::new(bytes)));
            faces.extend(ids.into_iter().map(|id| (id, bytes)));
        }
        let options = Options {
            fontdb: Arc::new(database),
            ..Options::default()
        };
        Self { options, faces }
    }

    /// The typefaces with the names that a tree has for them.
    pub(super) fn faces(&self) -> &[(ID, &'static [u8])] {
        &self.faces
    }

    /// The sheet with its letters shaped and placed.
    pub(super) fn set(&self, sheet: &Sheet) -> Result<Tree, usvg::Error> {
        Tree::from_str(&sheet.to_svg(), &self.options)
    }

    /// How wide each line is, in points.
    pub(super) fn widths(&self, lines: Vec<Line>) -> Result<Vec<f32>, usvg::Error> {
        let count = lines.len();
        let mut sheet = Sheet::new("", "en");
        sheet.lines = lines;
        let tree = self.set(&sheet)?;
        let texts = texts(tree.root());
        let width = |number: usize| {
            let id = Sheet::id(number);
            let text = texts.iter().find(|text| text.id() == id);
            text.map_or(0.0, |text| text.bounding_box().width())
        };
        Ok((0..count).map(width).collect())
    }
}

/// Every line of text in a tree, in its order.
pub(super) fn texts(group: &Group) -> Vec<&Text> {
    let mut all = Vec::new();
    for node in group.children() {
        match node {
            Node::Text(text) => all.push(&**text),
            Node::Group(group) => all.extend(texts(group)),
            _ => {}
        }
    }
    all
}

/// The first sign that no typeface has, if any.
pub(super) fn missing(tree: &Tree) -> Option<&str> {
    let texts = texts(tree.root());
    let mut glyphs = texts
        .into_iter()
        .flat_map(Text::layouted)
        .flat_map(|span| &span.positioned_glyphs);
    // The first shape of every typeface stands for what it does not have.
    glyphs
        .find(|glyph| glyph.id.0 == 0)
        .map(|glyph| glyph.text.as_str())
}
