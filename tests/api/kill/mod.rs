//! The power goes at a moment left to chance, while people are at work, while a tick follows many dates, while a batch
//! is cut: what has a receipt is there afterwards, each date counts once, and the record goes on where it was.

#![expect(clippy::arithmetic_side_effects, reason = "a test that overflows has failed")]

mod crowd;
mod failover;
pub(crate) mod machine;
mod record;
mod restored;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use daylight::client::http::Caller;
use daylight::client::{SignedIn, Trust, desk};
use daylight::store::{concerns, waiting};
use daylight_domain::Act;

use crate::harness::FRIDAY;
use crowd::{Crowd, Promises};
use machine::Machine;

/// So many concerns with a date to follow make a tick worth interrupting.
const MANY: u64 = 6;

/// Whose desks people work at: where concerns begin, and where they come to first.
const HOLDERS: [&str; 2] = ["guardian", "chair"];

/// When the power goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moment {
    /// While reporters send and write, and holders open and answer.
    Work,
    /// The next morning, when what came in waits for its batch.
    Batch,
    /// On a morning on which many dates have passed.
    Tick,
}

/// Where in a tick the power went, as far as the next one had to begin again.
#[derive(Debug, Default)]
struct Fell {
    before_the_lapses: u32,
    before_the_batch: u32,
    before_the_mail: u32,
    after_it: u32,
}

impl Fell {
    /// Whether the next tick moved concerns, cut the batch, and sent mail.
    fn note(&mut self, left: (bool, bool, bool)) {
        match left {
            (true, ..) => self.before_the_lapses += 1,
            (false, true, _) => self.before_the_batch += 1,
            (false, false, true) => self.before_the_mail += 1,
            (false, false, false) => self.after_it += 1,
        }
    }
}

/// One instance from its founding on.
struct Story {
    machine: Machine,
    promises: Mutex<Promises>,
    /// How long a whole tick takes here.
    tick: Duration,
    /// How often the power went in the middle of something.
    deaths: usize,
    fell: Fell,
}

impl Story {
    fn begin(seed: u64) -> Self {
        Self::on(Machine::founded(FRIDAY, seed))
    }

    fn on(machine: Machine) -> Self {
        let mut story = Self {
            machine,
            promises: Mutex::default(),
            tick: Duration::ZERO,
            deaths: 0,
            fell: Fell::default(),
        };
        let crowd = Self::open(&mut story.machine, &story.promises);
        for _ in 0..3 {
            crowd.send_some().unwrap();
        }
        story.machine.power_cut();
        story.a_quiet_day();
        story
    }

