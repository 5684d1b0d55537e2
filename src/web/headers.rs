//! The headers that every answer bears. Knows no path and no caller.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CROSS_ORIGIN_OPENER_POLICY, CROSS_ORIGIN_RESOURCE_POLICY,
    HeaderMap, HeaderName, HeaderValue, PERMISSIONS_POLICY, REFERRER_POLICY, SERVER, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};

// Nothing is loaded, framed, posted or scripted: this version has one plain page. HSTS belongs to the proxy,
// which alone knows whether there is TLS in front.
const ALWAYS: [(HeaderName, &str); 7] = [
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (X_FRAME_OPTIONS, "DENY"),
    (CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
    (PERMISSIONS_POLICY, "camera=(), geolocation=(), microphone=()"),
];

/// For what never changes: a tile of the tree has one content for ever (c2sp.org/tlog-tiles).
pub(crate) const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// Sets the headers; no-store unless the handler has said otherwise. Doing it twice changes nothing.
pub(crate) fn harden(headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
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
        assert_eq!(headers.len(), ALWAYS.len() + 1);
    }

    #[test]
    fn only_what_says_so_itself_is_kept() {
        let mut headers = HeaderMap::new();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(IMMUTABLE));
        harden(&mut headers);
        assert_eq!(headers.get(CACHE_CONTROL).unwrap(), IMMUTABLE);
    }
}
