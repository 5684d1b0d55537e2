//! Acts that are forged, stale, somebody else's or too early, entry by entry as no client of ours would send them.

use daylight::api::{Bytes, HolderAct};
use daylight::client::desk::{self, Found};
use daylight::client::{Concern, SignedIn};
use daylight_domain::{Act, Author, ConcernId, Digest, Entry};
use daylight_tlog::UnsignedEntry;

use crate::harness::{Sent, TestApp};

mod meanwhile;
mod opening;
mod signed;
mod stale;
mod words;

/// A holder at a concern of their desk.
struct Hand {
    holder: SignedIn,
    found: Found,
    token: String,
}

impl Hand {
    fn of(app: &TestApp, name: &str, concern: ConcernId) -> Self {
        let holder = app.sign_in(name);
        let (found, _) = desk::find(&holder).unwrap();
        let found = found
            .into_iter()
            .find(|found| found.id == concern)
            .expect("on the desk");
        Self {
            holder,
            found,
            token: app.token(name),
        }
    }

    /// At a concern just sent, opened by the guardian without conflict.
    fn cleared(app: &TestApp) -> (Sent, Self) {
        let sent = app.submit();
        app.tick();
        let hand = Self::of(app, "guardian", sent.received.concern);
        hand.found.sign_opened(&hand.holder).unwrap();
        hand.found
            .act_on(&hand.holder, &hand.see(), &Act::NoConflict {}, &[])
            .unwrap();
        (sent, hand)
    }

    fn see(&self) -> Concern {
        self.found.concern(&self.holder).unwrap().expect("opened")
    }

    fn path(&self) -> String {
        format!("desk/concerns/{}/acts", self.found.id)
    }

    fn entry(&self, after: Option<Digest>, act: Act) -> Entry {
        let by = Author::Person(self.holder.person);
        Entry {
            day: self.holder.trust.today,
            concern: Some(self.found.id),
            by,
            after,
            act,
        }
    }

    fn signed(&self, entry: Entry) -> String {
        let key = self.holder.key.signing.key();
        String::from_utf8(
            UnsignedEntry(entry)
                .sign(self.holder.trust.log.origin(), &key)
                .unwrap(),
        )
        .unwrap()
    }

    #[track_caller]
    fn refused(&self, app: &TestApp, entry: &str, items: Vec<Bytes>, refusal: (u16, &str, &str)) {
        let act = HolderAct {
            entry: entry.to_owned(),
            items,
        };
        app.refuses(
            &self.path(),
            Some(&self.token),
            &serde_json::to_string(&act).unwrap(),
            refusal,
        );
    }
}

fn acknowledged() -> Act {
    Act::Acknowledged { item: None }
}
