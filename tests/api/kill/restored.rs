//! A copy taken beside the running service, put back after the machine is lost.

use std::sync::Mutex;

use super::crowd::{Crowd, Promises};
use super::machine::Machine;
use super::record::files_open;
use crate::harness::FRIDAY;

#[test]
fn a_copy_taken_beside_the_running_service_gives_back_every_account_and_file() {
    let mut machine = Machine::founded(FRIDAY, 11);
    if machine.is_on_a_server() {
        return;
    }
    let promises = Mutex::new(Promises::default());
    let crowd = Crowd::at(machine.serve(), machine.dice.clone(), &promises);
    // Of four, one has so long an account that it lies beside the database.
    while crowd.long_accounts() < 2 {
        crowd.send_some().unwrap();
    }
    for _ in 0..3 {
        crowd.attach_to_any().unwrap();
    }
    machine.backs_up();
    crowd.send_some().unwrap();
    machine.power_cut();
    machine.is_lost_and_restored();
    let crowd = Crowd::at(machine.serve(), machine.dice.clone(), &promises);
    let (service, trust) = (crowd.service.clone(), crowd.trust.clone());
    let promises = promises.into_inner().unwrap();
    let mut there = 0;
    for (reporter, id) in &promises.reporters {
        // What came after the copy is gone, as of every backup, and said to be unknown.
        let Ok(concern) = reporter.track(&service, &trust) else {
            continue;
        };
        assert_eq!(concern.id, *id);
        assert!(
            concern
                .account(&reporter.master().case_identity())
                .unwrap()
                .is_some()
        );
        there += 1;
    }
    assert_eq!(there, promises.reporters.len() - 4);
    machine.power_cut();
    machine.look(async |service| files_open(service, &promises).await);
}
