//! How a channel delivers, as seen from the queue of what must go out.

use futures_util::future::BoxFuture;
use tokio::sync::broadcast;

use crate::domain::id::Id;
use crate::store::message::Message;

/// A message on its way, with all that a channel needs to send it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub conversation: Id,
    /// The channel.
    pub channel: String,
    /// Where it goes.
    pub address: String,
    /// The message; its id is the idempotency key.
    pub message: Message,
}

/// What a channel says of a message it took.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The channel's own id of the message.
    pub provider_id: Option<String>,
}

/// Why a channel did not take a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It may take it later; a code of why.
    Later(String),
    /// It never will; a code of why.
    Never(String),
}

/// Delivers messages of one channel.
pub trait Delivery: Send + Sync {
    /// Delivers one message. The same id may come twice after a crash: it is the same message.
    fn deliver<'a>(&'a self, outgoing: &'a Outgoing) -> BoxFuture<'a, Result<Receipt, Failure>>;
}

/// A message that a simulated channel delivered.
pub type Delivered = Outgoing;

/// A channel within this process: whoever listens hears each message.
///
/// The conversation is in the store whether or not somebody listens.
#[derive(Clone, Debug)]
pub struct Simulator(broadcast::Sender<Delivered>);

impl Default for Simulator {
    fn default() -> Self {
        Self(broadcast::channel(256).0)
    }
}

impl Simulator {
    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Delivered> {
        self.0.subscribe()
    }
}

impl Delivery for Simulator {
    fn deliver<'a>(&'a self, outgoing: &'a Outgoing) -> BoxFuture<'a, Result<Receipt, Failure>> {
        Box::pin(async move {
            // Nobody listening is no failure.
            let _ = self.0.send(outgoing.clone());
            Ok(Receipt::default())
        })
    }
}
