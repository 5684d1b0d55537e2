//! `daylight setup`: founds an instance. Reads the plan and everybody's public halves; the founding is the server's.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use serde::Deserialize;
use serde_json::json;

use super::output::Output;
use super::{SetupArgs, secrets};
use crate::actions::set_up::{FoundedOffice, Founder, Founding};
use crate::client::log_key::words_of;
use crate::client::public_file::PublicFile;
use crate::config::Smtp;
use crate::crypto::derive::KdfParams;
use crate::crypto::key_file::KeyFile;
use crate::crypto::seal::Sealed;
use crate::server::{DEMO_PEOPLE, set_up, set_up_demo_on};

/// The plan of an instance: paths are relative to its own folder.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    /// The log's origin, for instance `concerns.example.org/log`.
    origin: String,
    /// The sender's address of mails.
    #[serde(default)]
    sender: Option<String>,
    /// The mail server, with the fields of `[mail.smtp]`; left out: mail goes into a folder.
    #[serde(default)]
    smtp: Option<Smtp>,
    /// The policy's file.
    policy: PathBuf,
    /// Everybody of the first hour.
    people: Vec<PlannedPerson>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlannedPerson {
    /// Their `.pub` file.
    public: PathBuf,
    /// Where their mail goes; may be left out.
    #[serde(default)]
    address: String,
}

/// Founds the instance and says what comes next.
pub(super) fn run(args: &SetupArgs, output: Output) -> anyhow::Result<()> {
    let vkey = if args.demo {
        set_up_demo_on(&args.dir, &storage(args)?)?
    } else {
        from_plan(args, output)?
    };
    let words = words_of(&vkey).join(" ");
    let mut lines = vec![
        format!("The instance stands in {}.", args.dir.display()),
        format!("Key of its log: {vkey}"),
        format!("The same in words, for the poster: {words}"),
    ];
    if args.demo {
        lines.push(
            "Everybody's key and passphrase lie in keys/: for trying out, never for real concerns."
                .to_owned(),
        );
    }
    if !args.demo {
        lines.push(format!(
            "See whether mail can leave, and all else is right, with: daylight doctor --dir {}",
            args.dir.display()
        ));
    }
    lines.push(format!(
        "Start it with: daylight serve --dir {}",
        args.dir.display()
    ));
    let people: Vec<&str> = if args.demo {
        DEMO_PEOPLE.map(|(name, _)| name).to_vec()
    } else {
        Vec::new()
    };
    output.result(
        &json!({ "dir": args.dir, "log_key": vkey, "words": words, "people": people }),
        &lines,
    );
    Ok(())
}

fn from_plan(args: &SetupArgs, output: Output) -> anyhow::Result<String> {
    let (Some(plan_file), Some(key_file)) = (&args.plan, &args.key) else {
        anyhow::bail!("name the plan with --plan and the signer's key with --key, or take --demo");
    };
    let text = secrets::read(plan_file)?;
    let plan: Plan = toml::from_str(&text).with_context(|| {
        format!(
            "the plan {} is not right; config/plan.toml shows a whole one",
            plan_file.display()
        )
    })?;
    let folder = plan_file.parent().unwrap_or(Path::new("."));
    let signer = secrets::key(key_file, args.passphrase_file.as_deref(), output)?;
    let policy = secrets::read(&folder.join(&plan.policy))?.to_string();
    let founding = founding(&plan, folder, policy, &signer)?;
    let config = config_text(&plan, &storage(args)?)?;
    set_up(&args.dir, &config, founding, &signer.signing.key())
}

fn config_text(plan: &Plan, storage: &str) -> anyhow::Result<String> {
    let sender = plan.sender.as_deref().unwrap_or("daylight@localhost");
    let mut text = format!(
        "# Made by `daylight setup`. Every field there is stands in config/daylight.toml of the sources.\n\
         origin = {:?}\n\n{storage}[mail]\nsender = {sender:?}\n",
        plan.origin
    );
    if let Some(smtp) = &plan.smtp {
        smtp.check()
            .map_err(|wrong| anyhow::anyhow!("the plan, [smtp]: {wrong}"))?;
        text = text + "\n[mail.smtp]\n" + &toml::to_string(smtp)?;
    }
    Ok(text)
}

