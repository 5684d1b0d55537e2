//! Reads a JSON body: type, length and time are bounded before a byte is parsed. Must not know what the body means.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::rt::time::timeout;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, web};
use serde::de::DeserializeOwned;

use crate::actions::Service;
use crate::api;
use crate::config::Limits;
use crate::web::error::ApiProblem;
use crate::web::faults;

/// Somebody on a slow onion circuit sends a full submission within this; nobody holds a connection for longer.
const MOST_TIME: Duration = Duration::from_mins(2);

/// A body that this service takes, and how long it may be.
pub(crate) trait Incoming: DeserializeOwned + 'static {
    /// In KiB of the request.
    fn most_kib(limits: &Limits) -> usize {
        limits.request_kib
    }
}

impl Incoming for api::Submission {
    fn most_kib(limits: &Limits) -> usize {
        limits.submission_kib
    }
}
impl Incoming for api::TrackRequest {}
impl Incoming for api::BeginUpload {}
impl Incoming for api::AttachmentRequest {}
// An act may bring as many sealed texts as a submission.
impl Incoming for api::ReporterAct {
    fn most_kib(limits: &Limits) -> usize {
        limits.submission_kib
    }
}
impl Incoming for api::HolderAct {
    fn most_kib(limits: &Limits) -> usize {
        limits.submission_kib
    }
}
impl Incoming for api::SignIn {}
impl Incoming for api::Invite {}
impl Incoming for api::InvitationToken {}
impl Incoming for api::AnsweredInvitation {}
impl Incoming for api::Passkey {}
impl Incoming for api::PasskeyOf {}
impl Incoming for api::PeopleAct {}
impl Incoming for api::PolicyAct {}
impl Incoming for api::TakeExport {}
impl Incoming for api::OpenStatement {}

/// The parsed body.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: Incoming> FromRequest for Json<T> {
    type Error = ApiProblem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiProblem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = web::Payload::from_request(&request, payload);
        Box::pin(async move {
            let service = request
                .app_data::<web::Data<Service>>()
                .ok_or_else(ApiProblem::broken)?;
            let most_kib = T::most_kib(&service.config.limits);
            if check_head(&request, most_kib)?.is_packed {
                return Err(ApiProblem::wrong_type());
            }
            let payload = payload.await.map_err(|_| ApiProblem::broken())?;
            parse(&read(payload, most_kib, MOST_TIME).await?).map(Self)
        })
    }
}

/// Reads a body of at most `most_kib` KiB that comes within a time.
pub(crate) async fn read(
    payload: web::Payload,
    most_kib: usize,
    within: Duration,
) -> Result<web::Bytes, ApiProblem> {
    let read = timeout(within, payload.to_bytes_limited(most_kib.saturating_mul(1024))).await;
    read.map_err(|_| ApiProblem::too_slow())?
        .map_err(|_| ApiProblem::too_large(most_kib))?
        .map_err(|_| ApiProblem::malformed("The request broke off. Send it again."))
}

/// What a request says of its body.
pub(crate) struct Head {
    /// Its length in bytes, where it was declared.
    pub(crate) declared: Option<usize>,
    /// Whether it comes with gzip.
    pub(crate) is_packed: bool,
}

/// Checks type and length before a byte is read.
pub(crate) fn check_head(request: &HttpRequest, most_kib: usize) -> Result<Head, ApiProblem> {
    let packing = request.headers().get(header::CONTENT_ENCODING);
    if !request.content_type().eq_ignore_ascii_case("application/json")
        || packing.is_some_and(|packing| packing != "gzip")
    {
        return Err(ApiProblem::wrong_type());
    }
    // Whoever says beforehand that it is too long is answered before a byte is read.
    let declared = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok());
    let declared = match declared.map(str::parse::<usize>) {
        Some(Ok(length)) if length <= most_kib.saturating_mul(1024) => Some(length),
        Some(_) => return Err(ApiProblem::too_large(most_kib)),
        None => None,
    };
    Ok(Head {
        declared,
        is_packed: packing.is_some(),
    })
}

/// Parses a body, or says where it is wrong.
pub(crate) fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, ApiProblem> {
    // serde would take `["…", "…"]` for an object as well: a second spelling of one request.
    if body
        .trim_ascii_start()
        .first()
        .is_some_and(|first| *first != b'{')
    {
        return Err(ApiProblem::malformed(
            "The body must be one JSON object, beginning with `{`.",
        ));
    }
    serde_json::from_slice(body).map_err(|error| ApiProblem::malformed(faults::sentence(body, &error)))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn refused(request: TestRequest) -> Option<String> {
        check_head(&request.to_http_request(), 1)
            .err()
            .map(|problem| problem.to_string())
    }

    #[test]
    fn type_and_length_are_checked_before_a_byte_is_read() {
        let json =
            || TestRequest::post().insert_header((header::CONTENT_TYPE, "application/json; charset=utf-8"));
        assert_eq!(refused(json()), None);
        assert_eq!(
            refused(json().insert_header((header::CONTENT_LENGTH, "1024"))),
            None
        );
        assert!(
            refused(json().insert_header((header::CONTENT_LENGTH, "1025")))
                .unwrap()
                .contains("1 KiB")
        );
        assert!(
            refused(json().insert_header((header::CONTENT_ENCODING, "br")))
                .unwrap()
                .contains("compression")
        );
        assert!(refused(TestRequest::post()).unwrap().contains("application/json"));
    }

    #[test]
    fn only_an_object_is_taken() {
        assert!(parse::<api::HolderAct>(br#" {"entry":"e"}"#).is_ok());
        for body in [r#"["e",[]]"#, "", "null", r#""e""#, r#"{"entry":"e"} {}"#] {
            assert!(parse::<api::HolderAct>(body.as_bytes()).is_err(), "{body}");
        }
    }
}
