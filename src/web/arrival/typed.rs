//! What was typed into the form, as it arrives: type, length and time are bounded before a byte is parsed, and it is erased
//! from memory when dropped. Must not know what the fields mean.
//!
//! No crate takes the form apart: each would leave copies of the text behind.

use std::time::Duration;

use actix_web::http::header;
use actix_web::rt::time::timeout;
use actix_web::{HttpMessage as _, HttpRequest, web};
use futures_util::StreamExt as _;
use zeroize::Zeroizing;

use crate::actions::{Service, arrivals};

/// The form has 17 fields; ticked boxes come one by one.
const MOST_FIELDS: usize = 128;
/// Whoever keeps a place must send this many KiB a second, after the first ten seconds: half of a slow onion circuit.
const SLOWEST_KIB: usize = 8;

/// Why nothing was read. Nothing of it was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotRead {
    /// Not a form of ours: another type, compressed, broken off, or no text.
    NotAForm,
    /// Longer than the limit.
    TooLarge,
    /// It did not arrive in time.
    TooSlow,
    /// Sent by another page than ours.
    Elsewhere,
    /// Our own fault.
    Broken,
}

/// The fields in their order.
#[derive(Default)]
pub(crate) struct Typed(Vec<(String, Zeroizing<String>)>);

impl Typed {
    /// Waits for room and reads the form.
    pub(crate) async fn read(
        service: &Service,
        request: &HttpRequest,
        payload: web::Payload,
    ) -> Result<Self, NotRead> {
        let most = service.config.limits.submission_kib.saturating_mul(1024);
        let length = check_head(request, most)?;
        let kib = length.div_ceil(1024);
        let _room = arrivals::enter(service, kib).await.map_err(|_| NotRead::Broken)?;
        let seconds = u64::try_from(kib.div_ceil(SLOWEST_KIB)).unwrap_or(u64::MAX);
        let within = Duration::from_secs(seconds.saturating_add(10));
        let body = timeout(within, collect(payload, length))
            .await
            .map_err(|_| NotRead::TooSlow)??;
        Self::parse(&body).ok_or(NotRead::NotAForm)
    }

    /// Takes `name=value&…` apart (application/x-www-form-urlencoded, WHATWG URL section 5.1); none if it is no text.
    fn parse(body: &[u8]) -> Option<Self> {
        let mut fields = Vec::new();
        for field in body.split(|byte| *byte == b'&').filter(|field| !field.is_empty()) {
            if fields.len() == MOST_FIELDS {
                return None;
            }
            let end = field.iter().position(|byte| *byte == b'=').unwrap_or(field.len());
            let (name, value) = field.split_at(end);
            let name = decode(name)?;
            let value = decode(value.get(1..).unwrap_or_default())?;
            fields.push((name.to_string(), value));
        }
        Some(Self(fields))
    }

    /// A field's value; empty if it did not come.
    pub(crate) fn get(&self, name: &str) -> &str {
        let field = self.0.iter().find(|(known, _)| known == name);
        field.map_or("", |(_, value)| value.as_str())
    }

    /// Whether a field came with this value: a radio button, or one of several boxes.
    pub(crate) fn is(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|given| given == value)
    }

    /// Every value of a field.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.0.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }

    /// Puts a field in the place of what came under its name.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), Zeroizing::new(value.to_owned())));
    }
}

/// There is no cookie and no session, so there is nothing that another page could make a browser send along; still, only our
/// own page is taken at its word, also when its reader loads an answer once more (`none`).
pub(super) fn check_site(request: &HttpRequest) -> Result<(), NotRead> {
    let site = request.headers().get("sec-fetch-site");
    if site.is_some_and(|site| site != "same-origin" && site != "none") {
        return Err(NotRead::Elsewhere);
    }
    Ok(())
}

