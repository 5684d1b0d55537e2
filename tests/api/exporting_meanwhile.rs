//! Exports of a record that goes on meanwhile: they hold as of their newest checkpoint.

use std::io;

use daylight::actions::export::{Shelf, export};
use daylight::actions::run_calendar::run_calendar;
use daylight::store::batches;
use daylight_tlog::Cosigner;
use daylight_tlog::sig::SigningKey;
use daylight_tlog::verify::Asked;

use crate::exporting::{Files, export_of};
use crate::hands::closed;
use crate::harness::TestApp;

/// A shelf at whose first file something happens.
struct Meanwhile<'a>(Files, Option<Box<dyn FnOnce() + Send + 'a>>);

impl Shelf for Meanwhile<'_> {
    fn append(&mut self, file: &str, bytes: &[u8]) -> io::Result<()> {
        if let Some(happens) = self.1.take() {
            happens();
        }
        self.0.append(file, bytes)
    }
}

#[test]
fn a_witness_that_cosigns_while_an_export_is_made_does_not_make_it_a_fault() {
    let app = TestApp::start();
    app.live_through(2);
    let key = SigningKey::from_seed(&[5; 32]);
    let witness = Cosigner::new("witness.invalid/w1", key.public()).unwrap();
    let newest = app.runtime.block_on(batches::last(&app.service().store));
    let newest = newest.unwrap().unwrap();
    let note = newest.checkpoint.unwrap();
    let text = note.split_inclusive('\n').take(3).collect::<String>();
    let cosigned = note.clone() + &witness.cosign(&key, &text, 1_797_552_000);
    let (service, handle) = (app.service().clone(), app.runtime.handle().clone());
    let cosigns = move || {
        let keep = async move {
            let tx = service.store.begin_write().await.unwrap();
            batches::cosign(&tx, newest.number, &cosigned).await.unwrap();
            tx.commit().await.unwrap();
        };
        std::thread::spawn(move || handle.block_on(keep)).join().unwrap();
    };
    let mut shelf = Meanwhile(Files::default(), Some(Box::new(cosigns)));
    app.runtime
        .block_on(export(app.service(), &mut shelf, &mut |_, _| ()))
        .unwrap();
    assert!(shelf.1.is_none());
    shelf.0.verify(&app, &Asked::default());
}

#[test]
fn an_export_holds_while_the_batch_that_says_erased_is_not_signed() {
    let app = TestApp::start();
    let sent = closed(&app);
    app.skip_to(app.track(&sent).outlook.erasable_from.unwrap());
    app.live_through(6);
    let mark = app.dir.path().join("high-water");
    std::fs::rename(&mark, mark.with_extension("aside")).unwrap();
    app.clock.advance_days(1);
    app.runtime.block_on(run_calendar(app.service())).unwrap_err();
    let (files, _) = export_of(&app);
    std::fs::rename(mark.with_extension("aside"), &mark).unwrap();
    files.verify(&app, &Asked::default());
}
