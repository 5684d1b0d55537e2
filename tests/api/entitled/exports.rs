//! Who may take the record away: those who check it, and nobody else; and of content there is nothing in it.

use serde_json::json;

use super::cast::everybody;
use super::standing::at_the_door;
use super::world::{MOMENTS, World};
use super::{Whose, addresses};
use crate::harness::PLANTED;

pub(super) const TRIES: &[Whose] = &[Whose::Export];

#[test]
fn the_record_is_taken_away_by_those_who_check_it_and_by_nobody_else() {
    let world = World::at(&MOMENTS);
    for (method, path) in addresses(&world.app, TRIES) {
        assert_eq!(method, "post", "{path}");
        for name in everybody().chain(["nobody"]) {
            for sealed in [false, true] {
                let path = path.trim_start_matches('/');
                let answer = world
                    .app
                    .post(path, world.token(name), &json!({ "sealed": sealed }));
                if let Some(refused) = at_the_door(name, "audit") {
                    assert!(refused.is(&answer), "{name}: {}", answer.message());
                    continue;
                }
                assert_eq!(answer.status, 200, "{name}: {}", answer.message());
                let text = String::from_utf8_lossy(&answer.body);
                assert!(!text.contains(PLANTED), "{name}");
                assert_eq!(text.contains("entries.jsonl"), !sealed, "{name}");
            }
        }
    }
}
