//! The operator invites a newcomer: with a token that works once and for two weeks they make their key on their own machine,
//! and only its public half comes here. Nobody is anybody by it: what follows is a proposal, signed by a higher stage.

use daylight_domain::calendar::add_days;
use daylight_domain::{Date, OfficeId, PublicKey, Refusal, Role, from_hex, to_hex};
use daylight_tlog::sig::{person_id, sha256};
use serde::Deserialize;

use super::change_people::check_address;
use super::{ActionError, Service, Why};
use crate::api;
use crate::crypto::hybrid::HybridRecipient;
use crate::store::invitations::{self, InvitationRow};

/// Long enough for somebody who is away for a week.
const WORKS_FOR_DAYS: u16 = 14;
/// A recipient has 2 kB, an office's key sealed to the newcomer 5 kB.
const LONGEST_PUBLIC: usize = 32 * 1024;
/// More that are not over are made by a mistake, or by somebody else with the operator's key.
const MOST_OPEN: usize = 100;
/// As long as a name in a key file.
const LONGEST_NAME: usize = 200;

/// Makes an invitation. Refused for a role without its office, an office that no policy names, a bad address, or when a hundred
/// are open.
pub async fn invite(service: &Service, wanted: api::Invite) -> Result<api::Invited, ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let api::Invite {
        name,
        address,
        role,
        office,
        until,
    } = wanted;
    let name = name.trim().to_owned();
    if name.is_empty() || name.len() > LONGEST_NAME {
        return Err(malformed("give the newcomer's name, at most 200 bytes long"));
    }
    check_address(&name, &address)?;
    if (role == Role::Holder) != office.is_some() {
        return Err(malformed("a holder needs an office, and nobody else has one"));
    }
    if (role == Role::Inspector) != until.is_some() {
        return Err(malformed(
            "an inspector needs a last day, and nobody else has one",
        ));
    }
    if let Some(office) = &office {
        let (_, policy) = rules.policy_on(today)?;
        if policy.policy.stage_of(office).is_none() {
            return Err(malformed(&format!(
                "no stage of the policy has the office {office}"
            )));
        }
    }
    let token = service.random::<32>();
    let row = InvitationRow {
        id: id_of(&token),
        name,
        address,
        role,
        office,
        until,
        ends: add_days(today, WORKS_FOR_DAYS),
        public: None,
    };
    let tx = service.store.begin_write().await?;
    if invitations::all(&tx).await?.len() >= MOST_OPEN {
        let says = format!(
            "{MOST_OPEN} invitations are open: withdraw those that are answered and proposed, or not wanted any more"
        );
        return Err(ActionError::Because(Why::ManyInvitations, says));
    }
    invitations::insert(&tx, &row).await?;
    tx.commit().await?;
    Ok(api::Invited {
        id: to_hex(&row.id),
        token: to_hex(&token),
    })
}

/// All that are not over.
pub async fn list(service: &Service) -> Result<api::Invitations, ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let rows = invitations::all(&service.store).await?;
    let view = |row: InvitationRow| api::InvitationView {
        id: to_hex(&row.id),
        name: row.name,
        address: row.address,
        role: row.role,
        office: row.office,
        until: row.until,
        ends: row.ends,
        public: row.public,
    };
    Ok(api::Invitations {
        invitations: rows
            .into_iter()
            .filter(|row| row.ends > today)
            .map(view)
            .collect(),
    })
}

/// Takes an invitation back, or puts away one that was answered and proposed.
pub async fn withdraw(service: &Service, id: &str) -> Result<api::Done, ActionError> {
    let id = from_hex(id).map_err(|_| ActionError::NotFound)?;
    let tx = service.store.begin_write().await?;
    if !invitations::delete(&tx, id).await? {
        return Err(ActionError::NotFound);
    }
    tx.commit().await?;
    Ok(api::Done {})
}

