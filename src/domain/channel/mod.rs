//! What all channels have in common: who somebody is there, what comes in, what goes out.
//!
//! A channel parses its provider's words into [`Arrival`]s and encodes an [`Outgoing`] into its
//! provider's words; everything in between speaks these types. This module knows no provider, no
//! network and no row.

pub mod aftermath;
pub mod arrival;
pub mod fit;
pub mod health;
pub mod outgoing;
pub mod pacing;
pub mod template;
pub mod token;
pub mod who;

pub use arrival::{
    Arrival, Body, Change, File, Heard, Notice, Reached, Receipt, Stray, Trouble, What,
};
pub use outgoing::{
    Behind, Choice, Failure, OrderStatus, Outgoing, Payment, Recipient, Sent, TemplateCall,
};
pub use template::Catalogue;
pub use who::{Alias, Who};

/// The code of WhatsApp in rows, settings and addresses.
pub const WHATSAPP: &str = "whatsapp";

/// The code of Telegram in rows, settings and addresses.
pub const TELEGRAM: &str = "telegram";
