//! Why something is not done at the desk.

use thiserror::Error as ThisError;

use crate::{app, store};

/// Why something at the desk was not done.
#[derive(Debug, ThisError)]
pub enum Error {
    /// It may not be.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// It could not be.
    #[error(transparent)]
    App(#[from] app::Error),
}

/// Why something at the desk may not be done; nothing was changed.
///
/// Each has a text `web-desk-refused-<code>`; what it holds are the text's values.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum Refused {
    /// There is no such conversation, or none that they see.
    #[error("could not find such a conversation among those that they see")]
    Unknown,
    /// They do not hold the right.
    #[error("could not be done without the right")]
    Right,
    /// A colleague has it.
    #[error("could not be done in a colleague's conversation")]
    Owned {
        /// The colleague's name.
        by: String,
    },
    /// The policy, the case or the moment does not allow it.
    #[error("could not be done as things stand: {why}")]
    Stopped {
        /// The code of what stands in the way.
        why: String,
    },
    /// It is not theirs.
    #[error("could not be done in a conversation that is not theirs")]
    NotYours,
    /// Who takes something from a colleague says why.
    #[error("could not take a conversation from a colleague without a reason")]
    NoReason,
    /// There are no words.
    #[error("could not write nothing")]
    Empty,
    /// There are too many words.
    #[error("could not write so much")]
    TooLong {
        /// How many letters may stand there.
        most: usize,
    },
}

impl Refused {
    /// The code of texts, rows and answers.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Right => "right",
            Self::Owned { .. } => "owned",
            Self::Stopped { .. } => "stopped",
            Self::NotYours => "not-yours",
            Self::NoReason => "no-reason",
            Self::Empty => "empty",
            Self::TooLong { .. } => "too-long",
        }
    }

    /// The codes that the audit log keeps of it.
    pub fn detail(&self) -> String {
        match self {
            Self::Stopped { why } => format!("{};why={why}", self.as_str()),
            Self::Unknown
            | Self::Right
            | Self::Owned { .. }
            | Self::NotYours
            | Self::NoReason
            | Self::Empty
            | Self::TooLong { .. } => self.as_str().to_owned(),
        }
    }

    /// True where it is written down that somebody tried.
    pub const fn is_noted(&self) -> bool {
        match self {
            Self::Unknown
            | Self::Right
            | Self::Owned { .. }
            | Self::Stopped { .. }
            | Self::NotYours => true,
            Self::NoReason | Self::Empty | Self::TooLong { .. } => false,
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        Self::App(error.into())
    }
}

impl Error {
    /// True where doing the very same again may work at once.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Refused(_) => false,
            Self::App(error) => error.is_passing() || error.is_duplicate(),
        }
    }
}
