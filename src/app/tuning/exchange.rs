//! A folder and the installation: files are taken out with their base, and brought in as a draft.
//!
//! Both ways three sides are made one: what the folder was taken from, what serves by now, and what the
//! folder says. Where both changed the same lines nothing is done, and the lines are shown.

use super::act::act;
use super::drafts::{LARGEST, Side, right_of, short, with};
use super::look::{in_turn, lacking};
use super::merge::{Merged, merge, shown};
use super::{Error, Refused, checks};
use crate::app::App;
use crate::app::edition::whole;
use crate::domain::access::{Right, Who};
use crate::domain::content::Files;
use crate::domain::content::base::Base;
use crate::domain::content::release::{Changes, Draft, Status};
use crate::domain::id::Id;
use crate::domain::problem::Problem;
use crate::store::Tx;
use crate::store::tuning::draft::{self, New};
use crate::store::tuning::edition;

/// A folder of content.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// What people tune of it.
    pub files: Files,
    /// What it was taken from, where that is noted.
    pub base: Option<Base>,
}

/// A file that both sides changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Its path.
    pub path: String,
    /// The lines that both changed; none where one side took the file away.
    pub lines: Option<String>,
}

/// What taking the release that serves came to.
#[derive(Clone, Debug)]
pub enum Pulled {
    /// What the folder must become.
    Files {
        /// What changes in it: each path with its text, or none where the file goes.
        changes: Vec<(String, Option<String>)>,
        /// What is to be noted beside it.
        base: Base,
    },
    /// Both changed the same: nothing is to be done yet.
    Conflicts(Vec<Conflict>),
}

/// What bringing a folder in came to.
#[derive(Clone, Debug)]
pub enum Pushed {
    /// The folder changes nothing.
    Nothing,
    /// It is a draft that waits for a review.
    Draft {
        /// Its id.
        id: String,
        /// What it changes.
        changes: Changes,
        /// What keeps it from being published.
        problems: Vec<Problem>,
    },
    /// Both changed the same: nothing was done.
    Conflicts(Vec<Conflict>),
}

/// What a folder is brought in as.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// What it is about.
    pub title: &'a str,
    /// Why it is made.
    pub reason: &'a str,
}

/// Tells what a folder must become to be what serves, with what was changed in it.
///
/// # Errors
/// [`Refused::Right`], or when the database refuses.
pub async fn pull(
    app: &App,
    who: &Who,
    (folder, sides): (&Folder, &[(String, Side)]),
) -> Result<Pulled, Error> {
    if !who.may(Right::ReadTuning) {
        return Err(Refused::Right.into());
    }
    let live = app.live();
    let base = base(app, folder).await?;
    let three = (&base, &live.files, &folder.files);
    let Merged { changes, conflicts } = merge(three, sides);
    if !conflicts.is_empty() {
        return Ok(Pulled::Conflicts(told(conflicts, three, live.number)));
    }
    let mut whole = live.files.clone();
    for (path, text) in changes {
        match text {
            Some(text) => whole.put(path, text),
            None => whole.remove(&path),
        }
    }
    let paths = whole.paths().chain(folder.files.paths());
    let paths: std::collections::BTreeSet<&str> = paths.collect();
    let differs = paths.into_iter().filter(|path| whole.get(path) != folder.files.get(path));
    let changes = differs.map(|path| (path.to_owned(), whole.get(path).map(str::to_owned)));
    Ok(Pulled::Files { changes: changes.collect(), base: Base::of(live.number, &live.files) })
}

