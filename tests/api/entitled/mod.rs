//! Who may see and do what, as a table: every address that the served document lists, everybody, every standing to a
//! concern, every kind of act; signatures are valid throughout, and the signer knows more than anybody would. What is
//! expected is DESIGN's (sections 2 to 4), written once more here and nowhere taken from the code.

use std::collections::BTreeSet;

use crate::harness::TestApp;

mod acts;
mod cast;
mod exports;
mod files;
mod kept;
mod life;
mod lists;
mod newcomers;
mod open;
mod pages;
mod reads;
mod rules;
mod signed;
mod standing;
mod steps;
mod world;

pub(crate) use cast::{colleague, found};

/// Whose an address is, and so which test tries its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// Everybody's, signed in or not, and it says the same to all (`open`).
    Anybody,
    /// Whoever holds a key that the record knows today (`open`).
    Key,
    /// Whoever knows the code of the concern (`open`).
    Code,
    /// Whoever knows the name of the upload, which was given to one with the code (`open`).
    Upload,
    /// Everybody of that part: `/desk`, `/admin` or `/audit` (`reads`).
    Area,
    /// Those of that part, each their own (`reads`).
    Own,
    /// Those of that part, by how they stand to the concern (`reads`).
    Concern,
    /// A pack: those who read the record (`reads`).
    Pack,
    /// A signed act on a concern (`acts`).
    Acts,
    /// Of newcomers' keys, and of those that lie sealed to a passkey (`newcomers`).
    Keys,
    /// A signed step about people, offices or policies (`rules`).
    Rules,
    /// An export of the record (`exports`).
    Export,
}

use Whose::{Acts, Anybody, Area, Code, Concern, Export, Key, Keys, Own, Pack, Rules, Upload};

/// Every address below `/api/v1`.
const ADDRESSES: &[(&str, &str, Whose)] = &[
    ("get", "/instance", Anybody),
    ("get", "/openapi.json", Anybody),
    ("get", "/ledger/checkpoint", Anybody),
    ("get", "/ledger/tile/{path}", Anybody),
    ("get", "/ledger/proof/{record}", Anybody),
    ("get", "/figures", Anybody),
    ("get", "/changes", Anybody),
    ("get", "/ledger/code", Anybody),
    ("post", "/concerns", Anybody),
    ("post", "/sign-in/challenge", Anybody),
    ("post", "/sign-in", Key),
    ("post", "/sign-in/passkey", Keys),
    ("post", "/invitations/look", Keys),
    ("post", "/invitations/answer", Keys),
    ("put", "/me/passkey", Keys),
    ("delete", "/me/passkey", Keys),
    ("post", "/track", Code),
    ("post", "/track/uploads", Code),
    ("post", "/track/attachments", Code),
    ("post", "/track/acts", Acts),
    ("get", "/uploads/{id}", Upload),
    ("put", "/uploads/{id}", Upload),
    ("post", "/uploads/{id}/finish", Upload),
    ("get", "/desk", Own),
    ("get", "/desk/hand-outs", Own),
    ("get", "/desk/opened", Own),
    ("get", "/desk/concerns/{id}", Concern),
    ("get", "/desk/concerns/{id}/attachments/{item}", Concern),
    ("post", "/desk/concerns/{id}/acts", Acts),
    ("get", "/desk/people", Area),
    ("post", "/desk/people", Rules),
    ("get", "/desk/policies", Area),
    ("post", "/desk/policies", Rules),
    ("get", "/admin/people", Area),
    ("post", "/admin/people", Rules),
    ("get", "/admin/policies", Area),
    ("post", "/admin/policies", Rules),
    ("get", "/admin/health", Area),
    ("get", "/admin/invitations", Keys),
    ("post", "/admin/invitations", Keys),
    ("delete", "/admin/invitations/{id}", Keys),
    ("get", "/audit/entries", Area),
    ("get", "/audit/checkpoints", Area),
    ("get", "/audit/to-approve", Own),
    ("get", "/audit/concerns/{id}", Concern),
    ("post", "/audit/concerns/{id}/acts", Acts),
    ("get", "/audit/people", Area),
    ("post", "/audit/people", Rules),
    ("get", "/audit/policies", Area),
    ("get", "/audit/tables", Area),
    ("post", "/audit/export", Export),
    ("get", "/audit/figures", Area),
    ("get", "/audit/packs", Area),
    ("get", "/audit/packs/{item}", Pack),
    ("get", "/audit/packs/{item}/paper", Pack),
    ("get", "/audit/statements", Area),
    ("get", "/me/statements", Keys),
    ("post", "/me/statements", Keys),
];

/// What an address can be asked with in its query, by the served document.
fn parameters(app: &TestApp, method: &str, path: &str) -> Vec<String> {
    let document = app.get("openapi.json", None).json();
    let all = document["paths"][format!("/api/v1{path}")][method]["parameters"].clone();
    let all = all.as_array().cloned().unwrap_or_default().into_iter();
    all.filter(|parameter| parameter["in"] == "query")
        .map(|parameter| parameter["name"].as_str().unwrap().to_owned())
        .collect()
}

/// The addresses of the served document that are such people's. Fails with the name of one that has no line above.
fn addresses(app: &TestApp, wanted: &[Whose]) -> Vec<(String, String)> {
    let document = app.get("openapi.json", None).json();
    let mut listed = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/v1").unwrap();
        for method in item.as_object().unwrap().keys() {
            listed.insert((method.clone(), path.to_owned()));
        }
    }
    let line = |(method, path): &(String, String)| {
        let mut lines = ADDRESSES.iter();
        lines
            .find(|line| (line.0, line.1) == (method, path))
            .unwrap_or_else(|| panic!("{method} {path} has no line in the table: say whose it is"))
            .2
    };
    let (all, lines) = (listed.len(), ADDRESSES.len());
    let found = listed
        .into_iter()
        .filter(|address| wanted.contains(&line(address)));
    let found: Vec<_> = found.collect();
    assert_eq!(
        all, lines,
        "a line is of an address that the document does not list"
    );
    found
}

#[test]
fn every_address_of_the_document_has_its_line_and_its_test() {
    let app = TestApp::start();
    let tried = [
        open::TRIES,
        reads::TRIES,
        acts::TRIES,
        rules::TRIES,
        exports::TRIES,
        newcomers::TRIES,
    ]
    .concat();
    let all = addresses(&app, &tried);
    assert_eq!(all.len(), ADDRESSES.len(), "nobody tries some of them");
}
