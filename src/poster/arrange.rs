//! What the poster says, in its order, and how large. Where the facts come from it does not know.

use super::flow::{Flow, MARGIN, plain};
use super::letters::Letters;
use super::sheet::{Box, HEIGHT, Ink, Sheet, WIDTH};
use super::{CannotPrint, Poster};
use qrcode::{Color, EcLevel, QrCode};

/// The QR code's side, in points: 56 millimetres, which a telephone reads from two steps away.
const CODE: f32 = 160.0;
/// White around it: four squares, which decoders are promised, and a little more.
const QUIET: f32 = 30.0;

/// The page at a scale. Gives nothing if it is longer than the paper then.
pub(super) fn arrange(
    poster: &Poster<'_>,
    letters: &Letters,
    scale: f32,
) -> Result<Option<Sheet>, CannotPrint> {
    let words = poster.words;
    let title = words.say("start-heading");
    let from_the_right = words.direction() == "rtl";
    let mut flow = Flow::new(Sheet::new(&title, words.code()), letters, scale, from_the_right);
    band(&mut flow, poster)?;
    flow.space(22.0);
    flow.paragraph(&title, plain(40.0).bold())?;
    flow.paragraph(&poster.say("poster-what"), plain(16.0))?;
    flow.space(QUIET);
    way_in(&mut flow, poster)?;
    flow.space(14.0);
    who_reads(&mut flow, poster)?;
    flow.space(12.0);
    key(&mut flow, poster)?;
    Ok((flow.y <= HEIGHT - MARGIN / 2.0).then_some(flow.sheet))
}

/// The organisation's name on its colour.
fn band(flow: &mut Flow<'_>, poster: &Poster<'_>) -> Result<(), CannotPrint> {
    flow.space(22.0);
    flow.paragraph(poster.organisation, plain(20.0).bold().ink(Ink::White).latin())?;
    flow.space(14.0);
    let band = Box {
        x: 0.0,
        y: 0.0,
        width: WIDTH,
        height: flow.y,
    };
    flow.fill(Ink::Of(poster.colour), vec![band]);
    Ok(())
}

/// The address in its three forms, and with what to open it.
fn way_in(flow: &mut Flow<'_>, poster: &Poster<'_>) -> Result<(), CannotPrint> {
    let top = flow.y;
    let (left, right) = (flow.left, flow.right);
    let side = CODE * flow.scale;
    let at = if flow.from_the_right { right - side } else { left };
    let squares = qr_code(poster.address, at, top, side)?;
    flow.fill(Ink::Black, squares);
    let gap = QUIET * flow.scale;
    if flow.from_the_right {
        flow.right = at - gap;
    } else {
        flow.left = at + side + gap;
    }
    flow.paragraph(&poster.say("poster-own-device"), plain(23.0).bold())?;
    flow.space(6.0);
    flow.paragraph(&poster.say("poster-network"), plain(14.0))?;
    flow.space(6.0);
    flow.paragraph(&poster.say("poster-scan"), plain(14.0))?;
    (flow.left, flow.right) = (left, right);
    flow.y = flow.y.max(top + side);
    flow.space(QUIET - 6.0);
    let address = plain(30.0).bold().latin();
    let address = flow.fitting(poster.address, address, 14.0)?;
    flow.paragraph(poster.address, address)?;
    if let Some(onion) = poster.onion {
        flow.space(6.0);
        flow.paragraph(&poster.say("poster-onion"), plain(13.0))?;
        let style = flow.fitting(onion, plain(14.0).bold().latin(), 10.0)?;
        flow.paragraph(onion, style)?;
    }
    Ok(())
}

fn who_reads(flow: &mut Flow<'_>, poster: &Poster<'_>) -> Result<(), CannotPrint> {
    flow.paragraph(&poster.say("start-who-heading"), plain(18.0).bold())?;
    flow.space(2.0);
    for (number, key) in ["poster-first", "start-then", "start-last"]
        .into_iter()
        .enumerate()
    {
        let line = format!("{}. {}", number.saturating_add(1), poster.say(key));
        flow.paragraph(&line, plain(14.0))?;
    }
    flow.space(6.0);
    let not_asked = format!(
        "{} {}",
        poster.say("start-not-asked-1"),
        poster.say("start-not-asked-2")
    );
    flow.paragraph(&not_asked, plain(14.0))?;
    flow.paragraph(&poster.say("poster-danger"), plain(14.0))?;
    Ok(())
}

/// With what to check that the service is the one this paper speaks of.
fn key(flow: &mut Flow<'_>, poster: &Poster<'_>) -> Result<(), CannotPrint> {
    let rule = Box {
        x: flow.left,
        y: flow.y,
        width: flow.right - flow.left,
        height: 1.5,
    };
    flow.fill(Ink::Of(poster.colour), vec![rule]);
    flow.space(10.0);
    flow.paragraph(&poster.say("poster-check-heading"), plain(15.0).bold())?;
    flow.paragraph(&poster.say("poster-check-words"), plain(11.0))?;
    flow.space(3.0);
    flow.paragraph(&poster.key_words, plain(17.0).bold().latin())?;
    flow.space(3.0);
    flow.paragraph(&poster.say("poster-check-page"), plain(11.0))?;
    flow.paragraph(&poster.say("poster-check-program"), plain(11.0))?;
    let command = format!("daylight submit --url {} --log-key FILE", poster.address);
    flow.paragraph(&command, plain(10.0).bold().latin())?;
    flow.paragraph(&poster.say("poster-check-key"), plain(11.0))?;
    flow.paragraph(poster.vkey, plain(9.0).latin())?;
    Ok(())
}

/// The squares of the QR code that says this address and nothing else, row by row, within a square.
fn qr_code(address: &str, x: f32, y: f32, side: f32) -> Result<Vec<Box>, CannotPrint> {
    // A quarter may be torn or drawn over. A code that knows no address longer than this knows no more at any level.
    let code = QrCode::with_error_correction_level(address, EcLevel::Q).map_err(|_| CannotPrint::Address)?;
    let width = code.width();
    let squares = u16::try_from(width).map_err(|_| CannotPrint::Address)?;
    let each = side / f32::from(squares);
    let place = |number: usize| f32::from(u16::try_from(number).unwrap_or(u16::MAX)) * each;
    let mut boxes = Vec::new();
    for (row, colours) in code.to_colors().chunks(width).enumerate() {
        let mut column = 0;
        // Neighbours in a row are one rectangle, or a hair of white would show between them in print.
        for run in colours.chunk_by(|one, next| one == next) {
            if run.first() == Some(&Color::Dark) {
                boxes.push(Box {
                    x: x + place(column),
                    y: y + place(row),
                    width: place(column.saturating_add(run.len())) - place(column),
                    height: each,
                });
            }
            column = column.saturating_add(run.len());
        }
    }
    Ok(boxes)
}
