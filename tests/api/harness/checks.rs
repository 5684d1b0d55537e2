//! What must hold when any test ends, and what lies on the disk.

use std::path::{Path, PathBuf};

use daylight::actions::examine_record::replay_ledger;
use daylight::actions::run_calendar::run_calendar;

use super::{PLANTED, TestApp};

impl TestApp {
    /// Everything that lies on the disk, with its name.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = self.database.server_files();
        collect(self.dir.path(), &mut files);
        files
    }

    /// Everything that the service has written or sent, with its place: its files, the database among them, its mail, its log.
    pub(crate) fn places(&self) -> Vec<(String, Vec<u8>)> {
        let files = self.files().into_iter();
        let mut places: Vec<(String, Vec<u8>)> = files
            .map(|(path, bytes)| (path.display().to_string(), bytes))
            .collect();
        let mails = self.mail.sent().into_iter();
        places.extend(mails.map(|mail| ("a mail".to_owned(), mail.message.into_bytes())));
        places.push(("the log".to_owned(), crate::log::captured()));
        places
    }

    /// These words stand nowhere in it, whatever the case of their letters.
    #[track_caller]
    pub(crate) fn holds_nowhere(&self, words: &str) {
        let words = words.to_lowercase();
        for (place, bytes) in self.places() {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            assert!(!text.contains(&words), "{words:?} lies in clear in {place}");
        }
    }

    fn check_the_ledger(&self) {
        // What waits joins the tree first: the check is of the whole record.
        self.runtime.block_on(async {
            run_calendar(self.service()).await.unwrap();
            replay_ledger(self.service())
                .await
                .unwrap()
                .expect("the whole ledger verifies from zero");
        });
    }

    fn check_that_nothing_is_in_clear(&self) {
        let mut planted = vec![PLANTED.to_owned()];
        for code in self.codes.borrow().iter() {
            planted.push(code.clone());
            planted.push(code.replace(' ', "-"));
        }
        for (place, bytes) in self.places() {
            // Characters of ASCII stand in what is no text as well: the search through text is the fast one.
            let text = String::from_utf8_lossy(&bytes);
            for words in &planted {
                assert!(!text.contains(words), "planted words lie in clear in {place}");
            }
        }
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            if !self.ledger_is_damaged {
                self.check_the_ledger();
            }
            self.check_that_nothing_is_in_clear();
        }
        for replica in self.replicas.drain(..) {
            replica.end(&self.runtime);
        }
    }
}

fn collect(dir: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            let bytes = std::fs::read(&path).unwrap();
            files.push((path, bytes));
        }
    }
}