/// Brings what was changed in a folder in, as a draft that waits for a review; the same again is the
/// same draft. Files with problems come in, too: they are told, and do not come to serve.
///
/// # Errors
/// [`Refused`], or when the database refuses.
pub async fn push(
    app: &App,
    who: &Who,
    (folder, sides): (&Folder, &[(String, Side)]),
    words: Words<'_>,
) -> Result<Pushed, Error> {
    let live = app.live();
    let base = base(app, folder).await?;
    let three = (&base, &live.files, &folder.files);
    let Merged { changes, conflicts } = merge(three, sides);
    if !conflicts.is_empty() {
        return Ok(Pushed::Conflicts(told(conflicts, three, live.number)));
    }
    let differs = |(path, text): &(String, Option<String>)| live.files.get(path) != text.as_deref();
    let changes: Vec<_> = changes.into_iter().filter(differs).collect();
    if changes.is_empty() {
        return Ok(Pushed::Nothing);
    }
    let right = may_stand(&changes)?;
    let (title, reason) = (short(words.title), short(words.reason));
    if reason.is_empty() {
        return Err(Refused::NoReason.into());
    }
    let news: Vec<New> =
        changes.into_iter().map(|(path, text)| New { path, text, over: 0 }).collect();
    let mut files = live.files.clone();
    for new in &news {
        match &new.text {
            Some(text) => files.put(new.path.clone(), text.clone()),
            None => files.remove(&new.path),
        }
    }
    let hash = files.hash();
    let of = Brought { base: live.number, title, reason, hash: hash.clone(), news };
    let id = act(app, (who, right, &hash.clone()), move |acting, tx| {
        Box::pin(async move {
            let (id, is_new) = of.keep(tx, (&acting.who.id, acting.now)).await?;
            if is_new {
                acting.note(tx, "draft-push", (&id, format!("base={}", of.base)));
            }
            Ok(id)
        })
    })
    .await?;
    let own = app.editions.own().clone();
    let lacking = lacking(app, &files).await?;
    let look = move || {
        let report = checks::quick(&whole(&files, &own));
        let problems = report.only(|it| Files::is_tuned(&it.file)).problems;
        (Changes::between(&live.files, &files), [lacking, problems].concat())
    };
    let (changes, problems) = in_turn(look).await?;
    Ok(Pushed::Draft { id, changes, problems })
}

/// The right that changes take, where they may stand at all.
fn may_stand(changes: &[(String, Option<String>)]) -> Result<Right, Refused> {
    if changes.iter().any(|(path, _)| !Files::may_hold(path) || !Files::is_tuned(path)) {
        return Err(Refused::Path);
    }
    if changes.iter().any(|(_, text)| text.as_ref().is_some_and(|it| it.len() > LARGEST)) {
        return Err(Refused::TooLarge);
    }
    let limits = changes.iter().map(|(path, _)| right_of(path)).find(|it| *it != Right::Draft);
    Ok(limits.unwrap_or(Right::Draft))
}

/// What is brought in.
struct Brought {
    base: i64,
    title: String,
    reason: String,
    hash: String,
    news: Vec<New>,
}

impl Brought {
    /// Writes it down as a draft that waits for a review; answers its id, and whether it is new.
    async fn keep(
        &self,
        tx: &mut Tx,
        (who, now): (&str, chrono::DateTime<chrono::Utc>),
    ) -> Result<(String, bool), Error> {
        // Whoever publishes meanwhile goes first, or waits.
        let live = edition::hold(tx).await?.ok_or(Refused::Base)?;
        if live.number != self.base {
            return Err(Refused::Base.into());
        }
        let mut id = Id::derive(&["push", &self.base.to_string(), &self.hash]).to_string();
        while let Some(found) = draft::find(&mut *tx, &id).await? {
            if !found.status.is_over() {
                let base = edition::files(&mut *tx, found.base).await?;
                let as_pushed = with(&base, &draft::files(&mut *tx, &id).await?);
                if as_pushed.hash() == self.hash {
                    return Ok((id, false));
                }
            }
            // It was dropped, or changed on the pages: this is another one.
            id = Id::derive(&["push again", &id]).to_string();
        }
        let new = self.draft(id.clone(), (who, now));
        draft::add(tx, &new).await?;
        let before = Draft { version: 0, ..new };
        for new in &self.news {
            draft::put(tx, (&before, who), new.clone(), now).await?;
        }
        Ok((id, true))
    }

    fn draft(&self, id: String, (who, now): (&str, chrono::DateTime<chrono::Utc>)) -> Draft {
        let title = match self.title.as_str() {
            "" => self.reason.clone(),
            title => title.to_owned(),
        };
        Draft {
            id,
            title,
            base: self.base,
            author: who.to_owned(),
            status: Status::Review,
            reason: self.reason.clone(),
            reviewer: None,
            remark: String::new(),
            version: 1,
            published: None,
            made_at: now,
            changed_at: now,
        }
    }
}

/// What a folder was taken from: what is noted beside it, where that is of this installation; else the
/// release that it is file by file; else nothing.
async fn base(app: &App, folder: &Folder) -> Result<Files, Error> {
    if let Some(noted) = &folder.base {
        let files = edition::files(&app.db, noted.release).await?;
        if noted.is_of(&files) {
            return Ok(files);
        }
    }
    match edition::of_hash(&app.db, &folder.files.hash()).await? {
        Some(number) => Ok(edition::files(&app.db, number).await?),
        None => Ok(Files::default()),
    }
}

fn told(paths: Vec<String>, three: (&Files, &Files, &Files), number: i64) -> Vec<Conflict> {
    let release = format!("release {number}");
    let told = |path: String| {
        let lines = shown(&path, three, (&release, "folder"));
        Conflict { path, lines }
    };
    paths.into_iter().map(told).collect()
}
