//! Why something in the tuning room is not done.

use thiserror::Error as ThisError;

use crate::domain::problem::Problem;
use crate::{app, store};

/// Why something in the tuning room was not done.
#[derive(Debug, ThisError)]
pub enum Error {
    /// It may not be.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// It could not be.
    #[error(transparent)]
    App(#[from] app::Error),
}

/// Why something in the tuning room may not be done; nothing was changed.
///
/// Each has a text `web-tuning-refused-<code>`.
#[derive(Clone, Debug, PartialEq, Eq, ThisError)]
pub enum Refused {
    /// They do not hold the right, or see only some creditors.
    #[error("could not be done without the right")]
    Right,
    /// There is no such draft or release.
    #[error("could not find it")]
    Unknown,
    /// Who had a hand in a draft does not let it pass.
    #[error("could not be reviewed by who wrote it")]
    OwnWork,
    /// It is over, or not yet there.
    #[error("could not be done as the draft stands")]
    Status,
    /// Somebody else changed it since it was read.
    #[error("could not be saved over what somebody else saved")]
    Stale,
    /// Another release serves by now than the one it changes.
    #[error("could not be published over another release than its own")]
    Base,
    /// Both changed the same.
    #[error("could not be brought over: {} files changed on both sides", paths.len())]
    Conflicts {
        /// Where.
        paths: Vec<String>,
    },
    /// The checks found problems.
    #[error("could not be published with {} problems", problems.len())]
    Problems {
        /// What.
        problems: Vec<Problem>,
    },
    /// It changes nothing.
    #[error("could not publish nothing")]
    Nothing,
    /// No reason was given.
    #[error("could not be done without a reason")]
    NoReason,
    /// No content may stand there.
    #[error("could not stand there")]
    Path,
    /// It is too large.
    #[error("could not keep so much")]
    TooLarge,
}

impl Refused {
    /// The code of texts, rows and answers.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Unknown => "unknown",
            Self::OwnWork => "own-work",
            Self::Status => "status",
            Self::Stale => "stale",
            Self::Base => "base",
            Self::Conflicts { .. } => "conflicts",
            Self::Problems { .. } => "problems",
            Self::Nothing => "nothing",
            Self::NoReason => "no-reason",
            Self::Path => "path",
            Self::TooLarge => "too-large",
        }
    }

    /// True where it is written down that somebody tried.
    pub const fn is_noted(&self) -> bool {
        match self {
            Self::Right | Self::OwnWork | Self::Path => true,
            Self::Unknown
            | Self::Status
            | Self::Stale
            | Self::Base
            | Self::Conflicts { .. }
            | Self::Problems { .. }
            | Self::Nothing
            | Self::NoReason
            | Self::TooLarge => false,
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Stale { .. } => Self::Refused(Refused::Stale),
            error => Self::App(error.into()),
        }
    }
}
