//! A submission on its way in: head, work, room, and only then the body. Must not know how much work is fair.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};

use crate::actions::{Service, door};
use crate::api::Submission;
use crate::crypto::work::Proof;
use crate::web::body::{self, Incoming as _};
use crate::web::error::ApiProblem;
use crate::web::packed;

/// The header that carries a proof of work.
const WORK: &str = "daylight-work";
/// Whoever keeps a place must send this many KiB a second, after the first ten seconds: half of a slow onion circuit.
const SLOWEST_KIB: u64 = 8;

/// Sealed bytes in base64 are packed into three quarters; what would grow more than this is no concern.
const MOST_GROWTH: usize = 2;

/// Calls `take` with a submission that got its place, and gives the place back when it is done.
pub(crate) struct AtTheDoor {
    request: HttpRequest,
    payload: web::Payload,
}

impl FromRequest for AtTheDoor {
    type Error = ApiProblem;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiProblem>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = web::Payload::from_request(&request, payload);
        Box::pin(async move {
            let payload = payload.await.map_err(|_| ApiProblem::broken())?;
            Ok(Self { request, payload })
        })
    }
}

impl AtTheDoor {
    /// Lets the submission in and reads it.
    pub(crate) async fn enter(
        self,
        service: &Service,
    ) -> Result<(door::Entered<'_>, Submission), ApiProblem> {
        let most_kib = Submission::most_kib(&service.config.limits);
        let head = body::check_head(&self.request, most_kib)?;
        let grows = if head.is_packed { MOST_GROWTH } else { 1 };
        let kib = head.declared.map_or(most_kib, |bytes| {
            bytes.saturating_mul(grows).div_ceil(1024).min(most_kib)
        });
        let proof = proof(&self.request)?;
        let entered = door::enter(service, proof.as_ref(), kib)
            .await
            .map_err(ApiProblem::untraced)?;
        let seconds = u64::try_from(kib).unwrap_or(u64::MAX).div_ceil(SLOWEST_KIB);
        let within = Duration::from_secs(seconds.saturating_add(10));
        let came = body::read(self.payload, most_kib, within).await?;
        let submission: Submission = if head.is_packed {
            let plain = packed::unpack(&came, kib.saturating_mul(1024)).ok_or_else(|| {
                ApiProblem::malformed(
                    "The compressed body is damaged, or longer than twice what came. Send it without compression.",
                )
            })?;
            body::parse(&plain)?
        } else {
            body::parse(&came)?
        };
        if entered.is_for(&submission.manifest) {
            Ok((entered, submission))
        } else {
            Err(ApiProblem::malformed(
                "The work in the header Daylight-Work was done for another manifest. Do it for this one.",
            ))
        }
    }
}

fn proof(request: &HttpRequest) -> Result<Option<Proof>, ApiProblem> {
    let Some(value) = request.headers().get(header::HeaderName::from_static(WORK)) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default();
    text.parse()
        .map(Some)
        .map_err(|bad: crate::crypto::work::BadProof| ApiProblem::malformed(format!("{bad}.")))
}
