//! Who is who, what is proposed, and which policy is in force: the lists behind `person list` and `policy show`.

use std::collections::BTreeMap;

use daylight_domain::{Act, Date, Digest, NewPerson, PersonChange, PersonId, PolicyChange, Recorded};

use super::rules::{RULE_KINDS, Rules, recorded};
use super::{ActionError, Service};
use crate::api;
use crate::store::{documents, people, waiting};

/// Everybody, proposed ones included.
pub async fn people(service: &Service) -> Result<api::People, ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let details: BTreeMap<PersonId, people::PersonRow> = people::all(&service.store)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let all = known(service, &rules).await?;
    let mut views = Vec::new();
    for item in &all {
        let (new, proposal) = match &item.entry.act {
            Act::Person(PersonChange::Founded(new)) => (new, None),
            Act::Person(PersonChange::Proposed(new)) => (new, Some(item.record)),
            _ => continue,
        };
        let (standing, waits) = standing(&rules, &all, new, proposal, today);
        let row = details.get(&new.person);
        views.push(api::PersonView {
            person: new.person,
            name: row.map(|row| row.name.clone()).unwrap_or_default(),
            role: new.role,
            office: new.office.clone(),
            standing: standing.to_owned(),
            admitted: proposal.is_some_and(|proposal| {
                has(
                    &all,
                    |change| matches!(change, PersonChange::Admitted { proposal: of } if *of == proposal),
                )
            }),
            proposal: waits,
            recipient: row.map(|row| row.recipient.clone()).unwrap_or_default(),
        });
    }
    Ok(api::People { today, people: views })
}

/// Published entries about people and policies, and those that wait for their batch.
async fn known(service: &Service, rules: &Rules) -> Result<Vec<Recorded>, ActionError> {
    let waiting = waiting::of_kinds(&service.store, RULE_KINDS).await?;
    rules.record.iter().chain(&waiting).map(recorded).collect()
}

fn standing(
    rules: &Rules,
    all: &[Recorded],
    new: &NewPerson,
    proposal: Option<Digest>,
    today: Date,
) -> (&'static str, Option<Digest>) {
    if rules
        .roster
        .service(new.person)
        .1
        .is_some_and(|last| last < today)
    {
        return ("retired", None);
    }
    let retirement = all.iter().rev().find_map(|item| match &item.entry.act {
        Act::Person(PersonChange::RetirementProposed { person }) if *person == new.person => {
            Some(item.record)
        }
        _ => None,
    });
    if let Some(retirement) = retirement {
        let signed = has(
            all,
            |change| matches!(change, PersonChange::RetirementSigned { proposal } if *proposal == retirement),
        );
        return if signed {
            ("retired", None)
        } else {
            ("retiring", Some(retirement))
        };
    }
    let Some(proposal) = proposal else {
        return ("present", None);
    };
    if rules.roster.role(new.person, today).is_some() {
        return ("present", None);
    }
    let signed = has(
        all,
        |change| matches!(change, PersonChange::Signed { proposal: of } if *of == proposal),
    );
    (if signed { "signed" } else { "proposed" }, Some(proposal))
}

/// Whether there is such a change, in the record or waiting for its batch.
fn has(all: &[Recorded], wanted: impl Fn(&PersonChange) -> bool) -> bool {
    all.iter()
        .any(|item| matches!(&item.entry.act, Act::Person(change) if wanted(change)))
}

/// Every policy the ledger names, oldest first.
pub async fn policies(service: &Service) -> Result<api::Policies, ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let texts: BTreeMap<Digest, String> = documents::all(&service.store).await?.into_iter().collect();
    let all = known(service, &rules).await?;
    let in_force = rules.roster.policy(today);
    let mut views = Vec::new();
    for item in &all {
        let (policy, proposal) = match &item.entry.act {
            Act::Policy(PolicyChange::Founded { policy }) => (*policy, None),
            Act::Policy(PolicyChange::Proposed { policy }) => (*policy, Some(item.record)),
            _ => continue,
        };
        let signed = all.iter().any(|other| {
            matches!(&other.entry.act, Act::Policy(PolicyChange::Signed { proposal: of }) if Some(*of) == proposal)
        });
        let from = rules.roster.policy_from(policy);
        let standing = match (proposal, in_force == Some(policy), from) {
            (_, true, _) => "in_force",
            (_, _, Some(from)) if from <= today => "past",
            (Some(_), _, _) if !signed => "proposed",
            _ => "signed",
        };
        views.push(api::PolicyView {
            policy,
            standing: standing.to_owned(),
            from,
            proposal: proposal.filter(|_| standing == "proposed"),
            toml: texts.get(&policy).cloned().unwrap_or_default(),
        });
    }
    Ok(api::Policies { policies: views })
}
