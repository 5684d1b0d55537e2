//! Commands that no other test types, in the order of a concern's life: each does what it says, as the record and the other
//! side see it. What each refuses stands beside the act itself.

use std::path::Path;
use std::process::Output;

use daylight::client::Reporter;
use daylight::crypto::code::TrackingCode;
use daylight_domain::Outlook;
use daylight_domain::calendar::add_days;

use crate::harness::{FRIDAY, PLANTED, TestApp};
use crate::program::{AtDesk, daylight, done, file, message};

/// One concern, sent at the terminal, and everybody's files about it.
struct Life<'a> {
    app: &'a TestApp,
    folder: &'a Path,
    url: String,
    code: String,
    id: String,
    words: String,
}

impl<'a> Life<'a> {
    fn begun(app: &'a TestApp, folder: &'a Path, more: &[&str]) -> Self {
        let url = format!("http://{}", app.replicas[0].address);
        let words = file(folder, "words", PLANTED);
        let at = ["submit", "--json", "--url", &url, "--account-file", &words];
        let sent = done(&daylight(&[&at[..], more].concat(), "", &[]));
        let code = sent["tracking_code"].as_str().unwrap();
        let id = sent["concern"].as_str().unwrap().to_owned();
        let code = file(folder, &format!("code-{id}"), code);
        app.tick();
        Self {
            app,
            folder,
            url,
            code,
            id,
            words,
        }
    }

    fn desk(&self, name: &str) -> AtDesk {
        AtDesk::new(self.app, name, self.folder)
    }

    /// An act with words; it is signed, and stands in the record.
    #[track_caller]
    fn acts(&self, name: &str, act: &str, more: &[&str]) {
        let at = ["act", act, &self.id, "--words-file", &self.words];
        done(&self.desk(name).run(&[&at[..], more].concat()));
    }

    fn track(&self, more: &[&str]) -> Output {
        let at = ["track", "--json", "--url", &self.url, "--code-file", &self.code];
        daylight(&[&at[..], more].concat(), "", &[])
    }

    fn outlook(&self) -> Outlook {
        let code = std::fs::read_to_string(&self.code).unwrap();
        let trust = self.app.trust();
        let reporter = Reporter::from_code(&TrackingCode::parse(code.trim()).unwrap(), &trust).unwrap();
        reporter.track(self.app.client(), &trust).unwrap().outlook
    }

    #[track_caller]
    fn stands(&self, kind: &str) {
        let kinds: Vec<_> = self
            .outlook()
            .timeline
            .iter()
            .map(|step| step.act.kind())
            .collect();
        assert!(kinds.contains(&kind), "{kind} is not among {kinds:?}");
    }
}

#[test]
fn a_concern_with_a_file_and_lost_data_is_answered_step_by_step_at_the_terminal() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let attached = file(folder, "rota.txt", PLANTED);
    let more = [
        "--urgency",
        "data-loss",
        "--exclude",
        "deputy",
        "--attach",
        &attached,
    ];
    let life = Life::begun(&app, folder, &more);
    let (id, guardian) = (life.id.as_str(), life.desk("guardian"));
    let nothing = done(&life.desk("deputy").run(&["inbox"]));
    assert!(!nothing.to_string().contains(id), "an office that was left out");
    let out = folder.join("saved");
    done(&guardian.run(&["open", id, "--out", out.to_str().unwrap()]));
    assert_eq!(std::fs::read_to_string(out.join("rota.txt")).unwrap(), PLANTED);

    done(&guardian.run(&["act", "acknowledge", id]));
    life.acts("guardian", "regulator", &["--told"]);
    life.stands("regulator");
    life.acts("guardian", "note", &["--to", "chair"]);
    let later = add_days(FRIDAY, 40).to_string();
    life.acts(
        "guardian",
        "extend",
        &["--clock", "first-decision", "--until", &later],
    );
    life.stands("extended");
    let points = file(folder, "points", "in: one invented point\n");
    done(&guardian.run(&["act", "scope", id, "--points-file", &points]));
    let receiver = file(folder, "receiver", "An invented body");
    let review = add_days(FRIDAY, 20).to_string();
    life.acts(
        "guardian",
        "refer",
        &["--receiver-file", &receiver, "--review", &review],
    );
    assert!(life.outlook().referred);
    life.acts("guardian", "refer-result", &[]);
    life.stands("referral_result");
    life.acts("guardian", "feedback", &[]);
    life.stands("feedback");
    life.acts("guardian", "action", &["--due", &review]);
    let action = life.outlook().actions[0].record.to_string();
    life.acts("guardian", "action", &["--done", &action]);
    assert!(life.outlook().actions[0].done.is_some());
    life.acts("guardian", "urgency", &["--to", "danger"]);
    life.stands("urgency_changed");
    life.acts("guardian", "repeat", &[]);
    assert_eq!(life.outlook().stage.0, 2, "a name that comes again goes up");
    let told = String::from_utf8(life.track(&[]).stdout).unwrap();
    assert!(told.matches(PLANTED).count() >= 4, "{told}");
}

