//! Our accounts at channels, as commands use them: complete, and ready to send.

use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::kit::Kit;
use super::telegram;
use super::told::Failure;
use crate::app::{Account, App};
use crate::channels::telegram::api::Api;
use crate::channels::{Delivery, Seen};
use crate::clock::Stopwatch;
use crate::config;
use crate::config::accounts::Channels;
use crate::domain::channel::{self, OrderStatus, Outgoing, Sent, TELEGRAM};
use crate::domain::problem::Source;
use crate::jobs::polling::Poller;
use crate::meter::{Count, Meter, Timing};

/// A way to send, by its name: the channel and the account.
pub type Named = (String, Arc<dyn Delivery>);

/// The accounts, where no secret of any is missing.
///
/// # Errors
/// Every secret that is missing.
pub fn complete(kit: &Kit) -> Result<&Channels, Failure> {
    let channels = &kit.settings.channels;
    if channels.missing.is_empty() {
        return Ok(channels);
    }
    let text = std::fs::read_to_string(config::FILE).unwrap_or_default();
    let source = Source::new(config::FILE, text);
    Err(Failure::problems(&kit.words, &channels.missing, &[source]))
}

/// How every account sends, counted.
///
/// # Errors
/// Where an account cannot be used as it is set.
pub fn deliveries(kit: &Kit, channels: &Channels, meter: &Meter) -> Result<Vec<Named>, Failure> {
    let mut named: Vec<Named> = Vec::new();
    for bot in &channels.telegram {
        let delivery = telegram::bot(bot, &kit.words)?;
        named.push((format!("{TELEGRAM}/{}", bot.bot_id()), metered(delivery, meter)));
    }
    Ok(named)
}

/// Who asks Telegram for updates, for the bots that have no webhook.
///
/// # Errors
/// Where a bot cannot be used as it is set.
pub fn pollers(app: &App, channels: &Channels) -> Result<Vec<Poller>, Failure> {
    let mut pollers = Vec::new();
    for bot in channels.telegram.iter().filter(|bot| bot.polling) {
        let account = Account {
            creditor: bot.creditor.clone(),
            channel: TELEGRAM.to_owned(),
            account: bot.bot_id().to_owned(),
        };
        let api = Api::new(&bot.base_url, &bot.token)?;
        pollers.push(Poller { app: app.clone(), account, api });
    }
    Ok(pollers)
}

fn metered(inner: Arc<dyn Delivery>, meter: &Meter) -> Arc<dyn Delivery> {
    Arc::new(Metered { inner, meter: meter.clone() })
}

/// What came of an attempt, in a word.
const fn outcome(answer: &Result<Sent, channel::Failure>) -> &'static str {
    match answer {
        Ok(_) => "sent",
        Err(channel::Failure::Later { .. }) => "later",
        Err(channel::Failure::Pair { .. }) => "pair",
        Err(channel::Failure::Throttled { .. }) => "throttled",
        Err(channel::Failure::Ambiguous { .. }) => "ambiguous",
        Err(channel::Failure::WindowClosed) => "window-closed",
        Err(channel::Failure::Otherwise { .. }) => "otherwise",
        Err(channel::Failure::Template { .. }) => "template",
        Err(channel::Failure::Never { .. }) => "never",
        Err(channel::Failure::Malformed { .. }) => "malformed",
        Err(channel::Failure::Account { .. }) => "account",
    }
}

/// Counts what comes of every attempt to send.
struct Metered {
    inner: Arc<dyn Delivery>,
    meter: Meter,
}

impl Delivery for Metered {
    fn parts(&self, outgoing: &Outgoing) -> u32 {
        self.inner.parts(outgoing)
    }

    fn deliver<'a>(
        &'a self,
        outgoing: &'a Outgoing,
    ) -> BoxFuture<'a, Result<Sent, channel::Failure>> {
        Box::pin(async move {
            let began = Stopwatch::start();
            let answer = self.inner.deliver(outgoing).await;
            self.meter.took(Timing::Send, began.elapsed());
            self.meter.count(Count::Sends, outcome(&answer));
            answer
        })
    }

    fn is_repeatable(&self) -> bool {
        self.inner.is_repeatable()
    }

    fn shows_payment(&self, outgoing: &Outgoing) -> bool {
        self.inner.shows_payment(outgoing)
    }

    fn tell_paid<'a>(
        &'a self,
        order: &'a OrderStatus,
    ) -> BoxFuture<'a, Result<Sent, channel::Failure>> {
        self.inner.tell_paid(order)
    }

    fn attend<'a>(&'a self, seen: &'a Seen) -> BoxFuture<'a, Result<(), channel::Failure>> {
        self.inner.attend(seen)
    }
}
