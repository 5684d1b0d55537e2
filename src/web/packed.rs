//! Packing on the wire: of answers that hold no secret, so that their length tells nothing, and of what comes sealed, in
//! base64. Must not know what is in them.

use std::io::{Read as _, Write as _};

use actix_web::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, VARY};
use actix_web::{HttpRequest, HttpResponse};
use brotli::CompressorWriter;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

/// An answer of this media type, packed where the caller takes it.
pub(crate) fn answer(request: &HttpRequest, kind: &'static str, plain: Vec<u8>) -> HttpResponse {
    let mut answer = HttpResponse::Ok();
    answer
        .insert_header((CONTENT_TYPE, kind))
        .insert_header((VARY, "accept-encoding"));
    let headers = request.headers();
    let (form, packed) = if takes(headers, "br") {
        ("br", brotli(&plain))
    } else if takes(headers, "gzip") {
        ("gzip", gzip(&plain))
    } else {
        return answer.body(plain);
    };
    answer.insert_header((CONTENT_ENCODING, form)).body(packed)
}

// Writing to memory does not fail.

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let _ = encoder.write_all(plain);
    encoder.finish().unwrap_or_default()
}

/// As good as it gets before it takes longer than gzip.
fn brotli(plain: &[u8]) -> Vec<u8> {
    const QUALITY: u32 = 6;
    /// What it looks back over is 2 to this power: 256 KiB, more than any of these answers.
    const WINDOW: u32 = 18;
    let mut encoder = CompressorWriter::new(Vec::new(), 4096, QUALITY, WINDOW);
    let _ = encoder.write_all(plain);
    encoder.into_inner()
}

/// Whether the caller takes this form of packing.
pub(crate) fn takes(headers: &HeaderMap, form: &str) -> bool {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    accepted.is_some_and(|accepted| accepted.split(',').any(|one| one.trim() == form))
}

/// Unpacks what came; nothing if it is damaged, or would become longer than `most` bytes.
pub(crate) fn unpack(packed: &[u8], most: usize) -> Option<Vec<u8>> {
    let most = u64::try_from(most).ok()?;
    let mut plain = Vec::new();
    // One byte more than is taken shows that there is more; nothing beyond it is unpacked.
    let mut reader = GzDecoder::new(packed).take(most.saturating_add(1));
    let length = reader.read_to_end(&mut plain).ok()?;
    (u64::try_from(length).ok()? <= most).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back_up_to_the_limit_and_no_further() {
        let plain = [b'x'; 1000];
        assert_eq!(unpack(&gzip(&plain), 1000).as_deref(), Some(&plain[..]));
        assert_eq!(unpack(&gzip(&plain), 999), None);
        let bomb = gzip(&vec![0; 64 << 20]);
        assert_eq!(unpack(&bomb, 1 << 20), None);
    }

    #[test]
    fn what_is_damaged_or_cut_off_is_nothing() {
        let good = gzip(b"the till is short");
        assert_eq!(unpack(&good[..good.len() - 1], 1000), None);
        let mut bent = good.clone();
        bent[good.len() - 6] ^= 1;
        assert_eq!(unpack(&bent, 1000), None);
        assert_eq!(unpack(b"plain", 1000), None);
    }
}
