//! The program `daylight`: reads the command line and calls one command.

fn main() -> std::process::ExitCode {
    daylight::cli::run()
}
