//! Fakes: servers that behave as WhatsApp's Cloud API, Telegram's Bot API and Chatwoot do.
//!
//! They are for development and for tests, listen on the loopback address only and know nothing
//! of the rest of the program: what they are asked for, they check as the provider would, from
//! what is written about the provider alone. Each is a library first ([`whatsapp::Fake`],
//! [`telegram::Fake`], [`chatwoot::Fake`]) and a command second (`combinado fake`); beside the provider's own addresses
//! stands a control side under `/fake/`, through which customers write and faults are ordered.
//!
//! To add a fake: a folder with its routes, its line here, its command in `cli::fake`. What all of
//! them need is shared: [`faults`] on demand, a [`server`] that can break off, [`multipart`](crate::multipart) bodies
//! and the [`courier`] that posts webhooks until they are taken.

pub mod faults;
pub mod ledger;
pub mod server;
pub mod courier;
pub mod whatsapp;
pub mod telegram;
pub mod chatwoot;

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Why a fake could not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The port is taken or may not be had.
    #[error("could not listen on port {port}")]
    Listen {
        /// The port asked for.
        port: u16,
        /// What the machine said.
        #[source]
        source: std::io::Error,
    },
    /// A webhook's address is not on this machine, or no address at all.
    #[error("a webhook of a fake stays on this machine: {0}")]
    Webhook(String),
    /// The HTTP client could not be made.
    #[error("could not make the client that posts webhooks")]
    Client(#[source] reqwest::Error),
}

/// A lock that a panic elsewhere does not close for ever.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
