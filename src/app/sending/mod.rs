//! Sending, without the outside: what may go now, and what becomes of it.
//!
//! [`pick`] reads what is due and lets through what the rates, the rules of conduct and the
//! provider's window allow, in the transaction of the claim. [`note`] writes down how it went, with
//! all that follows. What happens between the two is in `jobs::outbox`; this module knows no channel.
//!
//! To add a kind of errand: its variant in `store::outbox::Errand`, its case in [`judge`].

pub mod judge;
pub mod note;
pub mod pick;

use chrono::TimeDelta;

/// For how long a message of which nobody knows whether it went holds up its conversation.
pub const HOLD: TimeDelta = TimeDelta::seconds(60);
