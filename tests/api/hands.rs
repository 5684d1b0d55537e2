//! People at work on one concern: each act in one line, so that a test reads like its story.

use daylight::client::desk::{self, Found};
use daylight::client::{Concern, Reporter, SignedIn, unread};
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::{Plaintext, Sealed};
use daylight_domain::{
    Act, Audience, ClosingReason, Digest, Disputed, Enquiries, Finding, FindingResult, Mark, OfficeId,
    ScopePoint, Standard, Urgency,
};

use crate::harness::{PLANTED, Sent, TestApp};

/// Words with the planted phrase in them.
pub(crate) fn words(about: &str) -> Plaintext {
    Plaintext::new(format!("{about}: {PLANTED}"))
}

/// A holder at a concern of their desk.
pub(crate) struct Hand {
    pub(crate) holder: SignedIn,
    pub(crate) found: Found,
}

impl Hand {
    /// Signed in today, with the concern on the desk or put away from it.
    pub(crate) fn find(app: &TestApp, name: &str, sent: &Sent) -> Option<Self> {
        let holder = app.sign_in(name);
        let found = desk::find_one(&holder, &sent.received.concern.to_string()).ok()?;
        Some(Self { holder, found })
    }

    /// The same, opened without conflict if it was not before.
    pub(crate) fn at(app: &TestApp, name: &str, sent: &Sent) -> Self {
        let hand = Self::find(app, name, sent).unwrap_or_else(|| panic!("{name} has it on the desk"));
        let me = hand.holder.person;
        if hand.found.concern(&hand.holder).unwrap().is_none() {
            hand.found.sign_opened(&hand.holder).unwrap();
        }
        if !hand.see().outlook.no_conflict.contains(&me) {
            hand.act(&Act::NoConflict {}).unwrap();
        }
        hand
    }

    pub(crate) fn see(&self) -> Concern {
        self.found.concern(&self.holder).unwrap().expect("opened")
    }

    pub(crate) fn seal(&self, text: &str) -> Sealed {
        self.found.seal(&words(text)).unwrap()
    }

    pub(crate) fn act(&self, act: &Act) -> Result<Digest, String> {
        self.act_with(act, &[])
    }

    /// Signs an act with the sealed words it names; the service's refusal as it says it.
    pub(crate) fn act_with(&self, act: &Act, items: &[Sealed]) -> Result<Digest, String> {
        let done = self.found.act_on(&self.holder, &self.see(), act, items);
        done.map(|answer| answer.record)
            .map_err(|refused| refused.to_string())
    }

    /// An act that names one sealed text.
    pub(crate) fn say(&self, act: impl FnOnce(Digest) -> Act) -> Result<Digest, String> {
        let item = self.seal("words");
        self.act_with(&act(item.digest()), &[item])
    }

    pub(crate) fn acknowledge(&self) {
        self.act(&Act::Acknowledged { item: None }).unwrap();
    }

    /// Acknowledges, and writes a message.
    pub(crate) fn acknowledge_and_write(&self) {
        self.acknowledge();
        self.write();
    }

    /// Writes a message to the reporter.
    pub(crate) fn write(&self) {
        self.say(|item| Act::Message {
            item,
            audience: Audience::Case,
        })
        .unwrap();
    }

    /// A scope with these marks; points that are out have a reason.
    pub(crate) fn scope(&self, marks: &[Mark]) -> Result<Digest, String> {
        let wording = self.seal("in or out");
        let mut items = vec![wording.clone()];
        let mut points = Vec::new();
        for mark in marks {
            let reason = (*mark == Mark::Out).then(|| self.seal("the reason"));
            points.push(ScopePoint {
                mark: Some(*mark),
                reason: reason.as_ref().map(Sealed::digest),
            });
            items.extend(reason);
        }
        self.act_with(
            &Act::Scope {
                points,
                item: wording.digest(),
            },
            &items,
        )
    }

