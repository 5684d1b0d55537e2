//! What the list of an office's opened concerns says of one, and the note beside an unopened one. Both follow from the entries
//! that holders are shown, and are written down with them, so that a list is read without looking into a single entry.

use daylight_domain::{Act, ClockName, Deadline, OfficeId, Outlook, StageNo, Urgency};
use daylight_tlog::manifest::Manifest;

use super::docket::Docket;
use crate::crypto::desk_note::{DeskNote, NoteKey};
use crate::store::desks::{Listed, Shown};

/// Whether somebody opened the concern for this office.
pub(super) fn is_opened(outlook: &Outlook, office: &OfficeId) -> bool {
    outlook.opened.iter().any(|(_, by)| by == office)
}

/// The dates that lists go by. Two clocks are not among them, because they begin or end on a day without an entry: nobody
/// reads the desk of a stage without a holder, and the reporter's own time is not a date that a holder keeps.
fn dates(outlook: &Outlook) -> impl Iterator<Item = &Deadline> {
    let silent = [ClockName::UnheldStage, ClockName::ReporterAnswer];
    let dates = outlook.deadlines.iter();
    dates.filter(move |deadline| !silent.contains(&deadline.clock))
}

/// What the calendar says to whoever opens the concern's capsule, as it is kept beside it.
pub(super) fn note(manifest: &Manifest, outlook: &Outlook) -> Vec<u8> {
    let next = dates(outlook).min_by_key(|deadline| deadline.due);
    let note = DeskNote {
        urgency: outlook.urgency,
        clock: next.map(|deadline| deadline.clock),
        waits: !outlook.to_approve.is_empty(),
        first_due: dates(outlook).map(|deadline| deadline.first_due).min(),
        due: next.map(|deadline| deadline.due),
    };
    note.to_kept(&NoteKey::of(&manifest.case_recipient))
}

/// What the list says; none where nobody opened the concern for this office.
pub(super) fn listed(docket: &Docket, outlook: &Outlook, office: &OfficeId) -> Option<Listed> {
    if !is_opened(outlook, office) {
        return None;
    }
    let policy = &docket.policy.policy;
    let own_stage = policy.stage_of(office);
    let first_stage = policy.stage_numbers().find(|stage| !left_out(outlook, *stage));
    let nearest = dates(outlook).min_by_key(|deadline| deadline.first_due);
    let sooner = dates(outlook).min_by_key(|deadline| deadline.due);
    let sooner = sooner.filter(|next| nearest.is_some_and(|nearest| next.due < nearest.due));
    Some(Listed {
        first_due: nearest.map(|deadline| deadline.first_due),
        danger: outlook.urgency == Urgency::Danger,
        waits: !outlook.to_approve.is_empty(),
        above: own_stage < Some(outlook.stage),
        unread: outlook.unread,
        shown: Some(Shown {
            clock: nearest.map(|deadline| deadline.clock),
            due: nearest.map(|deadline| deadline.due),
            extended: nearest.is_some_and(|deadline| is_put_off(outlook, deadline)),
            sooner: sooner.map(|deadline| (deadline.clock, deadline.due)),
            policy: docket.row.policy,
            stage: outlook.stage,
            arrived: outlook.arrived,
            state: outlook.state,
            urgency: outlook.urgency,
            // Whoever is only asked to approve stands above the stage that holds it: nothing has come to them.
            moved_up: own_stage > first_stage && own_stage <= Some(outlook.stage),
            without_concern: outlook.is_without_concern(),
            opened_by: outlook.opened.iter().map(|(person, _)| *person).collect(),
            handed_to: outlook.handed_to,
            barred: outlook.barred.clone(),
        }),
    })
}

/// Whether it is somebody's act that the date is later than it first was. At the last stage the calendar itself gives a late
/// one a new date every week.
fn is_put_off(outlook: &Outlook, deadline: &Deadline) -> bool {
    let mut steps = outlook.timeline.iter();
    steps.any(|step| match step.act {
        Act::Extended { clock, due, .. } => (clock, due) == (deadline.clock, deadline.due),
        _ => false,
    })
}

/// Whether the reporter left the stage out, so that the concern never was there.
fn left_out(outlook: &Outlook, stage: StageNo) -> bool {
    outlook.timeline.first().is_some_and(|step| match &step.act {
        Act::Received { left_out, .. } => left_out.contains(&stage),
        _ => false,
    })
}
