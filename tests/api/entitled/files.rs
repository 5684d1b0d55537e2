//! A file on its way in, call by call: begun with the code's signature, its bytes sent, finished.

use daylight::api::BeginUpload;
use daylight::client::Reporter;
use daylight_domain::{ConcernId, Digest};
use daylight_tlog::entry::upload_message;
use serde_json::{Value, json};

use crate::hands::words;
use crate::harness::TestApp;
use crate::raw::Answer;

/// Bytes that look sealed, to this reporter's case.
pub(super) fn sealed(reporter: &Reporter) -> Vec<u8> {
    reporter.seal(&words("a file")).unwrap().into_bytes()
}

/// The request to begin with one code's locator, signed with another's key for a concern.
pub(super) fn begin(app: &TestApp, at: &Reporter, by: &Reporter, concern: ConcernId, size: usize) -> Value {
    let size = u64::try_from(size).unwrap();
    let message = upload_message(app.service().log.origin(), &concern, size);
    let request = BeginUpload {
        locator: at.master().locator().to_secret_text().parse().unwrap(),
        size,
        signature: by.master().reporter_key().key().sign(&message),
    };
    json!(request)
}

pub(super) fn put(app: &TestApp, upload: &str, token: Option<&str>, bytes: &[u8]) -> Answer {
    let bearer = token.map(|token| format!("Bearer {token}"));
    let mut headers = vec![
        ("Upload-Offset", "0"),
        ("Content-Type", "application/octet-stream"),
    ];
    headers.extend(bearer.as_deref().map(|bearer| ("Authorization", bearer)));
    app.call("PUT", &format!("/api/v1/uploads/{upload}"), &headers, bytes)
}

/// Begun and come whole; not finished.
pub(super) fn come(app: &TestApp, reporter: &Reporter, concern: ConcernId) -> String {
    let bytes = sealed(reporter);
    let begun = app.post(
        "track/uploads",
        None,
        &begin(app, reporter, reporter, concern, bytes.len()),
    );
    let upload = begun.json()["upload"].as_str().unwrap().to_owned();
    assert_eq!(put(app, &upload, None, &bytes).status, 200);
    upload
}

/// Finished, and named by no entry.
pub(super) fn unnamed(app: &TestApp, reporter: &Reporter, concern: ConcernId) -> Digest {
    let upload = come(app, reporter, concern);
    let finished = app.post_text(&format!("uploads/{upload}/finish"), None, "");
    finished.json()["item"].as_str().unwrap().parse().unwrap()
}
