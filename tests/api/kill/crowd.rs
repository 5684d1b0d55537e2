//! People at work while the power goes: reporters who send and write, holders who open and answer, one who watches the
//! published checkpoints. Keeps what each of them holds a receipt for. Must not know how the service is run.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use daylight::api::{Upload, Uploaded};
use daylight::client::http::{Caller, Service};
use daylight::client::receipts::{self, Verified};
use daylight::client::submit::{self, Choices};
use daylight::client::{CallFailed, Concern, Reporter, SignedIn, Stopped, Trust, desk};
use daylight::crypto::attachment::{self, Described};
use daylight::crypto::code::TrackingCode;
use daylight::crypto::key_file::KeyFile;
use daylight::crypto::seal::Plaintext;
use daylight::crypto::submission::Submission;
use daylight::entropy::{Entropy as _, SeededEntropy};
use daylight_domain::{Act, Audience, Author, ConcernId, Digest, Urgency};
use daylight_tlog::ActReceipt;

/// So many reporters send at the same moment.
const TOGETHER: usize = 4;

/// What a reporter and a holder write.
pub(super) const WORDS: &str = "the till is short";
/// So long an account lies among the blobs.
const LONG: usize = 40_000;

/// Everything that anybody was promised, over all the lives of the machine.
#[derive(Default)]
pub(super) struct Promises {
    /// Receipts of submissions and acts.
    pub(super) receipts: Vec<ActReceipt>,
    /// Reporters with a receipt for their concern.
    pub(super) reporters: Vec<(Arc<Reporter>, ConcernId)>,
    /// How many of them have an account so long that it lies among the blobs.
    pub(super) long: usize,
    /// Reporters whose answer did not come.
    pub(super) unanswered: Vec<(Arc<Reporter>, Submission)>,
    /// Files with a receipt, and whose they are.
    pub(super) files: Vec<(Arc<Reporter>, Digest)>,
    /// Checkpoints that somebody outside has seen.
    pub(super) checkpoints: Vec<String>,
}

impl Promises {
    /// Receipts of holders, and of reporters.
    pub(super) fn count(&self) -> (usize, usize) {
        let of_reporter = |receipt: &&ActReceipt| receipt.entry.entry().by == Author::Reporter;
        let reporters = self.receipts.iter().filter(of_reporter).count();
        (self.receipts.len() - reporters, reporters)
    }
}

/// The crowd at one life of the service.
pub(super) struct Crowd<'a> {
    pub(super) service: Service,
    pub(super) trust: Trust,
    dice: Arc<SeededEntropy>,
    promises: &'a Mutex<Promises>,
    /// Set before the power goes: from then on a call may fail.
    gone: AtomicBool,
    /// How often several have begun to send.
    pub(super) bursts: AtomicUsize,
}

impl<'a> Crowd<'a> {
    pub(super) fn at(service: Service, dice: Arc<SeededEntropy>, promises: &'a Mutex<Promises>) -> Self {
        let trust = Trust::check(service.get("instance", Caller::Anyone).unwrap(), None).unwrap();
        let gone = AtomicBool::new(false);
        Self {
            service,
            trust,
            dice,
            promises,
            gone,
            bursts: AtomicUsize::new(0),
        }
    }

