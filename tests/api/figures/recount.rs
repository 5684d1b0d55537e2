//! R31, A09: a program that shares no code with ours counts an export and comes to the same figures, every one. A02: the open
//! data file fits its schema.

use std::collections::BTreeSet;

use daylight_domain::figures::Shown;
use serde_json::{Value, json};

use super::{all_packs, change_policy, export_to, get, live, python, with_viewer};
use crate::harness::TestApp;

fn counted(folder: &str, args: &[&str]) -> Vec<Shown> {
    let told = python("recount.py", &[&[folder], args].concat(), &[]);
    serde_json::from_slice(&told).unwrap()
}

fn same(ours: &[Shown], theirs: &[Shown], what: &str) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (ours, theirs) in ours.iter().zip(theirs) {
        assert_eq!(ours, theirs, "{what}");
    }
}

fn figures(view: &Value) -> Vec<Shown> {
    serde_json::from_value(view["figures"].clone()).unwrap()
}

#[test]
fn r31_a_separate_recount_of_an_export_equals_every_figure_exact_and_released() {
    let app = TestApp::start_as(with_viewer);
    live(&app);
    let folder = tempfile::tempdir().unwrap();
    export_to(&app, folder.path());
    let folder = folder.path().to_str().unwrap();
    for name in ["auditor", "viewer"] {
        for period in [
            "2026", "2026-H2", "2026-Q4", "2027", "2027-H1", "2027-Q1", "2027-Q2",
        ] {
            let view = get(&app, name, &format!("audit/figures?period={period}"));
            assert_eq!(view["exact"], true);
            same(&figures(&view), &counted(folder, &[period]), period);
        }
    }
    let open = app.get("figures", None).json();
    let releases = open["releases"].as_array().unwrap();
    assert!(!releases.is_empty());
    for release in releases {
        let period = release["period"].as_str().unwrap();
        same(
            &figures(release),
            &counted(folder, &[period, "--released"]),
            period,
        );
    }
    // The story has something in all that a stranger would have to work out.
    let year = |name: &str| figures(&get(&app, "auditor", &format!("audit/figures?period={name}")));
    let (first, second) = (year("2026"), year("2027"));
    let is_empty = |figure: &Shown| {
        let value = serde_json::json!(figure.value);
        value["number"] == 0 || value["part"] == 0 || value["as"] == "nothing"
    };
    let both = first.iter().zip(&second);
    let empty = both.filter(|(first, second)| is_empty(first) && is_empty(second));
    let empty: Vec<&str> = empty.map(|(figure, _)| figure.id.name()).collect();
    assert_eq!(empty, ["same_person"]);
}

#[test]
fn r31_a_separate_recount_of_an_export_equals_what_every_pack_says_of_its_days_and_offices() {
    let app = TestApp::start();
    change_policy(&app, |toml| {
        format!("{toml}\n[scrutiny]\nmeetings = [\"2027-01-20\", \"2027-04-14\"]\npapers_days = 10\n")
    });
    live(&app);
    let folder = tempfile::tempdir().unwrap();
    export_to(&app, folder.path());
    let packs = all_packs(&app);
    assert_eq!(packs.len(), 5, "three of their period, two of meetings");
    let mut said = BTreeSet::new();
    for (_, pack) in packs {
        let days = format!("{}..{}", pack.from, pack.until);
        let told = python(
            "recount.py",
            &[folder.path().to_str().unwrap(), &days, "--pack"],
            &[],
        );
        let told: Value = serde_json::from_slice(&told).unwrap();
        let conduct: Vec<Shown> = serde_json::from_value(told["conduct"].clone()).unwrap();
        same(&pack.conduct, &conduct, &days);
        let ours = pack.offices.iter().map(|each| {
            json!({ "stage": each.stage, "office": each.office, "late": each.late, "overdue": each.overdue })
        });
        assert_eq!(json!(ours.collect::<Vec<_>>()), told["offices"], "{days}");
        said.extend(
            pack.offices
                .iter()
                .map(|each| format!("{:?}", (each.late, each.overdue))),
        );
    }
    assert!(said.len() > 2, "there is something to work out: {said:?}");
}

#[test]
fn a02_r35_the_open_data_file_fits_its_schema_has_no_word_of_ours_and_no_small_number() {
    let app = TestApp::start();
    live(&app);
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/open-data.schema.json");
    let open = app.get("figures", None);
    python("schema.py", &[schema], &open.body);
    let told = open.json();
    assert_eq!(told["defined"], "2026-11-29");
    let page = include_str!("../../../docs/FIGURES.md");
    assert!(page.contains("All are defined as of 29 November 2026."));
    for release in told["releases"].as_array().unwrap() {
        for figure in release["figures"].as_array().unwrap() {
            let rows = figure["rows"].as_array().unwrap().iter().map(|row| &row["value"]);
            for cell in rows.chain([&figure["value"]]) {
                let number = cell["number"].as_u64().unwrap_or(0);
                let is_of_the_service = figure["id"] == "changes";
                assert!(is_of_the_service || !(1..8).contains(&number), "{figure}");
                assert!(cell["as"] != "of", "{figure}");
            }
        }
    }
    // The data of a pack is under the same rule.
    for (_, pack) in all_packs(&app) {
        let text = serde_json::to_string(&pack).unwrap();
        assert!(!text.contains("\"as\":\"of\""), "{text}");
    }
}

#[test]
fn a_period_that_has_not_begun_has_no_figures_and_before_the_first_is_over_none_is_released() {
    let app = TestApp::start();
    app.tick();
    let refused = app
        .sign_in("auditor")
        .get::<Value>("audit/figures?period=2031")
        .unwrap_err();
    assert_eq!(refused.word(), "refused", "{refused}");
    for bad in ["period=2027-13", "period=", "year=2027"] {
        let refused = app
            .sign_in("auditor")
            .get::<Value>(&format!("audit/figures?{bad}"));
        assert!(refused.unwrap_err().has_status(400), "{bad}");
    }
    let open = app.get("figures", None).json();
    assert_eq!(
        open,
        serde_json::json!({ "defined": "2026-11-29", "releases": [], "next": "2026-12-31" })
    );
}
