//! No room on the disk: refused in words, nothing half-written, and all goes on when there is room again.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::Command;

use daylight::actions::run_calendar::run_calendar;
use daylight::client::http::Caller;
use daylight::client::submit::{self, Choices};
use daylight::client::{self, Reporter, Stopped, Trust};
use daylight::crypto::code::TrackingCode;
use daylight::crypto::seal::Plaintext;
use daylight::crypto::submission::Submission;
use daylight::entropy::SystemEntropy;
use daylight::store::Db as _;
use daylight_domain::Urgency;
use sea_orm::ConnectionTrait as _;

use crate::database::{TestDatabase, is_postgres};
use crate::harness::{FRIDAY, TestApp};
use crate::kill::machine::Machine;
use crate::postgres::{self, Postgres};
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
        // How much a server may write is not ours to say: its disk is filled below.
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

/// A small disk in the place of a folder, as long as it is held.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// None where nobody may mount anything, which a machine for trying must allow.
    fn at(folder: PathBuf, mib: u32) -> Option<Self> {
        std::fs::create_dir_all(&folder).unwrap();
        let mount = ["-t", "tmpfs", "-o", &format!("size={mib}m"), "tmpfs"];
        let mounted = Command::new("mount").args(mount).arg(&folder).status();
        let is_there = mounted.is_ok_and(|status| status.success());
        assert!(
            is_there || std::env::var_os("CI").is_none(),
            "no small disk can be mounted here, and without one nothing is tried"
        );
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

/// A concern that its reporter has sealed, and sends until there is room.
struct Raised {
    service: client::Service,
    trust: Trust,
    reporter: Reporter,
    sealed: Submission,
}

impl Raised {
    fn to(service: client::Service, length: usize) -> Self {
        let trust = Trust::check(service.get("instance", Caller::Anyone).unwrap(), None).unwrap();
        let reporter = Reporter::from_code(&TrackingCode::generate(&SystemEntropy), &trust).unwrap();
        let choices = Choices {
            excluded: &[],
            urgency: Urgency::Ordinary,
            about: &Plaintext::new("invented".to_owned()),
            account: &Plaintext::new("a".repeat(length)),
        };
        let sealed = submit::prepare(&trust, reporter.master(), &choices, &SystemEntropy).unwrap();
        Self {
            service,
            trust,
            reporter,
            sealed,
        }
    }

    fn send(&self) -> Result<(), Stopped> {
        submit::send(&self.service, &self.trust, self.reporter.master(), &self.sealed).map(|_| ())
    }

    /// The length of the account that its reporter reads with the code.
    fn read(&self) -> usize {
        let concern = self.reporter.track(&self.service, &self.trust).unwrap();
        let account = concern.account(&self.reporter.master().case_identity());
        account.unwrap().unwrap().as_bytes().len()
    }
}

#[test]
fn a_full_disk_of_files_refuses_in_words_is_named_by_doctor_and_takes_all_when_there_is_room() {
    let mut machine = Machine::founded(FRIDAY, 13);
    let Some(disk) = SmallDisk::at(machine.blobs(), 4) else {
        return;
    };
    disk.fill();
    // So long an account lies among the files.
    let raised = Raised::to(machine.serve_at().0, 40_000);
    let refused = raised.send().unwrap_err();
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
    raised.send().unwrap();
    assert_eq!(raised.read(), 40_000);
    assert!(machine.complaints().iter().all(|what| !what.contains("is full")));
    machine.power_cut();
}

#[test]
fn an_instance_whose_whole_disk_is_full_refuses_in_words_signs_nothing_and_goes_on_when_there_is_room() {
    if is_postgres() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // Database, write-ahead log, mails, high-water file.
    let Some(disk) = SmallDisk::at(folder.path().join("instance"), 32) else {
        return;
    };
    let database = TestDatabase::empty(folder.path());
    let mut machine = Machine::founded_in(folder, database, FRIDAY, 16);
    let service = machine.serve_at().0;
    let taken = Raised::to(service.clone(), 400);
    taken.send().unwrap();
    disk.fill();
    let raised = Raised::to(service, 4_000);
    let refused = raised.send().unwrap_err();
    assert!(refused.to_string().contains("nothing was lost"), "{refused}");
    assert_eq!(taken.read(), 400, "what is there is read meanwhile");
    machine.next_day();
    machine.fails(&["calendar", "run"]);

    std::fs::remove_file(disk.ballast()).unwrap();
    raised.send().unwrap();
    assert_eq!((taken.read(), raised.read()), (400, 4_000));
    assert_eq!(machine.run_calendar()["batch"], true);
    let told = machine.complaints();
    assert!(
        told.iter().all(|what| what.contains("has one holder")),
        "nothing but what a demonstration lacks: {told:?}"
    );
    machine.power_cut();
    drop((disk, machine));
}

#[test]
fn a_server_whose_disk_is_full_refuses_in_words_and_takes_the_same_again_when_there_is_room() {
    if !is_postgres() {
        return;
    }
    let folder = postgres::folder();
    let server = Postgres::found(folder.path(), "1");
    let place = folder.path().join("small");
    let Some(disk) = SmallDisk::at(place.clone(), 64) else {
        return;
    };
    server.owns(&place);
    // The tables lie on it and the write-ahead log does not: when that is full, PostgreSQL goes down, as any dead server.
    server.ask(&format!("CREATE TABLESPACE small LOCATION '{}'", place.display()));
    let url = format!(
        "postgres://postgres@localhost/postgres?host={}",
        server.place().display()
    );
    let mut machine = Machine::founded_on(TestDatabase::empty_on(url), FRIDAY, 14);
    let database = machine.database().to_owned();
    server.ask(&format!("ALTER DATABASE {database} SET TABLESPACE small"));
    disk.fill();
    let service = machine.serve_at().0;
    let mut taken = Vec::new();
    // Pages that were begun have room for a few.
    let (refused, why) = loop {
        let raised = Raised::to(service.clone(), 4_000);
        match raised.send() {
            Ok(()) => taken.push(raised),
            Err(why) => break (raised, why),
        }
        assert!(taken.len() < 500, "the disk is never full");
    };
    assert!(why.to_string().contains("no room at the service"), "{why}");
    assert!(why.to_string().contains("nothing was lost"), "{why}");

    std::fs::remove_file(disk.ballast()).unwrap();
    refused.send().unwrap();
    taken.push(refused);
    assert!(taken.iter().all(|raised| raised.read() == 4_000));
    machine.next_day();
    machine.run_calendar();
    let told = machine.complaints();
    assert!(
        told.iter().all(|what| what.contains("has one holder")),
        "nothing but what a demonstration lacks: {told:?}"
    );
    machine.power_cut();
    drop((machine, server, disk));
}
