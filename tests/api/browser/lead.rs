//! Real browsers, each with the program that leads it (`web/test/browser/run.mjs`): taken by a test, and left for the next.

use std::path::PathBuf;
use std::sync::Mutex;

use serde_json::{Value, json};

use crate::node::Node;

/// Those that nobody leads at present: to start one takes longer than most of what is asked of it. They end with this process.
static AT_REST: Mutex<Vec<Node>> = Mutex::new(Vec::new());

/// A browser in which a scenario has begun.
pub(crate) struct Lead {
    node: Option<Node>,
    scenario: String,
}

impl Lead {
    /// Begins a scenario of `run.mjs` with this input.
    pub(crate) fn begin(scenario: &str, input: &Value) -> Self {
        let at_rest = AT_REST.lock().unwrap().pop();
        let mut node = at_rest.unwrap_or_else(|| Node::run("browser/run.mjs", &[]));
        let mut input = input.clone();
        input["scenario"] = json!(scenario);
        input["chromium"] = json!(chromium());
        node.tell(&input);
        Self {
            node: Some(node),
            scenario: scenario.to_owned(),
        }
    }

    /// What the scenario gives at its end. Each time it pauses, something happens meanwhile.
    pub(crate) fn end(mut self, mut meanwhile: impl FnMut()) -> Value {
        let scenario = &self.scenario;
        let node = self.node.as_mut().expect("it is led");
        let mut seen = node.hear(scenario);
        while seen == "paused" {
            meanwhile();
            node.tell(&json!("go on"));
            seen = node.hear(scenario);
        }
        let failed = &seen["failed"];
        assert!(
            failed.is_null(),
            "{scenario}: {}",
            failed.as_str().unwrap_or_default()
        );
        seen
    }

    /// One step of a scenario that goes step by step.
    pub(crate) fn ask(&mut self, step: &Value) -> Value {
        self.node.as_mut().expect("it is led").ask(step)
    }
}

impl Drop for Lead {
    /// One whose scenario was left in the middle is of no use to another test.
    fn drop(&mut self) {
        if let Some(node) = self.node.take().filter(|_| !std::thread::panicking()) {
            AT_REST.lock().unwrap().push(node);
        }
    }
}

/// The whole program, or the one without windows, which is the same engine and quicker, where `CHROMIUM` names it.
fn chromium() -> PathBuf {
    let name = std::env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
    let places = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&places)
        .map(|place| place.join(&name))
        .find(|program| program.is_file())
        .unwrap_or_else(|| {
            panic!(
                "{} is needed for these tests: run `make test`, which installs it",
                name.display()
            )
        })
}
