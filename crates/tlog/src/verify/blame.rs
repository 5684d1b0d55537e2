//! Which entry it was, when the entries of a batch are not those of its checkpoint: the bundles beside them say what was published.

use daylight_domain::Digest;

use super::tiles::Tiles;
use crate::checkpoint::UnverifiedCheckpoint;
use crate::growing::Growing;
use crate::replay::{At, Fault, What};
use crate::tiles::{Tile, WIDTH, parse_bundle};

/// The same fault, told of an entry where one can be named. `records` are those of the entries that were handed in.
pub(super) fn name(
    fault: Fault,
    checkpoints: &[Vec<u8>],
    mut records: impl Iterator<Item = Digest>,
    tiles: &mut Tiles<'_>,
) -> Fault {
    let (At::Batch { number }, What::Root | What::Size) = (fault.at, &fault.what) else {
        return fault;
    };
    let claimed = |bytes: &Vec<u8>| {
        let checkpoint = UnverifiedCheckpoint::parse(bytes).ok()?;
        Some((checkpoint.claimed().size, checkpoint.claimed().root))
    };
    let signed = checkpoints.get(number).and_then(claimed);
    let whole = checkpoints.last().and_then(claimed);
    let Some(((size, root), (whole, _))) = signed.zip(whole) else {
        return fault;
    };
    let Some(published) = published(size, whole, tiles) else {
        return fault;
    };
    let mut tree = Growing::default();
    for record in &published {
        tree.push(record);
        tree.take_full();
    }
    let differs = (0_u64..)
        .zip(&published)
        .map(|(index, record)| (index, records.next(), *record))
        .find(|(_, here, record)| *here != Some(*record));
    match differs {
        Some((index, None, _)) if tree.root() == root => Fault::entry(index, What::Missing),
        Some((index, ..)) if tree.root() == root => Fault::entry(index, What::Changed),
        None if fault.what == What::Root => Fault::batch(number, What::OtherHistory),
        _ => fault,
    }
}

/// The first `size` records as the bundles of a tree of `whole` hold them; none if a bundle is missing or is none.
fn published(size: u64, whole: u64, tiles: &mut Tiles<'_>) -> Option<Vec<Digest>> {
    let mut records = Vec::new();
    for index in 0..size.div_ceil(WIDTH) {
        let left = whole.checked_sub(index.checked_mul(WIDTH)?)?;
        let width = u32::try_from(left.min(WIDTH)).ok()?;
        let some = parse_bundle(&tiles.read(&Tile::bundle(index, width))?)?;
        if some.len() != usize::try_from(width).ok()? {
            return None;
        }
        records.extend(some);
    }
    records.truncate(usize::try_from(size).ok()?);
    Some(records)
}
