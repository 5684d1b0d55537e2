//! A pack in words: two pages in the order of PAGES, Auditor and scrutiny, 5. What it says is the pack's; how, the catalogue's.

use daylight_domain::figures::{Cell, DEFINED, FigureId, Row, Shown, Words as Share};
use daylight_domain::{Date, OfficeId, Opinion};

use crate::api::{Ask, Pack, PackKind, Question, Release};
use crate::poster::paper::{Block, Paper, Table};
use crate::web::tables;
use crate::words::Words;

/// The measures that ISO 37002 (9.1.2) suggests, and the figure that answers each; where there is none, the catalogue says
/// why (A07).
const MEASURES: [(&str, Option<FigureId>); 14] = [
    ("received", Some(FigureId::Received)),
    ("area", None),
    ("seriousness", Some(FigureId::Received)),
    ("channels", None),
    ("time-acknowledge", Some(FigureId::DaysToAcknowledge)),
    ("time-steps", Some(FigureId::LateByStage)),
    ("time-close", Some(FigureId::DaysToClose)),
    ("feedback", Some(FigureId::IllTreatment)),
    ("sustained", Some(FigureId::Sustained)),
    ("out-of-scope", Some(FigureId::OutOfScope)),
    ("false", None),
    ("action", Some(FigureId::ClosedWithAction)),
    ("job", None),
    ("signed", None),
];

/// The paper.
pub(super) fn arrange(pack: &Pack, words: &'static Words) -> Paper {
    let says = Says { words, pack };
    let title = match pack.kind {
        PackKind::Meeting => {
            let day = pack.name.parse::<Date>();
            let date = day.map_or_else(|_| pack.name.clone(), |day| words.date(day).into_owned());
            words.say_with("pack-title-meeting", &[("date", &date)])
        }
        PackKind::HalfYear => words.say_with("pack-title-half", &[("name", &pack.name)]),
        PackKind::Review => words.say_with("pack-title-review", &[("name", &pack.name)]),
    };
    let made = words.date(pack.made);
    let mut blocks = vec![
        Block::Text(pack.organisation.clone()),
        Block::Text(words.say_with("pack-made", &[("date", &made)]).into_owned()),
    ];
    says.last_time(&mut blocks);
    says.offices(&mut blocks);
    says.figures(&mut blocks);
    if pack.kind == PackKind::Review {
        says.measures(&mut blocks);
    }
    says.checked(&mut blocks);
    says.questions(&mut blocks);
    Paper {
        words,
        title: title.into_owned(),
        blocks,
    }
}

struct Says<'a> {
    words: &'static Words,
    pack: &'a Pack,
}

