//! How each person stands to the concern of each moment, and what that lets them sign: DESIGN sections 2 to 4, said once
//! more in the words of a table. Knows no code of the service.

use super::cast::is_nobody;
use super::world::Moment;
use crate::raw::Answer;

/// How a holder stands to a concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Their stage is not reached, and nobody asked it to approve.
    NotReached,
    /// Their whole stage was left out.
    StageLeftOut,
    /// Their office alone was left out. The service cannot know which one: that is the point.
    OfficeLeftOut,
    /// The reporter took their office's capsule back.
    Withdrawn,
    /// They passed it on.
    Barred,
    /// They are away.
    Away,
    /// It was handed to them, and they have not opened it.
    NotOpened,
    /// They opened it, and have not said yet whether they have a conflict.
    Opened,
    /// They opened it without conflict, and their stage holds it.
    Holds,
    /// The same, and their stage has been passed.
    Held,
    /// The same, and their stage is asked to approve.
    Asked,
}

use Standing::{
    Asked, Away, Barred, Held, Holds, NotOpened, NotReached, OfficeLeftOut, Opened, StageLeftOut, Withdrawn,
};

/// How a holder stands at that moment.
pub(super) fn standing(name: &str, moment: Moment) -> Standing {
    let reached_by_chair = [Moment::Disputed, Moment::Treated].contains(&moment);
    match name {
        "away" => Away,
        "outside" | "second" if !moment.is_outside() => NotReached,
        "second" if moment == Moment::Alone => Barred,
        "outside" | "second" => Holds,
        _ if moment.is_outside() => StageLeftOut,
        "chair" | "vice" if moment.stage() == 1 && ![Moment::Proposed, Moment::Closed].contains(&moment) => {
            NotReached
        }
        "chair" if reached_by_chair => Holds,
        "chair" => Asked,
        "guardian" if reached_by_chair => Held,
        "guardian" => Holds,
        "reader" => Opened,
        "unread" | "vice" => NotOpened,
        "barred" => Barred,
        "deputy" => Withdrawn,
        "relief" => OfficeLeftOut,
        other => unreachable!("{other} stands nowhere"),
    }
}

/// What the service answers: done, or refused with this status, this word, and a sentence that says this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Done,
    Refused(u16, &'static str, &'static str),
}

impl Cell {
    pub(super) fn is(self, answer: &Answer) -> bool {
        match self {
            Self::Done => answer.status == 200,
            Self::Refused(status, word, says) => {
                answer.status == status && answer.word() == word && answer.message().contains(says)
            }
        }
    }
}

/// The rules do not allow it.
pub(super) const fn no(says: &'static str) -> Cell {
    Cell::Refused(409, "refused", says)
}

pub(super) const NOBODY: Cell = Cell::Refused(401, "not_signed_in", "");
pub(super) const FORGED: Cell = Cell::Refused(403, "forbidden", "countersigned");
pub(super) const ELSEWHERE: Cell = Cell::Refused(403, "forbidden", "This part is for");

/// Who may sign a kind of act, being handed the concern at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signs {
    /// Whoever has not opened it yet, with the key inside the capsule.
    First,
    /// Whoever opened it, once.
    Second,
    /// Whoever it was handed to: opened or not, without conflict or not.
    Handed,
    /// Whoever opened it without conflict, also after it has moved on.
    Readers,
    /// The holding stage.
    Holding,
    /// Somebody else than the proposer: of a higher stage, at the last stage another holder, else the auditor.
    Judges,
    /// The reporter alone.
    Reporter,
    /// Nobody: the service writes it when it is owed.
    Nobody,
    /// The holding stage, and the reporter.
    HoldingAndReporter,
    /// Whoever opened it without conflict, and the reporter.
    ReadersAndReporter,
}

/// Whether the capsule of the person's office is a dummy, whose key the reporter threw away.
fn is_left_out(name: &str, moment: Moment) -> bool {
    name == "relief" || moment.is_outside() && !["outside", "second"].contains(&name)
}

/// What a holder is told who signs such an act in time.
pub(super) fn holder_may(signs: Signs, name: &str, moment: Moment) -> Cell {
    let standing = standing(name, moment);
    match standing {
        // The countersignature is looked at first: no true key lies in a dummy.
        _ if signs == Signs::First && is_left_out(name, moment) => return FORGED,
        NotReached | StageLeftOut => return no("has not been handed it"),
        Withdrawn => return no("was withdrawn by the reporter"),
        Barred => return no("barred"),
        Away => return no("nobody whom the record knows as present"),
        _ => {}
    }
    let opened = [Opened, Holds, Held, Asked].contains(&standing);
    let cleared = || match standing {
        NotOpened | OfficeLeftOut => no("open the concern first"),
        Opened => no("no conflict"),
        _ => Cell::Done,
    };
    match signs {
        Signs::First if opened => no("already opened"),
        Signs::First | Signs::Handed => Cell::Done,
        Signs::Second if standing == Opened => Cell::Done,
        Signs::Second if opened => no("already said"),
        Signs::Second => no("open the concern first"),
        Signs::Readers | Signs::ReadersAndReporter => cleared(),
        Signs::Holding | Signs::HoldingAndReporter => match standing {
            Held | Asked => no("only stage"),
            _ => cleared(),
        },
        Signs::Judges => match (name, standing) {
            ("guardian" | "outside", _) => no("another person"),
            (_, Asked) | ("second", _) => Cell::Done,
            ("vice", _) => no("open the concern first"),
            _ => no("a holder of a higher stage"),
        },
        // Even of a holder who may do everything else.
        Signs::Reporter | Signs::Nobody => no(""),
    }
}

/// What anybody is told who has no business at the desk, or is nobody.
pub(super) fn at_the_door(name: &str, area: &str) -> Option<Cell> {
    let home = match name {
        _ if is_nobody(name) => return Some(NOBODY),
        "auditor" | "inspector" | "viewer" => "audit",
        "operator" => "admin",
        "witness" => "nowhere",
        _ => "desk",
    };
    (home != area).then_some(ELSEWHERE)
}
