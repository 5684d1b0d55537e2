//! The portal in a real Chromium, at a desk of ten thousand open concerns: unlocking the key, the first rows, and a concern
//! with fifty messages.

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daylight::actions::run_calendar::run_calendar;
use daylight::client::desk::{self, Found};
use daylight::client::http::Service;
use daylight::client::{Caller, Reporter, SignedIn, Trust, submit};
use daylight::crypto::code::TrackingCode;
use daylight::crypto::key_file::{KeyFile, USUAL_WORK};
use daylight::crypto::seal::Plaintext;
use daylight::crypto::sign::SigningSecret;
use daylight_domain::{Act, Audience, Urgency};
use serde_json::json;

use crate::browser::{NOTHING, figure, run_at};
use crate::engine::Engine;
use crate::http::Running;
use crate::table::{Row, median};
use crate::world::World;
use crate::{Size, ledger};

const MESSAGES: usize = 50;
/// Entries of an open concern of the long ledger.
const ENTRIES_EACH: u32 = 6;
const RUNS: usize = 3;
const PASSPHRASE: &str = "four invented words here";

const UNLOCKED_WITHIN_MS: f64 = 1500.0;
const PAINTED_WITHIN_MS: f64 = 1000.0;
const OPENED_WITHIN_MS: f64 = 500.0;
const MOST_BYTES: f64 = 200_000.0;

/// On SQLite alone: what the browser does is the same on both.
pub(crate) fn measure(size: &Size) -> anyhow::Result<Vec<Row>> {
    let world = World::found(&Engine::Sqlite)?;
    let service = world.service.clone();
    let daylight = Running::start(move |listener| daylight::web::run(service, listener, 2))?;
    let client = Service::at(&format!("http://{}", daylight.address))?;
    let concern = long_concern(&world, &client)?;
    world.runtime.block_on(ledger::write(
        &world,
        size.desk.saturating_mul(ENTRIES_EACH),
        size.desk,
    ))?;
    let key = copy_of(world.key("guardian")?).write(PASSPHRASE, USUAL_WORK)?;
    let input = json!({
        "key": STANDARD.encode(key),
        "passphrase": PASSPHRASE,
        "concern": concern.to_string(),
        "today": trust(&client)?.today.to_string(),
    });
    let mut seen = Vec::new();
    for _ in 0..RUNS {
        seen.push(run_at("long_desk", daylight.address, input.clone())?);
    }
    daylight.stop(&world.runtime);
    let middle = |name: &str| -> anyhow::Result<f64> {
        let all = seen.iter().map(|run| figure(run, name));
        Ok(median(all.collect::<anyhow::Result<_>>()?))
    };
    let row = |what, got: f64, most: f64, shown: String, target| Row {
        what,
        daylight: shown,
        ratio: format!("{:.2} of what it may", got / most),
        target,
        met: Some(got < most),
        ..NOTHING
    };
    let within = |what, name: &str, most: f64, target| -> anyhow::Result<Row> {
        let got = middle(name)?;
        Ok(row(what, got, most, format!("{got:.0} ms"), target))
    };
    let bytes = middle("bytes")?;
    Ok(vec![
        within(
            "the portal in Chromium: unlocking a key file and signing in, median of three",
            "unlock",
            UNLOCKED_WITHIN_MS,
            "under 1.5 s",
        )?,
        within(
            "a desk of 10,000 open concerns, from there to its first rows, median of three",
            "desk",
            PAINTED_WITHIN_MS,
            "under 1 s",
        )?,
        row(
            "the same: bytes of the page, its scripts, fifty rows and the first twelve capsules, before TLS",
            bytes,
            MOST_BYTES,
            format!("{:.0} kB", bytes / 1000.0),
            "200 kB",
        ),
        within(
            "opening a concern with fifty messages on it, median of three",
            "concern",
            OPENED_WITHIN_MS,
            "under 500 ms",
        )?,
    ])
}

/// A concern that the guardian has opened and written fifty messages to.
fn long_concern(world: &World, service: &Service) -> anyhow::Result<daylight_domain::ConcernId> {
    let known = trust(service)?;
    let code = TrackingCode::generate(&world.reporter.entropy);
    let reporter = Reporter::from_code(&code, &known)?;
    let choices = submit::Choices {
        excluded: &[],
        urgency: Urgency::Ordinary,
        about: &Plaintext::new("The canteen.".to_owned()),
        account: &Plaintext::new("The till is short.".to_owned()),
    };
    let sealed = submit::prepare(&known, reporter.master(), &choices, &world.reporter.entropy)?;
    submit::send(service, &known, reporter.master(), &sealed)?;
    tick(world)?;
    let holder = SignedIn::new(service.clone(), trust(service)?, copy_of(world.key("guardian")?))?;
    let found = |holder: &SignedIn| -> anyhow::Result<Found> {
        let (mut found, _) = desk::find(holder)?;
        found.pop().context("the concern lies on the desk")
    };
    let concern = found(&holder)?;
    concern.sign_opened(&holder)?;
    let see = |concern: &Found| -> anyhow::Result<_> { concern.concern(&holder)?.context("it is opened") };
    concern.act_on(&holder, &see(&concern)?, &Act::NoConflict {}, &[])?;
    concern.act_on(&holder, &see(&concern)?, &Act::Acknowledged { item: None }, &[])?;
    for number in 0..MESSAGES {
        let sealed = concern.seal(&Plaintext::new(format!("Message {number}: what did you see?")))?;
        let act = Act::Message {
            item: sealed.digest(),
            audience: Audience::Case,
        };
        concern.act_on(&holder, &see(&concern)?, &act, &[sealed])?;
    }
    tick(world)?;
    Ok(concern.id)
}

fn trust(service: &Service) -> anyhow::Result<Trust> {
    Ok(Trust::check(service.get("instance", Caller::Anyone)?, None)?)
}

/// The next day's tick.
fn tick(world: &World) -> anyhow::Result<()> {
    world.clock.advance_days(1);
    world.runtime.block_on(run_calendar(&world.service))?;
    Ok(())
}

fn copy_of(key: &KeyFile) -> KeyFile {
    KeyFile {
        name: key.name.clone(),
        role: key.role,
        identity: key.identity.clone(),
        signing: SigningSecret::from_seed(*key.signing.seed()),
        offices: key.offices.clone(),
        log: None,
    }
}
