//! How a refusal or a failure looks from outside: a status and an [`ApiError`]. The only `ResponseError`, and the
//! only place that logs a cause. Must not know what was asked.

use std::fmt;

use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpResponse, ResponseError};
use daylight_domain::{Date, Refusal, to_hex};

use crate::actions::ActionError;
use crate::api::{ApiError, BrokenRule, WorkWanted};
use crate::entropy::{Entropy, SystemEntropy};
use crate::web::headers;

const MISTAKE: &str = "Something went wrong on our side, not yours. Nothing is lost that you got a receipt for. \
                       Try again later; sending the same again is safe.";

/// What a caller is told instead of an answer. Holds nothing that the caller sent.
#[derive(Debug)]
pub(crate) struct ApiProblem {
    status: StatusCode,
    word: &'static str,
    message: Box<str>,
    header: Option<Box<(HeaderName, HeaderValue)>>,
    rule: Option<Box<BrokenRule>>,
    day: Option<Date>,
    work: Option<Box<WorkWanted>>,
}

impl ApiProblem {
    fn new(status: StatusCode, word: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            word,
            message: message.into().into_boxed_str(),
            header: None,
            rule: None,
            day: None,
            work: None,
        }
    }

    fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.header = Some(Box::new((name, value)));
        self
    }

    /// For callers who have signed in, and for what says nothing about a reporter: an internal cause is logged once,
    /// under a number that the caller is told too.
    pub(crate) fn logged(error: ActionError) -> Self {
        let ActionError::Internal(cause) = error else {
            return Self::from_action(&error);
        };
        let mut number = [0; 6];
        SystemEntropy.fill(&mut number);
        let incident = to_hex(&number);
        tracing::error!(incident, cause = format!("{cause:#}"), "an action failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            format!("{MISTAKE} If you tell the operator, name incident {incident}."),
        )
    }

    /// For a reporter's calls: nothing is written, because a line that a failure leaves is a line that says
    /// somebody was here (promise 3). What fails for reporters fails for `doctor` too, which says so.
    pub(crate) fn untraced(error: ActionError) -> Self {
        match error {
            ActionError::Internal(_) => Self::broken(),
            other => Self::from_action(&other),
        }
    }

    fn from_action(error: &ActionError) -> Self {
        let (status, word) = match error {
            ActionError::Malformed(_) => (StatusCode::BAD_REQUEST, "malformed"),
            ActionError::TooLarge(_) => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            ActionError::NotSignedIn => return Self::not_signed_in(),
            ActionError::Forbidden(_) => (StatusCode::FORBIDDEN, "forbidden"),
            ActionError::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            ActionError::Stale => (StatusCode::CONFLICT, "stale"),
            ActionError::DayChanged { .. } => (StatusCode::CONFLICT, "day_changed"),
            ActionError::Rule(_) | ActionError::Refused(_) | ActionError::Because(..) => {
                (StatusCode::CONFLICT, "refused")
            }
            ActionError::Busy | ActionError::Away => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            ActionError::Closed(_) => (StatusCode::SERVICE_UNAVAILABLE, "closed"),
            ActionError::Full => (StatusCode::INSUFFICIENT_STORAGE, "full"),
            ActionError::WorkWanted { .. } => (StatusCode::TOO_MANY_REQUESTS, "work"),
            ActionError::Gone => (StatusCode::INTERNAL_SERVER_ERROR, "gone"),
            ActionError::Internal(_) => return Self::broken(),
        };
        let problem = Self::new(status, word, error.to_string());
        match error {
            ActionError::Busy | ActionError::Away => {
                problem.with(header::RETRY_AFTER, HeaderValue::from_static("2"))
            }
            ActionError::Rule(refusal) => Self {
                rule: broken_rule(refusal).map(Box::new),
                ..problem
            },
            ActionError::Because(why, _) => {
                let (name, day) = (why.name().to_owned(), None);
                let rule = Some(Box::new(BrokenRule { name, day }));
                Self { rule, ..problem }
            }
            ActionError::DayChanged { today } => Self {
                day: Some(*today),
                ..problem
            },
            ActionError::WorkWanted { challenge, bits } => Self {
                work: Some(Box::new(WorkWanted {
                    challenge: challenge.clone(),
                    bits: *bits,
                })),
                ..problem
            },
            _ => problem,
        }
    }

    /// A mistake of ours that says nothing of itself: a panic, or a failure that must leave no trace.
    pub(crate) fn broken() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", MISTAKE)
    }

    pub(crate) fn malformed(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", message)
    }

    pub(crate) fn too_large(most_kib: usize) -> Self {
        let message = format!("The request is longer than {most_kib} KiB. Send less.");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", message)
    }

    pub(crate) fn address_too_long(most: usize) -> Self {
        let message =
            format!("The address is longer than {most} characters. Nothing here has one that long.");
        Self::new(StatusCode::URI_TOO_LONG, "too_large", message)
    }

    pub(crate) fn too_slow() -> Self {
        let message = "The request did not arrive in time. Send it again; sending the same again is safe.";
        Self::new(StatusCode::REQUEST_TIMEOUT, "too_slow", message)
    }

    pub(crate) fn wrong_type() -> Self {
        let message = "Send JSON with the header `Content-Type: application/json`, without compression; a new \
                       concern alone may come with `Content-Encoding: gzip`.";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "wrong_type", message)
    }

    // RFC 9110 section 15.5.2 wants the challenge. A browser asks nobody for a bearer token, so no window opens.
    pub(crate) fn not_signed_in() -> Self {
        let message = "You are not signed in: there was no session, it has ended, or the signature does not fit. Ask for \
                       a challenge at /api/v1/sign-in/challenge, sign it, send it to /api/v1/sign-in, and send the \
                       token as `Authorization: Bearer`.";
        Self::new(StatusCode::UNAUTHORIZED, "not_signed_in", message)
            .with(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
    }

    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", message)
    }

    pub(crate) fn unknown_path() -> Self {
        let message = "There is nothing at this address. /api/v1/openapi.json lists what there is.";
        Self::new(StatusCode::NOT_FOUND, "not_found", message)
    }

    /// `allowed` are the methods that the address has.
    pub(crate) fn wrong_method(allowed: &[Method]) -> Self {
        let allowed = allowed.iter().map(Method::as_str).collect::<Vec<_>>().join(", ");
        let problem = Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "wrong_method",
            format!("This address takes {allowed} only."),
        );
        match HeaderValue::from_str(&allowed) {
            Ok(value) => problem.with(header::ALLOW, value),
            Err(_) => problem,
        }
    }
}

