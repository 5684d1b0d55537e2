//! Puts the parts together: opens a folder, serves it, runs its calendar, sets it up. The one place that knows all
//! the rooms below the command line.

mod backup;
mod demo;
mod export;
mod found;
mod open;
mod sealed_export;

pub use backup::{backup, restore};
pub use demo::{Cast, DEMO_PEOPLE, POLICY, cast, set_up_demo, set_up_demo_on};
pub use export::{export, final_export};
pub use found::set_up;
pub use open::{open, open_unmigrated, write_private};
pub use sealed_export::{export_sealed, open_export};

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use daylight_domain::{Date, PersonId};

use crate::actions::ask_witnesses::ask_witnesses;
use crate::actions::confirm_mark;
use crate::actions::correct_address;
use crate::actions::deliver_mail::deliver_mail;
use crate::actions::examine::{Health, examine};
use crate::actions::forget_name;
use crate::actions::note_code::note_code;
use crate::actions::run_calendar::{Ticked, run_calendar};
use crate::{web, workers};

const FOREIGN_LEASE_SECONDS: u32 = 30;

/// Serves a folder until it is told to stop (SIGTERM or Ctrl-C), then within five seconds. Answers before it
/// catches up with what fell due while it was down.
pub fn serve(dir: &Path, listen: SocketAddr) -> anyhow::Result<()> {
    actix_web::rt::System::new().block_on(async {
        let service = open(dir).await?;
        let listener = TcpListener::bind(listen)
            .with_context(|| {
                format!("cannot listen on {listen}: stop the program that uses it, or choose another port with --listen")
            })?;
        let address = listener.local_addr().unwrap_or(listen);
        let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let server = web::run(service.clone(), listener, threads)?;
        let handle = server.handle();
        let loops = [
            tokio::spawn(workers::calendar(service.clone())),
            tokio::spawn(workers::outbox(service.clone())),
            tokio::spawn(workers::witnesses(service.clone())),
            tokio::spawn(workers::own_record(service.clone())),
            tokio::spawn(workers::heartbeat(service.clone())),
        ];
        tokio::spawn(async move {
            stop_asked().await;
            handle.stop(true).await;
        });
        tokio::spawn(async move {
            if let Err(error) = note_code(&service, &web::served_code(&service.config)).await {
                tracing::error!(%error, "the record could not be told what browsers are sent; start once more");
            }
        });
        tracing::info!("Daylight answers on http://{address}");
        server.await?;
        for each in loops {
            // A transaction cut off here is rolled back; the next start goes on with what is due.
            each.abort();
        }
        Ok(())
    })
}

async fn stop_asked() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

/// Runs every pending migration of a folder.
pub fn migrate(dir: &Path) -> anyhow::Result<()> {
    block_on(async {
        let service = open_unmigrated(dir).await?;
        service
            .store
            .migrate()
            .await
            .context("the migrations did not finish; nothing was half done")?;
        Ok(service.store.clone().close().await?)
    })
}

/// Runs all that is due now, once, also beside a running `serve`; waits up to 30 seconds for a foreign lease. Then
/// lets mail out and asks the witnesses; says how many mails went, and whether every witness has cosigned.
pub fn calendar_run(dir: &Path) -> anyhow::Result<(Ticked, u64, bool)> {
    block_on(async {
        let service = open(dir).await?;
        for _ in 0..FOREIGN_LEASE_SECONDS.saturating_mul(10) {
            if let Some(ticked) = run_calendar(&service).await? {
                let mails = deliver_mail(&service).await?;
                let cosigned = ask_witnesses(&service).await?;
                service.store.clone().close().await?;
                return Ok((ticked, mails, cosigned));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        anyhow::bail!(
            "another process has been running the calendar for {FOREIGN_LEASE_SECONDS} seconds; try again"
        )
    })
}

/// Corrects where a person's mail goes. Gives their id, and the address that was there.
pub fn correct_address(dir: &Path, person: &str, address: &str) -> anyhow::Result<(PersonId, String)> {
    block_on(async {
        let service = open(dir).await?;
        let corrected = correct_address::correct_address(&service, person, address).await?;
        service.store.clone().close().await?;
        Ok(corrected)
    })
}

/// Erases the name of a person who has left. Gives their id and their last day.
pub fn forget_name(dir: &Path, person: &str) -> anyhow::Result<(PersonId, Date)> {
    block_on(async {
        let service = open(dir).await?;
        let forgotten = forget_name::forget_name(&service, person).await?;
        service.store.clone().close().await?;
        Ok(forgotten)
    })
}

/// Writes a folder's missing high-water file anew, against a checkpoint from outside, or under the log's name typed out.
/// Gives the size that it says was signed.
pub fn confirm_mark(dir: &Path, kept: Option<&[u8]>, named: Option<&str>) -> anyhow::Result<u64> {
    block_on(async {
        let service = open(dir).await?;
        if let Some(named) = named {
            anyhow::ensure!(
                named == service.log.origin(),
                "this log is {}, not {named}: nothing was written",
                service.log.origin()
            );
        }
        let size = confirm_mark::confirm_mark(&service, kept).await?;
        service.store.clone().close().await?;
        Ok(size)
    })
}

/// Looks a folder over: what is wrong and what to do.
pub fn doctor(dir: &Path) -> anyhow::Result<Health> {
    block_on(async {
        let service = open_unmigrated(dir).await?;
        let health = examine(&service).await?;
        // A server's log has a line, with its moment, of each client that goes without a word.
        service.store.clone().close().await?;
        Ok(health)
    })
}

fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(work)
}
