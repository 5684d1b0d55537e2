//! A PostgreSQL server as the database: how an instance is founded on it, what `doctor` says of its settings, and what
//! happens while it is away. On SQLite there is nothing to test here.

use daylight::actions::examine::examine;
use daylight::api::{Bytes, Submission};
use daylight::crypto::seal::Sealed;
use daylight::store::{Db as _, Store};
use daylight_domain::Urgency;
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};

use crate::database::{TestDatabase, is_postgres};
use crate::harness::{Replica, TestApp};
use crate::program::{daylight, json, said};
use crate::way::Way;

#[test]
fn an_instance_is_founded_on_a_server_looked_over_and_run() {
    if !is_postgres() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::empty(folder.path());
    let (dir, url) = (folder.path().join("instance"), database.url());
    let dir = dir.to_str().unwrap();

    let with_password = url.replace("postgres@", "postgres:secret@");
    let refused = daylight(
        &["setup", "--demo", "--dir", dir, "--database", &with_password],
        "",
        &[],
    );
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        said(&refused).contains("database_password") && !said(&refused).contains("secret"),
        "{}",
        said(&refused)
    );
    std::fs::remove_dir_all(dir).unwrap();

    // The password is asked for by nobody here; that its file is read shows when it is not there.
    let password = folder.path().join("password");
    let mut setup = vec!["setup", "--demo", "--dir", dir, "--database", &url];
    setup.extend(["--database-password", password.to_str().unwrap()]);
    let refused = daylight(&setup, "", &[]);
    assert!(said(&refused).contains("password"), "{}", said(&refused));
    std::fs::remove_dir_all(dir).unwrap();
    std::fs::write(&password, "secret\n").unwrap();
    let founded = daylight(&setup, "", &[]);
    assert!(founded.status.success(), "{}", said(&founded));

    for command in [&["migrate"][..], &["calendar", "run"], &["doctor"]] {
        let done = daylight(&[command, &["--json", "--dir", dir]].concat(), "", &[]);
        assert!(done.status.success(), "{command:?}: {}", said(&done));
    }
    let files = std::fs::read_dir(dir).unwrap();
    let names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(names.iter().all(|name| !name.contains(".db")), "{names:?}");

    // What others would read of its days is a fault.
    database.administer("ALTER DATABASE {} SET log_statement = 'all'");
    let told = daylight(&["doctor", "--json", "--dir", dir], "", &[]);
    assert_eq!(told.status.code(), Some(1));
    assert!(json(&told)["findings"].to_string().contains("log_statement"));

    // A second instance does not fit in.
    let other = folder.path().join("other");
    let second = daylight(
        &[
            "setup",
            "--demo",
            "--dir",
            other.to_str().unwrap(),
            "--database",
            &url,
        ],
        "",
        &[],
    );
    assert!(said(&second).contains("set up already"), "{}", said(&second));
}

#[test]
fn a_server_told_to_answer_before_the_disks_have_it_is_overruled() {
    if !is_postgres() {
        return;
    }
    let app = TestApp::start();
    for (told, taken) in [
        ("off", "on"),
        ("local", "on"),
        ("remote_write", "on"),
        ("remote_apply", "remote_apply"),
    ] {
        app.database
            .administer(&format!("ALTER DATABASE {{}} SET synchronous_commit = {told}"));
        let service = app.open();
        let shown = app.runtime.block_on(async {
            let ask = Statement::from_string(DbBackend::Postgres, "SHOW synchronous_commit");
            let row = service.store.conn().query_one_raw(ask).await.unwrap().unwrap();
            service.store.clone().close().await.unwrap();
            row.try_get_by_index::<String>(0).unwrap()
        });
        assert_eq!(shown, taken, "{told}");
    }
}

#[test]
fn of_several_migrations_at_once_one_does_the_work() {
    if !is_postgres() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::empty(folder.path());
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let (one, other) = (
            Store::open(&database.url()).await.unwrap(),
            Store::open(&database.url()).await.unwrap(),
        );
        let (first, second) = tokio::join!(one.migrate(), other.migrate());
        first.unwrap();
        second.unwrap();
        assert_eq!(other.pending_migrations().await.unwrap(), 0);
        one.close().await.unwrap();
        other.close().await.unwrap();
    });
}

#[test]
fn while_the_server_is_away_everybody_is_asked_to_come_again_and_then_it_goes_on() {
    if !is_postgres() {
        return;
    }
    let mut app = TestApp::start();
    let url = app.database.url();
    let (_, host) = url.split_once("host=").unwrap();
    let way = Way::to(host.as_ref());
    let service = app.open_at(&url.replace(host, way.host()), &app.clock);
    app.replicas.push(Replica::start(service));
    app.replicas.swap(0, 1);
    let sent = app.submit();
    let (_, sealed) = app.seal(&[], Urgency::Ordinary);
    let bytes = |part: &Sealed| Bytes(part.as_bytes().to_vec());
    let waiting = Submission {
        manifest: String::from_utf8(sealed.manifest_bytes.clone()).unwrap(),
        locator_hash: sealed.manifest.about,
        about: bytes(&sealed.about),
        account: bytes(&sealed.account),
        capsules: sealed.capsules.iter().map(bytes).collect(),
    };

    way.cut();
    for _ in 0..3 {
        let answer = app.post("concerns", None, &waiting);
        answer.is_refusal(503, "busy", "send it again");
        assert!(answer.header("retry-after").is_some());
    }
    app.get("instance", None)
        .is_refusal(503, "busy", "nothing is lost that you have a receipt for");

    way.open();
    // Each connection that died unnoticed in this very second is found out by one caller, who comes again.
    let come_again = |ask: &dyn Fn() -> u16| (0..12).map(|_| ask()).last();
    assert_eq!(come_again(&|| app.get("instance", None).status), Some(200));
    assert_eq!(
        come_again(&|| app.post("concerns", None, &waiting).status),
        Some(200)
    );
    assert_eq!(app.track(&sent).outlook.stage.0, 1);
    assert_eq!(app.count("SELECT count(*) FROM concern"), 2);
    let health = app.runtime.block_on(examine(app.service())).unwrap();
    assert!(health.is_healthy(), "{health:?}");
    // The replica goes before its way.
    let gone = app.replicas.remove(0);
    gone.end(&app.runtime);
}
