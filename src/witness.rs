//! Asks a witness over HTTP (c2sp.org/tlog-witness). Follows no redirect and believes nothing: what an answer means is
//! for whoever asked.

use std::sync::LazyLock;
use std::time::Duration;

use ureq::{Agent, Proxy};

use crate::config::Witness;

/// The longest answer taken, in bytes: a dozen cosignatures take 3 KiB.
const LONGEST_ANSWER: u64 = 64 << 10;

/// What a witness answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

/// Nobody answered, not to the end, or not in time. Whether the witness has cosigned is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the witness does not answer")]
pub struct Away;

/// One for all calls, so that connections are kept while a witness catches up.
static AGENT: LazyLock<Agent> = LazyLock::new(|| {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent("daylight")
        .build()
        .new_agent()
});

/// Sends a request body to a witness's `add-checkpoint`.
pub async fn add_checkpoint(witness: &Witness, body: String) -> Result<Answer, Away> {
    let url = format!("{}/add-checkpoint", witness.url.trim_end_matches('/'));
    let within = Duration::from_secs(witness.timeout_seconds);
    let is_near = witness.is_near();
    let (send, answer) = tokio::sync::oneshot::channel();
    // A thread of its own and not one of the runtime's: stopping the service does not wait for a witness that hangs.
    std::thread::spawn(move || {
        let _ = send.send(post(&url, within, is_near, &body));
    });
    answer.await.map_err(|_| Away)?
}

/// What the transport says is left out: the operator sees that nobody answers, and tries the address by hand.
fn post(url: &str, within: Duration, is_near: bool, body: &str) -> Result<Answer, Away> {
    let proxy = if is_near { None } else { Proxy::try_from_env() };
    let request = AGENT
        .post(url)
        .content_type("text/plain; charset=utf-8")
        .config()
        .proxy(proxy)
        .timeout_global(Some(within))
        .build();
    let mut response = request.send(body).map_err(|_| Away)?;
    let status = response.status().as_u16();
    let body = response
        .body_mut()
        .with_config()
        .limit(LONGEST_ANSWER)
        .read_to_vec();
    match body {
        Ok(body) => Ok(Answer { status, body }),
        // Too long is an answer, and none that can be right.
        Err(ureq::Error::BodyExceedsLimit(_)) => Ok(Answer {
            status,
            body: Vec::new(),
        }),
        Err(_) => Err(Away),
    }
}
