//! Bars as a drawing (SVG): a line of words above each bar, a number behind it, and hatching for the part that counts, so that it
//! is read without colour. Knows numbers and words, not what they mean.

use std::fmt::Write as _;

/// One bar.
pub(super) struct Bar {
    /// What it is of.
    pub(super) name: String,
    /// The hatched part.
    pub(super) part: u32,
    /// All of it; the part itself where nothing else is counted.
    pub(super) whole: u32,
    /// The number in words.
    pub(super) told: String,
}

const WIDTH: u32 = 360;
const MARGIN: u32 = 12;
/// From one bar's words to the next one's.
const STEP: u32 = 52;
const HEIGHT: u32 = 18;
/// Room for the number behind the longest bar.
const BEHIND: u32 = 96;

/// Draws them, longest to the edge. `is_rtl`: bars grow from the right.
pub(super) fn draw(title: &str, bars: &[Bar], is_rtl: bool) -> String {
    let most = bars.iter().map(|bar| bar.whole).max().unwrap_or(0).max(1);
    let rows = u32::try_from(bars.len()).unwrap_or(0);
    let height = MARGIN.saturating_mul(2).saturating_add(rows.saturating_mul(STEP));
    let mut svg = String::new();
    // Black on white in both modes: a picture does not know the colours of the page around it.
    let _ = write!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         font-family=\"system-ui,sans-serif\" font-size=\"15\"><title>{}</title>\
         <defs><pattern id=\"h\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect width=\"3\" height=\"6\" fill=\"#1d4f7c\"/></pattern></defs>\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>",
        escaped(title)
    );
    let mut top = MARGIN;
    for bar in bars {
        row(&mut svg, bar, top, most, is_rtl);
        top = top.saturating_add(STEP);
    }
    svg.push_str("</svg>");
    svg
}

fn row(svg: &mut String, bar: &Bar, top: u32, most: u32, is_rtl: bool) {
    let room = WIDTH.saturating_sub(MARGIN.saturating_mul(2)).saturating_sub(BEHIND);
    let long = |number: u32| number.saturating_mul(room).checked_div(most).unwrap_or(0);
    let (whole, part) = (long(bar.whole), long(bar.part));
    let place = |width: u32| {
        if is_rtl {
            WIDTH.saturating_sub(MARGIN).saturating_sub(width)
        } else {
            MARGIN
        }
    };
    let (edge, behind, anchor) = if is_rtl {
        (WIDTH.saturating_sub(MARGIN), place(whole).saturating_sub(8), "start\" direction=\"rtl")
    } else {
        (MARGIN, MARGIN.saturating_add(whole).saturating_add(8), "start")
    };
    let (words, bars) = (top.saturating_add(15), top.saturating_add(22));
    let number = bars.saturating_add(14);
    let _ = write!(
        svg,
        "<text x=\"{edge}\" y=\"{words}\" text-anchor=\"{anchor}\">{}</text>\
         <rect x=\"{}\" y=\"{bars}\" width=\"{whole}\" height=\"{HEIGHT}\" fill=\"#fff\" stroke=\"#0b0c0c\"/>\
         <rect x=\"{}\" y=\"{bars}\" width=\"{part}\" height=\"{HEIGHT}\" fill=\"url(#h)\" stroke=\"#0b0c0c\"/>\
         <text x=\"{behind}\" y=\"{number}\" text-anchor=\"{anchor}\" font-weight=\"700\">{}</text>",
        escaped(&bar.name),
        place(whole),
        place(part),
        escaped(&bar.told)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(name: &str, part: u32, whole: u32) -> Bar {
        let told = format!("{part} of {whole}");
        Bar { name: name.to_owned(), part, whole, told }
    }

    #[test]
    fn a_bar_is_as_long_as_its_number_and_its_words_stand_beside_it() {
        let svg = draw("Late", &[bar("First stage", 3, 12), bar("A <second> & last", 0, 6)], false);
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>"));
        assert!(svg.contains("<title>Late</title>"));
        assert!(svg.contains("A &lt;second&gt; &amp; last") && !svg.contains("<second>"));
        for width in ["width=\"240\"", "width=\"60\"", "width=\"120\"", "width=\"0\""] {
            assert!(svg.contains(width), "{width}: {svg}");
        }
        assert!(svg.contains("3 of 12"));
    }

    #[test]
    fn bars_grow_from_the_right_where_words_do() {
        let svg = draw("Late", &[bar("One", 1, 2)], true);
        assert!(svg.contains("x=\"228\"") && svg.contains("direction=\"rtl\""), "{svg}");
        assert!(draw("Nothing", &[], false).contains("<title>Nothing</title>"));
    }
}
