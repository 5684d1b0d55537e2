//! Each concern of a ledger: its receipt against the manifest, the order of its entries, the domain's rules, and
//! that the calendar wrote what it owed.

use std::collections::BTreeMap;

use daylight_domain::calendar::{add_days, days_between};
use daylight_domain::{Act, Author, ConcernId, Date, Digest, Entry, Policy, Recorded, Roster, replay};

use super::erasure::{self, Seen};
use super::fault::{At, Fault, What};
use super::manifests::Known;
use super::{Placed, Settled, Standing, Verdict};
use crate::note::LogVerifier;
use crate::parallel;
use crate::sig;

/// Whether an entry may stand behind these entries of its concern (record and entry, oldest first) with the
/// `after` it names. The server refuses what fails here as stale, and the client signs again.
///
/// - The service names the entry directly before its own.
/// - A person or reporter names an entry of the concern behind which none of their own stands; for a person
///   nothing of an earlier day either but what the reporter wrote. The server states the day an act bears, so its
///   author had been handed all that persons and calendar wrote before that day. What the reporter writes reaches
///   desks with the tick and makes no act stale; of one day nobody can tell later who saw what first.
/// - `received` names none; nor may a person's first act, where it is one that comes before reading.
pub fn after_holds<'a>(earlier: impl DoubleEndedIterator<Item = (Digest, &'a Entry)>, act: &Entry) -> bool {
    let mut newest_first = earlier.rev();
    let Some(after) = act.after else {
        return needs_no_after(newest_first, act);
    };
    if act.by == Author::Service {
        return newest_first.next().is_some_and(|(record, _)| record == after);
    }
    for (record, entry) in newest_first {
        if record == after {
            return true;
        }
        let reporters = act.by == Author::Reporter || entry.by == Author::Reporter;
        if entry.by == act.by || !(reporters || entry.day >= act.day) {
            return false;
        }
    }
    false
}

/// Before opening, a person has been handed the capsule alone.
fn needs_no_after<'a>(mut earlier: impl Iterator<Item = (Digest, &'a Entry)>, act: &Entry) -> bool {
    match act.act {
        Act::Received { .. } => earlier.next().is_none(),
        Act::Opened { .. } | Act::Conflict {} | Act::CannotOpen {} | Act::Mismatch {} => {
            matches!(act.by, Author::Person(_)) && !earlier.any(|(_, entry)| entry.by == act.by)
        }
        _ => false,
    }
}

/// What every concern is checked against.
pub(super) struct Against<'a> {
    pub(super) log: &'a LogVerifier,
    pub(super) roster: &'a Roster,
    pub(super) manifests: &'a BTreeMap<ConcernId, Known>,
    pub(super) batches: &'a [Seen],
    pub(super) settled: Settled,
}

/// Checks every concern; notes in the verdict what is to be told.
pub(super) fn check(
    against: &Against<'_>,
    policies: &[Vec<u8>],
    concerns: &BTreeMap<ConcernId, Vec<&Placed>>,
    verdict: &mut Verdict,
) -> Result<(), Fault> {
    let policies: BTreeMap<Digest, Option<Policy>> = policies
        .iter()
        .map(|toml| {
            (
                sig::sha256(toml),
                std::str::from_utf8(toml)
                    .ok()
                    .and_then(|toml| Policy::parse(toml).ok()),
            )
        })
        .collect();
    let all: Vec<(&ConcernId, &Vec<&Placed>)> = concerns.iter().collect();
    let checked = parallel::map(&all, |(concern, entries)| {
        one(against, &policies, **concern, entries)
    });
    let mut faults = Vec::new();
    for ((concern, entries), checked) in all.into_iter().zip(checked) {
        if !against.manifests.contains_key(concern) {
            let erased = entries
                .iter()
                .any(|each| matches!(each.entry().act, Act::Erased { .. }));
            let list = if erased {
                &mut verdict.erased
            } else {
                &mut verdict.manifests_missing
            };
            list.push(*concern);
        }
        verdict.late_lapses.extend(
            entries
                .iter()
                .filter_map(|each| Some((each.index, days_late(each)?))),
        );
        match checked {
            Ok(standing) => verdict.standings.extend(standing),
            Err(fault) => faults.push(fault),
        }
    }
    verdict.standings.sort_by_key(|standing| standing.entry);
    verdict.concerns = concerns.len();
    verdict.late_lapses.sort_unstable();
    match faults.into_iter().min_by_key(|fault| fault.at) {
        Some(fault) => Err(fault),
        None => Ok(()),
    }
}

