//! What must hold after every death: the promises, the batches, the lapses, and the whole record from zero. Reads what
//! is kept while no program runs; must not know how it came about.

use std::collections::{BTreeMap, BTreeSet};

use daylight::actions::examine_record::replay_ledger;
use daylight::actions::{Rules, Service};
use daylight::crypto::attachment;
use daylight::store::entries::EntryRow;
use daylight::store::{batches, concerns, entries, waiting};
use daylight_domain::{Act, Author, ConcernId, Date, Recorded, replay};
use daylight_tlog::UncheckedEntry;

use super::crowd::{Promises, WORDS};
use super::machine::Machine;

/// The one thing `doctor` may say of a demonstration whose calendar has run.
const ONE_HOLDER: &str = "the last stage has one holder";

/// Looks everything over, once the calendar has finished what was due.
pub(super) fn holds(machine: &Machine, founded: Date, promises: &Promises) {
    let complaints = machine.complaints();
    assert!(
        complaints.len() == 1 && complaints[0].starts_with(ONE_HOLDER),
        "{complaints:?}"
    );
    machine.look(async |service| {
        let pending = waiting::all(&service.store).await.unwrap();
        let mut all = entries::in_tree(&service.store, 0, u64::MAX).await.unwrap();
        assert!(
            pending.iter().all(|row| row.batch_day > machine.today),
            "nothing waits for a batch that is over"
        );
        all.extend(pending);
        batches_follow_each_other(service, (founded, machine.today), promises).await;
        promises_are_kept(&all, promises, machine.today);
        files_open(service, promises).await;
        lapses_are_there_once(&all, &service.rules().await.unwrap(), machine.today);
        let due = concerns::count_due(&service.store, machine.today).await.unwrap();
        assert_eq!(due, 0, "the calendar has finished what was due");
        let verdict = replay_ledger(service)
            .await
            .unwrap()
            .expect("it verifies from zero");
        assert!(
            verdict.gaps.is_empty()
                && verdict.late_lapses.is_empty()
                && verdict.clock_entries.is_empty()
                && verdict.manifests_missing.is_empty(),
            "{verdict:?}"
        );
    });
}

/// One a day, from the founding to today, each published; none that was seen outside has changed.
async fn batches_follow_each_other(service: &Service, (from, to): (Date, Date), promises: &Promises) {
    let batches = batches::all(&service.store).await.unwrap();
    let days: Vec<Date> = batches.iter().map(|batch| batch.day).collect();
    let every_day: Vec<Date> = from
        .series(jiff::Span::new().days(1))
        .take_while(|day| *day <= to)
        .collect();
    assert_eq!(days, every_day);
    let published: BTreeSet<String> = batches
        .into_iter()
        .map(|batch| batch.checkpoint.expect("published"))
        .collect();
    for seen in &promises.checkpoints {
        assert!(
            published.contains(seen),
            "a checkpoint that was published is gone: {seen}"
        );
    }
}

/// What has a receipt is there, once, as it was promised, and in the batch of its day.
fn promises_are_kept(all: &[EntryRow], promises: &Promises, today: Date) {
    let mut by_bytes: BTreeMap<(ConcernId, &[u8]), Vec<&EntryRow>> = BTreeMap::new();
    for row in all {
        if let Some(concern) = row.concern {
            by_bytes.entry((concern, &row.bytes)).or_default().push(row);
        }
    }
    for same in by_bytes.values() {
        assert_eq!(same.len(), 1, "an entry stands there twice: {same:?}");
    }
    for receipt in &promises.receipts {
        let entry = receipt.entry.entry();
        let kept = by_bytes.get(&(entry.concern.unwrap(), receipt.entry.bytes()));
        let row = kept.unwrap_or_else(|| panic!("{entry:?} has a receipt and is gone"))[0];
        assert_eq!((row.record, row.batch_day), (receipt.record(), receipt.batch_day));
        assert_eq!(row.batch.is_some(), receipt.batch_day <= today, "{row:?}");
    }
}

/// Each file that has a receipt is there, and says what its reporter sealed.
pub(super) async fn files_open(service: &Service, promises: &Promises) {
    for (reporter, item) in &promises.files {
        let kept = service.blobs.get(*item).await.unwrap();
        let kept = kept.unwrap_or_else(|| panic!("the file {item} has a receipt and is gone"));
        let (_, content) = attachment::open(&reporter.master().case_identity(), &kept[..]).unwrap();
        let mut words = Vec::new();
        content.write_to(&mut words).unwrap();
        assert_eq!(words, WORDS.as_bytes());
    }
}

/// The service's own entries are exactly those that follow from the signed ones and the calendar.
fn lapses_are_there_once(all: &[EntryRow], rules: &Rules, today: Date) {
    let mut concerns: BTreeMap<ConcernId, BTreeMap<i32, Recorded>> = BTreeMap::new();
    for row in all {
        if let (Some(concern), Some(seq)) = (row.concern, row.seq) {
            let entry = UncheckedEntry::parse(&row.bytes).unwrap().into_entry();
            let record = row.record;
            concerns
                .entry(concern)
                .or_default()
                .insert(seq, Recorded { record, entry });
        }
    }
    for (concern, entries) in concerns {
        let (own, signed): (Vec<_>, Vec<_>) = entries
            .into_values()
            .partition(|each| each.entry.by == Author::Service);
        let Act::Received { policy, .. } = signed[0].entry.act else {
            panic!("{concern} does not begin with its receipt");
        };
        let policy = &rules.policies[&policy].policy;
        let wanted = replay(policy, &rules.roster, &signed, today).unwrap().owed;
        let written: Vec<Act> = own.into_iter().map(|each| each.entry.act).collect();
        assert_eq!(written, wanted, "what lapsed of {concern}, and what is written");
    }
}
