//! What lies on offices' desks, as holders read it: capsules as they came, opened concerns by their dates, a page at a time.

use daylight_domain::{ClockName, ConcernId, Date, Digest, OfficeId, PersonId, StageNo, State, Urgency};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, FromQueryResult, Order, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select,
};
use serde::{Deserialize, Serialize};

use super::entity::hand_out::{Column, Entity};
use super::hand_outs::office_of;
use super::values::{array, from_day, key_of, to_day};
use super::{Db, StoreError, Tx};

/// What the desk's list knows of an opened concern without looking into its entries. Written whenever holders are shown
/// something new of it.
#[expect(clippy::struct_excessive_bools, reason = "each is a mark in a row of a list")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its nearest first date; none if no date is running.
    pub first_due: Option<Date>,
    /// Somebody could be in danger.
    pub danger: bool,
    /// A proposal waits for somebody's approval.
    pub waits: bool,
    /// A stage above the office's holds it.
    pub above: bool,
    /// Nobody who has opened it has signed after what the reporter wrote last.
    pub unread: bool,
    /// What else the list shows of it; none in a row that no tick has looked at since the update that brought this.
    pub shown: Option<Shown>,
}

/// What the list shows of an opened concern, whoever looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The clock of the nearest first date.
    pub clock: Option<ClockName>,
    /// That date as it decides now.
    pub due: Option<Date>,
    /// Somebody put it off; where the calendar gave a late one a new date nobody did.
    #[serde(default)]
    pub extended: bool,
    /// Another clock's date, where it decides sooner.
    #[serde(default)]
    pub sooner: Option<(ClockName, Date)>,
    /// The policy it is bound to, which names its stages.
    pub policy: Digest,
    /// The stage that holds it.
    pub stage: StageNo,
    /// Since when.
    pub arrived: Date,
    /// How far it has come.
    pub state: State,
    /// Chosen or raised.
    pub urgency: Urgency,
    /// It began at a stage below the office's.
    pub moved_up: bool,
    /// *No concern stated* can honestly be said of it; not before a tick has looked at it.
    #[serde(default)]
    pub without_concern: bool,
    /// Who has opened it, for whatever office.
    pub opened_by: Vec<PersonId>,
    /// Who goes on with it, since somebody handed it over.
    #[serde(default)]
    pub handed_to: Option<PersonId>,
    /// Who passed it on, and is told nothing more of it.
    #[serde(default)]
    pub barred: Vec<PersonId>,
}

/// An opened concern on the desk of an office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// Which.
    pub concern: ConcernId,
    /// Whose desk.
    pub office: OfficeId,
    /// What the list knows of it.
    pub listed: Listed,
}

/// Later than any date: no date is running.
const NO_DATE: i32 = i32::MAX;
const DANGER: i32 = 1;
const WAITS: i32 = 2;
const ABOVE: i32 = 4;
const UNREAD: i32 = 8;

impl Listed {
    pub(super) fn columns(row: Option<&Self>) -> (bool, i32, i32, Option<String>) {
        let Some(listed) = row else {
            return (false, NO_DATE, 0, None);
        };
        let mark = |is_set: bool, mark: i32| if is_set { mark } else { 0 };
        let marks = mark(listed.danger, DANGER)
            | mark(listed.waits, WAITS)
            | mark(listed.above, ABOVE)
            | mark(listed.unread, UNREAD);
        let shown = listed
            .shown
            .as_ref()
            .and_then(|shown| serde_json::to_string(shown).ok());
        (true, listed.first_due.map_or(NO_DATE, to_day), marks, shown)
    }

    pub(super) fn of(first_due: i32, marks: i32, shown: Option<&str>) -> Result<Self, StoreError> {
        let first_due = (first_due != NO_DATE).then(|| from_day(first_due, "hand_out", "first_due"));
        Ok(Self {
            first_due: first_due.transpose()?,
            danger: marks & DANGER != 0,
            waits: marks & WAITS != 0,
            above: marks & ABOVE != 0,
            unread: marks & UNREAD != 0,
            // One that a later version wrote is read from its entries.
            shown: shown.and_then(|shown| serde_json::from_str(shown).ok()),
        })
    }
}

/// Which opened concerns are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All.
    All,
    /// Those whose first date is over before this day.
    Before(Date),
    /// Those in danger.
    Danger,
    /// Those of which something waits for approval.
    Waits,
    /// Those that a stage above holds.
    Above,
    /// Those with words of the reporter that nobody has read.
    Unread,
}

/// A place in the list of what lies on a desk: the day of arrival and the random id of the last one that was read.
pub type Place = (Date, [u8; 16]);

/// A capsule as it lies on a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnDesk {
    /// Where it stands in the list.
    pub place: Place,
    /// Whose desk.
    pub office: OfficeId,
    /// The sealed capsule.
    pub bytes: Vec<u8>,
    /// What the calendar says, as it is kept; none of a dummy.
    pub note: Option<Vec<u8>>,
}

/// From which end a desk is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// What has lain there longest.
    Oldest,
    /// What came last.
    Newest,
}

/// As it is read: arrived, id, office, bytes, note.
type OnDeskRow = (i32, Vec<u8>, String, Vec<u8>, Option<Vec<u8>>);

