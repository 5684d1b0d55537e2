//! Pages as PDF: the same shapes in the same places, with text that can be searched and typefaces inside. Says nothing of
//! when, where and with what it was made.

use krilla::color::rgb;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{Metadata, TextDirection};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::{Page, PageSettings};
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use usvg::Tree;
use usvg::fontdb::ID;
use usvg::layout::PositionedGlyph;

use super::letters::{Letters, texts};
use super::sheet::{Box, HEIGHT, Ink, Sheet, WIDTH};

/// A place that programs offer to go to: page, height on it, words.
pub(super) struct Mark {
    pub(super) page: usize,
    pub(super) y: f32,
    pub(super) text: String,
}

/// The pages, with a way to read them aloud.
pub(super) struct Pages<'a> {
    document: Document,
    fonts: Vec<(ID, Font)>,
    letters: &'a Letters,
}

/// One page, each line a paragraph. `tree` is the same sheet with its letters placed. Nothing, if it cannot be written.
pub(super) fn write(sheet: &Sheet, tree: &Tree, letters: &Letters, from_the_right: bool) -> Option<Vec<u8>> {
    let mut pages = Pages::begin(sheet, letters, from_the_right, false)?;
    let mut aloud = TagTree::new();
    for line in pages.add(sheet, tree)? {
        let mut paragraph = TagGroup::new(Tag::P);
        paragraph.push(line);
        aloud.push(paragraph);
    }
    pages.finish(aloud, Vec::new())
}

impl<'a> Pages<'a> {
    /// Begins. `first` says what the document is called and in which language. With `accessible` it is PDF/UA-1, or nothing:
    /// what stands against the standard is found at the end.
    pub(super) fn begin(
        first: &Sheet,
        letters: &'a Letters,
        from_the_right: bool,
        accessible: bool,
    ) -> Option<Self> {
        let faces = letters.faces().iter();
        let fonts: Option<Vec<(ID, Font)>> = faces
            .map(|(id, bytes)| Some((*id, Font::new((*bytes).into(), 0)?)))
            .collect();
        let mut configuration = ConfigurationBuilder::new();
        if accessible {
            configuration = configuration.with_accessibility_validator(Accessibility::UA1);
        }
        let mut document = Document::new_with(SerializeSettings {
            xmp_metadata: accessible,
            configuration: configuration.finish().ok()?,
            ..SerializeSettings::default()
        });
        document.set_metadata(
            Metadata::new()
                .title(first.title.clone())
                .language(first.language.to_owned())
                .text_direction(if from_the_right {
                    TextDirection::RightToLeft
                } else {
                    TextDirection::LeftToRight
                }),
        );
        Some(Self {
            document,
            fonts: fonts?,
            letters,
        })
    }

    /// The typefaces.
    pub(super) fn letters(&self) -> &'a Letters {
        self.letters
    }

    /// Adds a page. Gives for each of its lines by which name the order of reading knows it.
    pub(super) fn add(&mut self, sheet: &Sheet, tree: &Tree) -> Option<Vec<Identifier>> {
        let page = self
            .document
            .start_page_with(PageSettings::from_wh(WIDTH, HEIGHT)?);
        draw_page(page, &self.fonts, sheet, tree)
    }

    /// The file.
    pub(super) fn finish(mut self, aloud: TagTree, marks: Vec<Mark>) -> Option<Vec<u8>> {
        if !marks.is_empty() {
            let mut outline = Outline::new();
            for mark in marks {
                let place = XyzDestination::new(mark.page, Point::from_xy(0.0, mark.y));
                outline.push_child(OutlineNode::new(mark.text, place));
            }
            self.document.set_outline(outline);
        }
        self.document.set_tag_tree(aloud);
        self.document.finish().ok()
    }
}

fn draw_page(mut page: Page<'_>, fonts: &[(ID, Font)], sheet: &Sheet, tree: &Tree) -> Option<Vec<Identifier>> {
    let mut surface = page.surface();
    for field in &sheet.fields {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
        let mut path = PathBuilder::new();
        for Box { x, y, width, height } in &field.boxes {
            path.push_rect(Rect::from_xywh(*x, *y, *width, *height)?);
        }
        surface.set_fill(Some(fill(field.ink)));
        surface.draw_path(&path.finish()?);
        surface.end_tagged();
    }
    // The letters of Urdu are many shapes, put from right to left: what they spell stands beside them, for search and for
    // programs that read aloud.
    let mut lines = Vec::new();
    for (text, line) in texts(tree.root()).into_iter().zip(&sheet.lines) {
        let spelt = SpanTag::empty()
            .with_lang(line.from_the_right.then_some(sheet.language))
            .with_actual_text(Some(&line.text));
        lines.push(surface.start_tagged(ContentTag::Span(spelt)));
        surface.set_fill(Some(fill(line.ink)));
        for span in text.layouted() {
            for glyph in &span.positioned_glyphs {
                let font = fonts.iter().find(|(id, _)| *id == glyph.font)?;
                // What a shape of Urdu stands for by itself would be read between the lines that are spelt.
                let spelt = if line.from_the_right { "" } else { &glyph.text };
                draw(&mut surface, glyph, font.1.clone(), spelt);
            }
        }
        surface.end_tagged();
    }
    surface.finish();
    page.finish();
    Some(lines)
}

fn fill(ink: Ink) -> Fill {
    let [red, green, blue] = ink.rgb();
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        ..Fill::default()
    }
}

/// One letter. Its place and size are in its transform, from units of the typeface to points.
fn draw(surface: &mut Surface<'_>, glyph: &PositionedGlyph, font: Font, spelt: &str) {
    let size = glyph.font_size();
    let units = font.units_per_em() / size;
    let place = glyph.transform().pre_scale(units, units);
    surface.push_transform(&Transform::from_row(
        place.sx, place.ky, place.kx, place.sy, place.tx, place.ty,
    ));
    let alone = KrillaGlyph::new(
        GlyphId::new(u32::from(glyph.id.0)),
        0.0,
        0.0,
        0.0,
        0.0,
        0..spelt.len(),
        None,
    );
    surface.draw_glyphs(Point::from_xy(0.0, 0.0), &[alone], font, spelt, size, false);
    surface.pop();
}