/// What programs are told of a rule: its name, and its day. All else that it holds is in the sentence.
pub(super) fn broken_rule(refusal: &Refusal) -> Option<BrokenRule> {
    let value = serde_json::to_value(refusal).ok()?;
    serde_json::from_value(value).ok()
}

impl fmt::Display for ApiProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl ResponseError for ApiProblem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let body = ApiError {
            error: self.word.to_owned(),
            message: self.message.to_string(),
            rule: self.rule.as_deref().cloned(),
            day: self.day,
            work: self.work.as_deref().cloned(),
        };
        let mut response = HttpResponse::build(self.status).json(body);
        if let Some((name, value)) = self.header.as_deref() {
            response.headers_mut().insert(name.clone(), value.clone());
        }
        // Here too: after a panic no wrapper sees the answer.
        headers::harden(response.headers_mut());
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::Why;

    fn shown(problem: &ApiProblem) -> (u16, &'static str) {
        (problem.status.as_u16(), problem.word)
    }

    #[test]
    fn every_refusal_of_an_action_has_its_status_and_word() {
        let text = || "a sentence".to_owned();
        let today = "2026-12-18".parse().unwrap();
        for (error, expected) in [
            (ActionError::Malformed(text()), (400, "malformed")),
            (ActionError::TooLarge(text()), (413, "too_large")),
            (ActionError::NotSignedIn, (401, "not_signed_in")),
            (ActionError::Forbidden(text()), (403, "forbidden")),
            (ActionError::NotFound, (404, "not_found")),
            (ActionError::Stale, (409, "stale")),
            (ActionError::DayChanged { today }, (409, "day_changed")),
            (ActionError::Rule(Refusal::Closed), (409, "refused")),
            (ActionError::Refused(text()), (409, "refused")),
            (ActionError::Because(Why::NoFigures, text()), (409, "refused")),
            (ActionError::Busy, (503, "busy")),
            (ActionError::Closed(text()), (503, "closed")),
            (ActionError::Full, (507, "full")),
            (ActionError::Gone, (500, "gone")),
            (ActionError::Internal(anyhow::anyhow!("cause")), (500, "internal")),
        ] {
            assert_eq!(shown(&ApiProblem::from_action(&error)), expected);
            assert_eq!(shown(&ApiProblem::untraced(error)), expected);
        }
    }

    #[test]
    fn a_broken_rule_is_named_with_its_day_and_nothing_else_of_it() {
        let until = "2026-12-29".parse().unwrap();
        for (refusal, name, day) in [
            (Refusal::ClosingIsProposed, "closing_is_proposed", None),
            (
                Refusal::ReporterHasTime { until },
                "reporter_has_time",
                Some(until),
            ),
            (Refusal::PointUnmarked { point: 2 }, "point_unmarked", None),
        ] {
            let expected = BrokenRule {
                name: name.to_owned(),
                day,
            };
            assert_eq!(broken_rule(&refusal), Some(expected));
        }
    }

    #[test]
    fn the_cause_of_a_failure_is_not_told_to_the_caller() {
        let failure = || ActionError::Internal(anyhow::anyhow!("inner words").context("outer words"));
        for problem in [ApiProblem::logged(failure()), ApiProblem::untraced(failure())] {
            assert!(!problem.message.contains("words"), "{problem}");
        }
        assert!(ApiProblem::logged(failure()).message.contains("incident"));
        assert!(!ApiProblem::untraced(failure()).message.contains("incident"));
    }

    #[test]
    fn a_refusal_says_what_would_have_been_allowed() {
        let response = ApiProblem::wrong_method(&[Method::GET, Method::POST]).error_response();
        assert_eq!(response.headers().get(header::ALLOW).unwrap(), "GET, POST");
        let response = ApiProblem::not_signed_in().error_response();
        assert_eq!(
            response.headers().get(header::WWW_AUTHENTICATE).unwrap(),
            "Bearer"
        );
        assert!(response.headers().get(header::LOCATION).is_none());
    }
}