/// What an invitation says. A used one, one that is over, and one that never was get the same answer.
pub async fn look(service: &Service, token: &str) -> Result<api::Invitation, ActionError> {
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let row = open(service, token, today).await?;
    // Where nobody is left who could seal the office's key to them, they bring a new one.
    let is_held = |office: &OfficeId| rules.roster.all_holders(office, today).next().is_some();
    Ok(api::Invitation {
        name: row.name,
        role: row.role,
        first: row.office.as_ref().is_some_and(|office| !is_held(office)),
        office: row.office,
        ends: row.ends,
    })
}

/// Keeps the public half of a newcomer's key, once. The same half again is answered as before.
pub async fn answer(service: &Service, answered: api::AnsweredInvitation) -> Result<api::Done, ActionError> {
    let api::AnsweredInvitation { token, public } = answered;
    let rules = service.rules().await?;
    let today = service.today(&rules);
    let row = running(service, &token, today).await?;
    // The answer to the first time was lost on its way: without this one the newcomer would never see the words of their key.
    if row.public.as_ref() == Some(&public) {
        return Ok(api::Done {});
    }
    let row = unanswered(row)?;
    let file = parse(&public)?;
    let person = person_id(&file.signing);
    // Whoever holds a role makes a new key for another, whatever else is wrong with this one.
    if rules.roster.key(person, today).is_some() {
        return Err(Refusal::PersonKnown { person }.into());
    }
    check(&file, &row)?;
    let tx = service.store.begin_write().await?;
    if !invitations::answer(&tx, row.id, &public).await? {
        return Err(ActionError::NotFound);
    }
    tx.commit().await?;
    Ok(api::Done {})
}

/// Forgets those that are over.
pub(super) async fn clear(service: &Service, today: Date) -> Result<(), ActionError> {
    let tx = service.store.begin_write().await?;
    invitations::forget(&tx, today).await?;
    Ok(tx.commit().await?)
}

/// What must be right in a `.pub` file; the rest of it is for those who propose and admit.
#[derive(Deserialize)]
struct PublicFile {
    v: u32,
    name: String,
    role: Role,
    recipient: String,
    signing: PublicKey,
    #[serde(default)]
    office: Option<OfficeId>,
}

fn parse(text: &str) -> Result<PublicFile, ActionError> {
    if text.len() > LONGEST_PUBLIC {
        return Err(ActionError::TooLarge(
            "the public half of a key has at most 32 KiB".to_owned(),
        ));
    }
    serde_json::from_str(text)
        .map_err(|_| malformed("this is no public half of a key: send the text of the .pub file"))
}

fn check(file: &PublicFile, row: &InvitationRow) -> Result<(), ActionError> {
    let is_meant = file.v == 1 && file.role == row.role && file.office == row.office && file.name == row.name;
    if !is_meant {
        return Err(malformed(
            "the key was made for another name, role or office than the invitation says",
        ));
    }
    if file.recipient.parse::<HybridRecipient>().is_err() {
        return Err(malformed("the recipient is not an age1pq1… recipient"));
    }
    Ok(())
}

async fn open(service: &Service, token: &str, today: Date) -> Result<InvitationRow, ActionError> {
    unanswered(running(service, token, today).await?)
}

/// One that is not over, answered or not.
async fn running(service: &Service, token: &str, today: Date) -> Result<InvitationRow, ActionError> {
    let token: [u8; 32] = from_hex(token).map_err(|_| ActionError::NotFound)?;
    let row = invitations::find(&service.store, id_of(&token)).await?;
    row.filter(|row| row.ends > today).ok_or(ActionError::NotFound)
}

fn unanswered(row: InvitationRow) -> Result<InvitationRow, ActionError> {
    if row.public.is_some() {
        return Err(ActionError::NotFound);
    }
    Ok(row)
}

fn id_of(token: &[u8; 32]) -> [u8; 32] {
    sha256(&[b"daylight/invitation/v1".as_slice(), token].concat()).0
}

fn malformed(says: &str) -> ActionError {
    ActionError::Malformed(says.to_owned())
}
