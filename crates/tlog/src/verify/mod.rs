//! The check of an export: the replay of its ledger, its tiles, what outsiders hold, a reporter's receipt. What
//! `daylight-verify` says, as values; everything it looks at is handed in. Words for people stand in [`words`].

mod outside;
mod receipt;
mod sample;
mod tiles;
pub mod words;

use daylight_domain::{ConcernId, Date, Digest};

use crate::entry::Salt;
use crate::export::Item;
use crate::note::LogVerifier;
use crate::replay::{self, Ledger, Verdict};
use crate::witness_policy::WitnessPolicy;

pub use outside::{LateCosignature, Outside, OutsideFault};
pub use receipt::{BadPromise, Kept, Promise};
pub use sample::sample;
pub use tiles::BadTile;

/// An export, as its files say it.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The log's key: the first line of `vkeys`, or one that the auditor has from elsewhere.
    pub log: &'a LogVerifier,
    /// The file `checkpoint`.
    pub newest: &'a [u8],
    /// The folder `checkpoints`, in the order of its numbers.
    pub checkpoints: &'a [Vec<u8>],
    /// `entries.jsonl`, read.
    pub entries: &'a [(Salt, Vec<u8>)],
    /// The lines of `manifests.jsonl`.
    pub manifests: &'a [Vec<u8>],
    /// `items.jsonl`, read.
    pub items: &'a [Item],
    /// `policy.txt`, or one that the auditor has from elsewhere.
    pub witnesses: &'a WitnessPolicy,
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
    /// With what outside it was compared.
    pub outside: Outside,
    /// Cosignatures that came late.
    pub late_cosignatures: Vec<LateCosignature>,
    /// The day of the last batch.
    pub last_day: Date,
    /// Nothing has been published since the last batch, although whole days have passed.
    pub silent: bool,
    /// What became of the receipt.
    pub receipt: Option<Kept>,
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
    /// The ledger itself.
    #[error("{0}")]
    Ledger(#[from] replay::Fault),
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
}

/// Checks an export. `tile` gives the bytes of a tile by its path, none where there is no such file; no tile is asked for
/// twice.
pub fn verify(
    export: &Export<'_>,
    asked: &Asked<'_>,
    tile: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
) -> Result<Report, Wrong> {
    let verdict = replay::check(&Ledger {
        log: export.log,
        checkpoints: export.checkpoints,
        entries: export.entries,
        manifests: export.manifests,
        policies: export.policies,
        items: Some(export.items),
    })?;
    let last_day = *verdict.batch_days.last().ok_or(Wrong::Nothing)?;
    if export.checkpoints.last().map(Vec::as_slice) != Some(export.newest) {
        return Err(Wrong::Newest);
    }
    let records: Vec<Digest> = export
        .entries
        .iter()
        .map(|(salt, bytes)| crate::entry::record(salt, bytes))
        .collect();
    tiles::check(&records, tile)?;
    let (outside, late_cosignatures) = outside::compare(export, &verdict, &records, asked.against)?;
    let receipt = asked
        .receipt
        .map(|receipt| receipt::find(export, &verdict, &records, receipt))
        .transpose()?;
    let sample = asked
        .sample
        .map(|(count, seed)| sample(&verdict.standings, count, seed));
    Ok(Report {
        silent: asked.today.is_some_and(|today| is_silent(last_day, today)),
        outside,
        late_cosignatures,
        last_day,
        receipt,
        sample,
        verdict,
    })
}

/// A batch comes every day: without one of yesterday or today somebody must ask why.
fn is_silent(last: Date, today: Date) -> bool {
    daylight_domain::calendar::days_between(last, today) > 1
}
