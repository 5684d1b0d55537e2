//! What a desk has opened: the list of it, fifty to a page, and what a holder may do about each. Opens nothing.

use std::collections::BTreeMap;

use daylight_domain::calendar::add_days;
use daylight_domain::{Author, ClockName, ConcernId, Date, Outlook};

use super::docket::Docket;
use super::rules::Rules;
use super::show_concern::as_holders_see_it;
use super::views::{stage_name, state_name};
use super::{ActionError, Service, Signed, listing};
use crate::api::{self, OpenedFilter};
use crate::store::desks::{self, Opened, Shown, Wanted};
use crate::store::{concerns, entries};

/// Concerns of one page.
pub const ROWS: u64 = 50;
/// What is due within so many days is of this week.
const WEEK: u16 = 7;

/// A page of the concerns that the person's offices have opened, the nearest first date first.
pub async fn opened(
    service: &Service,
    signed: &Signed,
    filter: OpenedFilter,
    from: u64,
) -> Result<api::Opened, ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let wanted = match filter {
        OpenedFilter::All => Wanted::All,
        OpenedFilter::Late => Wanted::Before(today),
        OpenedFilter::Week => Wanted::Before(add_days(today, WEEK)),
        OpenedFilter::Danger => Wanted::Danger,
        OpenedFilter::Waits => Wanted::Waits,
        OpenedFilter::Above => Wanted::Above,
        OpenedFilter::Unread => Wanted::Unread,
    };
    let (mut total, page) = desks::opened(&service.store, &signed.offices, wanted, from, ROWS).await?;
    let mut read = dockets(service, &rules, &page, today).await?;
    let mut rows = Vec::new();
    for mut there in page {
        let mut waits = api::Waits::None;
        if let Some(docket) = read.remove(&there.concern) {
            let outlook = as_holders_see_it(&rules, &docket)?;
            waits = self::waits(&rules, signed, &docket, &outlook);
            // Passed on between two questions: it is gone from the list.
            let Some(listed) = listing::listed(&docket, &outlook, &there.office) else {
                continue;
            };
            there.listed = listed;
        }
        let shown = there.listed.shown.take();
        if let Some(shown) = shown.filter(|shown| !shown.barred.contains(&signed.person)) {
            rows.push(row(&rules, signed, there, &shown, waits)?);
        } else {
            // What whoever asks has passed on is no row of theirs, and no page comes for it.
            total = total.saturating_sub(1);
        }
    }
    Ok(api::Opened { today, total, rows })
}

/// Those of a page that its own rows do not tell: where something waits for approval, it depends on who asks.
async fn dockets(
    service: &Service,
    rules: &Rules,
    page: &[Opened],
    today: Date,
) -> Result<BTreeMap<ConcernId, Docket>, ActionError> {
    let untold = |there: &&Opened| there.listed.waits || there.listed.shown.is_none();
    let ids: Vec<ConcernId> = page.iter().filter(untold).map(|there| there.concern).collect();
    let mut found = BTreeMap::new();
    let mut its_entries = entries::of_concerns(&service.store, &ids).await?;
    for row in concerns::of_ids(&service.store, &ids).await? {
        let its = its_entries.remove(&row.id).unwrap_or_default();
        found.insert(row.id, Docket::without_manifest(rules, row, its, today)?);
    }
    Ok(found)
}

fn row(
    rules: &Rules,
    signed: &Signed,
    there: Opened,
    shown: &Shown,
    waits: api::Waits,
) -> Result<api::OpenedRow, ActionError> {
    let policy = rules.policy(shown.policy)?;
    Ok(api::OpenedRow {
        concern: there.concern,
        office: there.office,
        first_due: there.listed.first_due,
        due: shown.due,
        clock: shown.clock,
        stage: shown.stage,
        stage_name: stage_name(&policy.policy, shown.stage),
        state: state_name(shown.state).to_owned(),
        urgency: shown.urgency,
        arrived: shown.arrived,
        extended: shown.extended,
        sooner_due: shown.sooner.map(|(_, due)| due),
        sooner_clock: shown.sooner.map(|(clock, _)| clock),
        waits,
        moved_up: shown.moved_up,
        without_concern: shown.without_concern,
        above: there.listed.above,
        unread: there.listed.unread,
        mine: shown.opened_by.contains(&signed.person),
        handed_to: shown.handed_to,
    })
}

fn waits(rules: &Rules, signed: &Signed, docket: &Docket, outlook: &Outlook) -> api::Waits {
    if outlook.to_approve.is_empty() {
        return api::Waits::None;
    }
    let by = Author::Person(signed.person);
    if outlook
        .allowed(&docket.policy.policy, &rules.roster, by)
        .contains(&"approved")
    {
        api::Waits::Me
    } else {
        api::Waits::Others
    }
}

/// What a holder is told beside the concern: what they may do, and what waits.
pub(super) fn holder_view(
    rules: &Rules,
    docket: &Docket,
    outlook: &Outlook,
    signed: &Signed,
) -> api::HolderView {
    let person = signed.person;
    let policy = &docket.policy.policy;
    let extendable = [ClockName::FirstDecision, ClockName::ReferralReview];
    let runs = |clock: &ClockName| outlook.deadlines.iter().any(|deadline| deadline.clock == *clock);
    api::HolderView {
        no_conflict: outlook.no_conflict.contains(&person),
        barred: outlook.barred.contains(&person),
        unread: outlook.unread,
        allowed: outlook
            .allowed(policy, &rules.roster, Author::Person(person))
            .into_iter()
            .map(str::to_owned)
            .collect(),
        to_approve: outlook.to_approve.clone(),
        extendable: extendable
            .into_iter()
            .filter(|clock| !outlook.extended && runs(clock))
            .collect(),
        disputed: outlook.disputed.clone(),
        actions: outlook
            .actions
            .iter()
            .map(|action| api::ActionView {
                record: action.record,
                due: action.due,
                done: action.done.is_some(),
            })
            .collect(),
    }
}
