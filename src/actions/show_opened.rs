//! What a desk has opened: the list of it, fifty to a page, and what a holder may do about each. Reads entries, opens nothing.

use daylight_domain::calendar::add_days;
use daylight_domain::{Author, ClockName, ConcernId, Date, OfficeId, Outlook};

use super::docket::Docket;
use super::rules::Rules;
use super::show_concern::as_holders_see_it;
use super::views::{stage_name, state_name};
use super::{ActionError, Service, Signed};
use crate::api::{self, OpenedFilter};
use crate::store::desks::{self, Wanted};
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
    };
    let (total, page) = desks::opened(&service.store, &signed.offices, wanted, from, ROWS).await?;
    let mut rows = Vec::new();
    for (docket, office) in dockets(service, &rules, page, today).await? {
        rows.push(row(&rules, signed, &docket, office)?);
    }
    Ok(api::Opened { today, total, rows })
}

/// All that the rules need of these concerns, one question a table, in the given order.
async fn dockets(
    service: &Service,
    rules: &Rules,
    page: Vec<(ConcernId, OfficeId)>,
    today: Date,
) -> Result<Vec<(Docket, OfficeId)>, ActionError> {
    let ids: Vec<ConcernId> = page.iter().map(|(id, _)| *id).collect();
    let mut its_entries = entries::of_concerns(&service.store, &ids).await?;
    let rows = concerns::of_ids(&service.store, &ids).await?;
    let mut found = Vec::new();
    for (id, office) in page {
        // Erased between two questions: it is gone from the list.
        let Some(row) = rows.iter().find(|row| row.id == id) else {
            continue;
        };
        let its = its_entries.remove(&id).unwrap_or_default();
        let docket = Docket::without_manifest(rules, row.clone(), its, today)?;
        found.push((docket, office));
    }
    Ok(found)
}

fn row(
    rules: &Rules,
    signed: &Signed,
    docket: &Docket,
    office: OfficeId,
) -> Result<api::OpenedRow, ActionError> {
    let outlook = as_holders_see_it(rules, docket)?;
    let policy = &docket.policy.policy;
    let own_stage = policy.stage_of(&office);
    let nearest = outlook.deadlines.iter().min_by_key(|deadline| deadline.first_due);
    let first_stage = policy.stage_numbers().find(|stage| !left_out(&outlook, *stage));
    Ok(api::OpenedRow {
        concern: docket.id(),
        first_due: nearest.map(|deadline| deadline.first_due),
        due: nearest.map(|deadline| deadline.due),
        clock: nearest.map(|deadline| deadline.clock),
        stage: outlook.stage,
        stage_name: stage_name(policy, outlook.stage),
        state: state_name(outlook.state).to_owned(),
        urgency: outlook.urgency,
        arrived: outlook.arrived,
        extended: nearest.is_some_and(|deadline| deadline.due > deadline.first_due),
        waits: waits(rules, signed, docket, &outlook),
        moved_up: own_stage > first_stage,
        above: own_stage < Some(outlook.stage),
        mine: outlook.opened.iter().any(|(person, _)| *person == signed.person),
        office,
    })
}

/// Whether the reporter left the stage out, so that the concern never was there.
fn left_out(outlook: &Outlook, stage: daylight_domain::StageNo) -> bool {
    outlook.timeline.first().is_some_and(|step| match &step.act {
        daylight_domain::Act::Received { left_out, .. } => left_out.contains(&stage),
        _ => false,
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
