//! Lists that follow from a checked record (docs/adr/0024): files for an auditor's own tables. Nobody signed them, and each says so
//! by its name; the record is the evidence.

use std::fmt::Write as _;

use daylight_domain::Date;
use serde::Serialize;

use super::Report;

/// What a folder of views says of itself.
const README: &str = "These lists are views: daylight-verify derived them from a record that it had checked. Nobody signed them,\n\
and they prove nothing by themselves. The record is the evidence. Their numbers are exact: keep them where the export is kept.\n";

/// A file of the views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Its name.
    pub name: &'static str,
    /// All of it.
    pub text: String,
}

/// The views of a record that holds. CSV (RFC 4180) with a head; no value has a comma, a quote or a line's end in it.
pub fn views(report: &Report) -> Vec<View> {
    let mut concerns = "entry,concern,received,stage,state,closed,erased,dates_not_kept\r\n".to_owned();
    let mut dates = "concern,clock,stage,first_due,until,lapsed\r\n".to_owned();
    for each in &report.verdict.standings {
        let (state, late) = (word(&each.state), each.late.len());
        let _ = write!(
            concerns,
            "{},{},{},{},{state},{},{},{late}\r\n",
            each.entry,
            each.concern,
            each.received,
            each.stage.0,
            day(each.closed),
            each.erased
        );
        for late in &each.late {
            let _ = write!(
                dates,
                "{},{},{},{},{},{}\r\n",
                each.concern,
                word(&late.clock),
                late.stage.0,
                late.first_due,
                day(late.until),
                late.lapsed
            );
        }
    }
    let view = |name, text| View { name, text };
    vec![
        view("README.txt", README.to_owned()),
        view("view-concerns.csv", concerns),
        view("view-dates-not-kept.csv", dates),
    ]
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// As the record spells it.
fn word(value: &impl Serialize) -> String {
    let spelt = serde_json::to_value(value).unwrap_or_default();
    spelt.as_str().unwrap_or_default().to_owned()
}
