//! The portal in a real Chromium, on a real service, with several people at once. What hands do is in
//! `web/test/browser/portal_steps.mjs`; here is what must be true of it.

mod absence;
mod access;
mod audit;
mod begun;
mod copying;
mod desk;
mod duties;
mod erasure;
mod files;
mod first_look;
mod focus;
mod forms;
mod joining;
mod judging;
mod leaving;
mod letters;
mod locking;
mod lost_key;
mod mail;
mod refused;
mod requirements;
mod roles;
mod rotation;
mod rows;
mod rules;
mod searching;
mod settled_anew;
mod several;
mod signing_in;
mod still_at_risk;
mod strangers;
mod together;
mod told;
mod translating;
mod unread;
mod unsettled;
mod weight;
mod what_follows;
mod withheld;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight::crypto::key_file::KeyFile;
use serde_json::{Value, json};

use crate::browser;
use crate::browser::lead::Lead;
use crate::harness::{PLANTED, Sent, TestApp};

/// Of every key file in these tests.
const PASSPHRASE: &str = "four invented words";
/// Work that is done at once.
const FAST: u8 = 2;

/// Several people's browsers.
struct Portal {
    lead: Lead,
    today: String,
}

/// What is on somebody's screen.
struct Screen(Value);

impl Portal {
    fn at(app: &TestApp) -> Self {
        Self::with(app, &json!({}))
    }

    /// The same, with what a scenario of `browser.mjs` takes beside.
    fn with(app: &TestApp, more: &Value) -> Self {
        let input = browser::input(app, more);
        Self {
            lead: Lead::begin("portal", &input),
            today: app.trust().today.to_string(),
        }
    }

    /// Somebody does something; what is on their screen then. The page must not have broken a rule of its own.
    #[track_caller]
    fn does(&mut self, who: &str, step: &str, with: &Value) -> Screen {
        let mut asked = json!({ "as": who, "do": step, "today": self.today, "planted": PLANTED });
        asked
            .as_object_mut()
            .unwrap()
            .extend(with.as_object().expect("fields of a step").clone());
        let seen = self.lead.ask(&asked);
        assert!(
            seen["failed"].is_null(),
            "{who} {step}: {}",
            seen["failed"].as_str().unwrap_or_default()
        );
        for wrong in ["violations", "errors"] {
            let said = seen["seen"][wrong].as_array().unwrap().iter();
            let said: Vec<&Value> = said.filter(|line| !is_harmless(line.as_str().unwrap())).collect();
            assert!(said.is_empty(), "{who} {step}: {wrong}: {said:?}");
        }
        // Sealed words are out of reach of a browser that translates pages, wherever they stand.
        assert_eq!(seen["sentAway"], json!([]), "{who} {step}");
        keeps_nothing(&seen["kept"], &format!("{who} {step}"));
        Screen(seen)
    }

    /// A new page, on today's service.
    #[track_caller]
    fn opens_page(&mut self, app: &TestApp, who: &str, path: &str) -> Screen {
        self.opens_page_as(app, who, path, &json!({}))
    }

    /// The same with a screen and colours of one's own.
    #[track_caller]
    fn opens_page_as(&mut self, app: &TestApp, who: &str, path: &str, context: &Value) -> Screen {
        self.today = app.trust().today.to_string();
        self.does(who, "look", &json!({ "path": path, "context": context }))
    }

    /// A person of the demonstration signs in with their key file.
    #[track_caller]
    fn signs_in(&mut self, app: &TestApp, who: &str) -> Screen {
        self.opens_page(app, who, "/reviewer");
        let seen = self.does(who, "sign_in", &unlock(app.key(who)));
        assert_eq!(seen.problem(), "", "{who} signs in");
        seen
    }

    /// Opens a concern of the desk, and says that there is no conflict.
    #[track_caller]
    fn opens(&mut self, who: &str, sent: &Sent) -> Screen {
        self.does(who, "open", &json!({ "concern": id(sent) }));
        self.acts(who, "no-conflict", &json!({}))
    }

    /// The same, from the beginning.
    #[track_caller]
    fn signs_in_and_opens(&mut self, app: &TestApp, who: &str, sent: &Sent) -> Screen {
        self.signs_in(app, who);
        self.opens(who, sent)
    }

