//! Our accounts at channels, as commands use them: complete, and ready to send.

use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::kit::Kit;
use super::told::Failure;
use crate::channels::{Delivery, Seen};
use crate::clock::Stopwatch;
use crate::config::accounts::Channels;
use crate::config;
use crate::domain::channel::{self, Outgoing, Sent, TELEGRAM, WHATSAPP};
use crate::domain::problem::Source;
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

    fn attend<'a>(&'a self, seen: &'a Seen) -> BoxFuture<'a, Result<(), channel::Failure>> {
        self.inner.attend(seen)
    }
}
