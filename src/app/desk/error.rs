//! Why something is not done at the desk.

use chrono::{DateTime, Utc};
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
    /// The colleague who shall have it may not, or is not there.
    #[error("could not give a conversation to somebody who cannot have it")]
    NotThem,
    /// A word that should not stand there; whoever insists may send it.
    #[error("could not send words that carry {entry:?} without insisting")]
    Words {
        /// The entry of the list.
        entry: String,
    },
    /// A threat: it is never sent.
    #[error("could not send a threat")]
    Threat {
        /// The entry of the list.
        entry: String,
    },
    /// A sum, to somebody of whom nobody knows yet who they are.
    #[error("could not name a sum before the identity is verified")]
    Unproved,
    /// WhatsApp's 24 hours are over: a template goes, or nothing.
    #[error("could not send free text outside the window")]
    WindowClosed,
    /// The template is unknown, switched off, or lacks a value.
    #[error("could not use the template")]
    NoTemplate,
    /// The customer asked not to be written to, and has not written since.
    #[error("could not begin with somebody who opted out")]
    OptedOut,
    /// Collecting rests, and the customer has not written.
    #[error("could not begin while collecting rests")]
    NotActive,
    /// It is no time to begin; when it is next.
    #[error("could not begin outside contact hours")]
    OutOfHours {
        /// The next moment at which we may.
        next: DateTime<Utc>,
    },
    /// What is to happen later lies in the past.
    #[error("could not plan for a moment that is over")]
    Past,
    /// What is to happen later lies too far away.
    #[error("could not plan for a moment so far away")]
    TooFar,
    /// The message did not fail for good: it went, or may have.
    #[error("could not send again what did not fail")]
    NotFailed,
    /// The file is of a kind that is not sent.
    #[error("could not send a file of this kind")]
    FileKind,
    /// The file is too large.
    #[error("could not send so large a file")]
    FileTooLarge,
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
            Self::NotThem => "not-them",
            Self::Words { .. } => "words",
            Self::Threat { .. } => "threat",
            Self::Unproved => "unproved",
            Self::WindowClosed => "window-closed",
            Self::NoTemplate => "no-template",
            Self::OptedOut => "opted-out",
            Self::NotActive => "not-active",
            Self::OutOfHours { .. } => "out-of-hours",
            Self::Past => "past",
            Self::TooFar => "too-far",
            Self::NotFailed => "not-failed",
            Self::FileKind => "file-kind",
            Self::FileTooLarge => "file-too-large",
            Self::Empty => "empty",
            Self::TooLong { .. } => "too-long",
        }
    }

    /// The key of its words on pages.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Unknown => "web-desk-refused-unknown",
            Self::Right => "web-desk-refused-right",
            Self::Owned { .. } => "web-desk-refused-owned",
            Self::Stopped { .. } => "web-desk-refused-stopped",
            Self::NotYours => "web-desk-refused-not-yours",
            Self::NoReason => "web-desk-refused-no-reason",
            Self::NotThem => "web-desk-refused-not-them",
            Self::Words { .. } => "web-desk-refused-words",
            Self::Threat { .. } => "web-desk-refused-threat",
            Self::Unproved => "web-desk-refused-unproved",
            Self::WindowClosed => "web-desk-refused-window-closed",
            Self::NoTemplate => "web-desk-refused-no-template",
            Self::OptedOut => "web-desk-refused-opted-out",
            Self::NotActive => "web-desk-refused-not-active",
            Self::OutOfHours { .. } => "web-desk-refused-out-of-hours",
            Self::Past => "web-desk-refused-past",
            Self::TooFar => "web-desk-refused-too-far",
            Self::NotFailed => "web-desk-refused-not-failed",
            Self::FileKind => "web-desk-refused-file-kind",
            Self::FileTooLarge => "web-desk-refused-file-too-large",
            Self::Empty => "web-desk-refused-empty",
            Self::TooLong { .. } => "web-desk-refused-too-long",
        }
    }

    /// The codes that the audit log keeps of it.
    pub fn detail(&self) -> String {
        match self {
            Self::Stopped { why } => format!("{};why={why}", self.as_str()),
            Self::Words { entry } | Self::Threat { entry } => {
                format!("{};word={entry}", self.as_str())
            }
            Self::Unknown
            | Self::Right
            | Self::Owned { .. }
            | Self::NotYours
            | Self::NoReason
            | Self::NotThem
            | Self::Unproved
            | Self::WindowClosed
            | Self::NoTemplate
            | Self::OptedOut
            | Self::NotActive
            | Self::OutOfHours { .. }
            | Self::Past
            | Self::TooFar
            | Self::NotFailed
            | Self::FileKind
            | Self::FileTooLarge
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
            | Self::NotYours
            | Self::Stopped { .. }
            | Self::Threat { .. }
            | Self::Unproved
            | Self::WindowClosed
            | Self::OptedOut => true,
            Self::NoReason
            | Self::NotThem
            | Self::Words { .. }
            | Self::NoTemplate
            | Self::NotActive
            | Self::OutOfHours { .. }
            | Self::Past
            | Self::TooFar
            | Self::NotFailed
            | Self::FileKind
            | Self::FileTooLarge
            | Self::Empty
            | Self::TooLong { .. } => false,
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
