//! No room on the disk: refused in words, nothing half-written, and all goes on when there is room again.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use daylight::actions::run_calendar::run_calendar;
use daylight::client::http::Caller;
use daylight::client::submit::{self, Choices};
use daylight::client::{Reporter, Trust};
use daylight::crypto::code::TrackingCode;
use daylight::crypto::seal::Plaintext;
use daylight::entropy::SystemEntropy;
use daylight::store::Db as _;
use daylight_domain::Urgency;
use sea_orm::ConnectionTrait as _;

use crate::database::is_postgres;
use crate::harness::{FRIDAY, TestApp};
use crate::kill::machine::Machine;
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

/// A disk of four MiB in the place of a folder, as long as it is held.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// None where nobody may mount anything.
    fn at(folder: PathBuf) -> Option<Self> {
        std::fs::create_dir_all(&folder).unwrap();
        let mount = ["-t", "tmpfs", "-o", "size=4m", "tmpfs"];
        let mounted = Command::new("mount").args(mount).arg(&folder).status();
        let is_there = mounted.is_ok_and(|status| status.success());
        if !is_there {
            eprintln!("not tried: this machine lets us mount nothing");
        }
        is_there.then_some(Self(folder))
    }

    fn ballast(&self) -> PathBuf {
        self.0.join("ballast")
    }

    fn fill(&self) {
        let mut file = std::fs::File::create(self.ballast()).unwrap();
        while file.write_all(&[0; 4096]).is_ok() {}
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_of_files_refuses_in_words_is_named_by_doctor_and_takes_all_when_there_is_room() {
    let mut machine = Machine::founded(FRIDAY, 13);
    let Some(disk) = SmallDisk::at(machine.blobs()) else {
        return;
    };
    disk.fill();
    let service = machine.serve_at().0;
    let trust = Trust::check(service.get("instance", Caller::Anyone).unwrap(), None).unwrap();
    let reporter = Reporter::from_code(&TrackingCode::generate(&SystemEntropy), &trust).unwrap();
    // So long an account lies among the files.
    let (about, account) = (
        Plaintext::new("invented".to_owned()),
        Plaintext::new("a".repeat(40_000)),
    );
    let choices = Choices {
        excluded: &[],
        urgency: Urgency::Ordinary,
        about: &about,
        account: &account,
    };
    let sealed = submit::prepare(&trust, reporter.master(), &choices, &SystemEntropy).unwrap();
    let refused = submit::send(&service, &trust, reporter.master(), &sealed).unwrap_err();
    assert!(refused.to_string().contains("nothing was lost"), "{refused}");
    let named = machine.complaints();
    assert!(named.iter().any(|what| what.contains("is full")), "{named:?}");
    let left: Vec<_> = std::fs::read_dir(machine.blobs())
        .unwrap()
        .map(|file| file.unwrap().file_name())
        .collect();
    assert!(
        !left.iter().any(|name| name.to_string_lossy().ends_with(".part")),
        "half-written: {left:?}"
    );

    std::fs::remove_file(disk.ballast()).unwrap();
    submit::send(&service, &trust, reporter.master(), &sealed).unwrap();
    let concern = reporter.track(&service, &trust).unwrap();
    let read = concern
        .account(&reporter.master().case_identity())
        .unwrap()
        .unwrap();
    assert_eq!(read.as_bytes(), account.as_bytes());
    assert!(machine.complaints().iter().all(|what| !what.contains("is full")));
    machine.power_cut();
}
