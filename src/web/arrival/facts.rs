//! What the form stands on: the record as a reporter's program would check it, and the policy in force. Must not know what
//! is typed.

use std::sync::Arc;

use daylight_domain::{Policy, StageNo};

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

impl Facts {
    /// Looks them up; none where no policy ever allowed the form: then nothing of it exists.
    pub(crate) async fn find(service: &Service) -> Result<Option<Self>, ActionError> {
        let front = show_front::front(service).await?;
        if !front.without_scripts.to_come_back {
            return Ok(None);
        }
        let instance = show_instance::show_instance(service).await?;
        let trust = Trust::check(instance, None).map_err(|why| anyhow::anyhow!("{why}"))?;
        Ok(Some(Self {
            trust: Arc::new(trust),
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
