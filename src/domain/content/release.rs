//! Releases and drafts: what serves together, and what is prepared to serve next.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use super::diff::Changes;

/// What becomes of conversations under way when a release begins to serve.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moves {
    /// They finish on the release they are on.
    #[default]
    Finish,
    /// They come over as soon as they rest on a step that both releases have, of one kind.
    Safe,
}

/// How a draft stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Somebody works on it.
    Open,
    /// Somebody else is to look at it.
    Review,
    /// Somebody else let it pass, as it is.
    Approved,
    /// It serves, or did.
    Published,
    /// Nobody wants it any more.
    Dropped,
}

/// What a look over a release came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// How many things were looked at: files, or tests.
    pub looked: usize,
    /// What must be mended.
    pub problems: usize,
    /// What had better be looked at.
    pub warnings: usize,
}

/// A release: immutable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its number, from one.
    pub number: i64,
    /// The release it changes; none for the first.
    pub base: Option<i64>,
    /// The older release that it repeats.
    pub restores: Option<i64>,
    /// The draft it was.
    pub draft: Option<String>,
    /// What it is about.
    pub title: String,
    /// Who made it.
    pub author: String,
    /// Who let it pass.
    pub reviewer: Option<String>,
    /// Why it was made.
    pub reason: String,
    /// What becomes of conversations under way.
    pub moves: Moves,
    /// What tells its files from any others.
    pub hash: String,
    /// What the checks said.
    pub checks: Verdict,
    /// What the transcripts said.
    pub tests: Verdict,
    /// What it changes of its base.
    pub changes: Changes,
    /// When its draft was begun.
    pub made_at: DateTime<Utc>,
    /// When it began to serve.
    pub published_at: DateTime<Utc>,
}

/// Changes that somebody prepares on a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// The release it changes.
    pub base: i64,
    /// Who began it.
    pub author: String,
    /// How it stands.
    pub status: Status,
    /// Why it is made.
    pub reason: String,
    /// Who let it pass, or gave it back.
    pub reviewer: Option<String>,
    /// What they said.
    pub remark: String,
    /// How often it was changed.
    pub version: i64,
    /// The release that it became.
    pub published: Option<i64>,
    /// When it was begun.
    pub made_at: DateTime<Utc>,
    /// When it last changed.
    pub changed_at: DateTime<Utc>,
}

impl Moves {
    /// The code of rows, forms and texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Finish => "finish",
            Self::Safe => "safe",
        }
    }
}

impl Status {
    /// Every status of a draft that is not over.
    pub const LIVING: [Self; 3] = [Self::Approved, Self::Review, Self::Open];

    /// The code of rows and texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Review => "review",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Dropped => "dropped",
        }
    }

    /// True where nothing more becomes of it.
    pub const fn is_over(self) -> bool {
        match self {
            Self::Open | Self::Review | Self::Approved => false,
            Self::Published | Self::Dropped => true,
        }
    }
}