impl Says<'_> {
    fn say(&self, key: &str) -> String {
        self.words.say(key).into_owned()
    }

    fn heading(&self, key: &str) -> Block {
        Block::Heading(self.say(key))
    }

    fn last_time(&self, blocks: &mut Vec<Block>) {
        blocks.push(self.heading("pack-last-heading"));
        let Some(last) = self.pack.last.as_ref().filter(|last| !last.asked.is_empty()) else {
            blocks.push(Block::Text(self.say("pack-last-none")));
            return;
        };
        let date = self.words.date(last.made);
        let rows = last.asked.iter().map(|asked| {
            vec![
                self.question(&asked.question),
                self.cell(asked.question.shown),
                self.cell(asked.now),
            ]
        });
        blocks.push(Block::Table(Table {
            caption: self
                .words
                .say_with("pack-last-what", &[("date", &date)])
                .into_owned(),
            head: ["pack-question", "pack-then", "pack-now"]
                .map(|key| self.say(key))
                .into(),
            rows: rows.collect(),
        }));
    }

    fn offices(&self, blocks: &mut Vec<Block>) {
        blocks.push(self.heading("pack-offices-heading"));
        let rows = self.pack.offices.iter().map(|office| {
            vec![
                format!("{}, {}", office.name, office.stage_name),
                self.cell(office.late),
                self.cell(office.overdue),
            ]
        });
        blocks.push(Block::Table(Table {
            caption: self.days("pack-offices-what"),
            head: ["pack-office", "pack-late", "pack-overdue"]
                .map(|key| self.say(key))
                .into(),
            rows: rows.collect(),
        }));
        let conduct = self
            .pack
            .conduct
            .iter()
            .filter(|figure| figure.id != FigureId::Changes);
        let changes = self
            .pack
            .conduct
            .iter()
            .find(|figure| figure.id == FigureId::Changes);
        let rows = conduct.map(|figure| vec![self.name(figure.id), self.cell(figure.value)]);
        let changes = changes.into_iter().flat_map(|figure| &figure.rows);
        let changes = changes.map(|row| {
            let name = self.words.say(format!("change-{}", row.name));
            vec![name.into_owned(), self.cell(row.value)]
        });
        blocks.push(Block::Table(Table {
            caption: self.days("pack-conduct-what"),
            head: ["pack-figure", "pack-value"].map(|key| self.say(key)).into(),
            rows: rows.chain(changes).collect(),
        }));
    }

    /// A message that names the days the pack looks at.
    fn days(&self, key: &str) -> String {
        let (from, until) = (self.words.date(self.pack.from), self.words.date(self.pack.until));
        self.words
            .say_with(key, &[("date", &from), ("last", &until)])
            .into_owned()
    }

    fn figures(&self, blocks: &mut Vec<Block>) {
        blocks.push(self.heading("pack-figures-heading"));
        if self.pack.figures.is_empty() {
            blocks.push(Block::Text(self.say("pack-figures-none")));
            return;
        }
        blocks.push(Block::Text(self.say("pack-small")));
        for release in &self.pack.figures {
            let figures = release
                .figures
                .iter()
                .filter(|figure| figure.id != FigureId::Changes);
            let rows = figures.map(|figure| {
                let means = self.words.say(format!("means-{}", figure.id.name()));
                let name = format!("{}: {means}", self.name(figure.id));
                vec![name, self.cell(figure.value), self.rows(figure)]
            });
            blocks.push(Block::Table(Table {
                caption: self.of_period(release),
                head: ["pack-figure", "pack-value", "pack-rows"]
                    .map(|key| self.say(key))
                    .into(),
                rows: rows.collect(),
            }));
        }
    }

    fn of_period(&self, release: &Release) -> String {
        let (name, date) = (release.period.to_string(), self.words.date(DEFINED));
        let named = [("name", &*name), ("date", &date)];
        self.words.say_with("pack-figures-what", &named).into_owned()
    }

    fn measures(&self, blocks: &mut Vec<Block>) {
        blocks.push(self.heading("pack-measures-heading"));
        let rows = MEASURES.map(|(name, figure)| {
            let answers = figure.map(|id| self.measured(id, name == "seriousness"));
            let answer = answers.unwrap_or_else(|| self.say(&format!("why-{name}")));
            vec![self.say(&format!("measure-{name}")), answer]
        });
        blocks.push(Block::Table(Table {
            caption: self.say("pack-measures-what"),
            head: ["pack-measure", "pack-value"].map(|key| self.say(key)).into(),
            rows: rows.into(),
        }));
    }

    /// A figure in every period that was released of the year.
    fn measured(&self, id: FigureId, by_rows: bool) -> String {
        let found = self.pack.figures.iter().filter_map(|release| {
            let figure = release.figures.iter().find(|figure| figure.id == id)?;
            let value = if by_rows {
                self.rows(figure)
            } else {
                self.cell(figure.value)
            };
            Some(format!("{}: {value}", release.period))
        });
        let told: Vec<String> = found.collect();
        if told.is_empty() {
            self.say("pack-figures-none")
        } else {
            told.join(self.between())
        }
    }

    fn checked(&self, blocks: &mut Vec<Block>) {
        blocks.push(self.heading("pack-checked-heading"));
        let text = self.pack.checked.as_ref().map(|checked| {
            let verdict = self.words.say(match checked.verdict {
                Opinion::Sound => "verdict-sound",
                Opinion::ItemsMissing => "verdict-items_missing",
                Opinion::Unsound => "verdict-unsound",
            });
            let date = self.words.date(checked.day);
            let named = [("date", &*date), ("words", &*verdict)];
            self.words.say_with("pack-checked", &named).into_owned()
        });
        blocks.push(Block::Text(
            text.unwrap_or_else(|| self.say("pack-checked-never")),
        ));
    }

    fn questions(&self, blocks: &mut Vec<Block>) {
        blocks.push(self.heading("pack-questions-heading"));
        let mut questions: Vec<String> = self
            .pack
            .questions
            .iter()
            .map(|each| self.question(each))
            .collect();
        questions.push(self.say("ask-always"));
        blocks.push(Block::List(questions));
    }

    fn question(&self, question: &Question) -> String {
        let key = match question.ask {
            Ask::Late => "ask-late",
            Ask::Overdue => "ask-overdue",
            Ask::Unacknowledged => "ask-unacknowledged",
            Ask::Escalated => "ask-escalated",
            Ask::IllTreatment => "ask-ill-treatment",
            Ask::Unchecked => "ask-unchecked",
        };
        let office = question.office.as_ref().map(|office| self.office(office));
        let office = office.unwrap_or_default();
        self.words
            .say_with(key, &[("office", office.as_str())])
            .into_owned()
    }

    /// An office by its name; one that is on the route no more by its id.
    fn office(&self, id: &OfficeId) -> String {
        let known = self.pack.offices.iter().find(|each| each.office == *id);
        known.map_or_else(|| id.to_string(), |office| office.name.clone())
    }

    /// Between one thing and the next, in letters of the language.
    fn between(&self) -> &'static str {
        if self.words.direction() == "rtl" {
            "؛ "
        } else {
            "; "
        }
    }

    fn name(&self, id: FigureId) -> String {
        self.say(&format!("figure-{}", id.name()))
    }

    /// The rows that have something to tell; the data has all of them.
    fn rows(&self, figure: &Shown) -> String {
        let rows = figure.rows.iter().filter(|row| tells(row.value));
        let rows: Vec<String> = rows
            .map(|row| format!("{}: {}", self.row(figure.id, row), self.cell(row.value)))
            .collect();
        if rows.is_empty() {
            return "–".to_owned();
        }
        rows.join(self.between())
    }

    fn row(&self, id: FigureId, row: &Row) -> String {
        let name = row.name.as_str();
        match id {
            FigureId::Received => self.say(&format!("say-urgency-{name}")),
            FigureId::Closed => self.say(&format!("say-reason-{name}")),
            FigureId::LateDates => self.say(&format!("say-clock-{name}")),
            FigureId::Escalations => self.say(&format!("cause-{name}")),
            FigureId::Disputes => self.say(&format!("matter-{name}")),
            FigureId::LateByStage => {
                let of_stage = |number: u8| number.to_string() == name;
                let known = self.pack.offices.iter().find(|each| of_stage(each.stage.0));
                known.map_or_else(|| name.to_owned(), |office| office.stage_name.clone())
            }
            _ => name
                .parse::<OfficeId>()
                .map_or_else(|_| name.to_owned(), |id| self.office(&id)),
        }
    }

    fn cell(&self, cell: Cell) -> String {
        tables::cell(self.words, cell)
    }
}

const fn tells(cell: Cell) -> bool {
    !matches!(
        cell,
        Cell::UnderEight {}
            | Cell::Withheld {}
            | Cell::Share {
                words: Share::None,
                ..
            }
    )
}