    /// Comes back on another day to a concern that was opened before.
    #[track_caller]
    fn comes_back(&mut self, app: &TestApp, who: &str, sent: &Sent) -> Screen {
        self.signs_in(app, who);
        self.does(who, "visit", &json!({ "concern": id(sent) }))
    }

    /// Finds the concern by words that were written in it, where it was put away, and goes to it.
    #[track_caller]
    fn finds(&mut self, who: &str, words: &str) -> Screen {
        self.searches(who, words);
        self.presses_until(who, "#found a", "#concern-screen")
    }

    /// Looks for words in what this person has opened.
    #[track_caller]
    fn searches(&mut self, who: &str, words: &str) -> Screen {
        self.fills(who, &json!({ "search-words": words }));
        self.presses_until(who, "#search button", "#found li")
    }

    /// Fills a form and signs; it is taken.
    #[track_caller]
    fn acts(&mut self, who: &str, act: &str, fields: &Value) -> Screen {
        let seen = self.does(who, "act", &json!({ "act": act, "fields": fields }));
        assert_eq!(seen.problem(), "", "{who} {act}");
        assert!(seen.done().starts_with("Signed"), "{who} {act}: {}", seen.done());
        seen
    }

    /// The same with the keyboard alone, in the order of the form; the focus is seen all the way.
    #[track_caller]
    fn acts_by_keys(&mut self, who: &str, act: &str, fields: &Value) -> Screen {
        let seen = self.does(who, "act_by_keys", &json!({ "act": act, "fields": fields }));
        assert_eq!(seen.gave(), &json!([]), "{who} {act}: the focus");
        assert_eq!(seen.problem(), "", "{who} {act}");
        assert!(seen.done().starts_with("Signed"), "{who} {act}: {}", seen.done());
        seen
    }

    /// Fills a form and signs; what the page says is in the way.
    #[track_caller]
    fn fails(&mut self, who: &str, act: &str, fields: &Value) -> String {
        let seen = self.does(who, "act", &json!({ "act": act, "fields": fields }));
        assert_ne!(seen.problem(), "", "{who} {act} is not taken");
        seen.problem().to_owned()
    }

    /// Goes to another screen of the bar.
    #[track_caller]
    fn goes(&mut self, who: &str, to: &str) -> Screen {
        self.does(who, "go", &json!({ "to": to }))
    }

    /// Fills fields, by their ids.
    #[track_caller]
    fn fills(&mut self, who: &str, fields: &Value) -> Screen {
        self.does(who, "fill", &json!({ "fields": fields }))
    }

    /// Types into the first field there.
    #[track_caller]
    fn types(&mut self, who: &str, at: &str, text: &str) -> Screen {
        self.does(who, "type", &json!({ "at": at, "text": text }))
    }

    /// Chooses a file of this content, in base64.
    #[track_caller]
    fn chooses(&mut self, who: &str, at: &str, content: &str) -> Screen {
        self.does(who, "choose", &json!({ "at": at, "content": content }))
    }

    /// Presses the first button there.
    #[track_caller]
    fn presses(&mut self, who: &str, at: &str) -> Screen {
        self.does(who, "press", &json!({ "at": at }))
    }

    /// The same, and waits until this is to be seen, or a problem.
    #[track_caller]
    fn presses_until(&mut self, who: &str, at: &str, seen: &str) -> Screen {
        self.does(who, "press", &json!({ "at": at, "wait": [seen] }))
    }

    /// Presses what saves a file; its content, in base64.
    #[track_caller]
    fn saves(&mut self, who: &str, at: &str) -> String {
        let saved = self.does(who, "save", &json!({ "at": at }));
        saved.gave()["content"].as_str().unwrap().to_owned()
    }

    /// Waits until this is to be seen.
    #[track_caller]
    fn waits(&mut self, who: &str, at: &str) -> Screen {
        self.does(who, "wait", &json!({ "at": at }))
    }

    /// Opens what is folded around this.
    #[track_caller]
    fn unfolds(&mut self, who: &str, at: &str) -> Screen {
        self.does(who, "unfold", &json!({ "at": at }))
    }

    /// The same; what is on the screen then.
    #[track_caller]
    fn unfolds_and_looks(&mut self, who: &str, at: &str) -> Screen {
        self.unfolds(who, at);
        self.does(who, "look", &json!({}))
    }