fn one(
    against: &Against<'_>,
    policies: &BTreeMap<Digest, Option<Policy>>,
    concern: ConcernId,
    entries: &[&Placed],
) -> Result<Option<Standing>, Fault> {
    let Some(received) = entries.first() else {
        return Ok(None);
    };
    let policy =
        check_receipt(against, policies, received).map_err(|what| Fault::entry(received.index, what))?;
    let mut earlier: Vec<(Digest, &Entry)> = Vec::with_capacity(entries.len());
    for each in entries {
        let entry = each.entry();
        if !after_holds(earlier.iter().copied(), entry) {
            return Err(Fault::entry(each.index, What::After));
        }
        earlier.push((each.record(), entry));
    }
    let recorded: Vec<Recorded> = entries.iter().map(|each| each.recorded.clone()).collect();
    // What came while the machine's clock stood behind may bear days long past; it is owed nothing yet.
    let by = Some(against.settled).filter(|settled| received.index < settled.size);
    let until = by.map_or(Date::ZERO, |settled| settled.day);
    let outlook = replay(policy, against.roster, &recorded, until).map_err(|bad| Fault {
        at: entries
            .get(bad.index)
            .map_or(At::End, |each| At::Entry { index: each.index }),
        what: What::Refused(bad.refusal),
    })?;
    let erased = entries
        .iter()
        .find(|each| matches!(each.entry().act, Act::Erased { .. }));
    if let Some((erased, from)) = erased.zip(outlook.erasable_from) {
        erasure::check(against.batches, against.roster, policy, erased, from)
            .map_err(|what| Fault::entry(erased.index, what))?;
    }
    match (outlook.owed.first(), by) {
        (Some(owed), Some(Settled { day: by, .. })) => Err(Fault {
            at: At::End,
            what: What::Owed {
                concern,
                kind: owed.kind(),
                which: which(owed),
                by,
            },
        }),
        _ => Ok(Some(Standing {
            entry: received.index,
            concern,
            received: outlook.received,
            stage: outlook.stage,
            state: outlook.state,
            closed: outlook.closed,
            erased: outlook.erased.is_some(),
            late: outlook.late,
        })),
    }
}

/// The entry `received` against the manifest it names, and the policy against the one in force.
fn check_receipt<'a>(
    against: &Against<'_>,
    policies: &'a BTreeMap<Digest, Option<Policy>>,
    received: &Placed,
) -> Result<&'a Policy, What> {
    let Against {
        log,
        roster,
        manifests,
        ..
    } = against;
    let entry = received.entry();
    let Act::Received {
        manifest: digest,
        policy: named,
        urgency,
        left_out,
        ..
    } = &entry.act
    else {
        return Err(What::Refused(daylight_domain::Refusal::NotTheBeginning));
    };
    let known = entry.concern.and_then(|concern| manifests.get(&concern));
    let day = known.map_or(entry.day, |known| known.manifest.day);
    if ![day, entry.day]
        .into_iter()
        .any(|day| roster.policy(day) == Some(*named))
    {
        return Err(What::PolicyNotInForce);
    }
    let policy = policies
        .get(named)
        .and_then(Option::as_ref)
        .ok_or(What::PolicyMissing)?;
    let Some(Known {
        manifest,
        digest: own,
        ..
    }) = known
    else {
        return Ok(policy);
    };
    if own != digest {
        return Err(What::OtherManifest);
    }
    let route = policy
        .stage_numbers()
        .flat_map(|stage| policy.offices(stage))
        .map(|office| &office.id);
    let differs = [
        (
            "the log",
            manifest.log != log.vkey() || manifest.origin != log.origin(),
        ),
        ("the policy", manifest.policy != *named),
        ("the day", manifest.day != entry.day),
        ("the urgency", manifest.urgency != *urgency),
        ("the stages left out", manifest.left_out != *left_out),
        (
            "the offices",
            !route.eq(manifest.capsules.iter().map(|capsule| &capsule.office)),
        ),
    ];
    match differs.into_iter().find(|(_, differs)| *differs) {
        Some((about, _)) => Err(What::ManifestDiffers(about)),
        None if manifest.sealed_on_arrival && !policy.seal_on_arrival => Err(What::SealedOnArrival),
        None => Ok(policy),
    }
}

/// What the calendar owed, as far as its kind does not say it.
fn which(owed: &Act) -> String {
    match owed {
        Act::Lapsed {
            clock, stage, due, ..
        } => format!(" ({clock} at {stage}, due {due})"),
        Act::Escalated { from, to, .. } => format!(" (from {from} to {to})"),
        _ => String::new(),
    }
}

/// Days between the one on which a lapse was owed and the one on which it was written, if there are any.
fn days_late(each: &Placed) -> Option<i32> {
    let Act::Lapsed { due, .. } = &each.entry().act else {
        return None;
    };
    let late = days_between(add_days(*due, 1), each.entry().day);
    (late > 0).then_some(late)
}
