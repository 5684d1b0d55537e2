//! The way to a PostgreSQL server, which can be cut, and can lead to another server afterwards: the one address that
//! replicas are given. Knows nothing of what is said on it.

use std::io;
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// The name of a server's socket in its folder.
const SOCKET: &str = ".s.PGSQL.5432";

/// A socket that passes on what comes to a server's.
pub(crate) struct Way {
    folder: tempfile::TempDir,
    to: Arc<Mutex<PathBuf>>,
    streams: Arc<Mutex<Vec<UnixStream>>>,
    open: Arc<AtomicBool>,
}

impl Way {
    /// An open way to the server whose socket lies in this folder.
    pub(crate) fn to(server: &Path) -> Self {
        let way = Self {
            folder: tempfile::tempdir().unwrap(),
            to: Arc::new(Mutex::new(server.join(SOCKET))),
            streams: Arc::default(),
            open: Arc::default(),
        };
        way.open();
        way
    }

    /// The folder to give as `host`.
    pub(crate) fn host(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join(SOCKET)
    }

    /// From now on it leads to another server; whoever is connected stays where they are.
    pub(crate) fn lead_to(&self, server: &Path) {
        *self.to.lock().unwrap() = server.join(SOCKET);
    }

    pub(crate) fn open(&self) {
        self.open.store(true, Ordering::SeqCst);
        let listener = UnixListener::bind(self.socket()).unwrap();
        let (to, streams, open) = (self.to.clone(), self.streams.clone(), self.open.clone());
        std::thread::spawn(move || {
            for near in listener.incoming() {
                if !open.load(Ordering::SeqCst) {
                    return;
                }
                let near = near.unwrap();
                let to = to.lock().unwrap().clone();
                // Nobody there: the caller finds the way closed behind them.
                let Ok(far) = UnixStream::connect(to) else {
                    continue;
                };
                for (from, into) in [(&near, &far), (&far, &near)] {
                    let (mut from, mut into) = (from.try_clone().unwrap(), into.try_clone().unwrap());
                    std::thread::spawn(move || {
                        let _ = io::copy(&mut from, &mut into);
                        let _ = into.shutdown(Shutdown::Both);
                    });
                }
                streams.lock().unwrap().extend([near, far]);
            }
        });
    }

    pub(crate) fn cut(&self) {
        self.open.store(false, Ordering::SeqCst);
        // Wakes the listener, which then goes.
        let _ = UnixStream::connect(self.socket());
        std::fs::remove_file(self.socket()).unwrap();
        for stream in self.streams.lock().unwrap().drain(..) {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        if self.open.load(Ordering::SeqCst) {
            self.cut();
        }
    }
}