/// Gives the length that was declared. Browsers always declare one.
fn check_head(request: &HttpRequest, most: usize) -> Result<usize, NotRead> {
    check_site(request)?;
    let form = request
        .content_type()
        .eq_ignore_ascii_case("application/x-www-form-urlencoded");
    if !form || request.headers().contains_key(header::CONTENT_ENCODING) {
        return Err(NotRead::NotAForm);
    }
    let declared = request.headers().get(header::CONTENT_LENGTH);
    let declared = declared.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    match declared {
        Some(length) if length <= most => Ok(length),
        Some(_) => Err(NotRead::TooLarge),
        None => Err(NotRead::NotAForm),
    }
}

/// The whole room at once: a growing vector would leave copies of the text behind.
async fn collect(mut payload: web::Payload, length: usize) -> Result<Zeroizing<Vec<u8>>, NotRead> {
    let mut body = Zeroizing::new(Vec::with_capacity(length));
    while let Some(part) = payload.next().await {
        let part = part.map_err(|_| NotRead::NotAForm)?;
        if body.len().saturating_add(part.len()) > length {
            return Err(NotRead::TooLarge);
        }
        body.extend_from_slice(&part);
    }
    if body.len() == length {
        Ok(body)
    } else {
        Err(NotRead::NotAForm)
    }
}

/// Text without its escapes; line ends as everywhere else.
fn decode(escaped: &[u8]) -> Option<Zeroizing<String>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(escaped.len()));
    let mut rest = escaped.iter();
    while let Some(byte) = rest.next() {
        let byte = match byte {
            b'+' => b' ',
            b'%' => hex(*rest.next()?)?.checked_shl(4)? | hex(*rest.next()?)?,
            other => *other,
        };
        // Browsers send CR LF for every line end.
        if byte != b'\r' {
            bytes.push(byte);
        }
    }
    let text = std::str::from_utf8(&bytes).ok()?;
    Some(Zeroizing::new(text.to_owned()))
}

fn hex(digit: u8) -> Option<u8> {
    u8::try_from(char::from(digit).to_digit(16)?).ok()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_form_is_taken_apart_as_browsers_put_it_together() {
        let typed =
            Typed::parse(b"what=The+till%0D%0Ais+short+%26+%C5%82&kind=one&kind=tw%6F&&empty=&bare").unwrap();
        assert_eq!(typed.get("what"), "The till\nis short & \u{142}");
        assert_eq!(typed.all("kind").collect::<Vec<_>>(), ["one", "two"]);
        assert!(typed.is("kind", "two") && !typed.is("kind", "three"));
        assert_eq!(
            (typed.get("empty"), typed.get("bare"), typed.get("none")),
            ("", "", "")
        );
    }

    #[test]
    fn what_is_no_text_is_no_form() {
        for body in ["what=%", "what=%4", "what=%zz", "what=%FF", "%ff=x"] {
            assert!(Typed::parse(body.as_bytes()).is_none(), "{body}");
        }
        assert!(Typed::parse("a=b&".repeat(MOST_FIELDS + 1).as_bytes()).is_none());
    }

    #[test]
    fn a_form_of_another_page_is_refused_before_it_is_read() {
        let form = || {
            TestRequest::post()
                .insert_header((header::CONTENT_TYPE, "application/x-www-form-urlencoded"))
                .insert_header((header::CONTENT_LENGTH, "10"))
        };
        let head = |request: TestRequest| check_head(&request.to_http_request(), 10);
        assert_eq!(head(form()), Ok(10));
        for site in ["same-origin", "none"] {
            assert_eq!(head(form().insert_header(("sec-fetch-site", site))), Ok(10));
        }
        for site in ["cross-site", "same-site"] {
            let other = form().insert_header(("sec-fetch-site", site));
            assert_eq!(head(other), Err(NotRead::Elsewhere));
        }
        let long = form().insert_header((header::CONTENT_LENGTH, "11"));
        assert_eq!(head(long), Err(NotRead::TooLarge));
        assert_eq!(head(TestRequest::post()), Err(NotRead::NotAForm));
    }

    proptest::proptest! {
        #[test]
        fn whatever_arrives_is_read_or_refused(body in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let _ = Typed::parse(&body);
        }
    }
}
