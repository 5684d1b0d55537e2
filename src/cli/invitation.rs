//! `daylight person invite`, `invitations`, `withdraw`: newcomers make their key in the portal, and bring its public half under a
//! token that works once. Nobody is anybody by it: the operator proposes them as everybody else.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Args;
use daylight_domain::{Date, OfficeId, Role};
use serde_json::{Value, json};

use super::connect::{AsPerson, quoted};
use super::output::Output;
use super::{secrets, words};
use crate::api::{Done, InvitationView, Invitations, Invite, Invited};
use crate::client::people::role_named;
use crate::client::{SignedIn, clean};

/// Digits by which people tell invitations apart; the file of an answer is named by them.
const SHORT: usize = 12;

/// Who is invited.
#[derive(Debug, Args)]
pub(super) struct InviteArgs {
    /// What the newcomer will be called
    name: String,
    /// holder, auditor, viewer, inspector, operator or witness
    #[arg(long, value_parser = role_named)]
    role: Role,
    #[command(flatten)]
    signer: AsPerson,
    /// Their office, for a holder
    #[arg(long)]
    office: Option<OfficeId>,
    /// Last day of access, for an inspector
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Where their mail will go
    #[arg(long, default_value = "")]
    address: String,
}

/// Who lists, and where answers go.
#[derive(Debug, Args)]
pub(super) struct InvitationsArgs {
    #[command(flatten)]
    signer: AsPerson,
    /// Folder for the `.pub` files of those who have answered
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Which invitation.
#[derive(Debug, Args)]
pub(super) struct WithdrawArgs {
    /// The invitation: the beginning of its id, or its name if that stands once
    invitation: String,
    #[command(flatten)]
    signer: AsPerson,
}

/// Makes an invitation, and tells its address once.
pub(super) fn invite(args: &InviteArgs, output: Output) -> anyhow::Result<()> {
    let signer = args.signer.sign_in(output)?;
    let wanted = Invite {
        name: args.name.clone(),
        address: args.address.clone(),
        role: args.role,
        office: args.office.clone(),
        until: args.until,
    };
    let Invited { id, token } = signer.post("admin/invitations", &wanted)?;
    let address = format!("{}/reviewer#join={token}", args.signer.url());
    output.result(
        &json!({ "invitation": id, "address": address }),
        &[
            "The invitation is made. Give this address to the newcomer alone; it works once and is not shown again:".to_owned(),
            address.clone(),
            format!(
                "Once they have made their key, take out its public half: {}",
                args.signer.command("person invitations --out DIR")
            ),
        ],
    );
    Ok(())
}

/// Lists what is open and what was answered.
pub(super) fn list(args: &InvitationsArgs, output: Output) -> anyhow::Result<()> {
    let all = all(&args.signer.sign_in(output)?)?;
    let (mut values, mut lines) = (Vec::new(), Vec::new());
    for invitation in &all {
        let file = match &args.out {
            Some(folder) => taken_out(folder, invitation)?,
            None => None,
        };
        values.push(value(invitation, file.as_deref()));
        lines.extend(told(invitation, file.as_deref(), &args.signer));
    }
    if all.is_empty() {
        lines.push("No invitation is open.".to_owned());
    }
    output.result(&json!({ "invitations": values }), &lines);
    Ok(())
}

/// Takes one back.
pub(super) fn withdraw(args: &WithdrawArgs, output: Output) -> anyhow::Result<()> {
    let signer = args.signer.sign_in(output)?;
    let wanted = &args.invitation;
    let is_meant =
        |one: &InvitationView| one.name == *wanted || (wanted.len() >= 8 && one.id.starts_with(wanted));
    let mut meant = all(&signer)?.into_iter().filter(is_meant);
    let id = match (meant.next(), meant.next()) {
        (Some(one), None) => one.id,
        (Some(_), Some(_)) => {
            bail!("more than one fits: give more of the id from `daylight person invitations`")
        }
        (None, _) => bail!("no open invitation has this id or name: look at `daylight person invitations`"),
    };
    let Done {} = signer.delete(&format!("admin/invitations/{id}"))?;
    output.result(
        &json!({ "withdrawn": id }),
        &["The invitation does not work any more.".to_owned()],
    );
    Ok(())
}

fn all(signer: &SignedIn) -> anyhow::Result<Vec<InvitationView>> {
    Ok(signer.get::<Invitations>("admin/invitations")?.invitations)
}

/// Writes the answer to a file, unless it lies there already.
fn taken_out(folder: &Path, invitation: &InvitationView) -> anyhow::Result<Option<PathBuf>> {
    let Some(public) = &invitation.public else {
        return Ok(None);
    };
    let file = folder.join(format!("{}.pub", short(invitation)));
    if !file.exists() {
        secrets::write_new(&file, public.as_bytes())?;
    }
    Ok(Some(file))
}

fn short(invitation: &InvitationView) -> &str {
    invitation.id.get(..SHORT).unwrap_or(&invitation.id)
}

fn value(invitation: &InvitationView, file: Option<&Path>) -> Value {
    let InvitationView {
        id,
        name,
        address,
        role,
        office,
        until,
        ends,
        public,
    } = invitation;
    json!({
        "invitation": id, "name": name, "address": address, "role": role, "office": office, "until": until, "ends": ends,
        "answered": public.is_some(), "file": file,
    })
}

fn told(invitation: &InvitationView, file: Option<&Path>, signer: &AsPerson) -> Vec<String> {
    let of = invitation
        .office
        .as_ref()
        .map_or_else(String::new, |office| format!(" of {office}"));
    let state = match (&invitation.public, file) {
        (None, _) => format!("not answered; works until before {}", words::day(invitation.ends)),
        (Some(_), None) => "answered: take the key's public half out with --out DIR".to_owned(),
        (Some(_), Some(file)) => format!("answered: {}", file.display()),
    };
    let mut lines = vec![format!(
        "{}  {}: {}{of}, {state}",
        short(invitation),
        clean(&invitation.name),
        words::fixed(&invitation.role)
    )];
    if let Some(file) = file {
        let mut propose = format!("person propose {}", quoted(&file.to_string_lossy()));
        if !invitation.address.is_empty() {
            propose = format!("{propose} --address {}", quoted(&invitation.address));
        }
        if let Some(until) = invitation.until {
            propose = format!("{propose} --until {until}");
        }
        lines.push(format!("  {}", signer.command(&propose)));
    }
    lines
}
