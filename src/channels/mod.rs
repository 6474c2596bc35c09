//! Channels: one provider each, pure where it reads and writes, thin where it sends.
//!
//! `parse` turns a provider's words into [`Arrival`](crate::domain::channel::Arrival)s, `encode` an
//! [`Outgoing`] into the provider's words, `api` sends them; none of them knows the store or a use
//! case. [`Delivery`] is what the queue of outgoing messages sees.
//!
//! To add a channel: a folder with these files, its line where `cli::serve` puts the crew together,
//! its section of the settings.

pub mod reach;
pub mod telegram;
pub mod whatsapp;

use futures_util::future::BoxFuture;

use crate::domain::channel::{Failure, OrderStatus, Outgoing, Sent};

/// Sends through one account of one channel.
pub trait Delivery: Send + Sync {
    /// In how many parts a message goes, at least one; the same message always the same number.
    fn parts(&self, outgoing: &Outgoing) -> u32 {
        let _ = outgoing;
        1
    }

    /// Sends one part of a message, once; it is never called again for a part that may have gone.
    fn deliver<'a>(&'a self, outgoing: &'a Outgoing) -> BoxFuture<'a, Result<Sent, Failure>>;

    /// True where sending the same thing twice does no harm, for nothing leaves this process.
    fn is_repeatable(&self) -> bool {
        false
    }

    /// True where this part of a message shows the payment so that it can be told there later that
    /// it is paid.
    fn shows_payment(&self, outgoing: &Outgoing) -> bool {
        let _ = outgoing;
        false
    }

    /// Tells, where a payment was shown, that it is paid; once.
    fn tell_paid<'a>(&'a self, order: &'a OrderStatus) -> BoxFuture<'a, Result<Sent, Failure>> {
        let _ = order;
        Box::pin(async { Ok(Sent::default()) })
    }

    /// Shows the customer that their message was seen and is being answered, where a channel can.
    ///
    /// Only a courtesy: whatever comes of it, the answer is on its way.
    fn attend<'a>(&'a self, seen: &'a Seen) -> BoxFuture<'a, Result<(), Failure>> {
        let _ = seen;
        Box::pin(async { Ok(()) })
    }
}

/// A message of a customer that was seen.
#[derive(Clone, PartialEq, Eq)]
pub struct Seen {
    /// Our account.
    pub account: String,
    /// The customer's address.
    pub address: String,
    /// What the channel told as [`Heard::reference`](crate::domain::channel::Heard::reference).
    pub reference: String,
    /// True where it was a tap on a button.
    pub tapped: bool,
}
