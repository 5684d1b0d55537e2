//! The files that a browser loads beside a page: built from `web/` and part of this program. Must not know what is in
//! them.
//!
//! Each has a name that changes with its bytes, so that a browser may keep it for ever and never has an old one.

use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, VARY};
use actix_web::{HttpRequest, HttpResponse, web};
use daylight_domain::to_hex;
use daylight_tlog::sha256;

use super::headers::{self, IMMUTABLE};
use super::packed::takes;

macro_rules! file {
    ($name:expr) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/web/dist/", $name)).as_slice()
    };
}

macro_rules! built {
    ($kind:literal, $name:literal) => {
        built!($kind, $name, headers::allow_page)
    };
    ($kind:literal, $name:literal, $allow:expr) => {
        Asset::new(
            $kind,
            $name,
            $allow,
            [
                file!($name),
                file!(concat!($name, ".gz")),
                file!(concat!($name, ".br")),
            ],
        )
    };
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    Assets(vec![
        built!("text/css; charset=utf-8", "site.css", allow_nothing),
        built!("text/javascript; charset=utf-8", "reporter.js", allow_nothing),
        built!("text/javascript; charset=utf-8", "worker.js"),
        built!("text/javascript; charset=utf-8", "clean.js"),
        built!("text/javascript; charset=utf-8", "fast_digest.js"),
        built!("text/javascript; charset=utf-8", "argon2.js"),
        built!("text/javascript; charset=utf-8", "scrypt.js"),
        built!("text/javascript; charset=utf-8", "words.js"),
        built!("text/javascript; charset=utf-8", "portal_worker.js"),
        built!("text/css; charset=utf-8", "portal.css", allow_nothing),
        built!("text/javascript; charset=utf-8", "portal.js", allow_nothing),
        built!("text/javascript; charset=utf-8", "passkey.js"),
        built!("text/javascript; charset=utf-8", "strength.js"),
        built!("text/javascript; charset=utf-8", "letters.js"),
        built!("text/html; charset=utf-8", "paper.html", headers::allow_paper),
    ])
});

/// What browsers load.
pub(crate) struct Assets(Vec<Asset>);

struct Asset {
    name: &'static str,
    path: String,
    kind: &'static str,
    /// What it may do: a worker goes by the policy that its own script comes with, and a frame by its document's.
    allow: fn(&mut HeaderMap),
    plain: &'static [u8],
    gzip: &'static [u8],
    brotli: &'static [u8],
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
    /// Each address with what is served there.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|asset| (asset.path.as_str(), asset.plain))
    }

    /// The address of one, by the name of the file that was built; the name itself if there is none, which a test sees.
    pub(crate) fn path(&self, name: &'static str) -> &str {
        let asset = self.0.iter().find(|asset| asset.name == name);
        asset.map_or(name, |asset| asset.path.as_str())
    }
}

/// A document goes by its own policy, whatever comes with its style sheets and scripts.
fn allow_nothing(_: &mut HeaderMap) {}

impl Asset {
    fn new(
        kind: &'static str,
        name: &'static str,
        allow: fn(&mut HeaderMap),
        [plain, gzip, brotli]: [&'static [u8]; 3],
    ) -> Self {
        let digest = to_hex(&sha256(plain).0);
        let tag = digest.get(..16).unwrap_or_default();
        Self {
            name,
            path: format!("/assets/{tag}-{name}"),
            kind,
            allow,
            plain,
            gzip,
            brotli,
        }
    }

    fn answer(&'static self, request: &HttpRequest) -> HttpResponse {
        let mut answer = HttpResponse::Ok();
        answer
            .insert_header((CONTENT_TYPE, self.kind))
            .insert_header((CACHE_CONTROL, IMMUTABLE))
            .insert_header((VARY, "accept-encoding"));
        let forms = [("br", self.brotli), ("gzip", self.gzip)];
        let form = forms.into_iter().find(|(form, _)| takes(request.headers(), form));
        let mut answer = match form {
            Some((form, bytes)) => answer.insert_header((CONTENT_ENCODING, form)).body(bytes),
            None => answer.body(self.plain),
        };
        (self.allow)(answer.headers_mut());
        answer
    }
}
