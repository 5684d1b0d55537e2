//! The list of everything that browsers are sent to run or to dress a page with, for the record. A document is none of it:
//! its words change with the policy, and it can run nothing but what is on the list (`headers`).

use daylight_domain::to_hex;
use daylight_tlog::sha256;

use super::assets::assets;
use super::look::look;
use crate::config::Config;

/// A line a file, as `sha256sum` writes it, in the order of the addresses.
pub fn served_code(config: &Config) -> String {
    let look = look(config.look.colour);
    let look = look.as_ref().map(|look| (look.path(), look.css().as_bytes()));
    let mut lines: Vec<String> = assets()
        .files()
        .chain(look)
        .map(|(path, bytes)| format!("{}  {}\n", to_hex(&sha256(bytes).0), path.trim_start_matches('/')))
        .collect();
    lines.sort_by(|one, other| one.get(64..).cmp(&other.get(64..)));
    lines.concat()
}
