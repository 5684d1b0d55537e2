//! The form for browsers without scripts, as such a browser uses it: plain HTTP, no client of ours. What was typed must
//! lie nowhere afterwards; the harness looks when each test ends.

mod back;
mod files;
mod off;
mod raise;

use std::fmt::Write as _;

use crate::harness::{PLANTED, TestApp};
use crate::raw::Answer;

/// An instance whose policy lets the server seal.
pub(crate) fn start() -> TestApp {
    TestApp::start_as(|cast, _| cast.founding.policy = allowing(&cast.founding.policy))
}

fn allowing(policy: &str) -> String {
    let allowing = policy.replace("seal_on_arrival = false", "seal_on_arrival = true");
    assert_ne!(allowing, policy);
    allowing
}

/// What a browser sends of a form.
#[derive(Clone)]
struct Form(Vec<(String, String)>);

impl Form {
    /// The form as it comes, with the two words that it asks back, and something that happened.
    fn fresh(app: &TestApp) -> Self {
        let page = page(app);
        let code = code_on(&page);
        app.plant(&code);
        app.plant(&code.replace(' ', "+"));
        let words: Vec<&str> = code.split(' ').collect();
        Self::of(&[
            ("do", "send"),
            ("code", &code),
            ("what", &format!("The till is short. {PLANTED}")),
            ("prove-first", words[2]),
            ("prove-second", words[5]),
        ])
    }

    fn of(fields: &[(&str, &str)]) -> Self {
        let field = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self(fields.iter().map(field).collect())
    }

    /// The same with a field more, or another in its place.
    fn with(mut self, name: &str, value: &str) -> Self {
        self.0
            .retain(|(known, _)| known != name || matches!(name, "kind" | "exclude"));
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    fn get(&self, name: &str) -> &str {
        let field = self.0.iter().find(|(known, _)| known == name);
        field.map_or("", |(_, value)| value)
    }

    fn body(&self) -> String {
        let fields: Vec<String> = self
            .0
            .iter()
            .map(|(name, value)| format!("{}={}", escaped(name), escaped(value)))
            .collect();
        fields.join("&")
    }

    fn send(&self, app: &TestApp) -> Page {
        self.send_to(app, "/form", &[])
    }

    fn send_to(&self, app: &TestApp, path: &str, headers: &[(&str, &str)]) -> Page {
        let mut all = vec![("Content-Type", "application/x-www-form-urlencoded")];
        all.extend(headers);
        Page::of(&app.call("POST", path, &all, self.body().as_bytes()))
    }
}

/// As browsers escape: everything but letters and digits, a space as `+`.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in text.replace('\n', "\r\n").bytes() {
        match byte {
            b' ' => out.push('+'),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            other => write!(out, "%{other:02X}").unwrap(),
        }
    }
    out
}

/// A page as it came.
struct Page {
    status: u16,
    html: String,
}

impl Page {
    fn of(answer: &Answer) -> Self {
        if answer.status != 404 {
            assert_eq!(answer.header("cache-control"), Some("no-store"));
            let policy = answer.header("content-security-policy").unwrap();
            assert!(policy.contains("form-action 'self'") && !policy.contains("script-src"));
            assert_eq!(answer.header("set-cookie"), None);
            assert_eq!(answer.header("content-encoding"), None);
        }
        let html = String::from_utf8(answer.body.clone()).unwrap();
        assert!(!html.contains("<script"));
        Self {
            status: answer.status,
            html,
        }
    }

    #[track_caller]
    fn says(&self, words: &str) -> &Self {
        assert!(self.html.contains(words), "not said: {words}: {}", self.html);
        self
    }

    #[track_caller]
    fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.html);
        self
    }
}

fn page(app: &TestApp) -> Page {
    let page = Page::of(&app.call("GET", "/form", &[], b""));
    page.is(200);
    page
}

/// The code in the form's hidden field.
fn code_on(page: &Page) -> String {
    let (_, rest) = page.html.split_once("name=\"code\" value=\"").expect("a code");
    let code = rest.split('"').next().unwrap();
    assert_eq!(code.split(' ').count(), 7, "{code}");
    code.to_owned()
}
