//! A witness written from the specifications alone (c2sp.org/tlog-witness, tlog-cosignature, tlog-checkpoint, signed-note;
//! RFC 6962): nothing of ours writes, reads or checks here. Its faults are switched while it runs.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::merkle::{Hash, is_beginning, sha256};

/// How it behaves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// As the specification says.
    Right,
    /// Hangs up without a word.
    Away,
    /// Takes everything in, and never says a word.
    Hangs,
    /// Cosigns and keeps it, and hangs up before it says so.
    LosesAnswer,
    /// Answers with this status and these bytes.
    Says(u16, &'static str),
    /// Cosigns with another key, under its own name.
    WrongKey,
    /// Cosigns another tree than the one it was sent.
    WrongTree,
}

/// One request and its answer.
#[derive(Clone)]
pub(crate) struct Exchange {
    pub(crate) request: String,
    pub(crate) status: u16,
    pub(crate) answer: String,
}

pub(crate) struct State {
    pub(crate) mode: Mode,
    /// Its clock, in seconds since 1970.
    pub(crate) now: u64,
    /// The latest checkpoint that it cosigned.
    pub(crate) size: u64,
    pub(crate) root: Hash,
    pub(crate) session: Vec<Exchange>,
    /// The log it knows: origin and key.
    log: (String, VerifyingKey),
    /// Connections that wait for ever.
    hanging: Vec<TcpStream>,
}

/// The witness, on a free port of this machine.
pub(crate) struct Stranger {
    name: &'static str,
    key: SigningKey,
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Stranger {
    /// A witness of the log with this vkey. Its key comes from its name.
    pub(crate) fn of(log_vkey: &str, name: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let mut parts = log_vkey.splitn(3, '+');
        let origin = parts.next().unwrap().to_owned();
        let key_bytes = STANDARD.decode(parts.nth(1).unwrap()).unwrap();
        let verifier = VerifyingKey::from_bytes(key_bytes[1..].try_into().unwrap()).unwrap();
        let key = SigningKey::from_bytes(&sha256(&[name.as_bytes()]));
        let state = Arc::new(Mutex::new(State {
            mode: Mode::Right,
            now: 1_797_552_000,
            size: 0,
            root: sha256(&[]),
            session: Vec::new(),
            log: (origin, verifier),
            hanging: Vec::new(),
        }));
        let (shared, signer) = (state.clone(), key.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                serve(stream.unwrap(), &shared, name, &signer);
            }
        });
        Self {
            name,
            key,
            address,
            state,
        }
    }

    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub(crate) fn mode(&self, mode: Mode) {
        self.state().mode = mode;
    }

    /// What was asked and answered since the last time.
    pub(crate) fn session(&self) -> Vec<Exchange> {
        std::mem::take(&mut self.state().session)
    }

    pub(crate) fn vkey(&self) -> String {
        let material = [&[4], self.key.verifying_key().as_bytes().as_slice()].concat();
        let id = key_id(self.name, &material);
        let number = u32::from_be_bytes(id);
        format!("{}+{number:08x}+{}", self.name, STANDARD.encode(material))
    }

    /// Its table in `daylight.toml`.
    pub(crate) fn table(&self) -> String {
        format!(
            "[[witness]]\nvkey = \"{}\"\nurl = \"http://{}/prefix\"\ntimeout_seconds = 1\n",
            self.vkey(),
            self.address
        )
    }

    /// Whether a note bears its cosignature, and when it was made.
    pub(crate) fn signed(&self, note: &str) -> Option<u64> {
        let (text, lines) = note.rsplit_once("\n\n")?;
        let line = lines
            .lines()
            .find_map(|line| line.strip_prefix(&format!("— {} ", self.name)))?;
        let bytes = STANDARD.decode(line).ok()?;
        let time = u64::from_be_bytes(bytes[4..12].try_into().ok()?);
        let signature = Signature::from_slice(&bytes[12..]).ok()?;
        let message = format!("cosignature/v1\ntime {time}\n{text}\n");
        let key = self.key.verifying_key();
        key.verify_strict(message.as_bytes(), &signature).ok()?;
        Some(time)
    }
}

fn key_id(name: &str, material: &[u8]) -> [u8; 4] {
    sha256(&[name.as_bytes(), b"\n", material])[..4]
        .try_into()
        .unwrap()
}

