//! The check of an export: the replay of its ledger, its tiles, what outsiders hold, a reporter's receipt. What
//! `daylight-verify` says, as values; everything it looks at is handed in. Words for people stand in [`words`].

mod blame;
pub mod counts;
mod lines;
mod outside;
mod receipt;
mod sample;
mod shared;
mod tiles;
pub mod views;
pub mod words;

use daylight_domain::{ConcernId, Date, Digest};

use crate::entry::BadEntry;
use crate::export::{ENTRIES, ITEMS, Item, MANIFESTS, parse_entry_line};
use crate::note::LogVerifier;
use crate::parallel;
use crate::replay::{self, Known, Read, Verdict};
use crate::witness_policy::WitnessPolicy;

use lines::Lines;
use tiles::Tiles;

pub use lines::WrongLine;
pub use outside::{LateCosignature, Outside, OutsideFault};
pub use receipt::{BadPromise, Kept};
pub use sample::sample;
pub use shared::{BadShare, Shared};
pub use tiles::BadTile;

/// The short files of an export.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The log's key: the first line of `vkeys`, or one that the auditor has from elsewhere.
    pub log: &'a LogVerifier,
    /// The file `checkpoint`.
    pub newest: &'a [u8],
    /// The folder `checkpoints`, in the order of its numbers.
    pub checkpoints: &'a [Vec<u8>],
    /// `policy.txt`, or one that the auditor has from elsewhere.
    pub witnesses: &'a WitnessPolicy,
    /// Whether that one is from elsewhere: then the auditor vouches for the keys in it.
    pub witnesses_from_elsewhere: bool,
    /// The files of `policies`.
    pub policies: &'a [Vec<u8>],
}

/// What is asked beside the export itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// A checkpoint that somebody outside kept.
    pub against: Option<&'a [u8]>,
    /// A reporter's receipt, or the proof it became.
    pub receipt: Option<&'a [u8]>,
    /// A file of parts that a holder shared.
    pub shared: Option<&'a [u8]>,
    /// The day on which it is asked.
    pub today: Option<Date>,
    /// How many closed concerns are to be drawn, and the seed that draws them.
    pub sample: Option<(usize, &'a str)>,
}

/// An export in which no fault was found.
#[derive(Clone, Debug)]
pub struct Report {
    /// What the replay says.
    pub verdict: Verdict,
    /// The log's verifier key.
    pub log: String,
    /// With what outside it was compared: a copy, where one was brought.
    pub outside: Outside,
    /// What witnesses have signed of it.
    pub cosigned: Outside,
    /// Cosignatures that came late.
    pub late_cosignatures: Vec<LateCosignature>,
    /// The day of the last batch.
    pub last_day: Date,
    /// Nothing has been published since the last batch, although whole days have passed.
    pub silent: bool,
    /// What became of the receipt.
    pub receipt: Option<Kept>,
    /// Where the parts that were shared stand.
    pub shared: Option<Shared>,
    /// The concerns drawn, in the order in which they were drawn.
    pub sample: Option<Vec<ConcernId>>,
}

impl Report {
    /// Whether everything that the record names was produced.
    pub fn is_all_there(&self) -> bool {
        self.verdict.not_produced.is_empty() && self.verdict.manifests_missing.is_empty()
    }
}

