//! The demonstration: an instance with every person's key beside it. For trying out, never for real concerns.

use std::path::Path;

use daylight_domain::{KdfParams, Role, to_hex};
use zeroize::Zeroizing;

use super::found::{check_empty, set_up};
use super::open::{private_folder, write_private};
use crate::actions::set_up::{FoundedOffice, Founder, Founding};
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

/// The example policy, which demonstration and tests use.
pub const POLICY: &str = include_str!("../../config/policies/example.toml");
const CONFIG: &str = "# A demonstration, made by `daylight setup --demo`. Never use it for real concerns:\n\
    # every person's key lies in keys/, with its passphrase beside it.\n\
    origin = \"demo.daylight.invalid/log\"\ndemo = true\n\n";
const MAIL: &str = "[mail]\nsender = \"daylight@demo.invalid\"\n";

/// The demonstration's people with their keys, and what set-up signs.
#[derive(Debug)]
pub struct Cast {
    /// One key file for each of [`DEMO_PEOPLE`].
    pub people: Vec<KeyFile>,
    /// Policy, offices and people.
    pub founding: Founding,
}

/// Makes everybody's keys.
pub fn cast(entropy: &dyn Entropy) -> anyhow::Result<Cast> {
    let mut keys = Vec::new();
    let (mut people, mut offices) = (Vec::new(), Vec::new());
    for (name, role) in DEMO_PEOPLE {
        let file = new_person(name, role, entropy)?;
        if let Some((office, identity)) = file.offices.first() {
            let secret = Plaintext::from(Zeroizing::new(identity.to_secret_text().as_bytes().to_vec()));
            offices.push(FoundedOffice {
                office: office.clone(),
                recipient: identity.recipient().to_string(),
                secrets: vec![(
                    file.signing.public(),
                    seal_text(&file.identity.recipient(), &secret)?,
                )],
            });
        }
        people.push(Founder {
            name: name.to_owned(),
            address: format!("{name}@demo.invalid"),
            role,
            office: file.offices.first().map(|(office, _)| office.clone()),
            key: file.signing.public(),
            recipient: file.identity.recipient().to_string(),
        });
        keys.push(file);
    }
    let founding = Founding {
        policy: POLICY.to_owned(),
        offices,
        people,
        kdf: KdfParams::CURRENT,
    };
    Ok(Cast {
        people: keys,
        founding,
    })
}

/// Makes a demonstration in an empty folder. Returns the log's vkey.
pub fn set_up_demo(dir: &Path) -> anyhow::Result<String> {
    set_up_demo_on(dir, "")
}

/// The same with this text as the storage part of its `daylight.toml`.
pub fn set_up_demo_on(dir: &Path, storage: &str) -> anyhow::Result<String> {
    check_empty(dir)?;
    let keys = dir.join("keys");
    anyhow::ensure!(
        !keys.exists(),
        "{} is there already, and no instance beside it: remove the folder {}, or name another",
        keys.display(),
        dir.display()
    );
    let Cast { people, founding } = cast(&SystemEntropy)?;
    private_folder(dir)?;
    private_folder(&keys)?;
    for file in &people {
        let passphrase = new_passphrase(&SystemEntropy);
        write_private(
            &keys.join(format!("{}.key", file.name)),
            &file.write(&passphrase, QUICK_WORK)?,
        )?;
        let path = keys.join(format!("{}.passphrase", file.name));
        write_private(&path, format!("{}\n", *passphrase).as_bytes())?;
    }
    let signer = people
        .iter()
        .find(|file| file.name == "outside")
        .map(|file| file.signing.key());
    let signer = signer.ok_or_else(|| anyhow::anyhow!("the demonstration has nobody outside"))?;
    set_up(dir, &format!("{CONFIG}{storage}{MAIL}"), founding, &signer)
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
        log: None,
    })
}

fn new_passphrase(entropy: &dyn Entropy) -> Zeroizing<String> {
    let mut bytes = Zeroizing::new([0; 16]);
    entropy.fill(&mut *bytes);
    Zeroizing::new(to_hex(&*bytes))
}
