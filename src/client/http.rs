//! Calls to a service: JSON over HTTP, with limits. Follows no redirect, keeps no cookie and says nothing about
//! the machine it runs on. Must not know what the bytes mean.

use std::io::{ErrorKind, Read};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use ureq::http::{Response, Uri};
use ureq::typestate::{WithBody, WithoutBody};
use ureq::{Agent, Body, RequestBuilder};
use zeroize::Zeroizing;

use super::clean;
use super::problem::CallFailed;
use super::proxy::{Way, is_onion, is_this_machine};
use crate::api::ApiError;
use crate::crypto::work::Proof;

/// The longest answer taken, in bytes: a concern with a hundred long messages.
const LONGEST_ANSWER: u64 = 64 << 20;
/// The longest file, beyond every limit of a service.
const LONGEST_FILE: u64 = 1 << 40;
/// The longest answer that only refuses.
const LONGEST_REFUSAL: u64 = 64 << 10;
/// The longest message of the service that is repeated to a person, in characters.
const LONGEST_MESSAGE: usize = 500;
const CONNECT_FOR: Duration = Duration::from_secs(20);
const CALL_FOR: Duration = Duration::from_mins(2);

/// A service at an address.
#[derive(Clone, Debug)]
pub struct Service {
    agent: Agent,
    base: String,
    /// The proxy on the way, for the message when nothing answers.
    proxy: Option<String>,
}

/// Who calls.
#[derive(Clone, Copy)]
pub enum Caller<'a> {
    /// Nobody in particular.
    Anyone,
    /// A signed-in person, by their session's token.
    SignedIn(&'a str),
}

impl Service {
    /// From an address as a person types it. Plain `http://` is taken for this machine and for onion services alone,
    /// whose way is protected by itself.
    pub fn at(address: &str) -> Result<Self, CallFailed> {
        Self::through(address, &Way::direct())
    }

    /// As [`Service::at`], by the way that a person has set. Fails for an onion service without a proxy that knows it.
    pub fn through(address: &str, way: &Way) -> Result<Self, CallFailed> {
        let base = address.trim().trim_end_matches('/');
        let uri: Uri = base.parse().map_err(|_| CallFailed::Address)?;
        let host = uri.host().ok_or(CallFailed::Address)?;
        if uri.query().is_some() || base.contains('@') {
            return Err(CallFailed::Address);
        }
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if is_protected_without_tls(host) => {}
            Some("http") => return Err(CallFailed::NotProtected),
            _ => return Err(CallFailed::Address),
        }
        let proxy = way.to(&uri)?;
        let proxy_name = proxy
            .as_ref()
            .map(|proxy| format!("{}:{}", proxy.host(), proxy.port()));
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent("daylight")
            // What is set by hand here; the library's own look at the environment passes over what it cannot read.
            .proxy(proxy)
            .timeout_connect(Some(CONNECT_FOR))
            .timeout_global(Some(CALL_FOR))
            .build()
            .new_agent();
        Ok(Self {
            agent,
            base: base.to_owned(),
            proxy: proxy_name,
        })
    }

    /// Asks for a value.
    pub fn get<T: DeserializeOwned>(&self, path: &str, caller: Caller<'_>) -> Result<T, CallFailed> {
        let mut response = self.fetch(path, caller)?;
        read(&mut response)
    }

    /// Asks for text.
    pub fn get_text(&self, path: &str) -> Result<String, CallFailed> {
        let mut response = self.fetch(path, Caller::Anyone)?;
        response
            .body_mut()
            .with_config()
            .limit(LONGEST_ANSWER)
            .read_to_string()
            .map_err(|_| CallFailed::NotUnderstood)
    }

    /// Sends a value and asks for the answer.
    pub fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        caller: Caller<'_>,
        value: &impl Serialize,
    ) -> Result<T, CallFailed> {
        let mut request = self.agent.post(self.url(path));
        if let Caller::SignedIn(token) = caller {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        self.send(request, value)
    }

    /// Sends a value that asks for a place, with the work done for it.
    pub fn post_with_work<T: DeserializeOwned>(
        &self,
        path: &str,
        work: Option<&Proof>,
        value: &impl Serialize,
    ) -> Result<T, CallFailed> {
        let mut request = self.agent.post(self.url(path));
        if let Some(work) = work {
            request = request.header("daylight-work", work.to_string());
        }
        self.send(request, value)
    }

    fn send<T: DeserializeOwned>(
        &self,
        request: RequestBuilder<WithBody>,
        value: &impl Serialize,
    ) -> Result<T, CallFailed> {
        let body = Zeroizing::new(serde_json::to_vec(value).map_err(|_| CallFailed::NotUnderstood)?);
        let sent = request.content_type("application/json").send(body.as_slice());
        read(&mut accepted(sent.map_err(|fault| self.failed(&fault))?)?)
    }

    /// Has something taken away, and asks for the answer.
    pub fn delete<T: DeserializeOwned>(&self, path: &str, caller: Caller<'_>) -> Result<T, CallFailed> {
        read(&mut self.call(self.agent.delete(self.url(path)), caller)?)
    }

    /// Sends nothing and asks for the answer.
    pub fn post_nothing<T: DeserializeOwned>(&self, path: &str) -> Result<T, CallFailed> {
        let sent = self.agent.post(self.url(path)).send_empty();
        read(&mut accepted(sent.map_err(|fault| self.failed(&fault))?)?)
    }

    /// Sends bytes that begin at an offset of something longer.
    pub fn put_bytes<T: DeserializeOwned>(
        &self,
        path: &str,
        offset: u64,
        bytes: &[u8],
    ) -> Result<T, CallFailed> {
        let request = self
            .agent
            .put(self.url(path))
            .header("upload-offset", offset.to_string());
        let sent = request.content_type("application/octet-stream").send(bytes);
        read(&mut accepted(sent.map_err(|fault| self.failed(&fault))?)?)
    }

    /// Asks for a stream of bytes.
    pub fn get_stream(&self, path: &str, caller: Caller<'_>) -> Result<Box<dyn Read>, CallFailed> {
        Ok(stream(self.fetch(path, caller)?))
    }

    /// Sends a value and asks for a stream of bytes.
    pub fn post_for_stream(&self, path: &str, value: &impl Serialize) -> Result<Box<dyn Read>, CallFailed> {
        let body = Zeroizing::new(serde_json::to_vec(value).map_err(|_| CallFailed::NotUnderstood)?);
        let request = self.agent.post(self.url(path)).content_type("application/json");
        let answer = request
            .send(body.as_slice())
            .map_err(|fault| self.failed(&fault))?;
        Ok(stream(accepted(answer)?))
    }

    fn fetch(&self, path: &str, caller: Caller<'_>) -> Result<Response<Body>, CallFailed> {
        self.call(self.agent.get(self.url(path)), caller)
    }

    fn call(
        &self,
        mut request: RequestBuilder<WithoutBody>,
        caller: Caller<'_>,
    ) -> Result<Response<Body>, CallFailed> {
        if let Caller::SignedIn(token) = caller {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        accepted(request.call().map_err(|fault| self.failed(&fault))?)
    }

    fn url(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.base)
    }

    fn is_https(&self) -> bool {
        self.base.starts_with("https:")
    }

    fn not_trusted(&self) -> CallFailed {
        CallFailed::NotTrusted {
            host: self.base.clone(),
        }
    }

    /// What the transport says is left out: it can hold parts of what was sent.
    fn failed(&self, fault: &ureq::Error) -> CallFailed {
        match fault {
            ureq::Error::BodyExceedsLimit(_) | ureq::Error::Protocol(_) | ureq::Error::Http(_) => {
                CallFailed::NotUnderstood
            }
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) => self.not_trusted(),
            // A handshake that failed comes as input that cannot be: a certificate not trusted, or no https there.
            ureq::Error::Io(fault) if fault.kind() == ErrorKind::InvalidData && self.is_https() => {
                self.not_trusted()
            }
            _ => match &self.proxy {
                Some(proxy) => CallFailed::ProxyUnreachable {
                    host: self.base.clone(),
                    proxy: proxy.clone(),
                },
                None => CallFailed::Unreachable {
                    host: self.base.clone(),
                },
            },
        }
    }
}

