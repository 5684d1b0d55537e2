//! Mail kept in memory, for tests that read it or refuse it.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Mailer, NotSent, Outgoing};

/// Keeps what it is given; can be told to refuse.
#[derive(Clone, Debug, Default)]
pub struct MemoryMailer(Arc<Mutex<(Vec<Outgoing>, bool)>>);

impl MemoryMailer {
    /// Everything sent so far.
    pub fn sent(&self) -> Vec<Outgoing> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// From now on refuses (or accepts again).
    pub fn refuse(&self, refuse: bool) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).1 = refuse;
    }
}

#[async_trait::async_trait]
impl Mailer for MemoryMailer {
    async fn send(&self, mail: &Outgoing) -> Result<(), NotSent> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.1 {
            return Err(NotSent::Refused("told to".to_owned()));
        }
        kept.0.push(mail.clone());
        Ok(())
    }

    async fn check(&self) -> Result<(), NotSent> {
        Ok(())
    }

    fn place(&self) -> String {
        "memory".to_owned()
    }
}
