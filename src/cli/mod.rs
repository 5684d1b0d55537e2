//! The command line: one file a command. Reads arguments, asks, prints; decides nothing.
//!
//! Exit codes: 0 done, 1 refused or failed, 2 not understood. With `--json` standard output has JSON alone: the result,
//! or `error` and `message`.

mod act;
mod address;
mod backup;
mod calendar;
mod channel;
mod coming;
mod connect;
mod doctor;
mod draft;
mod export;
mod figures;
mod files;
mod forget;
mod heard;
mod inbox;
mod invitation;
mod key;
mod key_check;
mod look;
mod mail;
mod mark;
mod migrate;
mod office;
mod open;
mod opinion;
mod outcome;
mod output;
mod pack;
mod person;
mod policy;
mod poster;
mod receipt;
mod replace;
mod secrets;
mod serve;
mod setup;
mod shared;
mod statement;
mod story;
mod submit;
mod track;
mod words;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

pub use output::Output;

use crate::client::{CallFailed, Mistrust, Stopped};

const AFTER_HELP: &str = "\
Exit codes: 0 done; 1 refused or failed; 2 the command line was not understood.
With --json a failure is {\"error\": a fixed word, \"message\": what is wrong and what to do}.";

/// Anonymous intake for workplace concerns that nobody inside can read or bury
#[derive(Debug, Parser)]
#[command(
    name = "daylight",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_help = AFTER_HELP
)]
pub struct Cli {
    /// Write the result as JSON, and nothing else, on standard output
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Submit(submit::SubmitArgs),
    Track(track::TrackArgs),
    Inbox(inbox::InboxArgs),
    Open(open::OpenArgs),
    /// Sign an act on a concern
    #[command(subcommand)]
    Act(act::ActCommand),
    Shared(shared::SharedArgs),
    Mail(mail::MailArgs),
    /// Check a receipt, or fetch its proof
    #[command(subcommand)]
    Receipt(receipt::ReceiptCommand),
    /// Make, check and re-seal a person's key
    #[command(subcommand)]
    Key(key::KeyCommand),
    /// Propose, sign, admit, list and retire people
    #[command(subcommand)]
    Person(person::PersonCommand),
    /// List offices; make, propose and sign their keys
    #[command(subcommand)]
    Office(office::OfficeCommand),
    /// Check, propose, sign and show policies
    #[command(subcommand)]
    Policy(policy::PolicyCommand),
    /// Close the channel
    #[command(subcommand)]
    Channel(channel::ChannelCommand),
    /// Found an instance: its log, its first policy, its first people
    Setup(SetupArgs),
    /// Run an instance
    Serve(ServeArgs),
    /// Bring the database to this version's form
    Migrate(InstanceArgs),
    /// Say what is wrong with an instance and what to do; exit code 1 if anything is
    Doctor(InstanceArgs),
    Poster(poster::PosterArgs),
    Export(export::ExportArgs),
    Opinion(opinion::OpinionArgs),
    Figures(figures::FiguresArgs),
    /// List the packs made for scrutiny; write one into a file
    #[command(subcommand)]
    Pack(pack::PackCommand),
    /// List and open the statements that were sent to you
    #[command(subcommand)]
    Statement(statement::StatementCommand),
    Backup(backup::BackupArgs),
    Restore(backup::RestoreArgs),
    Mark(mark::MarkArgs),
    /// The calendar: lapses, stage moves, batches, mail
    #[command(subcommand)]
    Calendar(CalendarCommand),
}

/// What to do with the calendar.
#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    /// Do all that is due now, once; also beside a running `serve`
    Run(InstanceArgs),
}

/// An instance on this machine.
#[derive(Debug, Args)]
pub struct InstanceArgs {
    /// The instance's folder, where daylight.toml lies
    #[arg(long)]
    pub dir: PathBuf,
}

