//! Junk by the thousand: an honest concern sent in the middle of it gets its receipt in time, what was accepted is there,
//! and memory stays bounded (DESIGN section 9). The long form, a minute at a thousand a second, is `make faults`.

#![expect(clippy::arithmetic_side_effects, reason = "a test that overflows has failed")]

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use daylight::client::http::Caller;
use daylight::client::submit::{self, Choices};
use daylight::client::{Reporter, Trust};
use daylight::crypto::code::TrackingCode;
use daylight::crypto::hybrid::HybridIdentity;
use daylight::crypto::seal::Plaintext;
use daylight::crypto::sign::SigningSecret;
use daylight::crypto::submission::Submission;
use daylight::crypto::work::Proof;
use daylight::entropy::{Entropy as _, SystemEntropy};
use daylight::store::concerns;
use daylight_domain::{ConcernId, Digest, Urgency, to_hex};
use daylight_tlog::sha256;
use serde_json::{Value, json};

use crate::harness::FRIDAY;
use crate::kill::machine::Machine;

/// Threads that send without working: more than are let in without work, or they would wait for each other and offer less.
const SENDERS: u64 = 192;
/// DESIGN's figures (issue of the flood): a receipt within seconds, memory in MiB.
const RECEIPT_WITHIN: Duration = Duration::from_secs(15);
const MOST_MIB: u64 = 200;

/// Submissions that differ in key and locator alone.
struct Junk {
    sealed: Submission,
    /// What they share, to the end of the body.
    parts: String,
}

/// A submission as it is sent, but for what all share.
struct Piece {
    concern: ConcernId,
    manifest: Digest,
    head: String,
}

impl Junk {
    fn of(trust: &Trust) -> Self {
        let (_, sealed) = seal(trust);
        let bytes =
            |part: &daylight::crypto::seal::Sealed| json!(daylight::api::Bytes(part.as_bytes().to_vec()));
        let parts = json!({
            "about": bytes(&sealed.about),
            "account": bytes(&sealed.account),
            "capsules": sealed.capsules.iter().map(bytes).collect::<Vec<_>>(),
        });
        let parts = parts.to_string().replacen('{', ",", 1);
        Self { sealed, parts }
    }

    /// A new one.
    fn piece(&self) -> Piece {
        let mut locator = [0; 32];
        SystemEntropy.fill(&mut locator);
        let key = SigningSecret::generate(&SystemEntropy);
        let mut manifest = self.sealed.manifest.clone();
        manifest.case_recipient = HybridIdentity::generate(&SystemEntropy).recipient().to_string();
        manifest.reporter = key.public();
        let concern = manifest.concern();
        let manifest = manifest.sign(&key.key()).unwrap();
        let text = json!(std::str::from_utf8(&manifest).unwrap());
        let head = format!(r#"{{"manifest":{text},"locator_hash":"{}""#, to_hex(&locator));
        Piece {
            concern,
            manifest: sha256(&manifest),
            head,
        }
    }

    /// So many, made by both processors.
    fn pieces(&self, count: u64) -> Vec<Piece> {
        let some = |count| (0..count).map(|_| self.piece()).collect::<Vec<_>>();
        std::thread::scope(|scope| {
            let half = scope.spawn(move || some(count / 2));
            let mut all = some(count - count / 2);
            all.extend(half.join().unwrap());
            all
        })
    }
}

fn seal(trust: &Trust) -> (Reporter, Submission) {
    let reporter = Reporter::from_code(&TrackingCode::generate(&SystemEntropy), trust).unwrap();
    let words = |text: &str| Plaintext::new(text.to_owned());
    let choices = Choices {
        excluded: &[],
        urgency: Urgency::Ordinary,
        about: &words("invented"),
        account: &words("invented"),
    };
    let sealed = submit::prepare(trust, reporter.master(), &choices, &SystemEntropy).unwrap();
    (reporter, sealed)
}

/// Sends one and gives status and body; nothing if the connection is refused or cut.
fn send(address: SocketAddr, (piece, parts): (&Piece, &str), work: Option<&Proof>) -> Option<(u16, Value)> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(5)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let work = work.map_or_else(String::new, |proof| format!("daylight-work: {proof}\r\n"));
    let head = format!(
        "POST /api/v1/concerns HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-type: application/json\r\n\
         {work}content-length: {}\r\n\r\n",
        piece.head.len() + parts.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    // Refused before it was read, the rest of the body may find nobody.
    let _ = stream.write_all(piece.head.as_bytes());
    let _ = stream.write_all(parts.as_bytes());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer);
    let status = text.split(' ').nth(1)?.parse().ok()?;
    let body = text.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    Some((status, serde_json::from_str(body).unwrap_or_default()))
}