/// Why an export does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// A line of a long file.
    #[error("{0}")]
    Line(#[from] WrongLine),
    /// The ledger itself.
    #[error("{}{about}: {}", fault.at, fault.what)]
    Ledger {
        /// Where, and what.
        fault: replay::Fault,
        /// Of an entry: its kind, concern and day, as they stand here.
        about: String,
    },
    /// There is no batch at all.
    #[error("there is no checkpoint in it: nothing was ever published, or the folder was not copied whole")]
    Nothing,
    /// The file `checkpoint` is none of the folder's newest.
    #[error("the file `checkpoint` is not the newest of the folder `checkpoints`")]
    Newest,
    /// A tile.
    #[error("{0}")]
    Tile(#[from] BadTile),
    /// What somebody outside holds.
    #[error("{0}")]
    Outside(#[from] OutsideFault),
    /// The receipt.
    #[error("{0}")]
    Receipt(#[from] BadPromise),
    /// The file of shared parts.
    #[error("{0}")]
    Shared(#[from] BadShare),
}

/// A check of an export on its way. The long files are handed in as they are read: [`manifests`](Self::manifests),
/// [`entries`](Self::entries) and [`items`](Self::items), in this order, each in pieces that end with a line; so that
/// memory holds what the entries say and not the files.
pub struct Verification<'a> {
    export: Export<'a>,
    replay: replay::Check<'a>,
    tiles: Tiles<'a>,
    /// Entries that were read and have no place yet.
    read: Vec<Result<Read, BadEntry>>,
    items: Vec<Item>,
    lines: [Lines; 3],
}

impl<'a> Verification<'a> {
    /// Begins. `tile` gives the bytes of a tile by its path, none where there is no such file.
    pub fn begin(export: Export<'a>, tile: &'a mut dyn FnMut(&str) -> Option<Vec<u8>>) -> Self {
        Self {
            export,
            replay: replay::Check::begin(export.log, export.checkpoints),
            tiles: Tiles::new(tile),
            read: Vec::new(),
            items: Vec::new(),
            lines: [MANIFESTS, ENTRIES, ITEMS].map(Lines::of),
        }
    }

    /// The next lines of `manifests.jsonl`.
    pub fn manifests(&mut self, piece: &[u8]) -> Result<(), Wrong> {
        let [lines, _, _] = &mut self.lines;
        let (read, end) = lines.read(piece, |line| Ok(Known::read(line.as_bytes())));
        self.replay.manifests(read);
        Ok(end?)
    }

    /// The next lines of `entries.jsonl`. Those before them get their places meanwhile.
    pub fn entries(&mut self, piece: &[u8]) -> Result<(), Wrong> {
        let [_, lines, _] = &mut self.lines;
        let before = std::mem::take(&mut self.read);
        let (replay, tiles) = (&mut self.replay, &mut self.tiles);
        let read = || {
            lines.read(piece, |line| {
                let (salt, entry) = parse_entry_line(line)?;
                Ok(Read::parse(&salt, &entry))
            })
        };
        let ((read, end), placed) = parallel::beside(read, || place(replay, tiles, before));
        self.read = read;
        placed.map_err(|fault| self.named(fault))?;
        if end.is_err() {
            self.place()?;
        }
        Ok(end?)
    }

    /// Gives what was read its places.
    fn place(&mut self) -> Result<(), Wrong> {
        let read = std::mem::take(&mut self.read);
        let placed = place(&mut self.replay, &mut self.tiles, read);
        placed.map_err(|fault| self.named(fault))
    }

    /// The next lines of `items.jsonl`.
    pub fn items(&mut self, piece: &[u8]) -> Result<(), Wrong> {
        self.place()?;
        let [_, _, lines] = &mut self.lines;
        let (read, end) = lines.read(piece, Item::parse);
        self.items.extend(read);
        Ok(end?)
    }

    /// Judges everything that was handed in. Fails at the first thing that does not hold.
    pub fn end(&mut self, asked: &Asked<'_>) -> Result<Report, Wrong> {
        self.place()?;
        let export = self.export;
        let verdict = self.replay.end(export.policies, Some(&self.items));
        let verdict = verdict.map_err(|fault| self.named(fault))?;
        self.tiles.compare(self.replay.tree().partial());
        let records: Vec<Digest> = self.replay.records().collect();
        let last_day = *verdict.batch_days.last().ok_or(Wrong::Nothing)?;
        if export.checkpoints.last().map(Vec::as_slice) != Some(export.newest) {
            return Err(Wrong::Newest);
        }
        self.tiles.end()?;
        let (cosigned, late_cosignatures) = outside::cosigned(&export, &verdict)?;
        let outside = match asked.against {
            Some(copy) => outside::compare(&export, &verdict, &records, copy)?,
            None => cosigned.clone(),
        };
        let receipt = asked
            .receipt
            .map(|receipt| receipt::find(export.log, &verdict, &records, receipt))
            .transpose()?;
        let entry = |index| self.replay.entry(index);
        let shared = asked
            .shared
            .map(|file| shared::find(export.log.origin(), &records, &self.items, entry, file))
            .transpose()?;
        let sample = asked
            .sample
            .map(|(count, seed)| sample(&verdict.standings, count, seed));
        Ok(Report {
            silent: asked.today.is_some_and(|today| is_silent(last_day, today)),
            log: export.log.vkey(),
            outside,
            cosigned,
            late_cosignatures,
            last_day,
            receipt,
            shared,
            sample,
            verdict,
        })
    }

    /// A fault with what can be said of its entry.
    fn named(&mut self, fault: replay::Fault) -> Wrong {
        let records = self.replay.records();
        let fault = blame::name(fault, self.export.checkpoints, records, &mut self.tiles);
        let entry = match fault.at {
            replay::At::Entry { index } => self.replay.entry(index),
            _ => None,
        };
        let about = entry.map(words::of_entry).unwrap_or_default();
        Wrong::Ledger { fault, about }
    }
}

/// Gives entries their places, and compares the tiles that they fill.
fn place(
    replay: &mut replay::Check<'_>,
    tiles: &mut Tiles<'_>,
    read: Vec<Result<Read, BadEntry>>,
) -> Result<(), replay::Fault> {
    replay.entries(read)?;
    tiles.compare(replay.tree().take_full());
    Ok(())
}

/// A batch comes every day: without one of yesterday or today somebody must ask why.
fn is_silent(last: Date, today: Date) -> bool {
    daylight_domain::calendar::days_between(last, today) > 1
}