/// An instance to be served.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The instance's folder, where daylight.toml lies
    #[arg(long)]
    pub dir: PathBuf,
    /// Address and port to listen on
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: std::net::SocketAddr,
}

/// An instance to be founded.
#[derive(Debug, Args)]
pub struct SetupArgs {
    /// The folder to make
    #[arg(long)]
    pub dir: PathBuf,
    /// A demonstration: invented people, their keys and passphrases in DIR/keys
    #[arg(long, conflicts_with_all = ["plan", "key", "passphrase_file"])]
    pub demo: bool,
    /// File that names the policy, the origin and everybody's `.pub` files; config/plan.toml is a whole one
    #[arg(long, value_name = "FILE", required_unless_present = "demo")]
    pub plan: Option<PathBuf>,
    /// Key file of the last-stage holder who signs
    #[arg(long, value_name = "FILE", required_unless_present = "demo")]
    pub key: Option<PathBuf>,
    /// File with its passphrase on the first line; asked for if left out
    #[arg(long, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// An empty PostgreSQL database, `postgres://USER@HOST/NAME`, without a password; if left out, a file in DIR
    #[arg(long, value_name = "URL")]
    pub database: Option<String>,
    /// File with its password on the first line; if left out, PGPASSFILE and `~/.pgpass` are looked at
    #[arg(long, value_name = "FILE", requires = "database")]
    pub database_password: Option<PathBuf>,
}

/// Reads the arguments, runs the command, and gives the exit code. What went wrong is one sentence on standard error.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let output = Output::new(cli.json);
    match dispatch(&cli.command, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            if fault.is::<Told>() {
                output.note(&format!("daylight: {fault}"));
            } else {
                output.failed(word(&fault), &format!("{fault:#}"));
            }
            ExitCode::FAILURE
        }
    }
}

/// A failure whose result has been given already.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Told(&'static str);

/// The fixed word of a failure, for programs.
fn word(fault: &anyhow::Error) -> &str {
    let known = fault.chain().find_map(|cause| {
        let stopped = cause.downcast_ref::<Stopped>().map(Stopped::word);
        let call = || cause.downcast_ref::<CallFailed>().map(CallFailed::word);
        let mistrust = || cause.downcast_ref::<Mistrust>().map(|_| "mistrust");
        stopped.or_else(call).or_else(mistrust)
    });
    known.unwrap_or("failed")
}

fn dispatch(command: &Command, output: Output) -> anyhow::Result<()> {
    match command {
        Command::Submit(args) => submit::run(args, output),
        Command::Track(args) => track::run(args, output),
        Command::Inbox(args) => inbox::run(args, output),
        Command::Open(args) => open::run(args, output),
        Command::Act(command) => act::run(command, output),
        Command::Shared(args) => shared::run(args, output),
        Command::Mail(args) => mail::run(args, output),
        Command::Receipt(command) => receipt::run(command, output),
        Command::Key(command) => key::run(command, output),
        Command::Person(command) => person::run(command, output),
        Command::Office(command) => office::run(command, output),
        Command::Policy(command) => policy::run(command, output),
        Command::Channel(command) => channel::run(command, output),
        Command::Setup(args) => setup::run(args, output),
        Command::Serve(args) => serve::run(args, output),
        Command::Migrate(args) => migrate::run(args, output),
        Command::Doctor(args) => doctor::run(args, output),
        Command::Poster(args) => poster::run(args, output),
        Command::Export(args) => export::run(args, output),
        Command::Opinion(args) => opinion::run(args, output),
        Command::Figures(args) => figures::run(args, output),
        Command::Pack(command) => pack::run(command, output),
        Command::Statement(command) => statement::run(command, output),
        Command::Backup(args) => backup::run(args, output),
        Command::Restore(args) => backup::restore(args, output),
        Command::Mark(args) => mark::run(args, output),
        Command::Calendar(CalendarCommand::Run(args)) => calendar::run(args, output),
    }
}

#[cfg(test)]
mod tests;
