//! The browser's core (`web/src/core`, driven in node by `web/test/actor.ts`) at a real service, with our own programs on the
//! other side: each opens what the other sealed, and neither believes what the other could not have signed.

mod files;
mod reading;
mod sealing;

use daylight::client::Reporter;
use daylight::client::submit::Received;
use daylight::crypto::code::TrackingCode;
use serde_json::{Value, json};

use crate::harness::{PLANTED, Sent, TestApp};
use crate::node::Node;

/// A reporter's browser, without its pages.
struct Browser(Node);

impl Browser {
    fn at(app: &TestApp) -> Self {
        Self(Node::start("actor.ts", app))
    }

    fn does(&mut self, what: &str, with: Value) -> Value {
        let mut asked = with;
        asked["do"] = json!(what);
        self.0.ask(&asked)
    }

    fn submits(&mut self, app: &TestApp, urgency: &str, excluded: &[&str]) -> (Sent, Value) {
        let answer = self.does(
            "submit",
            json!({ "about": format!("about: {PLANTED}"), "text": account(),
                    "excluded": excluded, "urgency": urgency }),
        );
        (sent(app, answer["code"].as_str().unwrap(), &answer), answer)
    }

    fn tracks(&mut self, sent: &Sent) -> Value {
        let seen = self.does("track", json!({ "code": *sent.code.words() }));
        assert!(seen["failed"].is_null(), "{seen}");
        seen
    }

    /// An act of the reporter that is taken, its receipt checked.
    fn acts(&mut self, sent: &Sent, what: &str, mut with: Value) -> Value {
        with["code"] = json!(*sent.code.words());
        let done = self.does(what, with);
        assert!(done["receipt"].is_string(), "{what}: {done}");
        done
    }
}

/// As long as an account may be, in many scripts.
fn account() -> String {
    let letters = "Żółć, ελληνικά, עברית, اردو, ไทย, 漢字, 🙈👩🏽\u{200d}🚒, e\u{301}\u{0}\r\n";
    format!("account: {PLANTED} {}", letters.repeat(2729))
}

/// What the browser sent, as our own programs find it with its code.
fn sent(app: &TestApp, code: &str, answer: &Value) -> Sent {
    app.plant(code);
    let code: TrackingCode = code.parse().unwrap();
    let trust = app.trust();
    let reporter = Reporter::from_code(&code, &trust).unwrap();
    let concern = reporter.track(app.client(), &trust).unwrap();
    let received = Received {
        concern: concern.id,
        received_on: concern.manifest.unwrap().day,
        batch_on: answer["batchOn"].as_str().unwrap().parse().unwrap(),
        receipt: answer["receipt"].as_str().unwrap().to_owned(),
        outlook: concern.outlook,
    };
    Sent {
        code,
        received,
        trust,
    }
}

fn step<'a>(seen: &'a Value, kind: &str) -> &'a Value {
    let steps = seen["steps"].as_array().unwrap();
    steps
        .iter()
        .rfind(|step| step["kind"] == kind)
        .unwrap_or(&Value::Null)
}
