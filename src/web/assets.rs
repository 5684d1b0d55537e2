//! The files that a browser loads beside a page: built from `web/` and part of this program. Must not know what is in
//! them.
//!
//! Each has a name that changes with its bytes, so that a browser may keep it for ever and never has an old one.

use std::io::Write as _;
use std::sync::LazyLock;

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, VARY,
};
use actix_web::{HttpRequest, HttpResponse, web};
use daylight_domain::to_hex;
use daylight_tlog::sha256;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::error::ApiProblem;
use super::headers::{self, IMMUTABLE};

macro_rules! built {
    ($name:literal) => {
        (
            $name,
            include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/dist/", $name)).as_slice(),
        )
    };
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let built = [
        ("text/css; charset=utf-8", built!("site.css")),
        ("text/javascript; charset=utf-8", built!("reporter.js")),
        ("text/javascript; charset=utf-8", built!("worker.js")),
    ];
    Assets(
        built
            .map(|(kind, (name, bytes))| Asset::new(name, kind, bytes))
            .into(),
    )
});

/// What browsers load.
pub(crate) struct Assets(Vec<Asset>);

struct Asset {
    name: &'static str,
    path: String,
    kind: &'static str,
    bytes: &'static [u8],
    gzip: Vec<u8>,
}

/// All of them.
pub(crate) fn assets() -> &'static Assets {
    &ASSETS
}

/// Registers their addresses.
pub(crate) fn register(config: &mut web::ServiceConfig) {
    for asset in &assets().0 {
        let answer = move |request: HttpRequest| async move { asset.answer(&request) };
        config.route(&asset.path, web::get().to(answer));
    }
}

impl Assets {
    /// The address of one, by the name of the file that was built; the name itself if there is none, which a test sees.
    pub(crate) fn path(&self, name: &'static str) -> &str {
        let asset = self.0.iter().find(|asset| asset.name == name);
        asset.map_or(name, |asset| asset.path.as_str())
    }
}

impl Asset {
    fn new(name: &'static str, kind: &'static str, bytes: &'static [u8]) -> Self {
        let digest = to_hex(&sha256(bytes).0);
        let tag = digest.get(..16).unwrap_or_default();
        Self {
            name,
            path: format!("/assets/{tag}-{name}"),
            kind,
            bytes,
            gzip: gzip(bytes, Compression::best()),
        }
    }

    fn answer(&'static self, request: &HttpRequest) -> HttpResponse {
        let mut answer = HttpResponse::Ok();
        answer
            .insert_header((CONTENT_TYPE, self.kind))
            .insert_header((CACHE_CONTROL, IMMUTABLE))
            .insert_header((VARY, "accept-encoding"));
        let mut answer = if takes_gzip(request.headers()) {
            answer
                .insert_header((CONTENT_ENCODING, "gzip"))
                .body(self.gzip.as_slice())
        } else {
            answer.body(self.bytes)
        };
        // A worker goes by the policy that its own script comes with.
        headers::allow_page(answer.headers_mut());
        answer
    }
}

/// A page, compressed where the browser takes it. Pages name no secret, so that their length tells nothing.
pub(crate) fn page(request: &HttpRequest, html: String) -> Result<HttpResponse, ApiProblem> {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((VARY, "accept-encoding"));
    Ok(if takes_gzip(request.headers()) {
        answer
            .insert_header((CONTENT_ENCODING, "gzip"))
            .body(gzip(html.as_bytes(), Compression::default()))
    } else {
        answer.body(html)
    })
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.split(',').any(|one| one.trim() == "gzip"))
}

fn gzip(bytes: &[u8], level: Compression) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), level);
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
