//! No room on the disk: refused in words, nothing half-written, and all goes on when there is room again.

use daylight::actions::run_calendar::run_calendar;
use daylight::store::Db as _;
use daylight_domain::Urgency;
use sea_orm::ConnectionTrait as _;

use crate::database::is_postgres;
use crate::harness::TestApp;
use crate::refusals::Draft;

/// The database may not grow beyond so many pages; none for "as many as it likes".
fn allow_pages(app: &TestApp, pages: Option<u32>) {
    let pages = pages.map_or(u32::MAX - 1, |more| more);
    app.runtime.block_on(async {
        let tx = app.service().store.begin_write().await.unwrap();
        let limit = format!("PRAGMA max_page_count = {pages}");
        tx.conn().execute_unprepared(&limit).await.unwrap();
        tx.commit().await.unwrap();
    });
}

#[test]
fn a_full_database_refuses_in_words_and_loses_nothing_that_has_its_receipt() {
    if is_postgres() {
        // How much a server may write is not ours to say. Its word for a full disk is known (`store/error.rs`).
        return;
    }
    let app = TestApp::start();
    let first = app.submit();
    let before = app.contents();
    // SQLite takes the number of pages there are when less is asked for.
    allow_pages(&app, Some(1));
    let draft = Draft::of(&app);
    let refused = app.post("concerns", None, &draft.request);
    refused.is_refusal(507, "full", "nothing was lost");
    assert!(app.contents() == before, "something was half written");
    app.track(&first);
    // The connection that met the full disk is gone, and its limit with it.
    allow_pages(&app, Some(1));
    assert!(
        app.runtime.block_on(run_calendar(app.service())).is_err(),
        "the tick says that it could not write"
    );

    allow_pages(&app, None);
    assert_eq!(app.post("concerns", None, &draft.request).status, 200);
    app.live_through(1);
    // What gets its receipt now is there for everybody who reads, and not in a transaction that nobody ends.
    let (code, sealed) = app.seal(&[], Urgency::Ordinary);
    app.track(&app.send(code, &sealed));
}
