//! The database server dies while two replicas work on it: it is started again, or its standby takes its place. What
//! has a receipt is there afterwards, each date counts once, and the record goes on where it was. PostgreSQL alone.

use std::time::Duration;

use daylight::api::Instance;
use daylight::client::Stopped;
use daylight::client::http::Caller;
use daylight::store::batches;

use super::crowd::Crowd;
use super::machine::Machine;
use super::{HOLDERS, MANY, Moment, Story, record};
use crate::database::{TestDatabase, is_postgres};
use crate::harness::FRIDAY;
use crate::postgres::{self, Postgres};
use crate::way::Way;

/// A server and its standby, behind one address.
struct Pair {
    server: Postgres,
    standby: Postgres,
    way: Way,
    folder: tempfile::TempDir,
    /// Servers so far.
    count: u32,
}

/// What follows the death of a server.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// Its standby takes its place.
    Standby,
    /// It is started again after this time.
    Again(Duration),
}

impl Pair {
    fn begin() -> Self {
        let folder = postgres::folder();
        let server = Postgres::found(folder.path(), "1");
        let standby = server.follow(folder.path(), "2");
        let way = Way::to(server.place());
        Self {
            server,
            standby,
            way,
            folder,
            count: 2,
        }
    }

    /// A machine with an instance on it.
    fn machine(&self, seed: u64) -> Machine {
        let url = format!("postgres://postgres@localhost/postgres?host={}", self.way.host());
        Machine::founded_on(TestDatabase::empty_on(url), FRIDAY, seed)
    }

    /// The standby takes the dead one's place. For a while the address leads to it and it is none to write to yet.
    fn take_over(&mut self, machine: &Machine) {
        self.way.lead_to(self.standby.place());
        machine.let_pass(machine.moment(Duration::from_millis(300)));
        self.standby.promote();
        self.count += 1;
    }

    /// The new one gets a standby of its own. Until then it waits for none.
    fn follow(&mut self) {
        let next = self.standby.follow(self.folder.path(), &self.count.to_string());
        self.server = std::mem::replace(&mut self.standby, next);
    }
}

/// Whoever calls now is asked to come again.
fn asks_to_come_again(crowd: &Crowd<'_>) {
    for _ in 0..3 {
        let told = crowd.service.get::<Instance>("instance", Caller::Anyone);
        assert!(told.is_err_and(|refused| refused.is("busy")), "no clear answer");
    }
}

/// How far the record has come: lapses, batches, and mails that have not left.
fn reached(server: &Postgres, machine: &Machine) -> (u64, u64, u64) {
    let count = |rows: &str| {
        let said = server.ask_in(machine.database(), &format!("SELECT count(*) FROM {rows}"));
        said.parse().unwrap()
    };
    (
        count("entry WHERE kind = 'lapsed'"),
        count("batch"),
        count("mail WHERE delivered_day IS NULL"),
    )
}

impl Story {
    fn lose_the_server(&mut self, pair: &mut Pair, moment: Moment, then: Then) {
        self.deaths += 1;
        match moment {
            Moment::Work => self.lose_it_at_work(pair, then),
            _ => self.lose_it_in_the_tick(pair, then),
        }
        record::holds(&self.machine, FRIDAY, self.promises.get_mut().unwrap());
        self.send_again();
    }

    /// People are at work at both replicas, which go on by themselves.
    fn lose_it_at_work(&mut self, pair: &mut Pair, then: Then) {
        let (machine, promises) = (&mut self.machine, &self.promises);
        let (one, other) = (Self::open(machine, promises), Self::open(machine, promises));
        let so_far = || promises.lock().unwrap().count();
        let (holders, reporters) = so_far();
        let holders_keys = HOLDERS.map(|name| machine.key(name)).into();
        one.at_work(holders_keys, |over| {
            other.at_work(Vec::new(), |over_too| {
                machine.wait_for("a reporter's receipt", || (so_far().1 > reporters).then_some(()));
                machine.wait_for("a holder's receipt", || (so_far().0 > holders).then_some(()));
                machine.let_pass(machine.moment(Duration::from_millis(300)));
                pair.server.die();
                for crowd in [&one, &other] {
                    asks_to_come_again(crowd);
                }
                let why = machine.fails(&["calendar", "run"]);
                assert!(
                    why.contains("cannot reach the database") && why.contains("start the server"),
                    "{why}"
                );
                match then {
                    Then::Standby => {
                        pair.take_over(machine);
                        pair.follow();
                    }
                    Then::Again(after) => {
                        machine.let_pass(after);
                        pair.server.start();
                    }
                }
                for crowd in [&one, &other] {
                    machine.wait_for("a receipt from each replica", || crowd.send_some().ok());
                }
                drop((over, over_too));
                machine.power_cut();
            });
        });
        self.finish_what_is_due();
    }

