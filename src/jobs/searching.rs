//! Keeps what was said searchable, behind everything else.

use std::time::Duration;

use tokio::sync::watch;
use tracing::error;

use super::Crew;
use crate::app::Result;
use crate::app::searching::Pass;
use crate::clock::Stopwatch;

/// The rest between two passes: what was said is found a few seconds later.
const REST: Duration = Duration::from_secs(3);

/// How much longer than a page took is rested before the next: under load turns go first.
const LONGER: u32 = 3;

/// Makes searchable what was said, again and again, until `stop` becomes true.
pub async fn run(crew: &Crew, mut stop: watch::Receiver<bool>) {
    while !is_over(&stop) {
        if let Err(error) = pass(crew, &mut stop).await {
            error!(error = %error, "could not make what was said searchable");
        }
        rest(&mut stop, REST).await;
    }
}

/// A pass, as far as it comes until `stop` becomes true; the next one finds what is left.
async fn pass(crew: &Crew, stop: &mut watch::Receiver<bool>) -> Result<()> {
    let mut pass = Pass::begin(&crew.app).await?;
    while !is_over(stop) {
        let began = Stopwatch::start();
        if pass.page(&crew.app).await?.is_none() {
            return Ok(());
        }
        rest(stop, began.elapsed() * LONGER).await;
    }
    Ok(())
}

/// True once it is told to stop, or nobody is left who could.
fn is_over(stop: &watch::Receiver<bool>) -> bool {
    *stop.borrow() || stop.has_changed().is_err()
}

/// Rests, unless it is told to stop meanwhile.
async fn rest(stop: &mut watch::Receiver<bool>, time: Duration) {
    tokio::select! {
        () = tokio::time::sleep(time) => {}
        _ = stop.changed() => {}
    }
}
