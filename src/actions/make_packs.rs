//! What the calendar makes of the record, unasked and whether or not anybody acts (A05, A08): the released figures of every
//! period that is over, a pack for each half-year, year and meeting of scrutiny, and the statement to senior officers. Each is
//! kept whole, and the record names its digest.

use std::collections::BTreeSet;

use daylight_domain::calendar::add_days;
use daylight_domain::figures::{FigureId, Figures, Period, published};
use daylight_domain::{Act, Date, Digest, Role};

use super::pack_content::{Material, pack};
use super::rules::{Rules, digest_of};
use super::run_calendar::hold;
use super::send_digests::{STATEMENT, post};
use super::show_figures::{RELEASE, count, received_in, releases};
use super::show_packs::{STATEMENTS, opinions, packs_kept};
use super::{ActionError, Service};
use crate::api::{PackKind, Release, Statement};
use crate::store::packs::{self, PackRow};
use crate::store::{Tx, entries, people};

/// What a senior officer is told: received, late, escalated (R27).
const TOLD: [FigureId; 4] = [
    FigureId::Received,
    FigureId::AcknowledgedOnTime,
    FigureId::LateByStage,
    FigureId::Escalated,
];

/// Makes what is due by today and was not made. Today's lapses have been written before.
pub(super) async fn make_packs(service: &Service, rules: &Rules, today: Date) -> Result<(), ActionError> {
    // The first batch founds the service: nothing is over before it.
    let Some(founded) = rules.batch_days.first().copied() else {
        return Ok(());
    };
    make_releases(service, rules, founded, today).await?;
    for kind in PackKind::ALL {
        let made: BTreeSet<String> = packs::names(&service.store, kind.name()).await?;
        let mut due = due(rules, kind, founded, today)?;
        due.retain(|each| !made.contains(&each.name));
        for each in due {
            make_pack(service, rules, kind, each, today).await?;
        }
    }
    Ok(())
}

async fn make_releases(
    service: &Service,
    rules: &Rules,
    founded: Date,
    today: Date,
) -> Result<(), ActionError> {
    let made = packs::names(&service.store, RELEASE).await?;
    let received = received_in(&service.store, founded, today).await?;
    for period in published(founded, today, received) {
        if made.contains(&period.to_string()) {
            continue;
        }
        let figures = count(&service.store, rules, period, today).await?;
        let release = Release {
            v: 1,
            organisation: organisation(rules, founded, period)?,
            period,
            from: period.start(),
            until: period.end(),
            figures: figures.released(),
        };
        let tx = service.store.begin_write().await?;
        if let Some(item) = keep(&tx, RELEASE, period.to_string(), today, &release).await? {
            note(service, &tx, today, &[Act::Pack { item }]).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

/// A pack that is due, and the days it looks at: those of its half-year or year, for a meeting of the half-year that goes on.
struct Due {
    name: String,
    about: Period,
}

fn due(rules: &Rules, kind: PackKind, founded: Date, today: Date) -> Result<Vec<Due>, ActionError> {
    let over = |about: Period| Due {
        name: about.to_string(),
        about,
    };
    let years = (founded.year()..=today.year()).map(Period::year);
    let is_over = |period: &Period| period.end() < today && period.end() >= founded;
    Ok(match kind {
        PackKind::Review => years.filter(is_over).map(over).collect(),
        PackKind::HalfYear => years
            .flat_map(|year| [Period::half_of(year.start()), Period::half_of(year.end())])
            .filter(is_over)
            .map(over)
            .collect(),
        PackKind::Meeting => {
            let (digest, policy) = rules.policy_on(today.max(founded))?;
            let since = rules.roster.policy_from(digest).unwrap_or(founded);
            let scrutiny = &policy.policy.scrutiny;
            let eve = today.yesterday().unwrap_or(today);
            // Meetings that were over when the policy came into force had another one's packs, or none.
            let meetings = scrutiny.meetings.iter().filter(|day| **day >= since);
            meetings
                .filter(|day| **day <= add_days(today, scrutiny.papers_days))
                .map(|day| Due {
                    name: day.to_string(),
                    about: Period::half_of(eve),
                })
                .collect()
        }
    })
}

async fn make_pack(
    service: &Service,
    rules: &Rules,
    kind: PackKind,
    due: Due,
    today: Date,
) -> Result<(), ActionError> {
    // Counting takes a while, and the lease must not run out meanwhile.
    hold(service).await?;
    let figures = count(&service.store, rules, due.about, today).await?;
    let founded = rules.batch_days.first().copied().unwrap_or(today);
    let (_, policy) = rules.policy_on(figures.until.max(founded))?;
    let material = Material {
        policy: &policy.policy,
        figures: &figures,
        releases: releases(service).await?,
        last: packs_kept(service).await?.pop().map(|(_, pack)| pack),
        opinions: opinions(service).await?,
    };
    let name = due.name;
    let pack = pack(&material, kind, name.clone(), today);
    let tx = service.store.begin_write().await?;
    let Some(item) = keep(&tx, kind.name(), name, today, &pack).await? else {
        return Ok(());
    };
    let mut acts = vec![Act::Pack { item }];
    if kind == PackKind::HalfYear {
        acts.extend(send_statements(service, &tx, rules, &figures, pack.organisation, today).await?);
    }
    note(service, &tx, today, &acts).await?;
    Ok(tx.commit().await?)
}

/// R27: every viewer in service gets the half-year's statement; a mail without content says that it is there.
async fn send_statements(
    service: &Service,
    tx: &Tx,
    rules: &Rules,
    figures: &Figures,
    organisation: String,
    today: Date,
) -> Result<Vec<Act>, ActionError> {
    let mut told = figures.exact();
    told.retain(|figure| TOLD.contains(&figure.id));
    let statement = Statement {
        v: 1,
        organisation,
        period: figures.period,
        figures: told,
    };
    let Some(item) = keep(tx, STATEMENTS, figures.period.to_string(), today, &statement).await? else {
        return Ok(Vec::new());
    };
    let people = people::all(tx).await?;
    let mut sent = Vec::new();
    let viewers = rules.roster.in_service(today);
    for viewer in viewers.filter(|person| person.role == Role::Viewer) {
        post(service, tx, rules, &people, viewer.person, STATEMENT, today).await?;
        sent.push(Act::Statement {
            to: viewer.person,
            item,
        });
    }
    Ok(sent)
}

fn organisation(rules: &Rules, founded: Date, period: Period) -> Result<String, ActionError> {
    let (_, policy) = rules.policy_on(period.end().max(founded))?;
    Ok(policy.policy.organisation.clone())
}

/// Keeps what was made, and gives its digest; nothing if another process was first.
async fn keep(
    tx: &Tx,
    kind: &str,
    name: String,
    today: Date,
    made: &impl serde::Serialize,
) -> Result<Option<Digest>, ActionError> {
    if packs::names(tx, kind).await?.contains(&name) {
        return Ok(None);
    }
    let body = serde_json::to_string(made).map_err(anyhow::Error::from)?;
    let row = PackRow {
        digest: digest_of(&body),
        kind: kind.to_owned(),
        name,
        day: today,
        body,
    };
    packs::insert(tx, &row).await?;
    Ok(Some(row.digest))
}

/// Names it in the record.
async fn note(service: &Service, tx: &Tx, today: Date, acts: &[Act]) -> Result<(), ActionError> {
    let batch_day = service.batch_day(tx, today).await?;
    for act in acts {
        let entry = service.own_entry(today, batch_day, act.clone())?;
        entries::insert(tx, &[entry]).await?;
    }
    Ok(())
}
