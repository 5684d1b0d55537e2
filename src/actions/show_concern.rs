//! A concern shown to its reporter, and to the holders who opened it.

use daylight_domain::{ConcernId, Digest};
use daylight_tlog::entry::UncheckedEntry;
use daylight_tlog::sig::sha256;

use super::docket::Docket;
use super::keep_parts::bytes_of;
use super::rules::Rules;
use super::views::{filed, outlook_view};
use super::{ActionError, Service, Signed};
use crate::api;
use crate::store::entries::EntryRow;
use crate::store::{concerns, parts, sealed};

/// What is stored of a locator.
pub(super) fn locator_hash(locator: Digest) -> [u8; 32] {
    sha256(&locator.0).0
}

/// A reporter comes back. Wrong, unknown and expired codes get the same answer.
pub async fn track(service: &Service, locator: Digest) -> Result<api::ConcernView, ActionError> {
    let rules = service.rules().await?;
    let row = concerns::find_by_locator(&service.store, locator_hash(locator)).await?;
    let docket = Docket::load(service, &service.store, &rules, row.ok_or(ActionError::NotFound)?).await?;
    if docket.outlook.erased.is_some() {
        return Err(ActionError::NotFound);
    }
    let entries: Vec<&EntryRow> = docket.entries.iter().filter(|row| row.kind != "note").collect();
    view(
        service,
        &rules,
        &docket,
        &entries,
        Access {
            about: true,
            account: true,
            items: true,
        },
    )
    .await
}

/// A holder looks at a concern they opened. Before that the desk has capsules and nothing else.
pub async fn at_desk(
    service: &Service,
    signed: &Signed,
    concern: ConcernId,
) -> Result<api::ConcernView, ActionError> {
    let rules = service.rules().await?;
    let docket = opened(service, &rules, signed, concern).await?;
    let cleared = is_cleared(&docket, signed);
    let access = Access {
        about: !docket.outlook.barred.contains(&signed.person),
        account: cleared,
        items: cleared,
    };
    // What the reporter sent since the last tick reaches desks with the next one.
    let entries: Vec<&EntryRow> = docket.entries.iter().filter(|row| row.handed_out).collect();
    view(service, &rules, &docket, &entries, access).await
}

/// A concern whose account this holder may read; none if they have not signed that they have no conflict.
pub(super) async fn cleared(
    service: &Service,
    signed: &Signed,
    concern: ConcernId,
) -> Result<Option<Docket>, ActionError> {
    let rules = service.rules().await?;
    let docket = opened(service, &rules, signed, concern).await?;
    Ok(is_cleared(&docket, signed).then_some(docket))
}

/// The same answer for a concern that is not there, not theirs, or not opened yet.
async fn opened(
    service: &Service,
    rules: &Rules,
    signed: &Signed,
    concern: ConcernId,
) -> Result<Docket, ActionError> {
    let row = concerns::find(&service.store, concern)
        .await?
        .ok_or(ActionError::NotFound)?;
    let docket = Docket::load(service, &service.store, rules, row).await?;
    let mut by = docket.outlook.opened.iter();
    if by.any(|(person, _)| *person == signed.person) {
        Ok(docket)
    } else {
        Err(ActionError::NotFound)
    }
}

fn is_cleared(docket: &Docket, signed: &Signed) -> bool {
    let outlook = &docket.outlook;
    outlook.no_conflict.contains(&signed.person) && !outlook.barred.contains(&signed.person)
}

/// Which sealed parts are handed out.
struct Access {
    about: bool,
    account: bool,
    items: bool,
}

async fn view(
    service: &Service,
    rules: &Rules,
    docket: &Docket,
    entries: &[&EntryRow],
    access: Access,
) -> Result<api::ConcernView, ActionError> {
    let mut wanted = Vec::new();
    if access.items {
        // Files are asked for one by one: they are long.
        for row in entries.iter().filter(|row| row.kind != "attached") {
            let entry =
                UncheckedEntry::parse(&row.bytes).map_err(|bad| anyhow::anyhow!("a damaged entry: {bad}"))?;
            wanted.extend(entry.entry().act.items());
        }
    }
    let (about, account) = (docket.manifest.about, docket.manifest.account);
    let mut kept = parts::of_concern(&service.store, docket.id(), &wanted).await?;
    let mut sent = sealed::parts(&service.store, docket.id()).await?;
    sent.retain(|part| (access.about && part.digest == about) || (access.account && part.digest == account));
    kept.append(&mut sent);
    let mut found = Vec::new();
    for part in kept {
        let digest = part.digest;
        if let Some(bytes) = bytes_of(service, part).await? {
            found.push(api::Item {
                digest,
                sealed: api::Bytes(bytes),
            });
        }
    }
    let mut take = |digest: Digest| {
        let at = found.iter().position(|item| item.digest == digest)?;
        Some(found.swap_remove(at).sealed)
    };
    Ok(api::ConcernView {
        today: docket.today,
        manifest: String::from_utf8_lossy(&docket.manifest_bytes).into_owned(),
        entries: entries.iter().map(|row| filed(rules, row)).collect(),
        about: take(about),
        account: take(account),
        items: found,
        outlook: outlook_view(docket),
    })
}