/// What lies on the desks of some offices, by the day of arrival and then in the order of random ids, from one end or from
/// behind a place on, at most `limit`; all of it, or what nobody of the office has opened.
pub async fn on_desk(
    db: &impl Db,
    offices: &[OfficeId],
    unopened: bool,
    end: End,
    after: Option<Place>,
    limit: u64,
) -> Result<Vec<OnDesk>, StoreError> {
    let mut wanted = on_desks(offices);
    if unopened {
        wanted = wanted.filter(Column::Opened.eq(false));
    }
    if let Some((arrived, id)) = after {
        let (day, id) = (to_day(arrived), id.to_vec());
        let same_day = Column::Arrived.eq(day);
        wanted = wanted.filter(match end {
            End::Oldest => Column::Arrived.gt(day).or(same_day.and(Column::Id.gt(id))),
            End::Newest => Column::Arrived.lt(day).or(same_day.and(Column::Id.lt(id))),
        });
    }
    let order = match end {
        End::Oldest => Order::Asc,
        End::Newest => Order::Desc,
    };
    let rows: Vec<OnDeskRow> = wanted
        .select_only()
        .columns([
            Column::Arrived,
            Column::Id,
            Column::Office,
            Column::Bytes,
            Column::Note,
        ])
        .order_by(Column::Arrived, order.clone())
        .order_by(Column::Id, order)
        .limit(limit)
        .into_tuple()
        .all(db.conn())
        .await?;
    let row = |(arrived, id, office, bytes, note): OnDeskRow| {
        Ok(OnDesk {
            place: (
                from_day(arrived, "hand_out", "arrived")?,
                array(&id, "hand_out", "id")?,
            ),
            office: office_of(office)?,
            bytes,
            note,
        })
    };
    rows.into_iter().map(row).collect()
}

/// A row of an opened concern without the capsule.
#[derive(FromQueryResult)]
struct OpenedRow {
    concern: Vec<u8>,
    office: String,
    first_due: i32,
    marks: i32,
    shown: Option<String>,
}

impl TryFrom<OpenedRow> for Opened {
    type Error = StoreError;
    fn try_from(row: OpenedRow) -> Result<Self, StoreError> {
        Ok(Self {
            concern: ConcernId(array(&row.concern, "hand_out", "concern")?),
            office: office_of(row.office)?,
            listed: Listed::of(row.first_due, row.marks, row.shown.as_deref())?,
        })
    }
}

/// How many concerns on the desks of some offices have been opened there and are wanted, and those of one page of them, by
/// their first date; those that a stage above holds stand behind all others.
pub async fn opened(
    db: &impl Db,
    offices: &[OfficeId],
    wanted: Wanted,
    from: u64,
    limit: u64,
) -> Result<(u64, Vec<Opened>), StoreError> {
    let has = |mark: i32| Expr::col(Column::Marks).bit_and(mark).ne(0);
    // As the index says it: a value to compare with would keep SQLite from it.
    let opened = on_desks(offices).filter(Expr::col((Entity, Column::Opened)));
    let opened = match wanted {
        Wanted::All => opened,
        Wanted::Before(day) => opened.filter(Column::FirstDue.lt(to_day(day))),
        Wanted::Danger => opened.filter(has(DANGER)),
        Wanted::Waits => opened.filter(has(WAITS)),
        Wanted::Above => opened.filter(has(ABOVE)),
        Wanted::Unread => opened.filter(has(UNREAD)),
    };
    let total = opened.clone().count(db.conn()).await?;
    let rows: Vec<OpenedRow> = opened
        .select_only()
        .columns([
            Column::Concern,
            Column::Office,
            Column::FirstDue,
            Column::Marks,
            Column::Shown,
        ])
        // What a stage above holds is nobody's to do here, however long its dates are over.
        .order_by(Expr::col(Column::Marks).bit_and(ABOVE), Order::Asc)
        .order_by_asc(Column::FirstDue)
        .order_by_asc(Column::Id)
        .offset(from)
        .limit(limit)
        .into_model()
        .all(db.conn())
        .await?;
    let rows = rows.into_iter().map(Opened::try_from).collect::<Result<_, _>>()?;
    Ok((total, rows))
}

fn on_desks(offices: &[OfficeId]) -> Select<Entity> {
    Entity::find()
        .filter(Column::Office.is_in(offices.iter().map(OfficeId::as_str)))
        .filter(Column::Bytes.is_not_null())
}

/// Writes what the list of opened concerns knows of one, and what its note says.
pub async fn list(
    tx: &Tx,
    id: [u8; 16],
    listed: Option<Listed>,
    note: Option<Vec<u8>>,
) -> Result<(), StoreError> {
    let (opened, first_due, marks, shown) = Listed::columns(listed.as_ref());
    Entity::update_many()
        .col_expr(Column::Opened, Expr::value(opened))
        .col_expr(Column::FirstDue, Expr::value(first_due))
        .col_expr(Column::Marks, Expr::value(marks))
        .col_expr(Column::Shown, Expr::value(shown))
        .col_expr(Column::Note, Expr::value(note))
        .filter(Column::Key.eq(key_of(&id)))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Concerns put away from an office's desk, in the order of their ids from behind `after` on, at most `limit`.
pub async fn closed(
    db: &impl Db,
    office: &OfficeId,
    after: ConcernId,
    limit: u64,
) -> Result<Vec<ConcernId>, StoreError> {
    let ids: Vec<Vec<u8>> = Entity::find()
        .select_only()
        .column(Column::Concern)
        .filter(Column::Office.eq(office.as_str()))
        .filter(Column::Bytes.is_null())
        .filter(Column::Concern.gt(after.0.to_vec()))
        .order_by_asc(Column::Concern)
        .limit(limit)
        .into_tuple()
        .all(db.conn())
        .await?;
    ids.iter()
        .map(|id| array(id, "hand_out", "concern").map(ConcernId))
        .collect()
}
