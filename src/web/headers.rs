//! The headers that every answer bears. Knows no path and no caller.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, CROSS_ORIGIN_OPENER_POLICY,
    CROSS_ORIGIN_RESOURCE_POLICY, HeaderMap, HeaderName, HeaderValue, PERMISSIONS_POLICY, REFERRER_POLICY,
    SERVER, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};

// Answers to programs load, frame, post and script nothing. HSTS belongs to the proxy, which alone knows whether there
// is TLS in front.
const ALWAYS: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (X_FRAME_OPTIONS, "DENY"),
    (CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
];

/// It says something of documents and their workers alone (W3C, Permissions Policy), and every first visit pays for its bytes.
const OF_DOCUMENTS: (HeaderName, &str) = (PERMISSIONS_POLICY, "camera=(), geolocation=(), microphone=()");

/// What is never a document.
const DATA: [&str; 3] = ["text/javascript", "text/css", "application/json"];

const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
                       require-trusted-types-for 'script'; trusted-types 'none'";
// A page runs this service's own scripts and style sheet and talks to this service alone. Argon2id comes as WebAssembly;
// the one Trusted Types policy names the one worker.
const PAGE: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                    worker-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
                    require-trusted-types-for 'script'; trusted-types daylight-worker";

// The portal shows pictures that came with a concern in a sandboxed frame: made in the page, never fetched. Such a frame takes
// on this policy, so what is in it reaches nobody. PDFs are drawn in one whose document is this service's.
const PORTAL: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                      worker-src 'self'; img-src data: blob:; frame-src 'self' blob:; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types daylight-worker";

// The frame in which a PDF is drawn has no origin, wherever it is opened, runs the one script that stands in it and its
// worker, with decoders of pictures as WebAssembly, and reaches nobody.
const PAPER: &str = concat!(
    "sandbox allow-scripts; default-src 'none'; script-src 'wasm-unsafe-eval' '",
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/dist/paper.digest")),
    "'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; \
     require-trusted-types-for 'script'; trusted-types daylight-paper"
);

// A form for browsers without scripts: it runs none, whoever opens it, and sends what is typed to this service alone.
const FORM: &str = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; \
                    frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// For what never changes: a tile of the tree has one content for ever (c2sp.org/tlog-tiles).
pub(crate) const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// For a page with a script.
pub(crate) fn allow_page(headers: &mut HeaderMap) {
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAGE));
}

/// For the portal's page.
pub(crate) fn allow_portal(headers: &mut HeaderMap) {
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PORTAL));
}

/// For the frame in which the portal draws a PDF.
pub(crate) fn allow_paper(headers: &mut HeaderMap) {
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(PAPER));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
}

/// For a page with a form and no script.
pub(crate) fn allow_form(headers: &mut HeaderMap) {
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(FORM));
}

/// Sets the headers; nothing is allowed and nothing kept unless the handler has said otherwise. Doing it twice changes nothing.
pub(crate) fn harden(headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_data = kind.is_some_and(|kind| DATA.iter().any(|data| kind.starts_with(data)));
    if !is_data {
        let (name, value) = OF_DOCUMENTS;
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(CONTENT_SECURITY_POLICY) {
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(NOTHING));
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    headers.remove(SERVER);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_hardened_and_not_kept() {
        let mut headers = HeaderMap::new();
        headers.insert(SERVER, HeaderValue::from_static("anything"));
        harden(&mut headers);
        harden(&mut headers);
        let said = |name: HeaderName| headers.get(name).unwrap().to_str().unwrap();
        assert!(said(CONTENT_SECURITY_POLICY).starts_with("default-src 'none';"));
        assert_eq!(said(X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(said(REFERRER_POLICY), "no-referrer");
        assert_eq!(said(CACHE_CONTROL), "no-store");
        assert!(!headers.contains_key(SERVER));
        assert_eq!(headers.len(), ALWAYS.len() + 3);
    }

    #[test]
    fn only_what_says_so_itself_is_kept() {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(IMMUTABLE));
        harden(&mut headers);
        assert_eq!(headers.get(CACHE_CONTROL).unwrap(), IMMUTABLE);
    }

    #[test]
    fn only_documents_are_told_which_devices_they_may_not_use() {
        for (kind, is_told) in [
            ("text/html; charset=utf-8", true),
            ("application/pdf", true),
            ("text/css", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
            harden(&mut headers);
            assert_eq!(headers.contains_key(PERMISSIONS_POLICY), is_told, "{kind}");
        }
    }
}