    /// The texts that are read from the heading to a place.
    #[track_caller]
    fn reads_on_to(&mut self, who: &str, at: &str) -> Vec<String> {
        let seen = self.does(who, "texts_to", &json!({ "at": at }));
        serde_json::from_value(seen.gave().clone()).unwrap()
    }

    /// Values or texts at a place.
    #[track_caller]
    fn reads(&mut self, who: &str, at: &str) -> Vec<String> {
        let seen = self.does(who, "read", &json!({ "at": at }));
        seen.gave()
            .as_array()
            .unwrap()
            .iter()
            .map(|text| text.as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

impl Drop for Portal {
    /// Everybody leaves, so that another test may have the browser.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.lead.ask(&json!({}));
        }
    }
}

impl Screen {
    fn text(&self) -> &str {
        self.0["text"].as_str().unwrap()
    }

    fn problem(&self) -> &str {
        self.0["problem"].as_str().unwrap()
    }

    fn done(&self) -> &str {
        self.0["done"].as_str().unwrap()
    }

    fn gave(&self) -> &Value {
        &self.0["gave"]
    }

    /// Whether a form is offered.
    fn offers(&self, act: &str) -> bool {
        self.0["offered"].as_array().unwrap().iter().any(|one| one == act)
    }

    #[track_caller]
    fn says(&self, words: &str) -> &Self {
        assert!(
            self.text().contains(words),
            "{words:?} is not on the screen:\n{}",
            self.text()
        );
        self
    }

    #[track_caller]
    fn does_not_say(&self, words: &str) -> &Self {
        assert!(
            !self.text().contains(words),
            "{words:?} is on the screen:\n{}",
            self.text()
        );
        self
    }
}

/// Nothing lies in the browser, wherever it could: not even an empty place that something was in.
#[track_caller]
fn keeps_nothing(kept: &Value, when: &str) {
    for (place, empty) in [
        ("local", json!("{}")),
        ("session", json!("{}")),
        ("cookie", json!("")),
        ("cookies", json!([])),
        ("databases", json!([])),
        ("caches", json!([])),
        ("files", json!([])),
        ("workers", json!([])),
        ("window", json!("")),
    ] {
        assert_eq!(kept[place], empty, "{when}: {place}");
    }
}

/// What a browser writes on its console although the page did nothing wrong: an answer that is a refusal.
fn is_harmless(line: &str) -> bool {
    [
        "status of 400",
        "status of 401",
        "status of 404",
        "status of 409",
        "status of 422",
        "ERR_INTERNET_DISCONNECTED",
        "ERR_FAILED",
        // A picture in a sandboxed frame: the browser's own page around it would like a style and a script, and gets none.
        "sha256-mqLU0Zw7B/c6fYkvbRoA2V1jZ1apgellJyv17d18uTs=",
        "Blocked script execution in 'blob:",
    ]
    .iter()
    .any(|words| line.contains(words))
}

/// A key file and its passphrase, as a hand chooses and types them.
fn unlock(key: &KeyFile) -> Value {
    json!({ "key": key_file(key), "passphrase": PASSPHRASE })
}

fn key_file(key: &KeyFile) -> String {
    STANDARD.encode(key.write(PASSPHRASE, FAST).unwrap())
}

fn id(sent: &Sent) -> String {
    sent.received.concern.to_string()
}

/// A scope of one point that is looked into.
fn one_point() -> Value {
    json!({ "scope-1-text": "The invented till is short.", "scope-1-in": true })
}

/// Findings on it.
fn one_finding() -> Value {
    json!({
        "finding-1-upheld": true,
        "finding-1-text": "The till rolls show it.",
        "findings-enquiries": "Read the till rolls.",
        "findings-spoken": "2",
        "findings-risk-no": true,
    })
}

/// A concern that the guardian has acknowledged and scoped in the browser.
fn scoped(app: &TestApp, portal: &mut Portal) -> Sent {
    let sent = app.submit();
    app.tick();
    portal.signs_in_and_opens(app, "guardian", &sent);
    portal.acts("guardian", "acknowledge", &json!({}));
    portal.acts("guardian", "scope", &one_point());
    sent
}
