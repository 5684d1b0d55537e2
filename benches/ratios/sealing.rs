//! Sealing and opening a long stream, against the age crate alone with the same recipient.

use std::io::{Read, Write as _};
use std::iter::once;
use std::time::Instant;

use age::{Decryptor, Encryptor};
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::{open_stream, seal_stream};
use daylight::entropy::SeededEntropy;

use crate::Size;
use crate::table::{Row, median};

const TURNS: usize = 9;

pub(crate) fn measure(size: &Size) -> anyhow::Result<Vec<Row>> {
    let plain = vec![0x5a; usize::try_from(size.sealed_mib)? << 20];
    let ours = HybridIdentity::generate(&SeededEntropy::new(1));
    let to = ours.recipient();
    let x25519 = age::x25519::Identity::generate();
    let to_x25519 = x25519.to_public();

    let seal_ours = || -> anyhow::Result<Vec<u8>> {
        let mut writer = seal_stream(&to, room(&plain))?;
        writer.write_all(&plain)?;
        Ok(writer.finish()?.into_inner())
    };
    let seal_age = |to: &dyn age::Recipient| -> anyhow::Result<Vec<u8>> {
        let mut writer = Encryptor::with_recipients(once(to))?.wrap_output(room(&plain))?;
        writer.write_all(&plain)?;
        Ok(writer.finish()?)
    };
    let open_age = |with: &dyn age::Identity, file: &[u8]| -> anyhow::Result<()> {
        drain(Decryptor::new_buffered(file)?.decrypt(once(with))?)
    };
    let (file, foreign) = (seal_ours()?, seal_age(&to_x25519)?);

    // Taking turns, so that a busy moment of the machine meets all of them.
    let mut seconds: [Vec<f64>; 6] = Default::default();
    for _ in 0..TURNS {
        let turn = [
            time(|| seal_ours().map(drop))?,
            time(|| seal_age(&to).map(drop))?,
            time(|| seal_age(&to_x25519).map(drop))?,
            time(|| drain(open_stream(&ours, &file[..])?))?,
            time(|| open_age(&ours, &file))?,
            time(|| open_age(&x25519, &foreign))?,
        ];
        seconds.iter_mut().zip(turn).for_each(|(all, one)| all.push(one));
    }
    let mib = f64::from(size.sealed_mib);
    let row = |what, ours: &[f64], theirs: &[f64], target| {
        let ratio = median(
            ours.iter()
                .zip(theirs)
                .map(|(ours, theirs)| ours / theirs)
                .collect(),
        );
        Row {
            what,
            database: "",
            daylight: format!("{:.0} MiB/s", mib / median(ours.to_vec())),
            bare: format!("{:.0} MiB/s", mib / median(theirs.to_vec())),
            ratio: format!("{ratio:.2} of its time"),
            target,
            met: (!target.is_empty()).then_some(ratio <= 1.1),
        }
    };
    let [seal, seal_age, seal_x25519, open, open_age, open_x25519] = seconds;
    Ok(vec![
        row(
            "sealing 100 MiB; bare: the age crate alone, same recipient",
            &seal,
            &seal_age,
            "at most 1.1",
        ),
        row(
            "the same; bare: the age crate to an X25519 recipient",
            &seal,
            &seal_x25519,
            "",
        ),
        row(
            "opening 100 MiB; bare: the age crate alone, same identity",
            &open,
            &open_age,
            "at most 1.1",
        ),
        row(
            "the same; bare: the age crate with an X25519 identity",
            &open,
            &open_x25519,
            "",
        ),
    ])
}

/// Enough room for a sealed file, so that no turn pays for a vector that grows.
fn room(plain: &[u8]) -> Vec<u8> {
    Vec::with_capacity(daylight::crypto::seal::sealed_size(plain.len()).saturating_add(1 << 16))
}

fn drain(mut reader: impl Read) -> anyhow::Result<()> {
    let mut buffer = vec![0; 1 << 16];
    while reader.read(&mut buffer)? > 0 {}
    Ok(())
}

fn time(work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<f64> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed().as_secs_f64())
}
