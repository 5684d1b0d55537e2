//! What a signature about a person says, before it is given: who comes or leaves, and as what, by the record.

use anyhow::{bail, ensure};
use daylight_domain::{Act, NewPerson, OfficeId, PersonChange, Role};

use super::output::Output;
use super::person::{HeardArgs, done, whom};
use super::words;
use crate::api::PersonView;
use crate::client::public_file::person_words;
use crate::client::{SignedIn, clean, desk, people};

/// Signs the last proposal about a person.
pub(super) fn sign(args: &HeardArgs, output: Output) -> anyhow::Result<()> {
    let signer = args.about.signer.sign_in(output)?;
    let person = whom(&signer, &args.about.person)?;
    let about = people::proposal(&signer.trust, person.person).map(|recorded| &recorded.entry.act);
    let next = if let Some(Act::Person(PersonChange::Proposed(new))) = about {
        said(&person, new, "comes", output);
        args.heard
            .compare(&person_words(&new.key, &new.recipient), "the newcomer", output)?;
        match new.role {
            Role::Holder => {
                "From then on a colleague of their office lets them in, with `daylight person admit`."
            }
            _ => "They can sign in from the day after.",
        }
    } else {
        leaving(args, &signer, &person, output)?;
        "They can do nothing more from the day after. Then a colleague makes a new key for the office: `daylight office renew`."
    };
    let answer = people::sign(&signer, person.person)?;
    done(&answer, person.person, next, output);
    Ok(())
}

/// Nobody signs a leaving who was about to sign a coming: nothing is read out for it.
fn leaving(args: &HeardArgs, signer: &SignedIn, person: &PersonView, output: Output) -> anyhow::Result<()> {
    let Some(known) = signer.trust.roster.person(person.person) else {
        return Ok(());
    };
    said(person, known, "leaves", output);
    if args.heard.words.is_some() {
        bail!(
            "what waits is that they leave, and nobody reads out words for that: if you mean it, leave out --words; nothing was signed"
        );
    }
    if output.is_conversation() {
        let typed = output.ask("To sign that, type leaves:").unwrap_or_default();
        ensure!(typed.trim() == "leaves", "nothing was signed");
    }
    Ok(())
}

/// Lets a newcomer into the signer's office.
pub(super) fn admit(args: &HeardArgs, output: Output) -> anyhow::Result<()> {
    let signer = args.about.signer.sign_in(output)?;
    let person = whom(&signer, &args.about.person)?;
    let (new, recipient) = people::newcomer(&signer, person.person)?;
    said(&person, new, "comes", output);
    args.heard
        .compare(&person_words(&new.key, &new.recipient), "the newcomer", output)?;
    let is_colleague =
        signer.trust.roster.office_of(signer.person, signer.trust.today) == new.office.as_ref();
    // Whoever lets the next one into an empty office has nothing to hand over.
    let identities = if is_colleague {
        desk::identities(&signer)?
    } else {
        Vec::new()
    };
    let answer = people::admit(&signer, new, &recipient, &identities)?;
    let next = "They can sign in and act from the day after, if they are signed too.";
    done(&answer, person.person, next, output);
    Ok(())
}

/// Says for what the signature is. The name is the service's word, all else stands in the record.
fn said(person: &PersonView, is: &NewPerson, what: &str, output: Output) {
    let until = is
        .until
        .map_or_else(String::new, |last| format!(", until {}", words::day(last)));
    output.note(&format!(
        "You sign that {} {what}: {}{until}.",
        clean(&person.name),
        as_what(is.role, is.office.as_ref()),
    ));
}

/// A role, and the office of a holder.
pub(super) fn as_what(role: Role, office: Option<&OfficeId>) -> String {
    let office = office.map_or_else(String::new, |office| format!(" of {office}"));
    format!("{}{office}", words::fixed(&role))
}
