//! A page as PDF: the same shapes in the same places, with text that can be searched and typefaces inside. Says nothing
//! of when, where and with what it was made.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{Metadata, TextDirection};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag, Tag, TagGroup, TagTree};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};
use usvg::Tree;
use usvg::fontdb::ID;
use usvg::layout::PositionedGlyph;

use super::letters::{Letters, texts};
use super::sheet::{Box, HEIGHT, Ink, Sheet, WIDTH};

/// The page. `tree` is the same sheet with its letters placed. Nothing, if it cannot be written.
pub(super) fn write(sheet: &Sheet, tree: &Tree, letters: &Letters, from_the_right: bool) -> Option<Vec<u8>> {
    let faces = letters.faces().iter();
    let fonts: Option<Vec<(ID, Font)>> = faces
        .map(|(id, bytes)| Some((*id, Font::new((*bytes).into(), 0)?)))
        .collect();
    let fonts = fonts?;
    let mut document = Document::new_with(SerializeSettings {
        xmp_metadata: false,
        ..SerializeSettings::default()
    });
    document.set_metadata(
        Metadata::new()
            .title(sheet.title.clone())
            .language(sheet.language.to_owned())
            .text_direction(if from_the_right {
                TextDirection::RightToLeft
            } else {
                TextDirection::LeftToRight
            }),
    );
    let mut page = document.start_page_with(PageSettings::from_wh(WIDTH, HEIGHT)?);
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
    let mut aloud = TagTree::new();
    for (text, line) in texts(tree.root()).into_iter().zip(&sheet.lines) {
        let spelt = SpanTag::empty()
            .with_lang(line.from_the_right.then_some(sheet.language))
            .with_actual_text(Some(&line.text));
        let mut paragraph = TagGroup::new(Tag::P);
        paragraph.push(surface.start_tagged(ContentTag::Span(spelt)));
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
        aloud.push(paragraph);
    }
    surface.finish();
    page.finish();
    document.set_tag_tree(aloud);
    document.finish().ok()
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