    fn keep<T>(&self, keep: impl FnOnce(&mut Promises) -> T) -> T {
        keep(&mut self.promises.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn throw(&self, below: usize) -> usize {
        let mut bytes = [0; 2];
        self.dice.fill(&mut bytes);
        usize::from(u16::from_le_bytes(bytes)) % below
    }

    fn promised(&self, receipt: &str) {
        let Ok(Verified::Promise(receipt)) = receipts::verify(receipt.as_bytes(), None) else {
            panic!("no receipt: {receipt}");
        };
        assert_eq!(receipt.log.vkey(), self.trust.log.vkey());
        self.keep(|promises| promises.receipts.push(*receipt));
    }

    /// Whether a call that failed is the end of this life. A refusal that a person at work meets is not; anything
    /// else, while the service is alive, is a fault of the service.
    fn is_over(&self, failed: &Stopped) -> bool {
        let refused = |word| matches!(failed, Stopped::Call(call) if call.is(word));
        let over = matches!(
            failed,
            Stopped::Unsettled(_) | Stopped::Call(CallFailed::Unreachable { .. } | CallFailed::NotUnderstood)
        );
        assert!(
            if over {
                self.gone.load(Ordering::SeqCst)
            } else {
                ["stale", "refused", "busy", "day_changed"]
                    .into_iter()
                    .any(refused)
            },
            "{failed:?}"
        );
        over
    }

    /// Goes on with something until the service is gone.
    fn until_the_end(&self, mut work: impl FnMut() -> Result<(), Stopped>) {
        while !self.gone.load(Ordering::SeqCst) {
            if work().is_err_and(|failed| self.is_over(&failed)) {
                return;
            }
        }
    }

    /// Seals a new concern, every other one of them urgent.
    fn seal(&self) -> Result<(Arc<Reporter>, Submission), Stopped> {
        let code = TrackingCode::generate(&*self.dice);
        let reporter = Reporter::from_code(&code, &self.trust)?;
        let text = Plaintext::new(WORDS.to_owned());
        let long = Plaintext::new(WORDS.repeat(LONG / WORDS.len()));
        let choices = Choices {
            excluded: &[],
            urgency: [Urgency::Danger, Urgency::Ordinary][self.throw(2)],
            about: &text,
            account: [&text, &text, &text, &long][self.throw(4)],
        };
        let sealed = submit::prepare(&self.trust, reporter.master(), &choices, &*self.dice)?;
        Ok((Arc::new(reporter), sealed))
    }

    /// Several send at the same moment, so that their concerns are committed together.
    pub(super) fn send_some(&self) -> Result<(), Stopped> {
        let sealed: Vec<_> = (0..TOGETHER).map(|_| self.seal()).collect::<Result<_, _>>()?;
        std::thread::scope(|scope| {
            self.bursts.fetch_add(1, Ordering::SeqCst);
            let all: Vec<_> = sealed
                .into_iter()
                .map(|(reporter, sealed)| scope.spawn(|| self.send(reporter, sealed)))
                .collect();
            all.into_iter().try_for_each(|one| one.join().unwrap())
        })
    }

    /// Sends what is sealed; what gets no answer is kept, to be sent again.
    pub(super) fn send(&self, reporter: Arc<Reporter>, sealed: Submission) -> Result<(), Stopped> {
        match submit::send(&self.service, &self.trust, reporter.master(), &sealed) {
            Ok(received) => {
                self.promised(&received.receipt);
                let is_long = sealed.account.as_bytes().len() > LONG;
                self.keep(|promises| {
                    promises.long += usize::from(is_long);
                    promises.reporters.push((reporter, received.concern));
                });
                Ok(())
            }
            Err(failed) => {
                self.keep(|promises| promises.unanswered.push((reporter, sealed)));
                Err(failed)
            }
        }
    }

    /// Reporters: new ones send, and some who have sent come back and write, or attach a file.
    fn report(&self) {
        self.until_the_end(|| {
            self.send_some()?;
            if self.throw(3) == 0 {
                return self.attach_to_any();
            }
            let reporter = self.anybody();
            let concern = reporter.track(&self.service, &self.trust)?;
            let words = Plaintext::new(WORDS.to_owned());
            let done = reporter.send_message(&self.service, &self.trust, &concern, &words)?;
            self.promised(&done.receipt);
            Ok(())
        });
    }

    /// How many of those who sent wrote so much that it lies among the blobs.
    pub(super) fn long_accounts(&self) -> usize {
        self.keep(|promises| promises.long)
    }

    /// A file for somebody's concern.
    pub(super) fn attach_to_any(&self) -> Result<(), Stopped> {
        let reporter = self.anybody();
        let concern = reporter.track(&self.service, &self.trust)?;
        self.attach(&reporter, &concern)
    }

    /// One of those who have a receipt.
    fn anybody(&self) -> Arc<Reporter> {
        self.keep(|promises| {
            let somebody = self.throw(promises.reporters.len());
            promises.reporters[somebody].0.clone()
        })
    }

    /// As [`Reporter::attach`] does, but without its patience: in this life the service does not come back.
    fn attach(&self, reporter: &Arc<Reporter>, concern: &Concern) -> Result<(), Stopped> {
        let described = Described {
            name: "invented.txt".to_owned(),
            media_type: "text/plain".to_owned(),
            size: u64::try_from(WORDS.len()).unwrap(),
        };
        let begin = reporter.begin_upload(&self.trust, concern, &described)?;
        let upload: Upload = self.service.post("track/uploads", Caller::Anyone, &begin)?;
        let (mut sealed, to) = (Vec::new(), reporter.master().case_identity().recipient());
        let item = attachment::seal(&to, &described, WORDS.as_bytes(), &mut sealed).unwrap();
        let path = format!("uploads/{}", upload.upload);
        let _: Upload = self.service.put_bytes(&path, 0, &sealed)?;
        let _: Uploaded = self.service.post_nothing(&format!("{path}/finish"))?;
        let act = Act::Attached { item };
        let done = reporter.sign(&self.service, &self.trust, concern, &act, None)?;
        self.promised(&done.receipt);
        self.keep(|promises| promises.files.push((reporter.clone(), item)));
        Ok(())
    }

    /// A holder opens what lies on the desk, says that there is no conflict, and answers some of it.
    fn answer(&self, key: KeyFile) {
        let holder = match SignedIn::new(self.service.clone(), self.trust.clone(), key) {
            Ok(holder) => holder,
            Err(failed) => return assert!(self.is_over(&failed)),
        };
        self.until_the_end(|| {
            let (found, broken) = desk::find(&holder)?;
            assert_eq!(broken, 0, "every capsule opens");
            // What came last first: of the oldest, most have left this desk's stage.
            for found in found.into_iter().rev().take(16) {
                match self.go_through(&holder, &found) {
                    Err(failed) if self.is_over(&failed) => return Err(failed),
                    _ => {}
                }
            }
            Ok(())
        });
    }

    fn go_through(&self, holder: &SignedIn, found: &desk::Found) -> Result<(), Stopped> {
        if found.concern(holder)?.is_none() {
            self.promised(&found.sign_opened(holder)?.receipt);
            let seen = found.concern(holder)?.expect("opened");
            let done = found.act_on(holder, &seen, &Act::NoConflict {}, &[])?;
            self.promised(&done.receipt);
        }
        let seen = found.concern(holder)?.expect("opened");
        let words = found.seal(&Plaintext::new(WORDS.to_owned()))?;
        let item = words.digest();
        // Most are left alone, so that their dates pass.
        let act = match self.throw(8) {
            0 => Act::Acknowledged { item: Some(item) },
            1 => Act::Message {
                item,
                audience: Audience::Case,
            },
            _ => return Ok(()),
        };
        self.promised(&found.act_on(holder, &seen, &act, &[words])?.receipt);
        Ok(())
    }

    /// Somebody outside keeps every checkpoint that is published.
    fn watch(&self) {
        self.until_the_end(|| {
            let now = self.service.get_text("ledger/checkpoint")?;
            self.keep(|promises| {
                if promises.checkpoints.last() != Some(&now) {
                    promises.checkpoints.push(now);
                }
            });
            Ok(())
        });
    }

    /// All of them at work at once, while something goes on that ends with the power going: what is handed to it is
    /// dropped just before.
    pub(super) fn at_work(&self, holders: Vec<KeyFile>, meanwhile: impl FnOnce(Over<'_>)) {
        std::thread::scope(|scope| {
            let over = Over(&self.gone);
            scope.spawn(|| self.report());
            scope.spawn(|| self.watch());
            for key in holders {
                scope.spawn(|| self.answer(key));
            }
            meanwhile(over);
        });
    }
}

/// Dropped, it lets calls fail; also when a test gives up: nobody works on for ever.
pub(super) struct Over<'a>(&'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}
