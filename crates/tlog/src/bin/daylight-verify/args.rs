//! What is asked on the command line.

use std::fmt::Display;
use std::path::PathBuf;

use daylight_domain::Date;
use lexopt::prelude::{Long, Short, Value, ValueExt as _};

const HELP: &str = "\
Checks an export of a Daylight record, offline: nothing dropped, nothing changed, nobody let a date lapse in silence.

Usage: daylight-verify DIR [options]

  DIR                 the folder that `daylight export` wrote
  --against FILE      a checkpoint that somebody outside kept: is this the same record?
  --receipt FILE      a reporter's receipt (or .tlog-proof): does its entry stand in the record?
  --shared FILE       parts that a holder shared: are they what was recorded? (`daylight shared` reads them)
  --log-key VKEY      the log's key, from the poster or a former export, instead of the one in DIR
  --witnesses FILE    whose cosignatures count (c2sp.org/tlog-policy), instead of DIR/policy.txt
  --today DATE        the day today, as 2026-12-18: says whether the record has fallen silent
  --sample N --seed S draw N closed concerns; the same seed draws the same ones everywhere
  --views OUT         writes what follows from the checked record into a new folder: lists for your own tables
  --json              the verdict as JSON
  --version, --help

Exit: 0 complete; 3 complete, but items not produced; 1 a fault, the first one is named; 2 nothing could be checked.
";

/// What is wanted.
pub(crate) enum Wanted {
    /// A check.
    Check(Args),
    /// A text, and no check.
    Text(String),
}

/// One check.
#[derive(Debug, Default)]
pub(crate) struct Args {
    pub(crate) dir: PathBuf,
    pub(crate) against: Option<PathBuf>,
    pub(crate) receipt: Option<PathBuf>,
    pub(crate) shared: Option<PathBuf>,
    pub(crate) log_key: Option<String>,
    pub(crate) witnesses: Option<PathBuf>,
    pub(crate) today: Option<Date>,
    pub(crate) sample: Option<(usize, String)>,
    pub(crate) views: Option<PathBuf>,
    pub(crate) json: bool,
}

/// Reads the command line. Fails with a sentence that says what to change.
pub(crate) fn read() -> Result<Wanted, String> {
    parse(lexopt::Parser::from_env()).map_err(|says| format!("{says} (see daylight-verify --help)"))
}

fn parse(mut parser: lexopt::Parser) -> Result<Wanted, String> {
    let mut args = Args::default();
    let (mut dir, mut count, mut seed) = (None, None, None);
    while let Some(arg) = parser.next().map_err(said)? {
        match arg {
            Value(value) if dir.is_none() => dir = Some(PathBuf::from(value)),
            Long("against") => args.against = Some(parser.value().map_err(said)?.into()),
            Long("receipt") => args.receipt = Some(parser.value().map_err(said)?.into()),
            Long("shared") => args.shared = Some(parser.value().map_err(said)?.into()),
            Long("log-key") => args.log_key = Some(text(&mut parser)?),
            Long("witnesses") => args.witnesses = Some(parser.value().map_err(said)?.into()),
            Long("today") => {
                let day = text(&mut parser)?.parse();
                args.today = Some(day.map_err(|_| "--today wants a day like 2026-12-18".to_owned())?);
            }
            Long("sample") => {
                let number = text(&mut parser)?.parse();
                count = Some(number.map_err(|_| "--sample wants a whole number".to_owned())?);
            }
            Long("seed") => seed = Some(text(&mut parser)?),
            Long("views") => args.views = Some(parser.value().map_err(said)?.into()),
            Long("json") => args.json = true,
            Long("version") => {
                return Ok(Wanted::Text(format!(
                    "daylight-verify {}\n",
                    env!("CARGO_PKG_VERSION")
                )));
            }
            Long("help") | Short('h') => return Ok(Wanted::Text(HELP.to_owned())),
            other => return Err(said(other.unexpected())),
        }
    }
    args.dir = dir.ok_or("name the folder of the export")?;
    args.sample = match (count, seed) {
        (None, None) => None,
        (Some(count), Some(seed)) => Some((count, seed)),
        _ => {
            return Err(
                "--sample and --seed belong together: a seed that somebody else chose makes the draw fair"
                    .to_owned(),
            );
        }
    };
    Ok(Wanted::Check(args))
}

fn text(parser: &mut lexopt::Parser) -> Result<String, String> {
    parser.value().map_err(said)?.string().map_err(said)
}

fn said(error: impl Display) -> String {
    error.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Wanted, String> {
        parse(lexopt::Parser::from_args(line.split_whitespace()))
    }

    fn wrong(line: &str) -> String {
        match read(line) {
            Err(says) => says,
            Ok(_) => panic!("{line} was taken"),
        }
    }

    #[test]
    fn a_line_is_read_in_any_order_and_a_mistake_is_named() {
        let Ok(Wanted::Check(args)) = read("--json export --sample 3 --seed 9f --today 2026-12-18") else {
            panic!("it was not taken");
        };
        assert_eq!((args.dir, args.json), (PathBuf::from("export"), true));
        assert_eq!(args.sample, Some((3, "9f".to_owned())));
        assert!(wrong("").contains("name the folder"));
        assert!(wrong("a b").contains('b'));
        assert!(wrong("a --sample 3").contains("belong together"));
        assert!(wrong("a --today yesterday").contains("2026-12-18"));
        assert!(wrong("a --against").contains("against"));
        assert!(matches!(read("--help"), Ok(Wanted::Text(_))));
    }
}
