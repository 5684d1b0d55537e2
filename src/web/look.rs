//! The organisation's colour on the pages: a few lines of style beside the sheet that all instances share. Nothing where
//! the colour is the sheet's own, so that it costs a request only where somebody has chosen.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use daylight_domain::{Colour, to_hex};
use daylight_tlog::sha256;

use super::headers::IMMUTABLE;

/// The lines, under an address that changes with them.
pub(crate) struct Look {
    path: String,
    css: String,
}

/// Those of a colour.
pub(crate) fn look(colour: Colour) -> Option<Look> {
    (colour != Colour::DEFAULT).then(|| Look::of(colour))
}

/// Registers their address, if there are any.
pub(crate) fn register(config: &mut web::ServiceConfig, colour: Colour) {
    if let Some(Look { path, css }) = look(colour) {
        let answer = move || {
            let css = css.clone();
            async {
                HttpResponse::Ok()
                    .insert_header((CONTENT_TYPE, "text/css; charset=utf-8"))
                    .insert_header((CACHE_CONTROL, IMMUTABLE))
                    .body(css)
            }
        };
        config.route(&path, web::get().to(answer));
    }
}

impl Look {
    fn of(colour: Colour) -> Self {
        let all = |colour: Colour| {
            ["brand", "link", "link-hover", "surface-border"]
                .map(|part| format!("--govuk-{part}-colour:{colour};"))
                .concat()
        };
        let css = format!(
            ":root{{{}}}@media (prefers-color-scheme:dark){{:root{{{}}}}}",
            all(colour),
            all(colour.on_dark())
        );
        let digest = to_hex(&sha256(css.as_bytes()).0);
        let tag = digest.get(..16).unwrap_or_default();
        Self {
            path: format!("/assets/{tag}-look.css"),
            css,
        }
    }

    /// The lines themselves.
    pub(crate) fn css(&self) -> &str {
        &self.css
    }

    /// Where they are.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_has_the_colour_that_nobody_chose() {
        let sheet = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/dist/site.css"));
        let of_the_sheet = format!("--govuk-brand-colour: {}", Colour::DEFAULT);
        assert!(sheet.contains(&of_the_sheet) || sheet.contains(&of_the_sheet.replace(": ", ":")));
        assert!(look(Colour::DEFAULT).is_none());
    }

    #[test]
    fn another_colour_has_another_address_and_a_lighter_one_in_the_dark() {
        let (red, green) = (
            Colour::parse("#b10e1e").unwrap(),
            Colour::parse("#00703c").unwrap(),
        );
        let (one, other) = (Look::of(red), Look::of(green));
        assert_ne!(one.path(), other.path());
        assert!(one.css.contains("--govuk-brand-colour:#b10e1e;"), "{}", one.css);
        let dark = format!("--govuk-link-colour:{};", red.on_dark());
        assert!(
            one.css.split_once("dark").unwrap().1.contains(&dark),
            "{}",
            one.css
        );
    }
}
