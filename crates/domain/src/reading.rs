//! Whether a holder has had what the reporter wrote last. What nobody has read stays on the desk, and is not erased.

use crate::case::Case;
use crate::entry::Act;
use crate::replay::Recorded;
use crate::values::Author;

impl Case {
    /// After an entry has been applied. Whoever has opened the concern and signs after the reporter's words has been handed
    /// them: an act names the last entry that its signer was shown. What answers nothing does not count.
    pub(crate) fn follow_reading(&mut self, recorded: &Recorded) {
        let entry = &recorded.entry;
        // A note, if it is not at hand: the reporter is shown none. In a whole record `after` names what stands there.
        let is_behind = |after| self.unread.contains(&after) || !self.records.contains(&after);
        let has_read = entry.after.is_some_and(is_behind);
        match entry.by {
            // Whoever opens it reads all of it, and where nobody can, nothing waits for a reader.
            Author::Reporter if self.opened.is_empty() => {}
            Author::Reporter if !entry.act.items().is_empty() => self.unread = vec![recorded.record],
            _ if self.unread.is_empty() => {}
            Author::Person(person)
                if self.opened.contains_key(&person) && !is_no_answer(&entry.act) && has_read =>
            {
                self.unread.clear();
            }
            _ => self.unread.push(recorded.record),
        }
        self.records.insert(recorded.record);
    }
}

/// A note is not shown to the reporter, who could not tell by it that their words were read. Whoever leaves hands over many at once,
/// and whoever goes on with them has to find the words marked. And before "I have no conflict" nobody is handed any words.
fn is_no_answer(act: &Act) -> bool {
    matches!(
        act,
        Act::Note { .. }
            | Act::HandedOver { .. }
            | Act::Opened { .. }
            | Act::NoConflict {}
            | Act::Conflict {}
    )
}
