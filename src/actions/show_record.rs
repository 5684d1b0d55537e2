//! What everybody may know of how the service has done: the facts of the public page. All of it stands in the published
//! record; a concern is nowhere in it.

use daylight_domain::figures::Change;
use daylight_domain::{Act, Author, Date, Digest, Opinion, OutsideCheck, PersonId};
use daylight_tlog::{Cosigner, UnverifiedCheckpoint};

use super::rules::recorded;
use super::show_figures::{changes, open_data};
use super::show_front::{Front, front};
use super::show_ledger::published;
use super::{ActionError, Service, last_stage, outside_check};
use crate::api::OpenData;
use crate::store::{entries, people};

/// The facts.
#[derive(Clone, Debug)]
pub struct PublicRecord {
    /// The rules in force, the day, and the log's key.
    pub front: Front,
    /// The text of the policy in force.
    pub policy_text: String,
    /// The newest checkpoint (c2sp.org/tlog-checkpoint).
    pub checkpoint: String,
    /// How many entries it has.
    pub size: u64,
    /// The day of its batch.
    pub sealed_on: Date,
    /// How many outside witnesses have signed it.
    pub witnesses: usize,
    /// The figures that were released, and when the next come.
    pub figures: OpenData,
    /// How many dates passed at the last stage in the last seven days: none, or as many as everybody may know; zero
    /// stands for fewer than eight.
    pub missed_at_the_end: Option<u64>,
    /// When somebody outside last checked it.
    pub check: OutsideCheck,
    /// Signed opinions, newest first.
    pub opinions: Vec<SignedOpinion>,
    /// What was changed about people, offices and rules, newest first.
    pub changes: Vec<Change>,
    /// What browsers were served, by its newest entry.
    pub code: Option<(Date, Digest)>,
    /// Days on which no concern could be taken.
    pub refused_days: Vec<Date>,
    /// From which day the channel is closed, if it is.
    pub closed_from: Option<Date>,
}

/// An auditor's word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedOpinion {
    /// The day it was signed.
    pub day: Date,
    /// The auditor's name.
    pub by: String,
    /// The verdict.
    pub verdict: Opinion,
    /// The size of the record that it speaks of.
    pub size: u64,
}

/// Looks them up.
pub async fn show_record(service: &Service) -> Result<PublicRecord, ActionError> {
    let rules = service.rules().await?;
    let front = front(service).await?;
    let (batch, checkpoint) = published(service).await?;
    let own = entries::published_of_kinds(&service.store, &["code", "refused_day"]).await?;
    let mut code = None;
    for row in own.iter().filter(|row| row.kind == "code") {
        if let Act::Code { assets } = recorded(row)?.entry.act {
            code = Some((row.day, assets));
        }
    }
    let mut refused_days: Vec<Date> = own
        .iter()
        .filter(|row| row.kind == "refused_day")
        .map(|row| row.day)
        .collect();
    refused_days.sort_unstable();
    let policy_text = rules.policy(front.digest)?.toml.clone();
    Ok(PublicRecord {
        witnesses: witnesses(service, &checkpoint),
        check: outside_check::outside_check(&service.store, &rules, front.today).await?,
        missed_at_the_end: last_stage::missed_lately(&service.store, &rules, front.today).await?,
        opinions: opinions(service).await?,
        changes: changes(service).await?.changes,
        figures: open_data(service).await?,
        closed_from: rules.roster.channel_closed(),
        size: batch.size,
        sealed_on: batch.day,
        front,
        policy_text,
        checkpoint,
        code,
        refused_days,
    })
}

/// Of those that are asked, the ones whose cosignature the checkpoint bears.
fn witnesses(service: &Service, checkpoint: &str) -> usize {
    let checkpoint = UnverifiedCheckpoint::parse(checkpoint.as_bytes());
    let asked = service.config.witness.iter().map(|witness| &witness.cosigner);
    let has_signed = |cosigner: &&Cosigner| {
        let lines = checkpoint
            .as_ref()
            .ok()
            .and_then(|checkpoint| checkpoint.cosignatures(std::slice::from_ref(*cosigner)).ok());
        lines.is_some_and(|lines| !lines.is_empty())
    };
    asked.filter(has_signed).count()
}

async fn opinions(service: &Service) -> Result<Vec<SignedOpinion>, ActionError> {
    let names = people::all(&service.store).await?;
    let name = |person: PersonId| {
        let row = names.iter().find(|row| row.id == person && !row.name.is_empty());
        row.map_or_else(|| person.to_string(), |row| row.name.clone())
    };
    let mut signed: Vec<SignedOpinion> = outside_check::opinions(&service.store)
        .await?
        .into_iter()
        .filter_map(|entry| match (entry.act, entry.by) {
            (Act::Opinion { verdict, size }, Author::Person(person)) => Some(SignedOpinion {
                day: entry.day,
                by: name(person),
                verdict,
                size,
            }),
            _ => None,
        })
        .collect();
    signed.sort_by_key(|opinion| std::cmp::Reverse(opinion.day));
    Ok(signed)
}
