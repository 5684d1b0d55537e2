//! What the form stands on: the record as a reporter's program would check it, and the policy in force. Must not know what
//! is typed.

use std::sync::{Arc, Mutex, PoisonError};

use daylight_domain::{Date, Policy, StageNo};

use crate::actions::show_front::Front;
use crate::actions::{ActionError, Service, show_front, show_instance};
use crate::client::{Seat, Trust};

/// Known to the form before anything is typed.
#[derive(Clone)]
pub(crate) struct Facts {
    /// What a reporter's program believes of this service.
    pub(crate) trust: Arc<Trust>,
    /// The policy in force, and whether concerns are taken.
    pub(crate) front: Arc<Front>,
}

/// The record as it was checked last: it changes with a batch and with the day, not with each visit.
#[derive(Default)]
pub(crate) struct Checked(Mutex<Option<(i32, Date, Arc<Trust>)>>);

impl Checked {
    fn get(&self, batch: i32, today: Date) -> Option<Arc<Trust>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known
            .as_ref()
            .filter(|known| (known.0, known.1) == (batch, today));
        known.map(|(.., trust)| trust.clone())
    }

    fn set(&self, batch: i32, trust: Arc<Trust>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some((batch, trust.today, trust));
    }
}

impl Facts {
    /// Looks them up; none where no policy ever allowed the form: then nothing of it exists.
    pub(crate) async fn find(service: &Service, checked: &Checked) -> Result<Option<Self>, ActionError> {
        let front = show_front::front(service).await?;
        if !front.without_scripts.to_come_back {
            return Ok(None);
        }
        let batch = service.rules().await?.batch;
        let trust = if let Some(trust) = checked.get(batch, front.today) {
            trust
        } else {
            let instance = show_instance::show_instance(service).await?;
            let trust = Trust::check(instance, None).map_err(|why| anyhow::anyhow!("{why}"))?;
            let trust = Arc::new(trust);
            checked.set(batch, trust.clone());
            trust
        };
        Ok(Some(Self {
            trust,
            front: Arc::new(front),
        }))
    }

    /// The policy in force.
    pub(crate) fn policy(&self) -> &Policy {
        &self.front.policy
    }

    /// The offices of the route today.
    pub(crate) fn seats(&self) -> Vec<Seat> {
        self.trust
            .seats(self.policy(), self.trust.today)
            .unwrap_or_default()
    }

    /// The lowest stage with an office that can open a concern.
    pub(crate) fn first_stage(&self, is_left_out: impl Fn(&Seat) -> bool) -> Option<StageNo> {
        let seats = self.seats();
        let first = seats
            .iter()
            .find(|seat| seat.recipient.is_some() && !is_left_out(seat));
        first.map(|seat| seat.stage)
    }

    /// A stage's name.
    pub(crate) fn stage_name(&self, stage: StageNo) -> &str {
        self.policy().stage(stage).map_or("", |stage| stage.name.as_str())
    }

    /// The name of the last stage, which stands outside.
    pub(crate) fn last_stage(&self) -> &str {
        self.stage_name(self.policy().last_stage())
    }
}
