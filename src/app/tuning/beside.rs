//! Two who change the same file: what each wrote, side by side, and both in one where that goes.

use super::drafts::{self, Side};
use super::{Error, Refused};
use crate::app::App;
use crate::domain::access::Who;
use crate::domain::content::Files;
use crate::store::tuning::text;

/// A file that somebody else saved since it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// As it is saved by now; none where it was taken away.
    pub theirs: Option<String>,
    /// The version of that; zero where the draft does not change it.
    pub version: i64,
    /// Who saved it; nobody where it is the release's.
    pub who: Option<String>,
    /// Both in one; where both changed the same lines, these stand there twice, marked.
    pub merged: String,
    /// True where lines stand there twice.
    pub is_marked: bool,
}

/// A file on both sides of a release that came between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its path.
    pub path: String,
    /// As the draft has it.
    pub mine: Option<String>,
    /// As the release that serves has it.
    pub theirs: Option<String>,
}

/// What somebody wrote beside what was saved meanwhile; `read` is the hash of what they began with.
///
/// # Errors
/// [`Refused::Unknown`], or when the database refuses.
pub async fn beside(
    app: &App,
    who: &Who,
    (draft, path): (&str, &str),
    (read, mine): (&str, &str),
) -> Result<Beside, Error> {
    let opened = drafts::read(app, who, draft).await?;
    let changed = opened.changed.iter().find(|it| it.path == path);
    let theirs = opened.files.get(path).map(str::to_owned);
    let began = match opened.base.get(path).filter(|base| Files::hash_of(base) == read) {
        Some(base) => Some(base.to_owned()),
        None => text::find(&app.db, read).await?,
    };
    let mine = mine.replace("\r\n", "\n");
    let other = theirs.clone().unwrap_or_default();
    let (merged, is_marked) = match diffy::merge(&began.unwrap_or_default(), &other, &mine) {
        Ok(merged) => (merged, false),
        Err(marked) => (marked, true),
    };
    Ok(Beside {
        theirs,
        version: changed.map_or(0, |it| it.version),
        who: changed.map(|it| it.who.clone()),
        merged,
        is_marked,
    })
}

/// The files of which somebody must say which side is kept, before a draft comes over to the release
/// that serves.
///
/// # Errors
/// [`Refused::Unknown`], or when the database refuses.
pub async fn conflicts(
    app: &App,
    who: &Who,
    (draft, paths): (&str, &[String]),
) -> Result<Vec<Conflict>, Error> {
    let opened = drafts::read(app, who, draft).await?;
    let live = app.live();
    let own = |text: Option<&str>| text.map(str::to_owned);
    let conflict = |path: &String| Conflict {
        path: path.clone(),
        mine: own(opened.files.get(path)),
        theirs: own(live.files.get(path)),
    };
    Ok(paths.iter().map(conflict).collect())
}

impl Side {
    /// The code of forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Theirs => "theirs",
        }
    }

    /// The side of a code.
    ///
    /// # Errors
    /// [`Refused::Status`] where it is neither.
    pub fn read(code: &str) -> Result<Self, Error> {
        match code {
            "mine" => Ok(Self::Mine),
            "theirs" => Ok(Self::Theirs),
            _ => Err(Refused::Status.into()),
        }
    }
}
