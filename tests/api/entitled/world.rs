//! One concern at each moment of its life, and everybody standing to it in their own way. Made once; the table then tries
//! every cell on it.

use std::collections::BTreeMap;

use daylight::client::{Concern, Reporter, unread};
use daylight::crypto::capsule::Capsule;
use daylight::crypto::submission::Submission;
use daylight_domain::{Act, ConcernId, Date, Digest, OfficeId, PersonId};

use super::life::{Handed, bring_to_their_moments, send, settle, surround};
use super::{cast, files};
use crate::hands::Back;
use crate::harness::{Sent, TestApp};

/// The moments, each with a concern of its own. All but the last two leave out the office `relief`, and the reporter has
/// withdrawn `deputy`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// At the first stage, received.
    Fresh,
    /// Scope settled, a referral and an action open, a file attached, words to some and not to others.
    Working,
    /// Findings sent, and the reporter's time to answer over.
    Found,
    /// A closing proposed by the guardian: the second stage is asked.
    Proposed,
    /// Findings disputed: at the second stage.
    Disputed,
    /// Treated badly afterwards: at the second stage.
    Treated,
    /// Closed, approved by the chair.
    Closed,
    /// Everybody inside is left out; the last stage has proposed to close, and has a second holder.
    Outside,
    /// The same, but the second holder is barred from it.
    Alone,
}

use Moment::{Alone, Closed, Disputed as AtDispute, Found, Fresh, Outside, Proposed, Treated, Working};

pub(super) const MOMENTS: [Moment; 9] = [
    Fresh, Working, Found, Proposed, AtDispute, Treated, Closed, Outside, Alone,
];

impl Moment {
    /// The stage that holds the concern.
    pub(super) fn stage(self) -> u8 {
        match self {
            Fresh | Working | Found | Proposed | Closed => 1,
            AtDispute | Treated => 2,
            Outside | Alone => 3,
        }
    }

    /// Whether everybody inside was left out.
    pub(super) fn is_outside(self) -> bool {
        self.stage() == 3
    }
}

/// A concern at its moment, and what whoever knows everything knows of it.
pub(super) struct Case {
    pub(super) moment: Moment,
    pub(super) sent: Sent,
    pub(super) sealed: Submission,
    pub(super) reporter: Reporter,
    /// As the auditor sees it: every entry, no content.
    pub(super) record: Concern,
    /// What the reporter saw last.
    pub(super) told: Digest,
    /// A file that came and is named by no entry.
    pub(super) unnamed: Digest,
    /// Somebody of the holding stage who may go on with it.
    pub(super) colleague: PersonId,
}

impl Case {
    pub(super) fn id(&self) -> ConcernId {
        self.sent.received.concern
    }

    /// The true key of an office's capsule; none if it was left out.
    pub(super) fn capsule(&self, app: &TestApp, office: &OfficeId) -> Option<Capsule> {
        let holder = app
            .people
            .iter()
            .find(|key| key.offices.iter().any(|(held, _)| held == office))?;
        let (_, identity) = &holder.offices[0];
        self.sealed
            .capsules
            .iter()
            .find_map(|sealed| Capsule::open(identity, sealed).ok())
    }

    /// The file attached, at the moment that has one.
    pub(super) fn file(&self) -> Option<Digest> {
        self.record.entries.iter().find_map(|each| match each.entry.act {
            Act::Attached { item } => Some(item),
            _ => None,
        })
    }

    pub(super) fn locator(&self) -> Digest {
        self.reporter.master().locator().to_secret_text().parse().unwrap()
    }
}

pub(super) struct World {
    pub(super) app: TestApp,
    pub(super) today: Date,
    pub(super) cases: Vec<Case>,
    /// Whoever could sign in.
    pub(super) tokens: BTreeMap<&'static str, String>,
    /// A session of somebody who has left since.
    pub(super) ended: String,
}

impl World {
    /// With a concern at each of these moments.
    pub(super) fn at(moments: &[Moment]) -> Self {
        let mut app = TestApp::start_as(cast::found);
        cast::let_inspectors_in(&mut app);
        let (late, early): (Vec<Moment>, Vec<Moment>) = moments
            .iter()
            .partition(|moment| [Fresh, Working].contains(moment));
        let mut all: Vec<Handed> = early.into_iter().map(|moment| send(&app, moment)).collect();
        app.tick();
        for (moment, sent, _) in &all {
            let name = if moment.is_outside() {
                "outside"
            } else {
                "guardian"
            };
            settle(&app, name, sent);
        }
        app.live_through(15);
        all.extend(late.into_iter().map(|moment| send(&app, moment)));
        app.tick();
        let inside = all.iter().filter(|(moment, ..)| !moment.is_outside());
        let inside: Vec<&Sent> = inside.map(|(_, sent, _)| sent).collect();
        surround(&app, &inside);
        bring_to_their_moments(&app, &all);
        for sent in inside {
            Back::with(&app, sent).withdraw("deputy").unwrap();
        }
        let ended = app.token("gone");
        cast::change_people(&mut app);
        app.live_through(1);
        let tokens = cast::everybody().filter(|name| !cast::is_nobody(name));
        Self {
            tokens: tokens.map(|name| (name, app.token(name))).collect(),
            ended,
            today: app.trust().today,
            cases: all.into_iter().map(|handed| case(&app, handed)).collect(),
            app,
        }
    }

    pub(super) fn case(&self, moment: Moment) -> &Case {
        self.cases.iter().find(|case| case.moment == moment).unwrap()
    }

    /// A person's token; of those who are nobody any more one that has ended, of those who never were none.
    pub(super) fn token(&self, name: &str) -> Option<&str> {
        let ended = (name == "gone").then_some(&self.ended);
        self.tokens.get(name).or(ended).map(String::as_str)
    }
}

fn case(app: &TestApp, (moment, sent, sealed): Handed) -> Case {
    let record = unread::look(&app.sign_in("auditor"), sent.received.concern).unwrap();
    let reporter = Reporter::from_code(&sent.code, &app.trust()).unwrap();
    let told = reporter.track(app.client(), &app.trust()).unwrap();
    assert_eq!(moment.stage(), told.outlook.stage.0, "{moment:?}");
    let colleague = match moment.stage() {
        1 => "unread",
        2 => "vice",
        _ => "outside",
    };
    Case {
        moment,
        unnamed: files::unnamed(app, &reporter, sent.received.concern),
        colleague: cast::id(app, colleague),
        told: told.last().unwrap(),
        sent,
        sealed,
        reporter,
        record,
    }
}
