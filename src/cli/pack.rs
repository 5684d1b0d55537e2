//! `daylight pack`: the packs that the calendar made for scrutiny.

use std::io::Read as _;
use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand, ValueEnum};
use daylight_domain::Digest;
use daylight_tlog::sha256;
use serde_json::json;

use super::connect::AsPerson;
use super::output::Output;
use super::words;
use crate::api::Packs;
use crate::client::SignedIn;
use crate::words::{Words, languages};

/// What to do about packs.
#[derive(Debug, Subcommand)]
pub(super) enum PackCommand {
    /// List every pack, newest first
    List(ListArgs),
    /// Write a pack into a file. Its data is compared with the digest that the record names
    Get(GetArgs),
}

/// Who asks.
#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    reader: AsPerson,
}

/// Which pack, and how.
#[derive(Debug, Args)]
pub(super) struct GetArgs {
    #[command(flatten)]
    reader: AsPerson,
    /// Its digest, as `pack list` gives it
    item: Digest,
    /// What to write
    #[arg(long, value_enum, default_value = "pdf")]
    form: Form,
    /// In which language
    #[arg(long, default_value = "en", value_parser = PossibleValuesParser::new(languages().iter().map(Words::code)))]
    language: String,
    /// The file to make
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Html,
    Pdf,
    Csv,
    /// The data, as the record names it
    Json,
}

/// Signs in and does it.
pub(super) fn run(command: &PackCommand, output: Output) -> anyhow::Result<()> {
    match command {
        PackCommand::List(args) => list(args, output),
        PackCommand::Get(args) => get(args, output),
    }
}

fn list(args: &ListArgs, output: Output) -> anyhow::Result<()> {
    let reader = args.reader.sign_in(output)?;
    let all: Packs = reader.get("audit/packs")?;
    let line = |pack: &crate::api::PackView| {
        format!("{}  {} {}, made {}", pack.item, pack.kind.name(), pack.name, words::day(pack.made))
    };
    let mut lines: Vec<String> = all.packs.iter().map(line).collect();
    if lines.is_empty() {
        lines.push("No pack has been made yet: the first comes when a half-year is over, or a meeting is near.".to_owned());
    }
    output.result(&json!(all), &lines);
    Ok(())
}

fn get(args: &GetArgs, output: Output) -> anyhow::Result<()> {
    let out = args.out.display();
    ensure!(!args.out.exists(), "{out} is there already: name a new file");
    let reader = args.reader.sign_in(output)?;
    let data = fetch(&reader, &format!("audit/packs/{}", args.item))?;
    ensure!(
        sha256(&data) == args.item,
        "what came is not the pack that the record names: nothing was written"
    );
    let (form, language) = (args.form, &args.language);
    let paper = |form: &str| {
        let path = format!("audit/packs/{}/paper?form={form}&language={language}", args.item);
        fetch(&reader, &path)
    };
    let bytes = match form {
        Form::Json => data,
        Form::Html => paper("html")?,
        Form::Pdf => paper("pdf")?,
        Form::Csv => paper("csv")?,
    };
    std::fs::write(&args.out, &bytes)
        .with_context(|| format!("{out} cannot be written: is there room, and may you write there?"))?;
    output.result(
        &json!({ "item": args.item, "file": args.out }),
        &[format!("Written to {out}. Its data is the one that the record names.")],
    );
    Ok(())
}

fn fetch(reader: &SignedIn, path: &str) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.get_stream(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}
