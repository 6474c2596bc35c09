//! The channel within this process, for the web chat, the terminal and tests.

use futures_util::future::BoxFuture;
use tokio::sync::broadcast;

use crate::channels::Delivery;
use crate::domain::channel::{Failure, Outgoing, Sent};

/// A channel within this process: whoever listens hears each message.
///
/// The conversation is in the store whether or not somebody listens.
#[derive(Clone, Debug)]
pub struct Simulator(broadcast::Sender<Outgoing>);

impl Default for Simulator {
    fn default() -> Self {
        Self(broadcast::channel(256).0)
    }
}

impl Simulator {
    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Outgoing> {
        self.0.subscribe()
    }
}

impl Delivery for Simulator {
    fn is_repeatable(&self) -> bool {
        true
    }

    fn deliver<'a>(&'a self, outgoing: &'a Outgoing) -> BoxFuture<'a, Result<Sent, Failure>> {
        Box::pin(async move {
            // Nobody listening is no failure.
            let _ = self.0.send(outgoing.clone());
            Ok(Sent::default())
        })
    }
}
