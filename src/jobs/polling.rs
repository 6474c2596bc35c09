//! Asks Telegram for updates where no webhook brings them: for development, behind a firewall.
//!
//! An update is told to Telegram as kept by asking for what comes after it, and so only once it is
//! durable here; what a crash leaves untold comes again and changes nothing. One bot is asked by one
//! poller at a time: Telegram refuses a second one, and any while a webhook is set.

use std::time::Duration;

use serde_json::Value as Json;
use tokio::sync::watch;
use tracing::{debug, error, info, warn};

use crate::app::{App, arrivals};
use crate::channels::telegram::api::Api;
use crate::channels::telegram::parse;
use crate::channels::telegram::trouble::Trouble;
use crate::domain::channel::{Arrival, Body, Notice, Trouble as About};
use crate::store::contact::Account;

/// How long Telegram holds a question while there is nothing to tell.
const WAIT: Duration = Duration::from_secs(10);
/// How long to rest after the database refused, with the same updates at hand.
const AFTER_REFUSAL: Duration = Duration::from_secs(1);
/// How long to rest after each further failure in a row.
const RESTS: [Duration; 5] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(10),
    Duration::from_secs(30),
];

/// Asks for the updates of one bot.
pub struct Poller {
    /// The use cases.
    pub app: App,
    /// The bot's account.
    pub account: Account,
    /// The way to it.
    pub api: Api,
}

/// What went wrong, and how often in a row.
#[derive(Default)]
struct Row {
    failures: usize,
    told: Option<String>,
}

/// Asks until `stop` becomes true, and ends within a moment then.
///
/// A question on its way is let go of; what is being kept is kept first.
pub async fn run(poller: Poller, mut stop: watch::Receiver<bool>) {
    let (mut next, mut row) = (None, Row::default());
    while !*stop.borrow() {
        let answer = tokio::select! {
            answer = poller.api.updates(next, WAIT) => answer,
            _ = stop.changed() => break,
        };
        let rest = match answer {
            Ok(updates) if updates.is_empty() => {
                row.over(&poller);
                continue;
            }
            Ok(updates) => match keep(&poller, &updates).await {
                Some(after) => {
                    row.over(&poller);
                    next = Some(after);
                    continue;
                }
                None => AFTER_REFUSAL,
            },
            Err(trouble) => row.failed(&poller, &trouble).await,
        };
        tokio::select! {
            () = tokio::time::sleep(rest) => {}
            _ = stop.changed() => break,
        }
    }
}

/// Keeps updates; tells the number to go on from, or nothing where they must come again.
async fn keep(poller: &Poller, updates: &[Json]) -> Option<i64> {
    let now = poller.app.clock.now();
    let read = |update| {
        let arrival = parse::update_of(&poller.account.account, update, now);
        (poller.account.clone(), arrival)
    };
    let came: Vec<_> = updates.iter().map(read).collect();
    let taps: Vec<_> = came.iter().filter_map(|(_, it)| parse::unheard_tap(it)).collect();
    if let Err(error) = arrivals::accept(&poller.app, came).await {
        error!(error = %error, "could not keep what Telegram told; it comes again");
        return None;
    }
    for tap in taps {
        if let Err(trouble) = poller.api.answer_tap(&tap).await {
            debug!(code = trouble.code(), "could not answer a tap of a group");
        }
    }
    let last = updates.iter().filter_map(parse::update_id).max();
    if last.is_none() {
        error!("could not read the number of any update of Telegram's");
    }
    last.map(|last| last.saturating_add(1))
}

impl Row {
    /// Notes a failure, says so once, and tells how long to rest.
    async fn failed(&mut self, poller: &Poller, trouble: &Trouble) -> Duration {
        let (account, code) = (poller.account.account.as_str(), trouble.code());
        let rest = RESTS.get(self.failures).or(RESTS.last()).copied().unwrap_or(WAIT);
        self.failures = self.failures.saturating_add(1);
        let news = self.told.as_deref() != Some(code.as_str());
        if news && trouble.is_conflict() {
            warn!(
                account,
                code,
                "another process or a webhook takes this bot's updates; waiting for it to end"
            );
        } else if news {
            warn!(account, code, "could not ask Telegram for updates; trying again");
        }
        if news {
            if trouble.is_stranger() {
                tell(poller, About::Stopped, &code).await;
            } else if trouble.is_conflict() {
                tell(poller, About::Worth, &code).await;
            }
            self.told = Some(code);
        }
        match trouble {
            Trouble::Refused(refusal) => refusal
                .after
                .map_or(rest, |seconds| Duration::from_secs(u64::from(seconds)).max(rest)),
            Trouble::Unreached(_) | Trouble::Impossible(_) | Trouble::Unknown(_) => rest,
        }
    }

    /// Notes that all is well again.
    fn over(&mut self, poller: &Poller) {
        if self.told.take().is_some() {
            info!(account = poller.account.account.as_str(), "Telegram gives updates again");
        }
        self.failures = 0;
    }
}

/// Tells humans of ours.
async fn tell(poller: &Poller, trouble: About, code: &str) {
    let account = poller.account.account.clone();
    let id = format!("poll-{code}-{}", poller.app.clock.now().timestamp());
    let notice = Notice { trouble, code: format!("telegram-{code}"), detail: None };
    let arrival = Arrival { account, id, body: Body::Notice(notice) };
    if let Err(error) = arrivals::accept(&poller.app, vec![(poller.account.clone(), arrival)]).await
    {
        error!(error = %error, "could not write down that Telegram gives no updates");
    }
}
