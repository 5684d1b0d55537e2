//! Files that are whole or not there, and whose times say no more than a day. Must not know what is in them.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use daylight_domain::Date;
use jiff::tz::TimeZone;

/// Midnight (UTC) of a day.
pub fn midnight(day: Date) -> SystemTime {
    let seconds = day
        .to_zoned(TimeZone::UTC)
        .map_or(0, |at| at.timestamp().as_second());
    let since = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
    UNIX_EPOCH.checked_add(since).unwrap_or(UNIX_EPOCH)
}

/// Writes a file durably: when this returns, the file is there with all its bytes, also after a power cut. With a
/// day, file and folder bear that day's midnight. What is true on dying in between: the old file, or none, and a
/// `.part` file that the next try writes again.
pub fn write(path: &Path, bytes: &[u8], day: Option<Date>) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let part = path.with_extension("part");
    let mut file = std::fs::File::create(&part)?;
    file.write_all(bytes)?;
    if let Some(day) = day {
        file.set_modified(midnight(day))?;
    }
    file.sync_all()?;
    std::fs::rename(&part, path)?;
    settle(folder, day)
}

/// Gives a durable file its name, durably; the folder bears the day's midnight.
pub fn rename(from: &Path, to: &Path, day: Date) -> io::Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    std::fs::rename(from, to)?;
    settle(folder, Some(day))
}

/// Removes a file and what a broken-off [`write`] left of it, durably; the folder bears the day's midnight. A file that
/// is not there is no failure.
pub fn remove(path: &Path, day: Date) -> io::Result<()> {
    for each in [path, &path.with_extension("part")] {
        match std::fs::remove_file(each) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    if folder.exists() {
        settle(folder, Some(day))
    } else {
        Ok(())
    }
}

/// Whether there was no room for a file.
pub fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded
    )
}

/// Tries whether a folder has room for a mebibyte more; leaves nothing there, nor the time of the look.
pub fn try_room(folder: &Path) -> io::Result<()> {
    let shown = std::fs::metadata(folder)?.modified()?;
    let path = folder.join("room.part");
    let tried = std::fs::File::create(&path).and_then(|mut file| {
        file.write_all(&vec![0; 1 << 20])?;
        file.sync_all()
    });
    let removed = std::fs::remove_file(&path);
    std::fs::File::open(folder)?.set_modified(shown)?;
    tried.and(removed)
}

fn settle(folder: &Path, day: Option<Date>) -> io::Result<()> {
    let folder = std::fs::File::open(folder)?;
    if let Some(day) = day {
        folder.set_modified(midnight(day))?;
    }
    folder.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_and_its_folder_bear_midnight_of_their_day() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a").join("b");
        let day = Date::constant(2026, 12, 18);
        write(&path, b"sealed", Some(day)).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"sealed");
        for each in [path.as_path(), path.parent().unwrap()] {
            assert_eq!(
                std::fs::metadata(each).unwrap().modified().unwrap(),
                midnight(day)
            );
        }
    }
}
