//! Statements to senior officers: opening one is their own signed word, and comes before they read it.

use daylight_domain::{Act, Digest};

use super::problem::{Mistrust, Stopped};
use super::receipts;
use super::session::SignedIn;
use crate::api::{OpenStatement, OpenedStatement, Statement, Statements};

/// Those of this person; newest first.
pub fn own(person: &SignedIn) -> Result<Statements, Stopped> {
    Ok(person.get("me/statements")?)
}

/// Signs that it was opened, and gives what it says.
pub fn open(person: &SignedIn, own: &Statements, record: Digest) -> Result<Statement, Stopped> {
    let day = own.today.max(person.trust.today);
    let entry = person.sign(None, day, None, Act::StatementOpened { of: record })?;
    let request = OpenStatement {
        entry: entry.clone(),
        language: None,
    };
    let opened: OpenedStatement = person.post("me/statements", &request)?;
    if let Some(accepted) = opened.accepted {
        let receipt = receipts::check_act(
            &person.trust.log,
            &accepted.receipt,
            entry.as_bytes(),
            accepted.batch_on,
        )?;
        if receipt.record() != accepted.record {
            return Err(Mistrust::OtherReceipt.into());
        }
    }
    Ok(opened.statement)
}
