//! `daylight poster`: a page to be printed and hung up, made from what a service shows everybody and checked as every
//! program checks it. Whoever holds the log key from elsewhere can make it; the operator need not be believed.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;

use super::connect::{AtService, service_at, trust_beside};
use super::output::Output;
use crate::client::log_key::words_of;
use crate::client::proxy::is_onion;
use crate::client::{Caller, GivenKey, Trust, clean};
use crate::poster::Poster;
use crate::words::{Words, languages};

/// Write the poster of a service: an A4 page with its address, a QR code and the key to know it by
#[derive(Debug, Args)]
pub(super) struct PosterArgs {
    /// The service; its address stands on the poster as you write it here
    #[command(flatten)]
    at: AtService,
    /// Your key file: the service must have the log key remembered beside it, unless --log-key says another
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
    /// The onion address of the same service. It is visited through the proxy of Tor and must have the same log key
    #[arg(long, value_name = "ADDRESS")]
    onion: Option<String>,
    /// The language of the poster
    #[arg(long, default_value = "en", value_parser = PossibleValuesParser::new(languages().iter().map(Words::code)))]
    language: String,
    /// Where to write it, without an ending: PATH.svg and PATH.pdf, neither of which may be there
    #[arg(long, value_name = "PATH", default_value = "poster")]
    out: PathBuf,
}

/// Checks the service, makes the page, writes both files.
pub(super) fn run(args: &PosterArgs, output: Output) -> anyhow::Result<()> {
    let address = plain(&args.at.url)?;
    let files = ["svg", "pdf"].map(|ending| ending_in(&args.out, ending));
    for file in &files {
        anyhow::ensure!(
            !file.exists(),
            "{} is there already: choose another place with --out, or take it away first",
            file.display()
        );
    }
    let trust = match &args.key {
        Some(key) => trust_beside(&args.at, key, output)?,
        None => args.at.trust(&args.at.service()?, output)?,
    };
    let onion = args
        .onion
        .as_deref()
        .map(|onion| same_service(onion, &trust))
        .transpose()?;
    let (_, policy) = trust.policy_on(trust.today)?;
    let names: Vec<String> = policy.stages.iter().map(|stage| clean(&stage.name)).collect();
    let [first, next, .., last] = names.as_slice() else {
        anyhow::bail!("the policy in force has fewer than two stages");
    };
    let vkey = trust.log.vkey();
    let key_words = words_of(&vkey).join(" ");
    let words = languages().iter().find(|words| words.code() == args.language);
    let printed = Poster {
        words: words.context("there is no such language")?,
        organisation: &clean(&policy.organisation),
        route: [first, next, last],
        address,
        onion,
        vkey: &vkey,
        key_words: key_words.clone(),
        colour: trust.colour,
    }
    .print()?;
    let [svg, pdf] = &files;
    write(svg, printed.svg.as_bytes())?;
    write(pdf, &printed.pdf)?;
    let mut lines = vec![
        format!("Written: {} and {}", svg.display(), pdf.display()),
        format!("The key words on it: {key_words}"),
    ];
    if args.at.log_key.is_none() && args.key.is_none() {
        lines.push(
            "They are those that the service shows now. Compare them with the ones you were given when it was set up, \
             or give that key with --log-key."
                .to_owned(),
        );
    }
    if args.language != "en" {
        lines.push("A machine translated it. Let a speaker read it before you hang it up.".to_owned());
    }
    output.result(
        &json!({ "svg": svg, "pdf": pdf, "address": address, "onion": onion, "vkey": vkey, "key_words": key_words }),
        &lines,
    );
    Ok(())
}

/// The address as people type it. A poster leads to the start page, and a link tells nobody which poster it was.
fn plain(address: &str) -> anyhow::Result<&str> {
    let address = address.trim().trim_end_matches('/');
    let host = address.split_once("://").map_or(address, |(_, host)| host);
    anyhow::ensure!(
        !host.contains(['/', '?', '#']),
        "a poster has the plain address alone, so that nobody can tell which poster led somebody here: leave out what stands behind the name"
    );
    Ok(address)
}

/// Visits the onion address: one wrong letter would lead people nowhere, or to somebody else.
fn same_service<'a>(onion: &'a str, trust: &Trust) -> anyhow::Result<&'a str> {
    let onion = plain(onion)?;
    let host = onion.rsplit_once("://").map_or(onion, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    anyhow::ensure!(
        is_onion(host),
        "{onion} is no onion address: it ends in .onion, for instance http://….onion"
    );
    let instance = service_at(onion)?.get("instance", Caller::Anyone)?;
    Trust::check(instance, Some(&GivenKey::Whole(trust.log.clone())))
        .with_context(|| format!("{onion} is not the same service"))?;
    Ok(onion)
}

fn ending_in(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}

fn write(file: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    use std::io::Write as _;
    let write = || std::fs::File::create_new(file)?.write_all(bytes);
    write().with_context(|| format!("cannot write {}: choose another place with --out", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poster_has_the_plain_address_alone() {
        assert_eq!(
            plain("https://speak-up.example.org/").unwrap(),
            "https://speak-up.example.org"
        );
        for more in [
            "https://a.example/ward-7",
            "https://a.example?from=poster",
            "https://a.example#7",
        ] {
            let refused = plain(more).unwrap_err().to_string();
            assert!(refused.contains("plain address alone"), "{more}: {refused}");
        }
    }
}
