//! What happens while an act is on its way: it is judged by what holds when its turn comes.

use std::sync::{Arc, Mutex};

use daylight::actions::cut_batch::cut_batch;
use daylight::actions::{Signed, add_act};
use daylight::api::HolderAct;
use daylight::client::people;
use daylight::clock::{Clock, FakeClock};
use daylight_domain::{Act, Role};
use daylight_tlog::sig::person_id;

use crate::harness::TestApp;

/// A clock at whose first reading something happens. The service reads it when it has looked at the rules.
#[derive(Clone)]
struct Meanwhile(FakeClock, Arc<Mutex<Option<Happens>>>);

type Happens = Box<dyn FnOnce() + Send>;

impl Clock for Meanwhile {
    fn now_ms(&self) -> i64 {
        if let Some(happens) = self.1.lock().unwrap().take() {
            happens();
        }
        self.0.now_ms()
    }

    fn monotonic_ms(&self) -> i64 {
        self.0.monotonic_ms()
    }
}

#[test]
fn who_leaves_with_a_batch_acts_no_more_while_it_is_cut() {
    let app = TestApp::start_in_earnest();
    let id = app.submit().received.concern;
    let leaving = person_id(&app.key("guardian").signing.public());
    people::retire(&app.sign_in("operator"), leaving).unwrap();
    app.live_through(1);
    people::sign(&app.sign_in("chair"), leaving).unwrap();
    // A second before midnight of the next day, whose batch is late.
    app.clock.advance_ms(38 * 60 * 60 * 1000 - 1_000);
    let (today, guardian) = (app.trust().today, app.sign_in("guardian"));
    let tomorrow = today.tomorrow().unwrap();
    let entry = guardian.sign(Some(id), tomorrow, None, Act::Conflict {}).unwrap();
    let act = HolderAct {
        entry,
        items: Vec::new(),
    };
    let signed = Signed {
        person: guardian.person,
        role: Role::Holder,
        offices: vec!["guardian".parse().unwrap()],
    };
    let (other, handle, clock) = (
        app.service().clone(),
        app.runtime.handle().clone(),
        app.clock.clone(),
    );
    let happens = move || {
        let cut = std::thread::spawn(move || handle.block_on(cut_batch(&other, today, today)).unwrap());
        cut.join().unwrap();
        clock.advance_ms(2_000);
    };
    let clock = Meanwhile(app.clock.clone(), Arc::new(Mutex::new(Some(Box::new(happens)))));
    let service = app.open_with(&app.database.url(), &clock, "");
    let taken = app
        .runtime
        .block_on(add_act::by_holder(&service, &signed, id, act));
    app.runtime.block_on(service.store.clone().close()).unwrap();
    assert!(clock.1.lock().unwrap().is_none());
    taken.unwrap_err();
    app.live_through(1);
}