    /// Findings: every one of these points is upheld.
    pub(crate) fn findings(&self, points: &[u16], enquiries: Enquiries) -> Result<Digest, String> {
        let points = points.iter().map(|point| Finding {
            point: *point,
            result: FindingResult::Established,
        });
        let points = points.collect();
        self.say(|item| Act::Findings {
            points,
            enquiries,
            item,
        })
    }

    pub(crate) fn propose(&self, reason: ClosingReason) -> Result<Digest, String> {
        self.say(|item| Act::ClosingProposed {
            reason,
            receiver: None,
            item,
        })
    }

    pub(crate) fn note(&self, to: &[&str]) -> Result<Digest, String> {
        let offices: Vec<OfficeId> = to.iter().map(|office| office.parse().unwrap()).collect();
        let dice = daylight::entropy::SeededEntropy::new(7);
        let note = self
            .found
            .seal_note(&self.holder, &self.see(), &offices, &words("note"), &dice)
            .unwrap();
        self.act_with(
            &Act::Note {
                item: note.digest(),
                offices,
            },
            &[note],
        )
    }

    /// The words of the last act of a kind, if they were handed out and open.
    pub(crate) fn reads(&self, kind: &str) -> Option<String> {
        reads(&self.see(), kind, &self.found.readers())
    }
}

/// The words of the last act of a kind, if they were handed out and open with one of these.
pub(crate) fn reads(concern: &Concern, kind: &str, with: &[HybridIdentity]) -> Option<String> {
    let step = concern
        .outlook
        .timeline
        .iter()
        .rev()
        .find(|step| step.act.kind() == kind)?;
    let text = step
        .act
        .items()
        .iter()
        .find_map(|item| with.iter().find_map(|key| concern.words(item, key)))?;
    text.as_str().map(str::to_owned)
}

/// What closing asks for.
pub(crate) const ENQUIRED: Enquiries = Enquiries {
    made: 2,
    spoken_to: 1,
    standard: Some(Standard::BalanceOfProbabilities),
};

/// The reporter, back with the code.
pub(crate) struct Back<'a> {
    app: &'a TestApp,
    sent: &'a Sent,
    pub(crate) reporter: Reporter,
}

impl<'a> Back<'a> {
    pub(crate) fn with(app: &'a TestApp, sent: &'a Sent) -> Self {
        let reporter = Reporter::from_code(&sent.code, &app.trust()).unwrap();
        Self { app, sent, reporter }
    }

    pub(crate) fn see(&self) -> Concern {
        self.app.track(self.sent)
    }

    fn sign(&self, act: &Act, words: Option<Sealed>) -> Result<Digest, String> {
        let done = self
            .reporter
            .sign(self.app.client(), &self.app.trust(), &self.see(), act, words);
        done.map(|answer| answer.record)
            .map_err(|refused| refused.to_string())
    }

    fn seal_above(&self) -> Sealed {
        let trust = self.app.trust();
        self.reporter
            .seal_above(&trust, &self.see(), &words("above"), &self.app.entropy)
            .unwrap()
    }

    pub(crate) fn dispute(&self, matter: Disputed) -> Result<Digest, String> {
        let sealed = self.seal_above();
        self.sign(
            &Act::Disputed {
                matter,
                item: sealed.digest(),
            },
            Some(sealed),
        )
    }

    pub(crate) fn treated(&self, ill: bool) -> Result<Digest, String> {
        let trust = self.app.trust();
        let text = words("treated");
        let sealed = self
            .reporter
            .seal_treatment(&trust, &self.see(), &text, &self.app.entropy);
        let sealed = sealed.unwrap();
        self.sign(
            &Act::TreatmentReported {
                ill,
                item: Some(sealed.digest()),
            },
            Some(sealed),
        )
    }

    pub(crate) fn message_above(&self) -> Result<Digest, String> {
        let sealed = self.seal_above();
        let act = Act::Message {
            item: sealed.digest(),
            audience: Audience::Above,
        };
        self.sign(&act, Some(sealed))
    }

