//! `daylight act`: what a holder signs on a concern. Only such a signature stops a clock. One file a group of acts.

mod dates;
mod decisions;
mod hand;
mod judging;
mod parts;
mod passing;
mod referral;
mod share;
mod tag;
mod unread;
mod write;

use clap::Subcommand;

use super::output::Output;

/// What is signed.
#[derive(Debug, Subcommand)]
pub(super) enum ActCommand {
    Acknowledge(write::AcknowledgeArgs),
    Message(write::MessageArgs),
    Feedback(write::FeedbackArgs),
    Note(write::NoteArgs),
    Tag(tag::TagArgs),
    Repeat(write::RepeatArgs),
    Scope(decisions::ScopeArgs),
    Findings(decisions::FindingsArgs),
    Close(decisions::CloseArgs),
    Regulator(decisions::RegulatorArgs),
    Urgency(decisions::UrgencyArgs),
    Extend(dates::ExtendArgs),
    Action(dates::ActionArgs),
    Refer(referral::ReferArgs),
    ReferResult(referral::ReferResultArgs),
    Share(share::ShareArgs),
    Redact(parts::RedactArgs),
    HandOver(passing::HandOverArgs),
    Conflict(passing::ConflictArgs),
    Mismatch(passing::MismatchArgs),
    CannotOpen(passing::CannotOpenArgs),
    Approve(judging::ApproveArgs),
    DisputeAnswer(judging::DisputeAnswerArgs),
    TreatmentAnswer(judging::TreatmentAnswerArgs),
}

/// Signs the act and checks its receipt.
pub(super) fn run(command: &ActCommand, output: Output) -> anyhow::Result<()> {
    match command {
        ActCommand::Acknowledge(args) => args.run(output),
        ActCommand::Message(args) => args.run(output),
        ActCommand::Feedback(args) => args.run(output),
        ActCommand::Note(args) => args.run(output),
        ActCommand::Tag(args) => args.run(output),
        ActCommand::Repeat(args) => args.run(output),
        ActCommand::Scope(args) => args.run(output),
        ActCommand::Findings(args) => args.run(output),
        ActCommand::Close(args) => args.run(output),
        ActCommand::Regulator(args) => args.run(output),
        ActCommand::Urgency(args) => args.run(output),
        ActCommand::Extend(args) => args.run(output),
        ActCommand::Action(args) => args.run(output),
        ActCommand::Refer(args) => args.run(output),
        ActCommand::ReferResult(args) => args.run(output),
        ActCommand::Share(args) => args.run(output),
        ActCommand::Redact(args) => args.run(output),
        ActCommand::HandOver(args) => args.run(output),
        ActCommand::Conflict(args) => args.run(output),
        ActCommand::Mismatch(args) => args.run(output),
        ActCommand::CannotOpen(args) => args.run(output),
        ActCommand::Approve(args) => args.run(output),
        ActCommand::DisputeAnswer(args) => args.run(output),
        ActCommand::TreatmentAnswer(args) => args.run(output),
    }
}
