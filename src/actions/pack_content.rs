//! What stands in a pack (PAGES: Auditor and scrutiny, 5): the figures last released, how dates were kept, office by office,
//! what was asked last time and what happened, and what members may wish to ask. From values alone, in words where numbers
//! would be small.

use daylight_domain::figures::{Cell, FigureId, Figures, Shown, Words};
use daylight_domain::{Date, OfficeId, Policy};

use crate::api::{Ask, Asked, Checked, LastPack, Pack, PackKind, PackOffice, Question, Release};

/// What a pack is made of.
pub(super) struct Material<'a> {
    /// The policy in force at the end of the days it looks at.
    pub(super) policy: &'a Policy,
    /// Of these days.
    pub(super) figures: &'a Figures,
    /// Everything that was released, oldest first.
    pub(super) releases: Vec<Release>,
    /// The pack before this one.
    pub(super) last: Option<Pack>,
    /// Auditors' opinions, oldest first.
    pub(super) opinions: Vec<Checked>,
}

/// Figures of the organisation's conduct: they are told for days that are not released, too, in words alone.
const CONDUCT: [FigureId; 6] = [
    FigureId::AcknowledgedOnTime,
    FigureId::LateByStage,
    FigureId::Escalated,
    FigureId::ActionsOverdue,
    FigureId::IllTreatment,
    FigureId::Changes,
];

/// The pack.
pub(super) fn pack(material: &Material<'_>, kind: PackKind, name: String, made: Date) -> Pack {
    let mut conduct = material.figures.in_words();
    let offices = offices(material.policy, &conduct);
    conduct.retain(|figure| CONDUCT.contains(&figure.id));
    for figure in &mut conduct {
        // Offices have a table of their own.
        if figure.id == FigureId::ActionsOverdue {
            figure.rows.clear();
        }
    }
    let is_checked = |checked: &Checked| material.figures.period.contains(checked.day);
    let checks = material
        .opinions
        .iter()
        .filter(|checked| is_checked(checked))
        .count();
    let standing = Standing {
        conduct: &conduct,
        offices: &offices,
        checks: u32::try_from(checks).unwrap_or(u32::MAX),
    };
    let last = material.last.as_ref().map(|last| LastPack {
        made: last.made,
        asked: last
            .questions
            .iter()
            .map(|question| standing.answer(question))
            .collect(),
    });
    let questions = standing.questions();
    Pack {
        v: 1,
        kind,
        name,
        organisation: material.policy.organisation.clone(),
        made,
        figures: released_for(material, kind),
        from: material.figures.period.start(),
        until: material.figures.until,
        conduct,
        offices,
        last,
        checked: material.opinions.last().cloned(),
        questions,
    }
}

/// The last that was released; for a review all of its year.
fn released_for(material: &Material<'_>, kind: PackKind) -> Vec<Release> {
    let of_year = |release: &&Release| release.period.in_year() == material.figures.period.in_year();
    let newest_first = material.releases.iter().rev();
    match kind {
        PackKind::Review => {
            let year = material.releases.iter().filter(of_year);
            year.cloned().collect()
        }
        PackKind::Meeting | PackKind::HalfYear => newest_first.take(1).cloned().collect(),
    }
}

fn row(figures: &[Shown], id: FigureId, office: &OfficeId) -> Cell {
    let figure = figures.iter().find(|figure| figure.id == id);
    let mut rows = figure.into_iter().flat_map(|figure| &figure.rows);
    let row = rows.find(|row| row.name == office.as_str());
    row.map_or(Cell::Nothing {}, |row| row.value)
}

fn offices(policy: &Policy, figures: &[Shown]) -> Vec<PackOffice> {
    let mut offices = Vec::new();
    for stage in policy.stage_numbers() {
        let stage_name = policy.stage(stage).map(|stage| stage.name.clone());
        for office in policy.offices(stage) {
            offices.push(PackOffice {
                stage,
                stage_name: stage_name.clone().unwrap_or_default(),
                office: office.id.clone(),
                name: office.name.clone(),
                late: row(figures, FigureId::LateByOffice, &office.id),
                overdue: row(figures, FigureId::ActionsOverdue, &office.id),
            });
        }
    }
    offices
}

/// How things stand in the days of the pack.
struct Standing<'a> {
    conduct: &'a [Shown],
    offices: &'a [PackOffice],
    /// Opinions of auditors.
    checks: u32,
}

impl Standing<'_> {
    fn shown(&self, ask: Ask, office: Option<&OfficeId>) -> Cell {
        let whole = |id| self.conduct.iter().find(|figure| figure.id == id);
        let of_office = || self.offices.iter().find(|each| Some(&each.office) == office);
        let cell = match ask {
            Ask::Late => of_office().map(|office| office.late),
            Ask::Overdue => of_office().map(|office| office.overdue),
            Ask::Unacknowledged => whole(FigureId::AcknowledgedOnTime).map(|figure| figure.value),
            Ask::Escalated => whole(FigureId::Escalated).map(|figure| figure.value),
            Ask::IllTreatment => whole(FigureId::IllTreatment).map(|figure| figure.value),
            Ask::Unchecked => Some(Cell::Number { number: self.checks }),
        };
        cell.unwrap_or(Cell::Nothing {})
    }

    fn answer(&self, question: &Question) -> Asked {
        Asked {
            question: question.clone(),
            now: self.shown(question.ask, question.office.as_ref()),
        }
    }

    /// Every figure that is not as it should be raises its question.
    fn questions(&self) -> Vec<Question> {
        let of_offices = [Ask::Late, Ask::Overdue].into_iter().flat_map(|ask| {
            self.offices
                .iter()
                .map(move |each| (ask, Some(each.office.clone())))
        });
        let of_all = [
            Ask::Unacknowledged,
            Ask::Escalated,
            Ask::IllTreatment,
            Ask::Unchecked,
        ];
        let all = of_offices.chain(of_all.map(|ask| (ask, None)));
        all.map(|(ask, office)| Question {
            ask,
            shown: self.shown(ask, office.as_ref()),
            office,
        })
        .filter(|question| is_to_be_asked(question.ask, question.shown))
        .collect()
    }
}

fn is_to_be_asked(ask: Ask, shown: Cell) -> bool {
    match shown {
        Cell::Share { words, .. } => {
            let good = if ask == Ask::Unacknowledged {
                Words::All
            } else {
                Words::None
            };
            words != good
        }
        Cell::Number { number } => number == 0,
        _ => false,
    }
}