/// The part of the configuration that says where the database is; empty if it is a file as usual.
fn storage(args: &SetupArgs) -> anyhow::Result<String> {
    let Some(url) = &args.database else {
        return Ok(String::new());
    };
    let password = match &args.database_password {
        Some(file) => {
            let file = std::path::absolute(file)?.display().to_string();
            format!("database_password = {file:?}\n")
        }
        None => String::new(),
    };
    Ok(format!("[storage]\ndatabase = {url:?}\n{password}\n"))
}

fn founding(plan: &Plan, folder: &Path, policy: String, signer: &KeyFile) -> anyhow::Result<Founding> {
    let (mut people, mut offices) = (Vec::new(), Vec::<FoundedOffice>::new());
    for person in &plan.people {
        let path = folder.join(&person.public);
        let public = PublicFile::parse(&secrets::read(&path)?).with_context(|| {
            format!(
                "{} is not the public half of a key (`daylight key new` writes it)",
                path.display()
            )
        })?;
        if let (Some(office), Some(recipient), Some(secret)) =
            (&public.office, &public.office_recipient, &public.office_secret)
        {
            ensure!(
                offices.iter().all(|known| known.office != *office),
                "two people bring a key for the office {office}: at set-up an office has one first holder, others are admitted later"
            );
            let sealed = Sealed::check_text(secret.0.clone()).map_err(|bad| {
                anyhow::anyhow!("the office's key in {} is not sealed: {bad}", path.display())
            })?;
            let secrets = vec![(public.signing, sealed)];
            offices.push(FoundedOffice {
                office: office.clone(),
                recipient: recipient.clone(),
                secrets,
            });
        }
        people.push(Founder {
            name: public.name,
            address: person.address.clone(),
            role: public.role,
            office: public.office,
            key: public.signing,
            recipient: public.recipient,
        });
    }
    ensure!(
        people.iter().any(|person| person.key == signer.signing.public()),
        "the signer's own .pub file must be in the plan: a holder of the last stage signs the founding"
    );
    Ok(Founding {
        policy,
        offices,
        people,
        kdf: KdfParams::CURRENT,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn the_plan_of_the_repository_is_whole_and_names_each_office_of_its_policy() {
        let config = Path::new(env!("CARGO_MANIFEST_DIR")).join("config");
        let plan: Plan = toml::from_str(&std::fs::read_to_string(config.join("plan.toml")).unwrap()).unwrap();
        let policy = std::fs::read_to_string(config.join(&plan.policy)).unwrap();
        let policy = daylight_domain::Policy::parse(&policy).unwrap();
        for office in policy.stage_numbers().flat_map(|stage| policy.offices(stage)) {
            let file = PathBuf::from(format!("{}.pub", office.id));
            assert!(
                plan.people.iter().any(|person| person.public == file),
                "{}",
                office.id
            );
        }
    }

    fn plan(smtp: &str) -> Plan {
        let text = format!("origin = \"a.example/log\"\npolicy = \"p\"\npeople = []\n[smtp]\n{smtp}");
        toml::from_str(&text).unwrap()
    }

    #[test]
    fn the_plans_mail_server_stands_in_the_configuration_and_a_wrong_one_founds_nothing() {
        let fields = "host = \"mail.example.org\"\nuser = \"u\"\npassword_file = \"smtp.password\"";
        let text = config_text(&plan(fields), "").unwrap();
        let config = Config::parse(&text, Path::new("")).unwrap();
        assert_eq!(config.mail.smtp.unwrap().port(), 465);
        for (wrong, named) in [
            ("host = \"mail.example.org\"\nsecurity = \"none\"", "security"),
            (
                "host = \"mail.example.org\"\npassword = \"hunter2\"",
                "password_file",
            ),
        ] {
            let error = config_text(&plan(wrong), "").unwrap_err().to_string();
            assert!(error.contains(named) && !error.contains("hunter2"), "{error}");
        }
    }
}
