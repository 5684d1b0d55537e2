//! The portal's document, one a language: for everybody who signs in with a key. Knows where the facts on it come from;
//! must not know who signs in or what they do, for all of that is asked by its script.

use actix_web::web;
use askama::Template as _;

use crate::web::{document, headers};
use crate::words::Words;

mod page;

pub(crate) use page::PortalPage;

/// Registers the document in every language.
pub(crate) fn register(config: &mut web::ServiceConfig) {
    document::register(
        config,
        Words::portal_path,
        |words, front, _| PortalPage::new(words, front).render(),
        headers::allow_portal,
    );
}