    /// Both replicas and `calendar run` begin the day's tick, and the living finish it.
    fn lose_it_in_the_tick(&mut self, pair: &mut Pair, then: Then) {
        while self.due_tomorrow() < MANY {
            self.a_quiet_day();
        }
        let (machine, tick) = (&mut self.machine, self.tick);
        machine.next_day();
        let before = reached(&pair.server, machine);
        machine.start_serving();
        machine.start_calendar();
        machine.start_serving();
        if machine.throw(2) == 0 {
            machine.let_pass(machine.moment(tick));
        } else {
            machine.wait_for("a lapse", || {
                (reached(&pair.server, machine).0 > before.0).then_some(())
            });
        }
        pair.server.die();
        let now = match then {
            Then::Standby => {
                pair.take_over(machine);
                let now = reached(&pair.standby, machine);
                pair.follow();
                now
            }
            Then::Again(after) => {
                machine.let_pass(after);
                pair.server.start();
                reached(&pair.server, machine)
            }
        };
        self.fell.note((now.0 == before.0, now.1 == before.1, now.2 > 0));
        self.finish_what_is_due();
        self.machine.power_cut();
        // Mail that the living had claimed, and could not say to be sent, goes again when nobody holds it any more.
        self.finish_what_is_due();
        self.tick = tick;
    }

    fn tell(&self) {
        let (holders, reporters) = self.promises.lock().unwrap().count();
        let days = (self.machine.today - FRIDAY).get_days();
        eprintln!(
            "{} deaths of the server in {days} days; receipts of holders {holders}, of reporters {reporters}; in ticks {:?}",
            self.deaths, self.fell
        );
    }
}

#[test]
fn a_server_that_dies_is_replaced_by_its_standby_or_started_again_and_nothing_with_a_receipt_is_lost() {
    if !is_postgres() {
        return;
    }
    let mut pair = Pair::begin();
    let mut story = Story::on(pair.machine(11));
    for (moment, then) in [
        (Moment::Work, Then::Standby),
        (Moment::Tick, Then::Standby),
        (Moment::Work, Then::Again(Duration::ZERO)),
    ] {
        story.lose_the_server(&mut pair, moment, then);
    }
    story.tell();
    story.end();
}

#[test]
#[ignore = "the long form: make faults"]
fn a_server_that_dies_twenty_times_is_replaced_or_started_again_and_nothing_with_a_receipt_is_lost() {
    if !is_postgres() {
        return;
    }
    let mut pair = Pair::begin();
    let mut story = Story::on(pair.machine(12));
    for round in 0..20 {
        let then = match round % 4 {
            3 => Then::Again(story.machine.moment(Duration::from_secs(10))),
            _ => Then::Standby,
        };
        story.lose_the_server(&mut pair, [Moment::Work, Moment::Tick][round % 2], then);
    }
    story.lose_the_server(&mut pair, Moment::Work, Then::Again(Duration::from_mins(1)));
    story.tell();
    assert!(story.fell.after_it < 8, "the moments fell into the tick");
    story.end();
}

#[test]
fn a_standby_that_had_not_followed_is_noticed_and_signs_no_second_history() {
    if !is_postgres() {
        return;
    }
    let mut pair = Pair::begin();
    let mut story = Story::on(pair.machine(13));
    pair.server.wait_for_its_standby(false);
    let told = story.machine.complaints();
    assert!(
        told.iter()
            .any(|what| what.contains("without waiting for its standby")),
        "{told:?}"
    );

    // The standby is away for a day on which people have work, and a batch is signed.
    pair.standby.die();
    let crowd = Story::open(&mut story.machine, &story.promises);
    crowd.send_some().unwrap();
    story.machine.power_cut();
    story.a_quiet_day();
    let signed = |machine: &Machine| {
        machine.look(async |service| {
            let batches = batches::all(&service.store).await.unwrap();
            batches.iter().filter(|batch| batch.checkpoint.is_some()).count()
        })
    };
    let before = signed(&story.machine);
    pair.server.die();
    pair.standby.start();
    pair.take_over(&story.machine);
    assert!(
        signed(&story.machine) < before,
        "the standby lacks what was signed meanwhile"
    );

    for _ in 0..2 {
        // What comes in now gets its receipt, and waits.
        let crowd = Story::open(&mut story.machine, &story.promises);
        crowd.send_some().unwrap();
        story.machine.power_cut();
        story.machine.next_day();
        let why = story.machine.fails(&["calendar", "run"]);
        assert!(why.contains("older than what was signed before"), "{why}");
        let told = story.machine.complaints();
        assert!(
            told.iter()
                .any(|what| what.contains("older than what was signed before")),
            "{told:?}"
        );
    }
    assert!(signed(&story.machine) < before, "a second history was signed");
}

#[test]
#[ignore = "the long form: make faults"]
fn no_receipt_is_given_before_the_standby_has_what_it_is_for() {
    if !is_postgres() {
        return;
    }
    let pair = Pair::begin();
    let mut story = Story::on(pair.machine(14));
    pair.standby.die();
    let crowd = Story::open(&mut story.machine, &story.promises);
    for _ in 0..2 {
        let told = crowd.send_some();
        assert!(
            matches!(&told, Err(Stopped::Call(refused)) if refused.is("busy")),
            "{told:?}"
        );
    }
    assert_eq!(
        story.promises.lock().unwrap().unanswered.len(),
        8,
        "nobody has a receipt"
    );
    pair.standby.start();
    story.machine.wait_for("a receipt", || crowd.send_some().ok());
    story.machine.power_cut();
    story.send_again();
    story.a_quiet_day();
    record::holds(&story.machine, FRIDAY, story.promises.get_mut().unwrap());
    story.end();
}
