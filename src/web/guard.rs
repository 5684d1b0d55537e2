//! Who are you, and may you come in here: decided for a whole scope, before path and body are parsed. Must not know
//! what is asked for; what a person may do inside is for the actions.

use std::future::{Ready, ready};
use std::rc::Rc;

use actix_web::body::BoxBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::header::{AUTHORIZATION, HeaderMap};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest, ResponseError as _, web};
use daylight_domain::Role;

use crate::actions::{Service, Signed, sign_in};
use crate::web::error::ApiProblem;

/// A part of the API that only some roles enter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Area {
    /// `/desk`.
    Desk,
    /// `/admin`.
    Admin,
    /// `/audit`.
    Audit,
    /// `/me`.
    Me,
}

impl Area {
    /// Beside what is everybody's own, one role enters one area: nobody is both operator and auditor (R24). Auditor, scrutiny viewer and inspector read
    /// the record alike (DESIGN section 2); what each may sign is for the rules.
    const fn admits(self, role: Role) -> bool {
        match self {
            Self::Desk => matches!(role, Role::Holder),
            Self::Admin => matches!(role, Role::Operator),
            Self::Audit => matches!(role, Role::Auditor | Role::Viewer | Role::Inspector),
            // A witness co-signs on another machine and has nothing here.
            Self::Me => !matches!(role, Role::Witness),
        }
    }

    const fn whose(self) -> &'static str {
        match self {
            Self::Desk => "This part is for people who hold an office. You are signed in, but hold none.",
            Self::Admin => "This part is for the operator. You are signed in, but are not the operator.",
            Self::Audit => {
                "This part is for auditors, viewers and inspectors. You are signed in, but are none of them."
            }
            Self::Me => "This part is for people who sign in to a page. A witness reads what is public.",
        }
    }
}

/// Lets in whoever has a session and the role; everybody else gets 401 or 403, never a redirect.
pub(crate) async fn admit(
    area: Area,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse, actix_web::Error> {
    match signed_in(area, &request).await {
        Ok(signed) => {
            request.extensions_mut().insert(Caller(Rc::new(signed)));
            next.call(request).await
        }
        Err(problem) => Ok(request.into_response(problem.error_response())),
    }
}

async fn signed_in(area: Area, request: &ServiceRequest) -> Result<Signed, ApiProblem> {
    let token = bearer(request.headers()).ok_or_else(ApiProblem::not_signed_in)?;
    let service = request
        .app_data::<web::Data<Service>>()
        .ok_or_else(ApiProblem::broken)?;
    let signed = sign_in::session(service, token)
        .await
        .map_err(ApiProblem::logged)?;
    if area.admits(signed.role) {
        Ok(signed)
    } else {
        Err(ApiProblem::forbidden(area.whose()))
    }
}

const LONGEST_TOKEN: usize = 256;

/// The token of the one `Authorization` header; two headers are no header.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(AUTHORIZATION);
    let (Some(value), None) = (values.next(), values.next()) else {
        return None;
    };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    let shaped = scheme.eq_ignore_ascii_case("bearer")
        && (1..=LONGEST_TOKEN).contains(&token.len())
        && token.bytes().all(|byte| byte.is_ascii_graphic());
    shaped.then_some(token)
}

/// The person whose session it is, as [`admit`] found them. Outside a guarded scope there is none: 401.
#[derive(Clone)]
pub(crate) struct Caller(Rc<Signed>);

impl Caller {
    /// Who they are.
    pub(crate) fn signed(&self) -> &Signed {
        &self.0
    }
}

impl FromRequest for Caller {
    type Error = ApiProblem;
    type Future = Ready<Result<Self, ApiProblem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            request
                .extensions()
                .get::<Self>()
                .cloned()
                .ok_or_else(ApiProblem::not_signed_in),
        )
    }
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    #[test]
    fn each_role_enters_its_own_area_alone() {
        let table = [
            (Role::Holder, Some(Area::Desk)),
            (Role::Operator, Some(Area::Admin)),
            (Role::Auditor, Some(Area::Audit)),
            (Role::Inspector, Some(Area::Audit)),
            (Role::Viewer, Some(Area::Audit)),
            (Role::Witness, None),
        ];
        for (role, home) in table {
            for area in [Area::Desk, Area::Admin, Area::Audit] {
                assert_eq!(area.admits(role), home == Some(area), "{role:?} in {area:?}");
            }
            assert_eq!(Area::Me.admits(role), home.is_some(), "{role:?}");
        }
    }

    fn token(values: &[&str]) -> Option<String> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(AUTHORIZATION, HeaderValue::from_str(value).unwrap());
        }
        bearer(&headers).map(str::to_owned)
    }

    #[test]
    fn only_one_well_formed_bearer_token_is_read() {
        assert_eq!(token(&["Bearer abc"]).as_deref(), Some("abc"));
        assert_eq!(token(&["bearer abc"]).as_deref(), Some("abc"));
        for bad in [
            &[][..],
            &["abc"],
            &["Basic abc"],
            &["Bearer "],
            &["Bearer a b"],
            &["Bearer a", "Bearer b"],
        ] {
            assert_eq!(token(bad), None, "{bad:?}");
        }
        assert_eq!(
            token(&[&format!("Bearer {}", "a".repeat(LONGEST_TOKEN + 1))]),
            None
        );
    }
}
