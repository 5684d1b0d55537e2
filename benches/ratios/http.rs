//! A sender that costs next to nothing: requests are bytes made beforehand, answers are read and not parsed.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use actix_web::dev::{Server, ServerHandle};
use anyhow::{Context as _, ensure};

/// One connection that is kept open.
pub(crate) struct Sender(BufReader<TcpStream>);

impl Sender {
    pub(crate) fn to(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// Sends a whole request, reads the whole answer; anything but 200 is an error.
    pub(crate) fn call(&mut self, request: &[u8]) -> anyhow::Result<Vec<u8>> {
        self.0.get_mut().write_all(request)?;
        let (mut status, mut length) = (String::new(), 0);
        self.0.read_line(&mut status)?;
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line)?;
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse()?;
            }
            if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.0.read_exact(&mut body)?;
        ensure!(
            status.starts_with("HTTP/1.1 200"),
            "{status}{}",
            String::from_utf8_lossy(&body)
        );
        Ok(body)
    }
}

/// A request with a JSON body.
pub(crate) fn post(path: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// A request without a body.
pub(crate) fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n").into_bytes()
}

/// The same with a session's token.
pub(crate) fn get_as(path: &str, token: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n\r\n").into_bytes()
}

/// Sends all requests from so many senders at once; returns how long it took until the last answer.
pub(crate) fn send_all(
    address: SocketAddr,
    requests: &[Vec<u8>],
    senders: usize,
) -> anyhow::Result<Duration> {
    let mut connections = (0..senders)
        .map(|_| Sender::to(address))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let share = requests.len().div_ceil(senders).max(1);
    let start = Instant::now();
    std::thread::scope(|scope| {
        let threads: Vec<_> = connections
            .iter_mut()
            .zip(requests.chunks(share))
            .map(|(connection, share)| {
                scope.spawn(move || {
                    share
                        .iter()
                        .try_for_each(|request| connection.call(request).map(drop))
                })
            })
            .collect();
        threads.into_iter().try_for_each(|thread| {
            thread
                .join()
                .unwrap_or_else(|_| anyhow::bail!("a sender panicked"))
        })
    })?;
    Ok(start.elapsed())
}

/// A server on threads of its own.
pub(crate) struct Running {
    pub(crate) address: SocketAddr,
    handle: ServerHandle,
    thread: JoinHandle<()>,
}

impl Running {
    /// Starts what `make` builds on a free port.
    pub(crate) fn start(
        make: impl FnOnce(TcpListener) -> std::io::Result<Server> + Send + 'static,
    ) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let (send, receive) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let served = actix_web::rt::System::new().block_on(async move {
                let server = make(listener)?;
                let _ = send.send(server.handle());
                server.await
            });
            if let Err(error) = served {
                eprintln!("a server ended: {error}");
            }
        });
        Ok(Self {
            address,
            handle: receive.recv().context("the server did not start")?,
            thread,
        })
    }

    pub(crate) fn stop(self, runtime: &tokio::runtime::Runtime) {
        runtime.block_on(self.handle.stop(false));
        let _ = self.thread.join();
    }
}
