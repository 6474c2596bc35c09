//! Asks Telegram for the updates of the pocket desk's group, where no webhook brings them.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tracing::{error, warn};

use crate::app::{App, bridge};
use crate::channels::telegram::parse::update_id;
use crate::desks::telegram::{Way, parse};
use crate::domain::bridge::Desk;

/// How long Telegram holds a question while there is nothing to tell.
const WAIT: Duration = Duration::from_secs(10);

/// How long to rest after it did not answer, or we could not keep what it told.
const REST: Duration = Duration::from_secs(5);

/// Asks until `stop` becomes true; what was not kept comes again.
pub async fn run(app: App, way: Arc<Way>, mut stop: watch::Receiver<bool>) {
    let mut next = None;
    while !*stop.borrow() {
        let answer = tokio::select! {
            answer = way.api().updates(next, WAIT) => answer,
            _ = stop.changed() => break,
        };
        let rest = match answer {
            Ok(updates) => {
                let mut kept = true;
                for update in &updates {
                    let Some(came) = parse::update(way.settings(), update) else { continue };
                    if let Err(error) = bridge::accept(&app, Desk::Telegram, came).await {
                        error!(error = %error, "could not keep what the pocket desk told");
                        kept = false;
                        break;
                    }
                }
                let last = updates.iter().filter_map(update_id).max();
                if kept {
                    next = last.map(|last| last.saturating_add(1)).or(next);
                }
                if kept { Duration::ZERO } else { REST }
            }
            Err(trouble) => {
                warn!(code = trouble.code(), "could not ask for updates of the pocket desk");
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(rest) => {}
            _ = stop.changed() => break,
        }
    }
}
