//! Roots and proofs against `ct-merkle`, which shares no code with the tree we use.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ct_merkle::{ConsistencyProof, InclusionProof};
use daylight_domain::Digest;
use daylight_tlog::{Hashes, TreeError, check_consistency, check_inclusion, leaf_hash, sha256, tree};
use proptest::prelude::*;
use sha2_11::Sha256;

type Theirs = MemoryBackedTree<Sha256, Vec<u8>>;

fn records(n: u64) -> Vec<Digest> {
    (0..n).map(|n| sha256(&n.to_be_bytes())).collect()
}

fn ours(size: u64) -> Hashes {
    // In two parts, as a log grows.
    let all = records(size);
    let (first, second) = all.split_at(all.len() / 3);
    let mut stored: Hashes = tree::append(0, first, &Hashes::new())
        .unwrap()
        .into_iter()
        .collect();
    let old = u64::try_from(first.len()).unwrap();
    let have = fetched(&stored, &tree::needed_to_append(old));
    stored.extend(tree::append(old, second, &have).unwrap());
    stored
}

fn theirs(size: u64) -> Theirs {
    let mut tree = Theirs::new();
    for record in records(size) {
        tree.push(record.0.to_vec());
    }
    tree
}

/// What a store answers: the named hashes and no other, so that a list that names too few is found out.
fn fetched(stored: &Hashes, needed: &[u64]) -> Hashes {
    needed.iter().map(|index| (*index, stored[index])).collect()
}

fn flat(proof: &[Digest]) -> Vec<u8> {
    proof.iter().flat_map(|hash| hash.0).collect()
}

fn root(stored: &Hashes, size: u64) -> Digest {
    tree::root(size, &fetched(stored, &tree::needed_for_root(size))).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn roots_and_inclusion_agree((size, index) in (1_u64..300).prop_flat_map(|size| (Just(size), 0..size))) {
        let (stored, theirs) = (ours(size), theirs(size));
        let root = root(&stored, size);
        let their_root = theirs.root();
        prop_assert_eq!(root.0.as_slice(), their_root.as_bytes().as_slice());

        let proof = tree::inclusion(size, index, &fetched(&stored, &tree::needed_for_inclusion(size, index))).unwrap();
        let place = usize::try_from(index).unwrap();
        let expected = theirs.prove_inclusion(place);
        prop_assert_eq!(flat(&proof), expected.as_bytes());
        let record = records(size)[place];
        let as_theirs = InclusionProof::<Sha256>::try_from_bytes(flat(&proof)).unwrap();
        theirs.root().verify_inclusion(&record.0.to_vec(), index, &as_theirs).unwrap();
        check_inclusion(&proof, size, &root, index, &record).unwrap();

        prop_assert!(check_inclusion(&proof, size, &root, index, &leaf_hash(&record)).is_err());
        prop_assert!(check_inclusion(&proof, size, &root, index.wrapping_add(1), &record).is_err());
        let mut longer = proof.clone();
        longer.push(record);
        prop_assert!(check_inclusion(&longer, size, &root, index, &record).is_err());
    }

    #[test]
    fn consistency_agrees((new, old) in (1_u64..300).prop_flat_map(|new| (Just(new), 1..=new))) {
        let (stored, theirs_new, theirs_old) = (ours(new), theirs(new), theirs(old));
        let (old_root, new_root) = (root(&stored, old), root(&stored, new));
        let proof = tree::consistency(old, new, &fetched(&stored, &tree::needed_for_consistency(old, new))).unwrap();
        check_consistency(&proof, (old, &old_root), (new, &new_root)).unwrap();
        prop_assert!(check_consistency(&proof, (old, &leaf_hash(&old_root)), (new, &new_root)).is_err());
        if old < new {
            let expected = theirs_new.prove_consistency(usize::try_from(new.abs_diff(old)).unwrap());
            prop_assert_eq!(flat(&proof), expected.as_bytes());
            let as_theirs = ConsistencyProof::<Sha256>::try_from_bytes(flat(&proof)).unwrap();
            theirs_new.root().verify_consistency(&theirs_old.root(), &as_theirs).unwrap();
            prop_assert!(check_consistency(&proof, (new, &new_root), (old, &old_root)).is_err());
        }
    }

    #[test]
    fn proofs_of_strangers_never_panic(
        size: u64, index: u64, hashes in proptest::collection::vec(any::<[u8; 32]>(), 0..70),
    ) {
        let proof: Vec<Digest> = hashes.into_iter().map(Digest).collect();
        let root = Digest([1; 32]);
        prop_assert!(check_inclusion(&proof, size, &root, index, &root).is_err());
        let _ = check_consistency(&proof, (index, &root), (size, &root));
        tree::needed_for_root(size);
        tree::needed_for_inclusion(size, index);
        tree::needed_for_consistency(index, size);
    }
}

#[test]
fn the_empty_tree_is_the_beginning_of_every_tree() {
    let (empty, one) = (root(&Hashes::new(), 0), root(&ours(1), 1));
    assert_eq!(empty, sha256(b""));
    assert_eq!(check_consistency(&[], (0, &empty), (1, &one)), Ok(()));
    assert_eq!(
        check_consistency(&[], (0, &one), (1, &one)),
        Err(TreeError::InvalidProof)
    );
    assert_eq!(
        check_consistency(&[], (0, &empty), (0, &one)),
        Err(TreeError::InvalidProof)
    );
}

#[test]
fn a_missing_hash_is_said_and_not_guessed() {
    assert_eq!(tree::root(3, &Hashes::new()), Err(TreeError::MissingHash));
    assert_eq!(
        tree::append(1, &records(1), &Hashes::new()),
        Err(TreeError::MissingHash)
    );
    assert_eq!(tree::inclusion(2, 2, &ours(2)), Err(TreeError::OutOfRange));
}

#[test]
fn tiles_hold_the_hashes_that_a_client_needs() {
    use tlog_tiles::{Hash, HashReader as _, Tile as Theirs, TileHashReader, TileReader};

    struct Served(Hashes);
    impl TileReader for Served {
        fn height(&self) -> u8 {
            8
        }
        fn read_tiles(&self, tiles: &[Theirs]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
            Ok(tiles
                .iter()
                .map(|tile| {
                    // The library's path has the height in it, a served one has not.
                    let path = tile.path().replacen("tile/8/", "tile/", 1);
                    let tile = daylight_tlog::Tile::from_path(&path).unwrap();
                    tile.hash_bytes(&fetched(&self.0, &tile.needed_hashes())).unwrap()
                })
                .collect())
        }
        fn save_tiles(&self, _: &[Theirs], _: &[Vec<u8>]) {}
    }

    let stored = ours(600);
    let root = Hash(root(&stored, 600).0);
    let served = Served(stored);
    let reader = TileHashReader::new(600, root, &served);
    let index = tlog_tiles::stored_hash_index(0, 511);
    assert_eq!(
        reader.read_hashes(&[index]).unwrap(),
        [Hash(leaf_hash(&records(600)[511]).0)]
    );
}
