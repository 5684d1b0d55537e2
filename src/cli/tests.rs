//! The words of the help are part of the interface: a change shows here.

use clap::{Command, CommandFactory as _};

use super::Cli;

fn help(command: &mut Command, path: &str, all: &mut String) {
    all.push_str(&["==== ", path, "\n", &command.render_long_help().to_string(), "\n"].concat());
    for below in command.get_subcommands_mut() {
        let path = format!("{path} {}", below.get_name());
        help(below, &path, all);
    }
}

fn all_help() -> String {
    let (mut root, mut all) = (Cli::command(), String::new());
    // So that a command's usage names the program too.
    root.build();
    help(&mut root, "daylight", &mut all);
    all
}

#[test]
fn the_arguments_fit_together() {
    Cli::command().debug_assert();
}

#[test]
fn the_help_says_what_it_said() {
    let all = all_help();
    insta::with_settings!({ snapshot_path => "../../tests/snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("cli_help", all);
    });
}

#[test]
fn no_argument_takes_a_secret() {
    let all = all_help();
    for secret in [
        "--code <",
        "--code=",
        "--passphrase <",
        "--account <",
        "--message <",
        "--secret",
    ] {
        assert!(!all.contains(secret), "{secret}");
    }
}
