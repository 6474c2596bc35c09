//! Why a use case could not be carried out.

use std::sync::Arc;

use thiserror::Error as ThisError;

use crate::domain::problem::Problem;
use crate::store;
use crate::text::RenderError;

/// Why a use case could not be carried out.
#[derive(Debug, ThisError)]
pub enum Error {
    /// The store could not.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// A text of ours cannot be written.
    #[error("could not write a message")]
    Words(#[from] RenderError),
    /// The creditor names a policy that nobody loaded.
    #[error("could not find policy {0:?}")]
    NoPolicy(String),
    /// A flow or policy that a conversation began with can no longer be loaded.
    #[error("could not load {reference} as it was kept: {} problems", problems.len())]
    Unloadable {
        /// The flow or policy.
        reference: String,
        /// What is wrong with it.
        problems: Vec<Problem>,
    },
    /// Someone else works this entry by now.
    #[error("the claim was lost to someone else")]
    ClaimLost,
    /// The system gives no random numbers.
    #[error("could not draw a random number")]
    NoChance,
    /// So much waits to be kept that nothing more may come in now.
    #[error("too much waits to be kept")]
    Full,
    /// What was to be kept together was not.
    #[error("could not keep what came in")]
    Group(#[source] Arc<Self>),
}

impl Error {
    /// What the store said, alone or of a group.
    fn stored(&self) -> Option<&store::Error> {
        match self {
            Self::Store(error) => Some(error),
            Self::Group(error) => error.stored(),
            Self::Words(_)
            | Self::NoPolicy(_)
            | Self::Unloadable { .. }
            | Self::ClaimLost
            | Self::NoChance
            | Self::Full => None,
        }
    }

    /// True where doing the very same again may work at once.
    pub fn is_passing(&self) -> bool {
        self.stored().is_some_and(store::Error::is_passing)
    }

    /// True where a row with the same key was there already.
    pub fn is_duplicate(&self) -> bool {
        self.stored().is_some_and(store::Error::is_duplicate)
    }

    /// True where so much waits that whoever brings more should come again later.
    pub const fn is_full(&self) -> bool {
        matches!(self, Self::Full)
    }

    /// True where the database, not the entry, is at fault: it may work later.
    pub fn is_outage(&self) -> bool {
        self.stored().is_some_and(store::Error::is_outage)
    }
}
