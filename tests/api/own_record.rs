//! The running service looks at its own record, without anybody asking (R34).

use daylight::actions::check_record::check_record;
use daylight::store::Db as _;
use sea_orm::ConnectionTrait as _;

use crate::harness::{FRIDAY, TestApp};
use crate::kill::machine::Machine;
use crate::log;

const FAULT: &str = "the record does not hold";
/// Nothing but the record itself can miss it.
const TAKE_OUT: &str = "DELETE FROM entry WHERE kind = 'padding'";

#[test]
fn r34_the_service_replays_its_own_record_once_a_day_and_its_log_says_that_it_does_not_hold() {
    let mut app = TestApp::start_in_earnest();
    let faults = || String::from_utf8_lossy(&log::captured()).matches(FAULT).count();
    let look = |app: &TestApp, seen| app.runtime.block_on(check_record(app.service(), seen)).unwrap();
    app.submit();
    app.live_through(1);
    let today = look(&app, None);
    assert_eq!((today, faults()), (Some(1), 0));

    app.damage(TAKE_OUT);
    assert_eq!((look(&app, today), faults()), (today, 0), "once a day");
    app.live_through(1);
    let tomorrow = look(&app, today);
    assert_eq!((tomorrow, faults()), (Some(2), 1), "one line");
    assert_eq!((look(&app, tomorrow), faults()), (tomorrow, 1));
}

#[test]
fn r34_a_service_that_runs_says_so_in_its_log_with_nobody_asking() {
    let mut machine = Machine::founded(FRIDAY, 15);
    machine.look(async |service| {
        let tx = service.store.begin_write().await.unwrap();
        tx.conn().execute_unprepared(TAKE_OUT).await.unwrap();
        tx.commit().await.unwrap();
    });
    let log = machine.start_serving();
    machine.wait_for("a look at the record", || {
        let said = std::fs::read_to_string(&log).unwrap();
        said.contains(FAULT).then_some(())
    });
    machine.power_cut();
}
