//! Other desks: where agents may answer beside our own, one provider each.
//!
//! `parse` reads what a provider posts, `encode` writes what it takes, `api` sends it; none of them
//! knows the store or a use case. [`Bridge`] is what the job sees that keeps both sides alike.
//! Nothing here decides: who may answer, and with what, is `app::desk`'s.
//!
//! To add a desk: a folder with these files, a variant of [`Desk`], its section in `config::desks`,
//! its line where `cli::bridges` puts them together.

pub mod chatwoot;
pub mod telegram;

use futures_util::future::BoxFuture;

use crate::domain::bridge::{Came, Case, Desk, Line, Status, Thread, Tick};

/// Why another desk did not do what it should.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It was not reached, or says that it did nothing: it may be asked again.
    #[error("not done: {code}")]
    Later {
        /// A code of it.
        code: String,
        /// After how many seconds it wants to be asked again, where it says.
        after: Option<u32>,
    },
    /// Nobody knows whether it did it: look before asking again.
    #[error("unknown: {code}")]
    Unknown {
        /// A code of it.
        code: String,
    },
    /// It will not do it, however often it is asked.
    #[error("refused: {code}")]
    Refused {
        /// A code of it.
        code: String,
    },
    /// It does not know us, or what it is asked about is gone.
    #[error("gone: {code}")]
    Gone {
        /// A code of it.
        code: String,
    },
}

impl Trouble {
    /// The code, for rows and logs.
    pub fn code(&self) -> &str {
        match self {
            Self::Later { code, .. }
            | Self::Unknown { code }
            | Self::Refused { code }
            | Self::Gone { code } => code,
        }
    }

    /// True where the desk itself is at fault, whatever it is asked.
    pub const fn is_outage(&self) -> bool {
        match self {
            Self::Later { .. } | Self::Unknown { .. } => true,
            Self::Refused { .. } | Self::Gone { .. } => false,
        }
    }
}

/// What a look at a case found at the other desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// What agents did there since the last look, oldest first.
    pub came: Vec<Came>,
    /// Where the case stands, where the desk tells.
    pub status: Option<Status>,
    /// The labels it bears.
    pub labels: Vec<String>,
    /// The last message seen, from which the next look goes on.
    pub last: Option<String>,
}

/// The way to another desk.
pub trait Bridge: Send + Sync {
    /// Which desk it is.
    fn desk(&self) -> Desk;

    /// True where cases of a creditor on a channel are shown there.
    fn takes(&self, creditor: &str, channel: &str) -> bool;

    /// Opens a case there and answers its name; with `again`, looks first whether it is there.
    fn open<'a>(&'a self, case: &'a Case, again: bool) -> BoxFuture<'a, Result<Thread, Trouble>>;

    /// Shows a line and answers its name; with `again`, looks first whether it is there.
    fn tell<'a>(
        &'a self,
        thread: &'a Thread,
        line: &'a Line,
        again: bool,
    ) -> BoxFuture<'a, Result<String, Trouble>>;

    /// Shows what became of an agent's message.
    fn mark<'a>(
        &'a self,
        thread: &'a Thread,
        message: &'a str,
        tick: &'a Tick,
    ) -> BoxFuture<'a, Result<(), Trouble>>;

    /// Says where a case stands.
    fn turn<'a>(&'a self, thread: &'a Thread, status: Status)
    -> BoxFuture<'a, Result<(), Trouble>>;

    /// Looks what was done to a case after a message; nothing where the desk cannot be asked.
    fn look<'a>(
        &'a self,
        thread: &'a Thread,
        after: Option<&'a str>,
    ) -> BoxFuture<'a, Result<Looked, Trouble>> {
        let _ = (thread, after);
        Box::pin(async { Ok(Looked::default()) })
    }

    /// The address of mail of an agent there, where the desk knows one.
    fn email<'a>(&'a self, hand: &'a str) -> BoxFuture<'a, Result<Option<String>, Trouble>> {
        let _ = hand;
        Box::pin(async { Ok(None) })
    }

    /// Answers somebody who wrote outside any case.
    fn reply<'a>(&'a self, hand: &'a str, text: &'a str) -> BoxFuture<'a, Result<(), Trouble>> {
        let _ = (hand, text);
        Box::pin(async { Ok(()) })
    }

    /// True where the desk answers and knows us.
    fn try_out(&self) -> BoxFuture<'_, Result<(), Trouble>>;
}