fn is_protected_without_tls(host: &str) -> bool {
    is_this_machine(host) || is_onion(host)
}

/// Passes an answer on, or turns a refusal into its error.
fn accepted(mut response: Response<Body>) -> Result<Response<Body>, CallFailed> {
    let status = response.status().as_u16();
    if (200..300).contains(&status) {
        return Ok(response);
    }
    let said: Option<ApiError> = response
        .body_mut()
        .with_config()
        .limit(LONGEST_REFUSAL)
        .read_to_vec()
        .ok()
        .and_then(|body| serde_json::from_slice(&body).ok());
    Err(match said {
        Some(ApiError {
            error,
            message,
            day,
            work,
            ..
        }) => CallFailed::Refused {
            status,
            day,
            work,
            word: error,
            message: clean(&message).chars().take(LONGEST_MESSAGE).collect(),
        },
        // A status without our form of words comes from something in between, or from another service.
        None if matches!(status, 502..=504) => CallFailed::Refused {
            status,
            word: "unavailable".to_owned(),
            message: UNAVAILABLE.to_owned(),
            day: None,
            work: None,
        },
        None => CallFailed::NotUnderstood,
    })
}

const UNAVAILABLE: &str =
    "the service is not available at the moment: try again later; nothing you wrote is lost";

fn stream(response: Response<Body>) -> Box<dyn Read> {
    let body = response.into_body().into_with_config();
    Box::new(body.limit(LONGEST_FILE).reader())
}

fn read<T: DeserializeOwned>(response: &mut Response<Body>) -> Result<T, CallFailed> {
    let body = response
        .body_mut()
        .with_config()
        .limit(LONGEST_ANSWER)
        .read_to_vec();
    let body = body.map_err(|_| CallFailed::NotUnderstood)?;
    serde_json::from_slice(&body).map_err(|_| CallFailed::NotUnderstood)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_is_taken_for_this_machine_and_onion_services_alone() {
        for good in [
            "http://127.0.0.1:8080",
            "http://[::1]:8080/",
            "http://localhost",
            "https://a.b",
        ] {
            assert!(Service::at(good).is_ok(), "{good}");
        }
        assert!(matches!(
            Service::at("http://abc.onion"),
            Err(CallFailed::OnionNeedsTor)
        ));
        assert!(matches!(
            Service::at("http://example.org"),
            Err(CallFailed::NotProtected)
        ));
        assert!(matches!(
            Service::at("http://127.0.0.1.example.org"),
            Err(CallFailed::NotProtected)
        ));
        for bad in [
            "",
            "example.org",
            "ftp://example.org",
            "https://",
            "https://a:b@example.org",
            "https://a?b=c",
        ] {
            assert!(matches!(Service::at(bad), Err(CallFailed::Address)), "{bad}");
        }
    }
}
