//! Wakes whoever works the queues, so that nobody waits for the next look.
//!
//! A signal is a hint within this process: work is found by looking, with or without it.

use std::sync::Arc;

use tokio::sync::Notify;

/// One bell a queue; clones ring the same.
#[derive(Clone, Debug, Default)]
pub struct Signals {
    /// Something came in.
    pub inbox: Arc<Notify>,
    /// Something wants out.
    pub outbox: Arc<Notify>,
    /// A timer was set.
    pub timers: Arc<Notify>,
    /// Another desk told something.
    pub bridge: Arc<Notify>,
}