    pub(crate) fn message(&self) -> Result<Digest, String> {
        self.says(&words("message"))
    }

    /// The same in words of one's own.
    pub(crate) fn says(&self, text: &Plaintext) -> Result<Digest, String> {
        let sealed = self.reporter.seal(text).unwrap();
        self.sign(
            &Act::Message {
                item: sealed.digest(),
                audience: Audience::Case,
            },
            Some(sealed),
        )
    }

    pub(crate) fn withdraw(&self, office: &str) -> Result<Digest, String> {
        self.sign(
            &Act::Withdrawn {
                office: office.parse().unwrap(),
            },
            None,
        )
    }

    pub(crate) fn raise(&self, to: Urgency) -> Result<Digest, String> {
        self.sign(&Act::UrgencyChanged { to, item: None }, None)
    }

    pub(crate) fn reads(&self, kind: &str) -> Option<String> {
        reads(&self.see(), kind, &[self.reporter.master().case_identity()])
    }
}

/// The auditor judges what waits, on form.
pub(crate) fn auditor_approves(app: &TestApp, sent: &Sent) -> Result<Digest, String> {
    let holder = app.sign_in("auditor");
    let concern = unread::look(&holder, sent.received.concern).map_err(|refused| refused.to_string())?;
    let of = *concern.outlook.to_approve.first().ok_or("nothing waits")?;
    let done = unread::judge(&holder, &concern, &Act::Approved { of }, &[]);
    done.map(|answer| answer.record)
        .map_err(|refused| refused.to_string())
}

/// Sent, opened by the guardian, acknowledged and scoped with one point in.
pub(crate) fn scoped(app: &TestApp) -> Sent {
    let sent = app.submit();
    app.tick();
    let guardian = Hand::at(app, "guardian", &sent);
    guardian.acknowledge();
    guardian.scope(&[Mark::In]).unwrap();
    sent
}

/// Findings sent too, and the reporter's time to answer over.
pub(crate) fn found_out(app: &TestApp) -> Sent {
    let sent = scoped(app);
    Hand::at(app, "guardian", &sent).findings(&[1], ENQUIRED).unwrap();
    app.live_through(15);
    sent
}

/// The same where nothing is looked into, and nothing was found.
pub(crate) fn found_nothing(app: &TestApp) -> Sent {
    let sent = app.submit();
    app.tick();
    let guardian = Hand::at(app, "guardian", &sent);
    guardian.acknowledge();
    guardian.scope(&[Mark::Out]).unwrap();
    guardian.findings(&[], ENQUIRED).unwrap();
    app.live_through(15);
    sent
}

/// Sent, and passed on by everybody before the outside body.
pub(crate) fn at_the_last_stage(app: &TestApp) -> Sent {
    let sent = app.submit();
    app.tick();
    for name in ["guardian", "deputy", "chair"] {
        let hand = Hand::find(app, name, &sent).unwrap();
        hand.found.act_unread(&hand.holder, &Act::Conflict {}).unwrap();
    }
    sent
}

/// Acknowledged there, scoped and found out, and the reporter's time to answer over.
pub(crate) fn found_out_at_the_last_stage(app: &TestApp) -> Sent {
    let sent = at_the_last_stage(app);
    let outside = Hand::at(app, "outside", &sent);
    outside.acknowledge();
    outside.scope(&[Mark::In]).unwrap();
    outside.findings(&[1], ENQUIRED).unwrap();
    app.live_through(15);
    sent
}

/// Proposed by the guardian and closed by the chair.
pub(crate) fn closed(app: &TestApp) -> Sent {
    let sent = found_out(app);
    let of = Hand::at(app, "guardian", &sent)
        .propose(ClosingReason::Established)
        .unwrap();
    Hand::at(app, "chair", &sent).act(&Act::Approved { of }).unwrap();
    sent
}