/// Offers `rate` a second for `time`; an honest reporter comes in the middle. Gives how many a second were offered.
fn flood(rate: u64, time: Duration) -> f64 {
    let mut machine = Machine::founded(FRIDAY, 1);
    let (service, address) = machine.serve_at();
    let trust = Trust::check(service.get("instance", Caller::Anyone).unwrap(), None).unwrap();
    let junk = Junk::of(&trust);
    let (accepted, refused) = (Mutex::new(BTreeSet::new()), AtomicU64::new(0));
    let is_accepted = |piece: &Piece| {
        accepted.lock().unwrap().insert(piece.concern);
    };
    let over = AtomicBool::new(false);
    let pieces = junk.pieces(rate * time.as_secs());
    let (next_piece, begun) = (AtomicUsize::new(0), Instant::now());
    let pause = Duration::from_micros(1_000_000 * SENDERS / rate);
    let (waited, reporter) = std::thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| {
                let mut next = Instant::now();
                while !over.load(Ordering::Relaxed) {
                    next += pause;
                    let Some(piece) = pieces.get(next_piece.fetch_add(1, Ordering::Relaxed)) else {
                        return;
                    };
                    match send(address, (piece, &junk.parts), None) {
                        Some((200, _)) => is_accepted(piece),
                        _ => {
                            refused.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                    wait_until(next);
                }
            });
        }
        // As many with work as one core can do.
        scope.spawn(|| {
            let mut work: Option<(String, u8)> = None;
            while !over.load(Ordering::Relaxed) {
                let piece = junk.piece();
                let proof = work
                    .take()
                    .map(|(challenge, bits)| Proof::find(&challenge, piece.manifest, bits));
                match send(address, (&piece, &junk.parts), proof.as_ref()) {
                    Some((200, _)) => is_accepted(&piece),
                    Some((429, told)) => {
                        let bits = told["work"]["bits"].as_u64().unwrap();
                        let challenge = told["work"]["challenge"].as_str().unwrap().to_owned();
                        work = Some((challenge, u8::try_from(bits).unwrap()));
                    }
                    _ => {}
                }
            }
        });
        wait_until(Instant::now() + time / 2);
        // All that a reporter waits for: the instance's keys, the code's derivation, the sealing, the receipt.
        let start = Instant::now();
        let trust = Trust::check(service.get("instance", Caller::Anyone).unwrap(), None).unwrap();
        let (reporter, honest) = seal(&trust);
        submit::send(&service, &trust, reporter.master(), &honest).unwrap();
        let waited = start.elapsed();
        wait_until(start + time / 2);
        over.store(true, Ordering::Relaxed);
        (waited, reporter)
    });
    let offered = f64::from(u32::try_from(next_piece.into_inner().min(pieces.len())).unwrap())
        / begun.elapsed().as_secs_f64();
    let memory = machine.most_memory_mib();
    let (accepted, refused) = (accepted.into_inner().unwrap(), refused.into_inner());
    eprintln!(
        "{offered:.0} offered a second: {} accepted, {refused} sent off with work to do; the honest one waited \
         {waited:.1?}; {memory} MiB at most",
        accepted.len()
    );
    assert!(waited < RECEIPT_WITHIN, "{waited:?}");
    assert!(memory < MOST_MIB, "{memory} MiB");
    reporter.track(&service, &trust).unwrap();
    machine.power_cut();
    machine.next_day();
    let ticked = machine.run_calendar();
    assert_eq!(ticked["batch"], true, "all of it joins the record: {ticked}");
    // Whoever was cut off before the answer may have been kept too.
    let kept = machine.look(async |service| concerns::ids(&service.store).await.unwrap());
    let kept: BTreeSet<ConcernId> = kept.into_iter().collect();
    let lost: Vec<_> = accepted.difference(&kept).collect();
    assert!(lost.is_empty(), "accepted and not there: {lost:?}");
    offered
}

fn wait_until(moment: Instant) {
    let left = moment.saturating_duration_since(Instant::now());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async { tokio::time::sleep(left).await });
}

#[test]
fn an_honest_concern_gets_through_a_flood() {
    flood(200, Duration::from_secs(4));
}

#[test]
#[ignore = "the long form: make faults"]
fn an_honest_concern_gets_through_a_minute_of_a_thousand_a_second() {
    let offered = flood(1000, Duration::from_mins(1));
    assert!(offered > 900.0, "only {offered:.0} a second were offered");
}
