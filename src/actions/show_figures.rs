//! The figures (PAGES: Auditor and scrutiny): exact to the auditor and the scrutiny viewer, to everybody else what was
//! released; and the changes that everybody may see. Counts when asked by somebody who is signed in; what is public was
//! counted by the calendar.

use daylight_domain::figures::{Change, Count, DEFINED, Figures, Period, change, published};
use daylight_domain::{Act, Date, Role};

use super::rules::{Rules, recorded};
use super::{ActionError, Service, Signed, Why};
use crate::api::{Changes, FiguresView, OpenData, Release};
use crate::store::entries::EntryRow;
use crate::store::{Db, concerns, entries, packs, waiting};

/// The kind of a released figure among what the calendar made.
pub(super) const RELEASE: &str = "release";

/// Kinds of entries that belong to no concern and change something.
const KINDS: &[&str] = &[
    "key",
    "person",
    "office",
    "policy",
    "absent",
    "code",
    "mail_given_up",
    "refused_day",
    "channel_closed",
    "clock",
    "outside_check_overdue",
];
/// Concerns whose entries are read at a time, so that memory does not grow with the record.
const PAGE: usize = 250;

/// The figures of a period, of this year if none is named. To an inspector what was released of it, and nothing of one that
/// was not.
pub async fn figures(
    service: &Service,
    signed: &Signed,
    period: Option<Period>,
) -> Result<FiguresView, ActionError> {
    let rules = service.rules().await?;
    // What was written since waits for the next batch: an export made now holds every day before this one whole.
    let today = rules.batch_days.last().copied().unwrap_or(Date::MIN);
    if !matches!(signed.role, Role::Auditor | Role::Viewer) {
        return released(service, period, today).await;
    }
    let period = period.unwrap_or_else(|| Period::year_of(today.yesterday().unwrap_or(today)));
    let founded = rules.batch_days.first().copied().unwrap_or(today);
    if period.start() >= today || period.end() < founded {
        let says = format!(
            "there are no figures of {period}: the record goes from {founded} to the day before {today}"
        );
        return Err(ActionError::Because(Why::NoFigures, says));
    }
    let figures = count(&service.store, &rules, period, today).await?;
    Ok(FiguresView {
        period,
        from: period.start(),
        until: figures.until,
        exact: true,
        figures: figures.exact(),
    })
}

async fn released(
    service: &Service,
    period: Option<Period>,
    today: Date,
) -> Result<FiguresView, ActionError> {
    let mut releases = releases(service).await?;
    if let Some(named) = period {
        releases.retain(|release| release.period == named);
        if releases.is_empty() {
            let says = format!("no figures of {named} were released: /api/v1/figures has those that were");
            return Err(ActionError::Because(Why::NoFigures, says));
        }
    }
    let newest = releases.pop();
    let period = newest
        .as_ref()
        .map_or(Period::year_of(today), |newest| newest.period);
    Ok(FiguresView {
        period,
        from: period.start(),
        until: period.end(),
        exact: false,
        // Before the first period is over there are none.
        figures: newest.map(|newest| newest.figures).unwrap_or_default(),
    })
}

/// Everything that was released, and when the next comes.
pub async fn open_data(service: &Service) -> Result<OpenData, ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let founded = rules.batch_days.first().copied().unwrap_or(today);
    let counts = received_in(&service.store, founded, today).await?;
    // Of the periods of this year the first that is not over.
    let year_over = Period::year_of(today).end().tomorrow().unwrap_or(today);
    let next = published(founded, year_over, counts)
        .into_iter()
        .map(Period::end)
        .find(|end| *end >= today);
    Ok(OpenData {
        defined: DEFINED,
        releases: releases(service).await?,
        next: next.unwrap_or(today),
    })
}

pub(super) async fn releases(service: &Service) -> Result<Vec<Release>, ActionError> {
    let rows = packs::of_kind(&service.store, RELEASE).await?;
    let read = |row: packs::PackRow| {
        serde_json::from_str(&row.body).map_err(|bad| {
            anyhow::anyhow!("a kept release cannot be read ({bad}). Run `daylight doctor`").into()
        })
    };
    rows.into_iter().map(read).collect()
}

/// How many concerns came in each year, as [`published`] asks.
pub(super) async fn received_in(
    db: &impl Db,
    founded: Date,
    today: Date,
) -> Result<impl Fn(i16) -> u32, ActionError> {
    let mut counts = std::collections::BTreeMap::new();
    for year in founded.year()..=today.year() {
        let period = Period::year(year);
        let count = concerns::received_between(db, period.start(), period.end()).await?;
        counts.insert(year, u32::try_from(count).unwrap_or(u32::MAX));
    }
    Ok(move |year| counts.get(&year).copied().unwrap_or(0))
}

/// Counts the days of a period before `today`.
pub(super) async fn count(
    db: &impl Db,
    rules: &Rules,
    period: Period,
    today: Date,
) -> Result<Figures, ActionError> {
    let founded = rules.batch_days.first().copied().unwrap_or(today);
    let eve = today.yesterday().unwrap_or(today).min(period.end());
    let (_, policy) = rules.policy_on(eve.max(founded))?;
    let mut count = Count::new(&rules.roster, &policy.policy, period, today);
    let ids = entries::received_concerns(db).await?;
    for page in ids.chunks(PAGE) {
        for (_, rows) in entries::of_concerns(db, page).await? {
            let entries = rows.iter().map(recorded).collect::<Result<Vec<_>, _>>()?;
            let Some(Act::Received { policy, .. }) = entries.first().map(|first| &first.entry.act) else {
                continue;
            };
            let policy = rules.policy(*policy)?;
            count
                .concern(&policy.policy, &entries)
                .map_err(|bad| super::error::corrupt(&bad))?;
        }
    }
    let waiting = waiting::of_kinds(db, KINDS).await?;
    for row in entries::published_of_kinds(db, KINDS)
        .await?
        .iter()
        .chain(&waiting)
    {
        count.service(&recorded(row)?);
    }
    Ok(count.finish())
}

/// Changes to people, keys, policies and holiday lists, and what else the record says of the service; newest first.
pub async fn changes(service: &Service) -> Result<Changes, ActionError> {
    let rules = service.rules().await?;
    let mut changes: Vec<Change> = Vec::new();
    let rows: Vec<EntryRow> = entries::published_of_kinds(&service.store, KINDS).await?;
    for row in rows.iter().rev() {
        changes.extend(change(&recorded(row)?, &rules.roster));
    }
    Ok(Changes { changes })
}