/// One request a connection.
fn serve(mut stream: TcpStream, state: &Mutex<State>, name: &str, key: &SigningKey) {
    let mode = state.lock().unwrap().mode;
    if mode == Mode::Away {
        return;
    }
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let (mut first, mut length) = (String::new(), 0);
    reader.read_line(&mut first).unwrap();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).unwrap() == 0 {
            return;
        }
        let line = line.trim_end().to_ascii_lowercase();
        if let Some(number) = line.strip_prefix("content-length: ") {
            length = number.parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let body = String::from_utf8(body).unwrap();
    let mut state = state.lock().unwrap();
    let (status, answer) = match mode {
        _ if first != "POST /prefix/add-checkpoint HTTP/1.1\r\n" => (405, String::new()),
        Mode::Hangs => {
            state.hanging.push(stream);
            return;
        }
        Mode::Says(status, words) => (status, words.to_owned()),
        _ => add_checkpoint(&mut state, name, key, &body),
    };
    state.session.push(Exchange {
        request: body,
        status,
        answer: answer.clone(),
    });
    if mode == Mode::LosesAnswer {
        return;
    }
    let kind = if status == 409 {
        "text/x.tlog.size"
    } else {
        "text/plain"
    };
    let head = format!(
        "HTTP/1.1 {status} x\r\ncontent-type: {kind}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        answer.len()
    );
    // Whoever asked may have gone.
    let _ = stream.write_all([head, answer].concat().as_bytes());
}

/// The status and the body that the specification asks for.
fn add_checkpoint(state: &mut State, name: &str, key: &SigningKey, body: &str) -> (u16, String) {
    let Some((old, proof, note)) = split(body) else {
        return (400, String::new());
    };
    let Some((text, signatures)) = note.rsplit_once("\n\n") else {
        return (400, String::new());
    };
    let text = format!("{text}\n");
    let lines: Vec<&str> = text.lines().collect();
    let [origin, size, root] = lines.as_slice() else {
        return (400, String::new());
    };
    let (Ok(size), Ok(root)) = (size.parse::<u64>(), STANDARD.decode(root)) else {
        return (400, String::new());
    };
    if *origin != state.log.0 {
        return (404, String::new());
    }
    if !signatures.lines().any(|line| is_signed(line, &text, &state.log)) {
        return (403, String::new());
    }
    let root: Hash = root.try_into().unwrap();
    if old > size {
        return (400, String::new());
    }
    if old != state.size || (old == size && root != state.root) {
        return (409, format!("{}\n", state.size));
    }
    if !is_beginning(&proof, (old, state.root), (size, root)) {
        return (422, String::new());
    }
    (state.size, state.root) = (size, root);
    let note = if state.mode == Mode::WrongTree {
        text.replace(&format!("\n{size}\n"), &format!("\n{}\n", size + 1))
    } else {
        text
    };
    let other = SigningKey::from_bytes(&[99; 32]);
    let signer = if state.mode == Mode::WrongKey { &other } else { key };
    let message = format!("cosignature/v1\ntime {}\n{note}", state.now);
    let material = [&[4], key.verifying_key().as_bytes().as_slice()].concat();
    let line = [
        &key_id(name, &material),
        state.now.to_be_bytes().as_slice(),
        &signer.sign(message.as_bytes()).to_bytes(),
    ]
    .concat();
    (200, format!("— {name} {}\n", STANDARD.encode(line)))
}

/// The old size, the proof and the note of a request.
fn split(body: &str) -> Option<(u64, Vec<Hash>, &str)> {
    let (head, note) = body.split_once("\n\n")?;
    let mut lines = head.split('\n');
    let digits = lines.next()?.strip_prefix("old ")?;
    let old: u64 = digits.parse().ok()?;
    let proof: Option<Vec<Hash>> = lines
        .map(|line| STANDARD.decode(line).ok()?.try_into().ok())
        .collect();
    proof
        .filter(|proof| old.to_string() == digits && proof.len() <= 63)
        .map(|proof| (old, proof, note))
}

/// Whether a signature line is the log's, over this text.
fn is_signed(line: &str, text: &str, (origin, key): &(String, VerifyingKey)) -> bool {
    let material = [&[1], key.as_bytes().as_slice()].concat();
    let bytes = line
        .strip_prefix(&format!("— {origin} "))
        .map(|rest| STANDARD.decode(rest));
    let Some(Ok(bytes)) = bytes else { return false };
    bytes[..4] == key_id(origin, &material)
        && Signature::from_slice(&bytes[4..])
            .is_ok_and(|signature| key.verify_strict(text.as_bytes(), &signature).is_ok())
}
