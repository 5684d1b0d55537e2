//! The portal's worker (`web/src/portal/worker`, driven in node by `web/test/holder_actor.ts`) at a real service: what it signs is
//! taken, what it seals our own programs open, and it believes nothing that nobody could have signed.

mod joining;
mod keeping;
mod lies;
mod life;
mod offices;
mod shown;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight::crypto::key_file::KeyFile;
use daylight_domain::PersonId;
use daylight_tlog::person_id;
use serde_json::{Value, json};

use crate::harness::{Sent, TestApp};
use crate::node::Node;

/// Of every key file in these tests.
const PASSPHRASE: &str = "four invented words";
/// Work that is done at once.
const FAST: u8 = 2;

/// Several people's browsers, without their pages.
pub(crate) struct Portal(Node);

impl Portal {
    pub(crate) fn at(app: &TestApp) -> Self {
        Self(Node::start("holder_actor.ts", app))
    }

    /// Asks a person's worker: what was done, or the fault that their page would be told.
    pub(crate) fn ask(&mut self, who: &str, task: &str, with: &Value) -> Result<Value, Value> {
        self.ask_and_lose(who, task, with, "")
    }

    /// The same; the answer to a request with this in its address is lost on its way.
    fn ask_and_lose(&mut self, who: &str, task: &str, with: &Value, lose: &str) -> Result<Value, Value> {
        let asked = json!({ "as": who, "task": task, "with": with, "lose": lose });
        let mut answer = self.0.ask(&asked);
        match answer.get_mut("done") {
            Some(done) => Ok(done.take()),
            None => Err(answer["fault"].take()),
        }
    }

    #[track_caller]
    pub(crate) fn does(&mut self, who: &str, task: &str, with: &Value) -> Value {
        self.ask(who, task, with)
            .unwrap_or_else(|fault| panic!("{who} {task}: {fault}"))
    }

    /// The word of the fault that the page would be told.
    #[track_caller]
    fn fails(&mut self, who: &str, task: &str, with: &Value) -> String {
        let fault = self.ask(who, task, with).expect_err("refused");
        let says = fault["says"].as_str().unwrap_or_default().to_owned();
        let word = fault["fault"].as_str().unwrap_or_default();
        if says.is_empty() {
            word.to_owned()
        } else {
            format!("{word}: {says}")
        }
    }

    /// A person of the demonstration signs in with their key file.
    #[track_caller]
    fn signs_in(&mut self, app: &TestApp, who: &str) -> Value {
        let with = unlock(app.key(who));
        self.does(who, "unlock", &with)
    }

    /// Signs an act; gives the concern after it.
    #[track_caller]
    fn acts(&mut self, who: &str, sent: &Sent, act: &Value) -> Value {
        let mut signed = self.does(who, "act", &json!({ "concern": id(sent), "act": act }));
        let receipt = signed["receipt"].as_str().unwrap();
        assert!(receipt.starts_with("daylight/receipt/v1\n"), "{receipt}");
        signed["concern"].take()
    }

    /// Opens a concern of the desk and says that there is no conflict.
    #[track_caller]
    fn opens(&mut self, who: &str, sent: &Sent) -> Value {
        let seen = self.does(who, "open", &json!(id(sent)));
        assert_eq!(seen["concern"]["account"], "", "not before there is no conflict");
        self.acts(who, sent, &json!({ "act": "no-conflict" }))
    }
}

/// A key file and its passphrase, as the page hands them over.
pub(crate) fn unlock(key: &KeyFile) -> Value {
    let file = key.write(PASSPHRASE, FAST).unwrap();
    json!({ "file": in_file(&file), "passphrase": PASSPHRASE })
}

fn in_file(bytes: &[u8]) -> Value {
    json!({ "file": STANDARD.encode(bytes) })
}

fn bytes_of(file: &Value) -> Vec<u8> {
    STANDARD.decode(file["file"].as_str().unwrap()).unwrap()
}

fn id(sent: &Sent) -> String {
    sent.received.concern.to_string()
}

fn person(app: &TestApp, name: &str) -> PersonId {
    person_id(&app.key(name).signing.public())
}

/// A page of the desk, and all of its capsules opened.
pub(crate) fn whole_desk(portal: &mut Portal, who: &str) -> Value {
    let mut desk = portal.does(who, "opened", &json!({ "from": 0, "filter": "all" }));
    let mut capsules = portal.does(who, "unopened", &json!({ "anew": true }));
    while capsules["isMore"] == true {
        capsules = portal.does(who, "unopened", &json!({ "anew": false }));
    }
    desk.as_object_mut()
        .unwrap()
        .append(capsules.as_object_mut().unwrap());
    desk
}

/// A concern that two reviewers of the first stage have opened.
fn opened_by_two(app: &TestApp, portal: &mut Portal) -> Sent {
    let sent = app.submit();
    app.tick();
    for who in ["guardian", "deputy"] {
        portal.signs_in(app, who);
        portal.opens(who, &sent);
    }
    sent
}
