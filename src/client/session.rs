//! A signed-in person: proves who they are by signing, then acts by signing. The token lives in memory alone.

use std::io::Read;

use daylight_domain::calendar::days_between;
use daylight_domain::{Act, Author, ConcernId, Date, Digest, Entry, PersonId, Role};
use daylight_tlog::{UnsignedEntry, person_id, sign_in_message};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use super::http::{Caller, Service};
use super::problem::{CallFailed, Mistrust, Stopped};
use super::receipts;
use super::trust::Trust;
use crate::api::{ActAccepted, Bytes, Challenge, HolderAct, Session, SignIn};
use crate::crypto::key_file::KeyFile;
use crate::crypto::seal::Sealed;

/// A person at a service.
pub struct SignedIn {
    /// The service.
    pub service: Service,
    /// What is believed of it.
    pub trust: Trust,
    /// The person's secrets.
    pub key: KeyFile,
    /// The person.
    pub person: PersonId,
    /// What the record lets them do.
    pub role: Role,
    token: Zeroizing<String>,
}

impl SignedIn {
    /// Signs in. Fails if the record does not know the key today, before anything is signed.
    /// A key file that names its log is used with no other.
    pub fn new(service: Service, trust: Trust, key: KeyFile) -> Result<Self, Stopped> {
        check_log(&key, &trust)?;
        let person = person_id(&key.signing.public());
        let role = trust
            .roster
            .role(person, trust.today)
            .ok_or(Mistrust::UnknownPerson { person })?;
        let Challenge { challenge } =
            service.post("sign-in/challenge", Caller::Anyone, &serde_json::json!({}))?;
        // Only hexadecimal is signed, and its first line can never be an act's.
        if challenge.is_empty()
            || challenge.len() > 256
            || !challenge.bytes().all(|digit| digit.is_ascii_hexdigit())
        {
            return Err(CallFailed::NotUnderstood.into());
        }
        let signature = key.signing.sign(&sign_in_message(trust.log.origin(), &challenge));
        let session: Session = service.post(
            "sign-in",
            Caller::Anyone,
            &SignIn {
                person,
                challenge,
                signature,
            },
        )?;
        let token = Zeroizing::new(session.token);
        Ok(Self {
            service,
            trust,
            key,
            person,
            role,
            token,
        })
    }

    /// The part of the API that is the role's own.
    pub fn room(&self) -> Result<&'static str, Stopped> {
        match self.role {
            Role::Holder => Ok("desk"),
            Role::Operator => Ok("admin"),
            Role::Auditor | Role::Viewer | Role::Inspector => Ok("audit"),
            Role::Witness => Err(Stopped::Here(
                "a witness reads what is public and needs not sign in".to_owned(),
            )),
        }
    }

    /// Asks for a value as this person.
    pub fn get<T: DeserializeOwned>(&self, path: &str) -> Result<T, CallFailed> {
        self.service.get(path, Caller::SignedIn(&self.token))
    }

    /// Asks for a stream of bytes as this person.
    pub fn get_stream(&self, path: &str) -> Result<Box<dyn Read>, CallFailed> {
        self.service.get_stream(path, Caller::SignedIn(&self.token))
    }

    /// Sends a value as this person.
    pub fn post<T: DeserializeOwned>(&self, path: &str, value: &impl Serialize) -> Result<T, CallFailed> {
        self.service.post(path, Caller::SignedIn(&self.token), value)
    }

    /// Has something taken away as this person.
    pub fn delete<T: DeserializeOwned>(&self, path: &str) -> Result<T, CallFailed> {
        self.service.delete(path, Caller::SignedIn(&self.token))
    }

    /// Builds and signs an entry of this person. Nobody signs bytes that the service chose.
    pub fn sign(
        &self,
        concern: Option<ConcernId>,
        day: Date,
        after: Option<Digest>,
        act: Act,
    ) -> Result<String, Stopped> {
        let entry = Entry {
            day,
            concern,
            by: Author::Person(self.person),
            after,
            act,
        };
        let signed = UnsignedEntry(entry).sign(self.trust.log.origin(), &self.key.signing.key());
        let signed = signed.map_err(|bad| Stopped::Here(bad.to_string()))?;
        String::from_utf8(signed).map_err(|_| CallFailed::NotUnderstood.into())
    }

    /// Signs an act on a concern for this day, after the last entry this person was handed, and sends it with sealed words.
    pub fn act(
        &self,
        concern: ConcernId,
        (day, after): (Date, Option<Digest>),
        act: &Act,
        items: &[Sealed],
    ) -> Result<ActAccepted, Stopped> {
        let entry = self.sign(Some(concern), day, after, act.clone())?;
        let request = HolderAct {
            entry: entry.clone(),
            items: items.iter().map(|item| Bytes(item.as_bytes().to_vec())).collect(),
        };
        let path = format!("{}/concerns/{concern}/acts", self.room()?);
        self.send(&path, &entry, &request)
    }

    /// Sends a signed entry inside its request and checks the receipt that comes back.
    pub fn send(&self, path: &str, entry: &str, request: &impl Serialize) -> Result<ActAccepted, Stopped> {
        let answer: ActAccepted = self.post(path, request).map_err(Stopped::sending)?;
        let receipt = receipts::check_act(
            &self.trust.log,
            &answer.receipt,
            entry.as_bytes(),
            answer.batch_on,
        )?;
        if receipt.record() == answer.record {
            Ok(answer)
        } else {
            Err(Mistrust::OtherReceipt.into())
        }
    }
}

/// Fails if a key file names another log than the service shows.
pub fn check_log(key: &KeyFile, trust: &Trust) -> Result<(), Mistrust> {
    let is_its_own = key.log.as_ref().is_none_or(|log| *log == trust.log);
    is_its_own.then_some(()).ok_or(Mistrust::OtherLogThanKeyFile)
}

/// How far ahead of today a service's stated day is believed: a record that demonstrations and tests have moved on by
/// months is signed for, one far beyond is not.
const AHEAD_AT_MOST_DAYS: i32 = 800;

/// Signs for the day this side knows of, `first`, and once more when the service says that the concern or the record has
/// come to a later one. Never for an earlier one: an act is not dated back.
pub fn on_its_day(
    today: Date,
    first: Date,
    sign: impl Fn(Date) -> Result<ActAccepted, Stopped>,
) -> Result<ActAccepted, Stopped> {
    if days_between(today, first) > AHEAD_AT_MOST_DAYS {
        return Err(Mistrust::DayAhead { day: first }.into());
    }
    match sign(first) {
        Err(Stopped::Call(CallFailed::Refused { day: Some(day), .. }))
            if (1..=AHEAD_AT_MOST_DAYS).contains(&days_between(first, day)) =>
        {
            sign(day)
        }
        other => other,
    }
}
