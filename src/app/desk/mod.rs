//! What humans of ours do in conversations: one use case a module, each in one transaction.
//!
//! Every one goes through [`act`](fn@act): the right, whose conversations somebody sees and who has this one
//! are checked on rows that nobody else changes until it is written down; what is done becomes an
//! event of the dialogue, taken at once ([`turn::now`](super::turn::now)), and a line of the audit
//! log beside it. A page decides nothing of this.
//!
//! To add one: a file with a function that takes [`App`](super::App), [`Who`](crate::domain::access::Who) and [`Place`] and calls [`act`](fn@act);
//! its refusals in [`error`].

pub mod error;
mod act;
pub mod saved;
pub mod take;
pub mod say;
mod standing;
pub mod templates;
pub mod offer;
pub mod approve;
pub mod close;
pub mod panel;
mod turned;
mod written;
pub mod note;
pub mod draft;
pub mod files;
pub mod presence;
pub mod schedule;
pub mod snooze;
pub mod retry;

pub use error::{Error, Refused};

pub(in crate::app) use act::{Acting, act, known_as};
pub(in crate::app) use turned::turned;

use crate::app;
use crate::domain::id::{Id, hex};

/// A conversation, by what it is found with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub conversation: Id,
}

/// A fresh id for a form: what is posted with it is done once, however often it is sent.
///
/// # Errors
/// Where the system has no chance to give.
pub fn fresh() -> app::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|_| app::Error::NoChance)?;
    Ok(hex(&bytes))
}

impl Place {
    /// As rows are found.
    pub fn key(&self) -> (&str, &Id) {
        (&self.creditor, &self.conversation)
    }
}