#[test]
fn a_reporter_adds_objects_and_takes_back_at_the_terminal() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let life = Life::begun(&app, folder, &[]);
    let guardian = life.desk("guardian");
    done(&guardian.run(&["open", &life.id]));
    done(&guardian.run(&["act", "acknowledge", &life.id]));
    let points = file(folder, "points", "out (an invented reason): one invented point\n");
    done(&guardian.run(&["act", "scope", &life.id, "--points-file", &points]));

    let attached = file(folder, "rota.txt", PLANTED);
    done(&life.track(&["--attach", &attached]));
    let out = folder.join("saved");
    done(&life.track(&["--out", out.to_str().unwrap()]));
    assert_eq!(std::fs::read_to_string(out.join("rota.txt")).unwrap(), PLANTED);
    done(&life.track(&["--urgency", "danger"]));
    life.stands("urgency_changed");
    let above = file(folder, "above", "For the stages above alone.");
    done(&life.track(&["--message", "--above", "--message-file", &above]));
    let read = done(&guardian.run(&["open", &life.id]));
    assert!(
        !read.to_string().contains("stages above alone"),
        "the one who has it now"
    );
    done(&life.track(&["--dispute", "scope", "--message-file", &life.words]));
    assert_eq!(life.outlook().stage.0, 2);
    app.tick();
    let chair = done(&life.desk("chair").run(&["open", &life.id]));
    assert!(chair.to_string().contains("stages above alone"), "{chair}");
    done(&life.track(&["--exclude", "guardian"]));
    life.stands("withdrawn");
    let gone = message(&guardian.run(&["open", &life.id]));
    assert!(
        gone.contains("no concern with this id opens with your key"),
        "{gone}"
    );
    // Who answers at the last stage and decided nothing before is not the same person.
    let words = [
        "act",
        "dispute-answer",
        &life.id,
        "--words-file",
        &life.words,
        "--same-person",
    ];
    let refused = message(&life.desk("chair").run(&words));
    assert!(refused.contains("leave `same_person` out"), "{refused}");
    life.acts("chair", "dispute-answer", &[]);
    life.stands("dispute_answered");
}

#[test]
fn what_does_not_match_is_said_at_the_terminal_and_moves_up() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let life = Life::begun(&app, folder.path(), &[]);
    done(&life.desk("guardian").run(&["act", "mismatch", &life.id]));
    assert_eq!(life.outlook().stage.0, 2);
}

#[test]
fn a_second_try_to_put_a_date_off_is_refused_at_the_terminal_and_moves_up() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let life = Life::begun(&app, folder.path(), &[]);
    let guardian = life.desk("guardian");
    done(&guardian.run(&["open", &life.id]));
    done(&guardian.run(&["act", "acknowledge", &life.id]));
    let until = add_days(FRIDAY, 40).to_string();
    life.acts(
        "guardian",
        "extend",
        &["--clock", "first-decision", "--until", &until],
    );
    let at = ["act", "extend", &life.id, "--words-file", &life.words];
    let later = add_days(FRIDAY, 50).to_string();
    let more = ["--clock", "first-decision", "--until", &later];
    let again = done(&guardian.run(&[&at[..], &more].concat()));
    assert!(again.to_string().contains("escalated"), "{again}");
    assert_eq!(life.outlook().stage.0, 2);
}

#[test]
fn keys_policies_and_absences_are_made_checked_and_told_at_the_terminal() {
    let app = TestApp::start();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let policy = concat!(env!("CARGO_MANIFEST_DIR"), "/config/policies/example.toml");
    done(&daylight(&["policy", "check", "--json", policy], "", &[]));
    let text = std::fs::read_to_string(policy).unwrap();
    let wrong = file(folder, "wrong.toml", &text.replacen("time_zone", "time_zones", 1));
    let refused = message(&daylight(&["policy", "check", "--json", &wrong], "", &[]));
    assert!(refused.contains("time_zone"), "{refused}");

    let operator = AtDesk::new(&app, "operator", folder);
    let passphrase = operator.passphrase.to_str().unwrap();
    let (key, public) = (folder.join("new.key"), folder.join("new.pub"));
    let made = [
        "key",
        "new",
        "--json",
        "--first",
        "--name",
        "newcomer",
        "--role",
        "holder",
        "--office",
        "new-office",
        "--out",
        key.to_str().unwrap(),
        "--passphrase-file",
        passphrase,
    ];
    done(&daylight(&made, "", &[]));
    done(&operator.run(&["office", "propose", public.to_str().unwrap(), "--stage", "2"]));
    app.tick();
    let offices = done(&operator.run(&["office", "list"])).to_string();
    assert!(offices.contains("new-office"), "{offices}");

    let guardian = AtDesk::new(&app, "guardian", folder);
    let (from, until) = (add_days(FRIDAY, 5).to_string(), add_days(FRIDAY, 9).to_string());
    done(&guardian.run(&["person", "away", "guardian", "--from", &from, "--until", &until]));
    assert_eq!(app.count("SELECT count(*) FROM entry WHERE kind = 'absent'"), 1);
}
