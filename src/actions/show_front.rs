//! What the start page tells a visitor before anything is sealed: the rules in force and what this service is doing.

use daylight_domain::{Colour, Date, Digest, Policy};

use super::arrivals::{self, Allowed};
use super::{ActionError, Service};
use crate::crypto::key_words::words_of;

/// The facts of the start page, in the service's words. Clients check them against the record before they seal.
#[derive(Clone, Debug)]
pub struct Front {
    /// The policy in force.
    pub policy: Policy,
    /// Its digest.
    pub digest: Digest,
    /// The day from which it is in force.
    pub from: Date,
    /// The service's civil day.
    pub today: Date,
    /// Whether new concerns are taken at all.
    pub takes_concerns: bool,
    /// The day on which the channel was closed for good, if it was.
    pub closed: Option<Date>,
    /// The organisation's colour.
    pub colour: Colour,
    /// What is offered to browsers without scripts.
    pub without_scripts: Allowed,
    /// The log's verifier key.
    pub vkey: String,
    /// Its six words, as they stand on the poster.
    pub key_words: String,
}

/// Looks them up. Fails where no policy is in force yet.
pub async fn front(service: &Service) -> Result<Front, ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let (digest, policy) = rules.policy_on(today)?;
    let closed = rules.roster.channel_closed().filter(|from| *from <= today);
    let vkey = service.log.verifier().vkey();
    Ok(Front {
        policy: policy.policy.clone(),
        digest,
        from: rules.roster.policy_from(digest).unwrap_or(today),
        today,
        takes_concerns: closed.is_none() && rules.takes_concerns(&policy.policy, today),
        closed,
        colour: service.config.look.colour,
        key_words: words_of(&vkey).join(" "),
        without_scripts: arrivals::allowed(service).await?,
        vkey,
    })
}