    /// Starts the service, for people to come to it.
    fn open<'a>(machine: &mut Machine, promises: &'a Mutex<Promises>) -> Crowd<'a> {
        Crowd::at(machine.serve(), machine.dice.clone(), promises)
    }

    fn a_quiet_day(&mut self) {
        self.machine.next_day();
        self.finish_what_is_due();
    }

    /// Runs the calendar to its end. Says whether it moved concerns, cut the batch, and sent mail.
    fn finish_what_is_due(&mut self) -> (bool, bool, bool) {
        let began = Instant::now();
        let done = self.machine.run_calendar();
        let batch = done["batch"].as_bool().unwrap();
        if batch {
            self.tick = began.elapsed();
        }
        (done["moved"] != 0, batch, done["mails"] != 0)
    }

    fn due_tomorrow(&self) -> u64 {
        let tomorrow = self.machine.today.tomorrow().unwrap();
        self.machine
            .look(async |service| concerns::count_due(&service.store, tomorrow).await.unwrap())
    }

    fn live_through(&mut self, moment: Moment) {
        match moment {
            Moment::Work => self.cut_into_the_work(),
            Moment::Batch => {
                let waits = self
                    .machine
                    .look(async |service| waiting::any(&service.store).await.unwrap());
                assert!(waits, "what came in after the batch waits for tomorrow's");
                self.machine.next_day();
                self.cut_into_the_tick();
            }
            Moment::Tick => {
                while self.due_tomorrow() < MANY {
                    self.a_quiet_day();
                }
                self.machine.next_day();
                self.cut_into_the_tick();
            }
        }
        let left = self.finish_what_is_due();
        if moment != Moment::Work {
            self.fell.note(left);
        }
        record::holds(&self.machine, FRIDAY, self.promises.get_mut().unwrap());
        self.send_again();
    }

    fn cut_into_the_work(&mut self) {
        self.deaths += 1;
        let (machine, promises) = (&mut self.machine, &self.promises);
        let crowd = Self::open(machine, promises);
        let so_far = || promises.lock().unwrap().count();
        let (holders, reporters) = so_far();
        // Sealing takes long, and what is sent is kept within a moment: most deaths are to fall into that.
        let later = machine.moment(Duration::from_millis(
            [30, 200][usize::try_from(machine.throw(2)).unwrap()],
        ));
        crowd.at_work(HOLDERS.map(|name| machine.key(name)).into(), |over| {
            machine.wait_for("a reporter's receipt", || (so_far().1 > reporters).then_some(()));
            machine.wait_for("a holder's receipt", || (so_far().0 > holders).then_some(()));
            let bursts = || crowd.bursts.load(Ordering::SeqCst);
            let before = bursts();
            machine.wait_for("several at once", || (bursts() > before).then_some(()));
            machine.let_pass(later);
            drop(over);
            machine.power_cut();
        });
    }

    /// Once or more often: it also goes while the next one catches up. Half of the time the service itself follows the
    /// dates, with people at work, and `calendar run` beside it.
    fn cut_into_the_tick(&mut self) {
        let (machine, promises) = (&mut self.machine, &self.promises);
        for _ in 0..=machine.throw(3) {
            self.deaths += 1;
            let after = machine.moment(self.tick);
            if machine.throw(2) == 0 {
                machine.start_calendar();
                machine.let_pass(after);
                machine.power_cut();
                continue;
            }
            let holders = HOLDERS.map(|name| machine.key(name)).into();
            Self::open(machine, promises).at_work(holders, |over| {
                machine.start_calendar();
                machine.let_pass(after);
                drop(over);
                machine.power_cut();
            });
        }
    }

    /// Whoever got no answer sends the same again, on the same day, and gets the receipt.
    fn send_again(&mut self) {
        let unanswered = std::mem::take(&mut self.promises.get_mut().unwrap().unanswered);
        if unanswered.is_empty() {
            return;
        }
        let crowd = Self::open(&mut self.machine, &self.promises);
        for (reporter, sealed) in unanswered {
            crowd.send(reporter, sealed).unwrap();
        }
        self.machine.power_cut();
    }

    /// Everybody comes back once more.
    fn end(mut self) -> Fell {
        self.a_quiet_day();
        record::holds(&self.machine, FRIDAY, self.promises.get_mut().unwrap());
        let service = self.machine.serve();
        let promises = self.promises.get_mut().unwrap();
        let trust = Trust::check(service.get("instance", Caller::Anyone).unwrap(), None).unwrap();
        for (reporter, concern) in &promises.reporters {
            let seen = reporter.track(&service, &trust).unwrap();
            assert_eq!(seen.id, *concern);
            assert!(!seen.service_differs);
            let with = reporter.master().case_identity();
            assert!(seen.account(&with).unwrap().is_some());
            let steps = seen.outlook.timeline.iter();
            // Files are asked for one by one: `record::holds` has opened them.
            for step in steps.filter(|step| !matches!(step.act, Act::Attached { .. })) {
                let opens = step
                    .act
                    .items()
                    .iter()
                    .all(|item| seen.words(item, &with).is_some());
                assert!(opens, "{step:?}");
            }
        }
        let mut handed_out = BTreeSet::new();
        for name in ["guardian", "deputy", "chair", "outside"] {
            let holder = SignedIn::new(service.clone(), trust.clone(), self.machine.key(name)).unwrap();
            let (found, broken) = desk::find(&holder).unwrap();
            assert_eq!(broken, 0);
            handed_out.extend(found.into_iter().map(|found| found.id));
        }
        let all = promises.reporters.iter().map(|(_, concern)| *concern);
        assert_eq!(handed_out, all.collect(), "each lies on a desk, and opens there");
        self.machine.power_cut();
        self.fell
    }
}

/// Lives through so many deaths or one or two more, of all three kinds in turn, and says where those in a tick fell.
fn live_through(deaths: usize, seed: u64) -> Fell {
    let mut story = Story::begin(seed);
    let mut moments = [Moment::Work, Moment::Batch, Moment::Tick].into_iter().cycle();
    while story.deaths < deaths {
        story.live_through(moments.next().unwrap());
    }
    let (holders, reporters) = story.promises.lock().unwrap().count();
    assert!(
        holders > 0 && reporters > deaths,
        "{holders} and {reporters} receipts"
    );
    let (deaths, days) = (story.deaths, (story.machine.today - FRIDAY).get_days());
    let fell = story.end();
    eprintln!(
        "seed {seed}: {deaths} deaths in {days} days; receipts of holders {holders}, of reporters {reporters}; in ticks {fell:?}"
    );
    fell
}

#[test]
fn what_has_a_receipt_survives_kill_9_and_every_date_counts_once() {
    live_through(12, 1);
}

#[test]
fn one_of_two_replicas_dies_in_the_tick_and_the_other_finishes_it() {
    let mut story = Story::begin(5);
    while story.due_tomorrow() < MANY {
        story.a_quiet_day();
    }
    story.machine.next_day();
    story.machine.start_calendar();
    story.machine.start_calendar();
    story.machine.let_pass(story.tick / 2);
    story.machine.one_of_two_dies();
    // What the dead one had claimed ends by itself, and the other was waiting for it.
    let (moved, batch, _) = story.finish_what_is_due();
    assert!(!moved && !batch, "the other has done all of it");
    record::holds(&story.machine, FRIDAY, story.promises.get_mut().unwrap());
}

#[test]
#[ignore = "the long form: make faults"]
fn what_has_a_receipt_survives_kill_9_two_hundred_times_and_every_date_counts_once() {
    let (mut early, mut late) = (0, 0);
    for seed in 1..=4 {
        let fell = live_through(50, seed);
        early += fell.before_the_lapses + fell.before_the_batch;
        late += fell.before_the_mail + fell.after_it;
    }
    assert!(early > 10 && late > 10, "the moments fell all over the tick");
}
