//! The demonstration: an instance with every person's key beside it. For trying out, never for real concerns.

use std::path::Path;

use daylight_domain::{OfficeId, Role, to_hex};
use zeroize::Zeroizing;

use super::found::{Plan, PlannedPerson, set_up};
use super::open::write_private;
use crate::actions::set_up::FoundedOffice;
use crate::crypto::hybrid::HybridIdentity;
use crate::crypto::key_file::KeyFile;
use crate::crypto::seal::{Plaintext, seal_text};
use crate::crypto::sign::SigningSecret;
use crate::entropy::{Entropy, SystemEntropy};

/// The demonstration's people; each holder's office bears their name.
pub const DEMO_PEOPLE: [(&str, Role); 6] = [
    ("guardian", Role::Holder),
    ("deputy", Role::Holder),
    ("chair", Role::Holder),
    ("outside", Role::Holder),
    ("auditor", Role::Auditor),
    ("operator", Role::Operator),
];

/// A key file that opens in a moment: its passphrase lies beside it anyway.
const QUICK_WORK: u8 = 12;

const POLICY: &str = include_str!("../../config/policies/example.toml");
const CONFIG: &str = "# A demonstration, made by `daylight setup --demo`. Never use it for real concerns:\n\
    # every person's key lies in keys/, with its passphrase beside it.\n\
    origin = \"demo.daylight.invalid/log\"\ndemo = true\n\n[mail]\nsender = \"daylight@demo.invalid\"\n";

/// Makes a demonstration in an empty folder. Returns the log's vkey.
pub fn set_up_demo(dir: &Path) -> anyhow::Result<String> {
    let keys = dir.join("keys");
    std::fs::create_dir_all(&keys)?;
    let mut people = Vec::new();
    let mut offices = Vec::new();
    let mut signer = None;
    for (name, role) in DEMO_PEOPLE {
        let file = new_person(name, role, &SystemEntropy)?;
        let passphrase = new_passphrase(&SystemEntropy);
        write_private(&keys.join(format!("{name}.key")), &file.write(&passphrase, QUICK_WORK)?)?;
        write_private(&keys.join(format!("{name}.passphrase")), format!("{}\n", *passphrase).as_bytes())?;
        let office: Option<OfficeId> = (role == Role::Holder).then(|| name.parse()).transpose()?;
        if let Some((office, identity)) = file.offices.first() {
            let secret = Plaintext::from(Zeroizing::new(identity.to_secret_text().as_bytes().to_vec()));
            offices.push(FoundedOffice {
                office: office.clone(),
                recipient: identity.recipient().to_string(),
                secrets: vec![(file.signing.public(), seal_text(&file.identity.recipient(), &secret)?)],
            });
        }
        people.push(PlannedPerson {
            name: name.to_owned(),
            address: format!("{name}@demo.invalid"),
            role,
            office,
            key: file.signing.public(),
            recipient: file.identity.recipient().to_string(),
        });
        if name == "outside" {
            signer = Some(file.signing.key());
        }
    }
    let signer = signer.ok_or_else(|| anyhow::anyhow!("the demonstration has nobody outside"))?;
    let plan = Plan { config: CONFIG.to_owned(), policy: POLICY.to_owned(), people, offices };
    set_up(dir, plan, &signer)
}

fn new_person(name: &str, role: Role, entropy: &dyn Entropy) -> anyhow::Result<KeyFile> {
    let office = match role {
        Role::Holder => vec![(name.parse()?, HybridIdentity::generate(entropy))],
        _ => Vec::new(),
    };
    Ok(KeyFile {
        name: name.to_owned(),
        role,
        identity: HybridIdentity::generate(entropy),
        signing: SigningSecret::generate(entropy),
        offices: office,
    })
}

fn new_passphrase(entropy: &dyn Entropy) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0; 16]);
    entropy.fill(&mut *bytes);
    Zeroizing::new(to_hex(&*bytes))
}
